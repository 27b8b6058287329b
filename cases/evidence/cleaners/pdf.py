"""PDF: its pages, without who made it, what is attached and what would run (ISO 32000)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2

from cases.evidence.cleaners import Refused, pdf_streams

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MOST_PAGES = 2000
MOST_OBJECTS = 200_000
DEEP = 30  # dictionaries within dictionaries of one object
ROOT_KEPT = {
    "/Type", "/Pages", "/PageLabels", "/Outlines", "/PageMode", "/PageLayout", "/Lang", "/Dests",
    "/OCProperties", "/ViewerPreferences", "/AcroForm",
}  # fmt: skip
NOWHERE = (
    "/Metadata", "/PieceInfo", "/LastModified", "/AA", "/Thumb", "/AF", "/JS", "/ID", "/CreatorInfo",
    "/XFA", "/EmbeddedFiles", "/JavaScript",
)  # fmt: skip
DANGEROUS = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
WRITERS = ("/T", "/M", "/CreationDate", "/NM")  # of a note: who wrote it, and when
PREVIEW = 1600  # pixels on the longer side


def clean(folder: Path, _task: dict[str, str]) -> str:
    """Write the copy; its media type."""
    try:
        with pikepdf.open(folder / "original") as pdf:
            _check_size(pdf)
            _strip(pdf)
            pdf.save(folder / "copy", static_id=True)
    except pikepdf.PasswordError as closed:
        raise Refused("locked", "application/pdf") from closed
    except (
        pikepdf.PdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ) as fault:
        raise Refused("broken") from fault
    return "application/pdf"


def _check_size(pdf: pikepdf.Pdf) -> None:
    if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > MOST_PAGES:
        raise Refused("too_much_work")


def _strip(pdf: pikepdf.Pdf) -> None:
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    root: Any = pdf.Root
    for key in set(root.keys()) - ROOT_KEPT:
        del root[key]
    for one in pdf.objects:
        _strip_object(one, DEEP)
        if isinstance(one, pikepdf.Stream):
            pdf_streams.strip(one)


def _strip_object(one: Any, deep: int) -> None:
    """An object and what stands inside it; what it only points to comes by itself."""
    if not deep:
        raise Refused("too_much_work")
    if isinstance(one, pikepdf.Array):
        inside: Iterable[Any] = list(one)
    elif isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
        _strip_keys(one)
        inside = [one.get(key) for key in one.keys()]  # noqa: SIM118 - it is no dict
    else:
        return
    for value in inside:
        if isinstance(value, (pikepdf.Array, pikepdf.Dictionary)) and not value.is_indirect:
            _strip_object(value, deep - 1)


def _strip_keys(one: Any) -> None:
    for key in NOWHERE:
        if key in one:
            del one[key]
    for key in ("/A", "/Next"):
        if _runs(one.get(key)):
            del one[key]
    if one.get("/FT") == "/Sig" and "/V" in one:  # a signature names who signed
        del one["/V"]
    if "/Annots" in one:
        one.Annots = pikepdf.Array(_harmless(one.Annots))


def _runs(action: Any) -> bool:
    """Whether it does more than turn to a page or an address; of several, whether there are any."""
    if isinstance(action, pikepdf.Array):
        return True
    is_action = isinstance(action, pikepdf.Dictionary) and "/S" in action
    return is_action and action.get("/S") not in ("/GoTo", "/URI")


def _harmless(annotations: Iterable[Any]) -> list[Any]:
    """Notes and links stay, without their writers' names."""
    notes = [one for one in annotations if isinstance(one, pikepdf.Dictionary)]
    kept = [one for one in notes if one.get("/Subtype") not in DANGEROUS]
    for one in kept:
        for key in WRITERS:
            if one.get("/Subtype") != "/Widget" and key in one:
                del one[key]
    return kept


def draw(folder: Path, _media_type: str) -> None:
    """Write the preview: the first page."""
    page = pypdfium2.PdfDocument(folder / "copy")[0]
    scale = PREVIEW / max(page.get_size())
    picture = page.render(scale=min(scale, 3)).to_pil().convert("RGB")
    picture.save(folder / "preview", "JPEG", quality=80)
