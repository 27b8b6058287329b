"""The parts of an office document, without names of people, machines and folders.

ECMA-376 and what Microsoft and WPS add to it (MS-DOCX, MS-XLSX, MS-PPTX). Attributes that a reader of
the document may miss are taken out; those it insists on are emptied.
"""

from __future__ import annotations

import re

from cases.evidence.cleaners import Refused, drawn, jpeg

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
FORMATS = b"http://schemas.openxmlformats.org/"
CORE = HEAD + b'<coreProperties xmlns="' + FORMATS + b'package/2006/metadata/core-properties"/>'
APP = HEAD + b'<Properties xmlns="' + FORMATS + b'officeDocument/2006/extended-properties"/>'
CUSTOM = APP.replace(b"extended-properties", b"custom-properties")
EMPTIED = {"docProps/core.xml": CORE, "docProps/app.xml": APP, "docProps/custom.xml": CUSTOM}

HIDDEN = r"customXml|thumbnail|printerSettings|docMetadata"  # parts that nobody sees
DROPPED = re.compile(rf"(^|/)({HIDDEN})", re.IGNORECASE)
DROPPED_LINK = re.compile(
    rb"<(?:\w+:)?(?:Relationship|Override)\b[^>]*(?:%b)[^>]*/>" % HIDDEN.encode()
)
LINK = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
TARGET = re.compile(rb"""\sTarget=("[^"]*"|'[^']*')""")
PUBLIC_LINK = re.compile(rb"""Target=["'](https?:|mailto:|#)""", re.IGNORECASE)

VALUE = rb"""=("[^"<]*"|'[^'<]*')(?=[^<>]*>)"""  # within a tag
NAMES = re.compile(
    rb"\s(?:\w+:)?(?:author|initials|lastModifiedBy|userName|userId|providerId)" + VALUE
)
PEOPLES_NAMES = re.compile(rb"\s(?:name|displayName)" + VALUE)
PEOPLES = re.compile(r"/(commentAuthors|authors|persons?\d*)\.xml$")
TRACES = re.compile(rb"\s(?:w:rsid\w*|w16du:dateUtc|documentId|o:title|o:href)" + VALUE)
PRINTER = re.compile(rb"""(<pageSetup\b[^>]*?)\sr:id=["'][^"']*["']""")
ELEMENTS = re.compile(
    rb"<w:rsids>.*?</w:rsids>|<w15:person\b.*?</w15:person>|<w:docVars>.*?</w:docVars>"
    rb"|<w1[45]:docId\b[^>]*/>|<xr:revisionPtr\b[^>]*/>",
    re.DOTALL,
)
AUTHORS = re.compile(rb"(<(?:\w+:)?author>)([^<]*)(?=</)")
FOLDER = re.compile(rb"""(<x15ac:absPath\b[^>]*?\surl=)("[^"]*"|'[^']*')""")
PICTURE = re.compile(rb"<(?:\w+:)?(?:cNvPr|docPr)\b[^>]*>")
FILE_NAME = re.compile(
    rb'\s(name|descr|title)="[^"]*(?:[\\/]|\.(?:jpe?g|png|gif|bmp|heic|tiff?|webp))[^"]*"',
    re.IGNORECASE,
)
METADATA = re.compile(
    rb"<metadata\b.*?</metadata>|<!--.*?-->|\s(?:sodipodi|inkscape):\w+=\"[^\"]*\"", re.DOTALL
)
DRAWINGS = (b"BM", b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00")  # BMP, EMF, WMF
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def bare(name: str, content: bytes) -> bytes:
    """One part without what it hides. Raises ``Refused`` where that cannot be done."""
    if name in EMPTIED or name.endswith(".psmdcp"):
        return EMPTIED.get(name, CORE)
    if name.endswith((".xml", ".rels", ".vml", ".svg")):
        return _bare_xml(name, _utf_8(content))
    if content.startswith(b"\xff\xd8"):
        return jpeg.without_segments(content)
    if content.startswith((drawn.PNG, drawn.GIF)):
        return drawn.without_words(content)
    if "/media/" in name and not content.startswith(DRAWINGS):
        raise Refused("embedded")
    return content


def _utf_8(content: bytes) -> bytes:
    if not content.startswith(UTF_16):
        return content
    text = content.decode("utf-16", errors="replace")
    return re.sub(r"^<\?xml[^>]*\?>", HEAD.decode(), text).encode()


def _bare_xml(name: str, content: bytes) -> bytes:
    if name.endswith(".rels"):
        return LINK.sub(_without_folders, DROPPED_LINK.sub(b"", content))
    if name == "[Content_Types].xml":
        if b"macroEnabled" in content:
            raise Refused("macros")
        return DROPPED_LINK.sub(b"", content)
    if name.endswith(".svg"):
        return METADATA.sub(b"", content)
    return _without_people(name, content)


def _without_folders(link: re.Match[bytes]) -> bytes:
    """What lies outside is not fetched, and a place on somebody's own disk not told."""
    tag = link[0]
    if b"External" not in tag or (b"/hyperlink" in tag and PUBLIC_LINK.search(tag)):
        return tag
    return TARGET.sub(b' Target="about:blank"', tag)


def _without_people(name: str, content: bytes) -> bytes:
    content = ELEMENTS.sub(b"", content)
    content = TRACES.sub(b"", PRINTER.sub(rb"\1", content))
    content = NAMES.sub(_emptied, FOLDER.sub(rb'\1""', content))
    content = PICTURE.sub(lambda found: FILE_NAME.sub(rb' \1=""', found[0]), content)
    if PEOPLES.search(name):
        content = PEOPLES_NAMES.sub(_emptied, content)
    for said in {found[2] for found in AUTHORS.finditer(content)} - {b""}:
        content = content.replace(b">" + said + b":", b">")  # as Excel begins a note
    return AUTHORS.sub(rb"\1", content)


def _emptied(attribute: re.Match[bytes]) -> bytes:
    return attribute[0].split(b"=")[0] + b'=""'
