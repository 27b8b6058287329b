"""Pictures: drawn anew, so that nothing but the picture comes along."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pillow_heif
from PIL import Image, ImageOps

from cases.evidence.cleaners import Refused

if TYPE_CHECKING:
    from pathlib import Path

PHOTO = 25_000_000  # pixels of a photograph that is opened at once
DRAWING = 20_000_000  # pixels of any other picture: these take more memory
HALVED = 50_000_000  # pixels of a JPEG that is opened at half its size
CAMERA = 200_000_000  # pixels that a telephone of today can make; more is done on purpose
PREVIEW = 1600  # pixels on the longer side
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "HEIF", "AVIF")
DRAWN = ("PNG", "GIF", "WEBP")  # not photographs: their edges stay sharp


def clean(folder: Path, _task: dict[str, str]) -> str:
    """Write the copy; its media type."""
    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = CAMERA
    try:
        with Image.open(folder / "original", formats=FORMATS) as picture:
            return _redrawn(picture, folder / "copy")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused("too_much_work") from bomb
    except (OSError, SyntaxError, ValueError, EOFError) as fault:
        raise Refused("broken") from fault


def _redrawn(picture: Image.Image, copy: Path) -> str:
    _check_size(picture)
    is_drawn = picture.format in DRAWN
    bare = _bare(picture)
    if is_drawn:
        bare.save(copy, "PNG", compress_level=3)
        return "image/png"
    _as(bare, "RGB").save(copy, "JPEG", quality=90)
    return "image/jpeg"


def _check_size(picture: Image.Image) -> None:
    """Raise ``Refused`` for what would take too much memory, before a pixel is unpacked."""
    pixels = picture.width * picture.height
    is_photo = picture.format in ("JPEG", "HEIF")
    if pixels <= (PHOTO if is_photo else DRAWING):
        return
    is_plain = picture.format == "JPEG" and not picture.info.get("progressive")
    if is_plain and pixels <= HALVED:
        picture.draft(None, (picture.width // 2, picture.height // 2))
        return
    raise Refused("too_large" if is_photo and pixels <= CAMERA else "too_much_work")


def _bare(picture: Image.Image) -> Image.Image:
    """Its pixels the right way up, and nothing else of it; of moving pictures the first."""
    picture.seek(0)
    picture.load()
    ImageOps.exif_transpose(picture, in_place=True)
    if picture.mode not in ("RGB", "RGBA", "L", "LA"):
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    picture.info.clear()
    return picture


def _as(picture: Image.Image, mode: str) -> Image.Image:
    return picture if picture.mode == mode else picture.convert(mode)


def draw(folder: Path, _media_type: str) -> None:
    """Write the preview: the copy, made small."""
    with Image.open(folder / "copy", formats=("JPEG", "PNG")) as picture:
        shrink = min(1, PREVIEW / max(picture.size))
        size = (math.ceil(picture.width * shrink), math.ceil(picture.height * shrink))
        picture.draft(None, size)
        picture.thumbnail(size)
        _as(picture, "RGB").save(folder / "preview", "JPEG", quality=80)
