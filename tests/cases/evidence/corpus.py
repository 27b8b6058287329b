"""Files as people send them, and as they should not; made here, in memory."""

import io
import subprocess
import zipfile
import zlib
from functools import cache

import imageio_ffmpeg
import openpyxl
import pikepdf
import pillow_heif
from PIL import Image
from PIL.PngImagePlugin import PngInfo

WHO = "Canary-Zhang"  # in every hidden place of every file
PLACE = "27.9938"


def picture(size=(640, 480)):
    return Image.effect_noise(size, 60).convert("RGB")


def exif():
    hidden = Image.Exif()
    hidden[0x013B] = WHO  # artist
    hidden[0x0110] = WHO  # model
    hidden.get_ifd(0x8825).update({1: "N", 2: (27.0, 59.0, 38.0), 0x1D: PLACE})
    return hidden


def saved(image, suffix, **more):
    file = io.BytesIO()
    image.save(file, suffix, **more)
    return file.getvalue()


def jpeg(**more):
    return saved(picture(), "JPEG", exif=exif(), comment=WHO.encode(), **more)


def png():
    hidden = PngInfo()
    hidden.add_text("Author", WHO)
    return saved(picture((64, 48)), "PNG", pnginfo=hidden)


def heic():
    file = io.BytesIO()
    pillow_heif.from_pillow(picture()).save(file, exif=exif().tobytes())
    return file.getvalue()


def pdf(**trap):
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(200, 200))
    photo = pikepdf.Stream(made, jpeg())
    photo.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 640,
                  "/Height": 480, "/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8})  # fmt: skip
    photo["/Filter"] = pikepdf.Name.DCTDecode
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=photo))
    page.Contents = pikepdf.Stream(made, b"q 100 0 0 100 0 0 cm /Im0 Do Q")
    made.docinfo["/Author"] = WHO
    with made.open_metadata() as hidden:
        hidden["dc:creator"] = [WHO]
    made.attachments["who.txt"] = pikepdf.AttachedFileSpec(made, WHO.encode())
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{WHO}')")
    file = io.BytesIO()
    made.save(file, compress_streams=False, **trap)
    return file.getvalue()


def sly_pdf():
    """Who it was in places where a hurried cleaner does not look, and a script behind a link."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(200, 200))
    photo = pikepdf.Stream(made, zlib.compress(jpeg()))
    photo.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 640,
                  "/Height": 480, "/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8})  # fmt: skip
    photo["/Filter"] = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=photo))
    page.Contents = pikepdf.Stream(made, b"q 100 0 0 100 0 0 cm /Im0 Do Q")
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{WHO}')")
    link = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.Link, "Rect": [0, 0, 9, 9]}
    page.Annots = pikepdf.Array([
        pikepdf.Dictionary(**link, A=script),
        pikepdf.Dictionary(**link, A=pikepdf.Dictionary(
            S=pikepdf.Name.URI, URI="https://example.com", Next=script)),
        pikepdf.Dictionary(**(link | {"Subtype": pikepdf.Name.Text}), T=WHO, Contents="kept"),
    ])  # fmt: skip
    signature = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig, Name=WHO))
    field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="s", V=signature)
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[made.make_indirect(field)])
    file = io.BytesIO()
    made.save(file, compress_streams=False)
    return file.getvalue()


def locked_pdf():
    return pdf(encryption=pikepdf.Encryption(owner="o", user="u"))


@cache
def bomb_pdf(megabytes=100):
    """A stream that unpacks to far more than it weighs, where the page is drawn from."""
    made = pikepdf.new()
    page = made.add_blank_page()
    page.Contents = pikepdf.Stream(made, b"0 0 m " * (megabytes * 1024 * 1024 // 6))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def xlsx():
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = WHO
    book.active["A1"] = "每周四百元"
    book.active["A1"].comment = openpyxl.comments.Comment("收条", WHO)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(**more):
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": "<Relationships/>",
        "word/document.xml": f'<w:document {W}><w:ins w:id="1" w:author="{WHO}" w:rsidR="00AB"/>收费'
        "</w:document>",
        "word/comments.xml": f'<w:comments {W}><w:comment w:author="{WHO}" w:initials="CZ"/></w:comments>',
        "word/_rels/document.xml.rels": '<Relationships><Relationship Id="r1" Type="x/image" '
        f'TargetMode="External" Target="http://{WHO}.example/"/></Relationships>',
        "word/media/image1.jpeg": jpeg(),
        "word/media/image2.png": png(),
        "word/media/image3.gif": saved(picture((40, 30)).quantize(), "GIF", comment=WHO.encode()),
        "word/media/image4.jpeg": jpeg()
        + jpeg(),  # as telephones hang a second one behind the first
        "word/settings.xml": f'<w:settings {W}><w:rsids><w:rsid w:val="00AB"/></w:rsids>'
        f'<w:docVars><w:docVar w:name="by" w:val="{WHO}"/></w:docVars></w:settings>',
        "word/_rels/settings.xml.rels": '<Relationships><Relationship Id="r1" Type="x/attachedTemplate" '
        f'Target="file:///C:/Users/{WHO}/a.dotx" TargetMode="External"/></Relationships>',
        "word/header1.xml": f'<w:hdr {W}><wp:docPr id="1" name="图片 1" '
        f'descr="C:/Users/{WHO}/Desktop/a.png"/><w15:person w15:author="{WHO}"></w15:person></w:hdr>',
        "docProps/core.xml": f"<creator>{WHO}</creator>",
        "docProps/app.xml": f"<Company>{WHO}</Company>",
        "docProps/thumbnail.jpeg": jpeg(),
    }
    return zipped(**(parts | more))


def sheet():
    """A workbook with the names that Excel itself writes into it."""
    return zipped(**{
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": '<workbook><mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath '
        f'url="C:\\Users\\{WHO}\\Desktop\\"/></mc:Choice></mc:AlternateContent>'
        f'<fileSharing userName="{WHO}"/></workbook>',
        "xl/comments1.xml": f"<comments><authors><author>{WHO}</author></authors><t>{WHO}:</t>"
        "<t>收条</t></comments>",
        "xl/persons/person.xml": f'<personList><person displayName="{WHO}" userId="{WHO}"/></personList>',
        "xl/worksheets/sheet1.xml": '<worksheet><pageSetup r:id="rId1"/><tableColumn name="单价/元"/></worksheet>',
        "xl/worksheets/_rels/sheet1.xml.rels": '<Relationships><Relationship Id="rId1" '
        'Type="x/printerSettings" Target="../printerSettings/printerSettings1.bin"/></Relationships>',
        "xl/printerSettings/printerSettings1.bin": WHO.encode(),
        "docMetadata/LabelInfo.xml": f"<label>{WHO}</label>",
        "package/services/metadata/core-properties/1.psmdcp": f"<creator>{WHO}</creator>",
    })  # fmt: skip


def slides():
    """Slides with a note, whose writer stands in two places."""
    return zipped(**{
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": "<p:presentation/>",
        "ppt/commentAuthors.xml": f'<p:cmAuthorLst><p:cmAuthor id="0" name="{WHO}" initials="CZ"/></p:cmAuthorLst>',
        "ppt/authors.xml": f"<p188:authorLst><p188:author id='1' name='{WHO}' userId='{WHO}'/></p188:authorLst>",
        "ppt/slides/slide1.xml": "<p:sld><a:t>送礼 author=\"一\"</a:t></p:sld>",
        "ppt/slides/_rels/slide1.xml.rels": "<Relationships>"
        f'<Relationship Id="r1" Type="x/hyperlink" Target="file:///D:/{WHO}/" TargetMode="External"/>'
        '<Relationship Id="r2" Type="x/hyperlink" Target="https://example.com/" TargetMode="External"/>'
        "</Relationships>",
    })  # fmt: skip


def old_document(*names):
    """A file as Word, Excel and PowerPoint wrote it before 2007, with entries of these names."""
    entries = b"".join(f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in names)
    return bytes.fromhex("d0cf11e0a1b11ae1").ljust(512, b"\0") + entries


def sung_with_a_cover():
    """Sound with a photograph as its cover, whose tags say where it was taken."""
    tag = b"image/jpeg\0\3\0" + jpeg()
    frame = b"APIC" + (len(tag) + 1).to_bytes(4, "big") + b"\0\0\0" + tag
    size = len(frame)
    packed = bytes(size >> shift & 127 for shift in (21, 14, 7, 0))
    return b"ID3\3\0\0" + packed + frame + recorded("mp3")


def recorded(suffix, *, film=False, seconds=1):
    """Sound or film with a title, an author and a place in its tags."""
    source = (
        ["-f", "lavfi", "-i", f"testsrc=d={seconds}:s=176x144:r=5"] if film
        else ["-f", "lavfi", "-i", f"sine=d={seconds}:r=8000"]
    )  # fmt: skip
    tags = [part for name in ("title", "artist", "author", "comment", "location")
            for part in ("-metadata", f"{name}={WHO}{PLACE}")]  # fmt: skip
    named = {"m4a": "ipod", "mkv": "matroska", "aac": "adts"}.get(suffix, suffix)
    done = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *source, "-ac", "1", *tags,
         *(["-movflags", "frag_keyframe+empty_moov+use_metadata_tags"] if named in ("mp4", "mov", "ipod", "3gp") else []),
         *(["-c:v", "h263"] if suffix == "3gp" else []), "-f", named, "-"],
        capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout
