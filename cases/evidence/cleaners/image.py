"""Pictures: drawn anew, so that nothing but the picture comes along."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pillow_heif
from PIL import Image, ImageOps

from cases.evidence.cleaners import Refused

if TYPE_CHECKING:
    from pathlib import Path

MOST = 50_000_000  # pixels that are opened at all
KEPT = 24_000_000  # pixels of a copy; a larger one is made smaller
PREVIEW = 1600  # pixels on the longer side
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "HEIF")
QUALITY = 90


def clean(folder: Path, _task: dict[str, str]) -> str:
    """Write copy and preview; the media type of the copy."""
    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST
    try:
        picture = _opened(folder / "original")
        with_paper = _kept(picture, folder)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused("too_much_work") from bomb
    except (OSError, SyntaxError, ValueError, EOFError) as fault:
        raise Refused("broken") from fault
    return with_paper


def _opened(source: Path) -> Image.Image:
    picture = Image.open(source, formats=FORMATS)
    if picture.width * picture.height > MOST:
        raise Refused("too_much_work")
    picture.seek(0)  # of moving pictures the first
    picture.draft("RGB", (picture.width, picture.height))
    return picture


def _kept(picture: Image.Image, folder: Path) -> str:
    is_drawn = picture.format in ("PNG", "GIF", "WEBP") and picture.width * picture.height <= KEPT
    bare = _bare(picture)
    if is_drawn:
        bare.save(folder / "copy", "PNG")
    else:
        bare.convert("RGB").save(folder / "copy", "JPEG", quality=QUALITY)
    bare.thumbnail((PREVIEW, PREVIEW))
    bare.convert("RGB").save(folder / "preview", "JPEG", quality=80)
    return "image/png" if is_drawn else "image/jpeg"


def _bare(picture: Image.Image) -> Image.Image:
    """Its pixels the right way up, and nothing else of it."""
    turned = ImageOps.exif_transpose(picture)
    if turned.mode not in ("RGB", "RGBA", "L", "LA"):
        turned = turned.convert("RGBA" if "transparency" in turned.info else "RGB")
    pixels = turned.width * turned.height
    if pixels > KEPT:
        shrink = math.sqrt(KEPT / pixels)
        turned = turned.resize((int(turned.width * shrink), int(turned.height * shrink)))
    turned.info.clear()
    return turned
