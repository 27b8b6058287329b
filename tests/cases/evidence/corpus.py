"""Files as people send them, and as they should not; made here, in memory."""

import io
import subprocess
import zipfile

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


def locked_pdf():
    return pdf(encryption=pikepdf.Encryption(owner="o", user="u"))


def bomb_pdf(megabytes=300):
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
        "docProps/core.xml": f"<creator>{WHO}</creator>",
        "docProps/app.xml": f"<Company>{WHO}</Company>",
        "docProps/thumbnail.jpeg": jpeg(),
    }
    return zipped(**(parts | more))


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
         *(["-movflags", "frag_keyframe+empty_moov+use_metadata_tags"] if named in ("mp4", "mov", "ipod") else []),
         *(["-c:v", "h263"] if suffix == "3gp" else []), "-f", named, "-"],
        capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout
