"""PDF: its pages, without who made it, what is attached and what would run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2

from cases.evidence.cleaners import Refused, jpeg

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MOST_PAGES = 2000
MOST_OBJECTS = 200_000
ROOT_KEPT = {
    "/Type", "/Pages", "/PageLabels", "/Outlines", "/PageMode", "/PageLayout", "/Lang", "/Dests",
    "/OCProperties", "/ViewerPreferences", "/AcroForm",
}  # fmt: skip
EVERYWHERE = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/Thumb", "/AF", "/JS", "/ID")
DANGEROUS = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
PREVIEW = 1600  # pixels on the longer side


def clean(folder: Path, _task: dict[str, str]) -> str:
    """Write the copy and a picture of the first page; the media type of the copy."""
    try:
        with pikepdf.open(folder / "original") as pdf:
            _check_size(pdf)
            _strip(pdf)
            pdf.save(folder / "copy", static_id=True)
    except pikepdf.PasswordError as closed:
        raise Refused("locked") from closed
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError) as fault:
        raise Refused("broken") from fault
    _draw(folder)
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
    if "/AcroForm" in root and "/XFA" in root.AcroForm:
        del root.AcroForm["/XFA"]
    for one in pdf.objects:
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            _strip_object(one)
    for page in pdf.pages:
        if "/Annots" in page:
            page.Annots = pikepdf.Array(_harmless(page.Annots))


def _strip_object(one: Any) -> None:
    for key in EVERYWHERE:
        if key in one:
            del one[key]
    action = one.get("/A")
    if isinstance(action, pikepdf.Dictionary) and action.get("/S") not in ("/GoTo", "/URI"):
        del one["/A"]
    if one.get("/Filter") == "/DCTDecode" or one.get("/Filter") == pikepdf.Array(
        [pikepdf.Name.DCTDecode]
    ):
        bare = jpeg.without_segments(one.read_raw_bytes())
        one.write(bare, filter=pikepdf.Name.DCTDecode)


def _harmless(annotations: Iterable[Any]) -> list[Any]:
    """Notes and links stay, without their writers' names."""
    kept = [one for one in annotations if one.get("/Subtype") not in DANGEROUS]
    for one in kept:
        for key in ("/T", "/M", "/CreationDate", "/NM"):
            if one.get("/Subtype") != "/Widget" and key in one:
                del one[key]
    return kept


def _draw(folder: Path) -> None:
    try:
        page = pypdfium2.PdfDocument(folder / "copy")[0]
        scale = PREVIEW / max(page.get_size())
        picture = page.render(scale=min(scale, 3)).to_pil().convert("RGB")
        picture.save(folder / "preview", "JPEG", quality=80)
    except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError, OSError):
        (folder / "preview").unlink(missing_ok=True)
