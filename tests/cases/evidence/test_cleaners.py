"""The cleaners themselves, within this process: their parts, and what they say."""

import io
import json
import resource
import sys
import zipfile
import zlib

import pytest
from PIL import Image

from cases.evidence import cleaners, kinds
from cases.evidence.cleaners import Refused, drawn, jpeg, office_parts, pdf_streams
from tests.cases.evidence import corpus
from tests.cases.evidence.test_inspection import CLEAN, ORIGINAL_ONLY, REFUSED

APART = {  # slow, or told otherwise by what else this process has loaded
    "pdf bomb", "bomb in a document", "photo of 60 million pixels", "half a png",
}  # fmt: skip
ENDS = (
    [(name, make, {"media_type": said}) for name, (make, _kind, said) in CLEAN.items()]
    + [(name, make, {"reason": reason}) for name, (make, reason) in REFUSED.items() if reason not in ("kind", None)]
    + [(name, make, {"reason": reason}) for name, (make, reason, _said) in ORIGINAL_ONLY.items()]
)  # fmt: skip


@pytest.fixture
def said(tmp_path, monkeypatch):
    """What a cleaner says of a content."""
    monkeypatch.setattr(cleaners, "bind", lambda **_bounds: None)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)

    def of(content):
        kind = kinds.recognise(content[: kinds.HEAD])
        (tmp_path / "original").write_bytes(content)
        task = {"cleaner": kind.cleaner, "suffix": kind.suffix, "demuxer": kind.demuxer}
        task |= {"memory": 0, "seconds": 0, "size": 0}
        monkeypatch.setattr(sys, "argv", ["", str(tmp_path), json.dumps(task)])
        cleaners.main()
        return json.loads((tmp_path / "said.json").read_text())

    return of


@pytest.mark.parametrize(
    ("make", "expected"),
    [pytest.param(make, end, id=name) for name, make, end in ENDS if name not in APART],
)  # fmt: skip
def test_f2_each_cleaner_says_what_became_of_a_file(said, make, expected):
    assert expected.items() <= said(make()).items()


def test_f3_a_second_photo_behind_the_first_is_no_part_of_it():
    photo = corpus.jpeg()
    one = jpeg.without_segments(photo)

    assert jpeg.without_segments(photo + photo) == one
    assert jpeg.without_segments(b"no photo") == b"no photo"
    assert corpus.WHO.encode() not in one


def test_f3_every_scan_of_a_photo_in_several_is_kept():
    content = corpus.saved(corpus.picture(), "JPEG", progressive=True)
    with (
        Image.open(io.BytesIO(content)) as before,
        Image.open(io.BytesIO(jpeg.without_segments(content))) as after,
    ):
        assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("suffix", ["PNG", "GIF"])
def test_f3_a_drawing_loses_its_words_and_what_hangs_behind_it(suffix):
    content = corpus.saved(corpus.picture((40, 30)).quantize(), suffix, comment=corpus.WHO.encode())
    bare = drawn.without_words(content + corpus.WHO.encode())
    with Image.open(io.BytesIO(content)) as before, Image.open(io.BytesIO(bare)) as after:
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()
    assert corpus.WHO.encode() not in bare


@pytest.mark.parametrize("at", [1, 5, 12, 20, 300])
def test_f1_a_drawing_cut_short_ends(at):
    for content in (corpus.png(), corpus.saved(corpus.picture((9, 9)).quantize(), "GIF")):
        assert len(drawn.without_words(content[:at])) <= at + 13


def test_f3_a_part_in_another_alphabet_is_read():
    part = f'<?xml version="1.0" encoding="UTF-16"?><w:ins w:author="{corpus.WHO}"/>'

    bare = office_parts.bare("word/document.xml", part.encode("utf-16"))

    assert bare.endswith(b'<w:ins w:author=""/>')


@pytest.mark.parametrize("filters", [["/FlateDecode"] * 2, ["/LZWDecode", "/FlateDecode"]])
def test_f1_what_is_packed_twice_is_refused(filters):
    with pytest.raises(Refused, match="too_much_work"):
        pdf_streams.strip(_Stream({"/Filter": filters}))


def test_f1_a_picture_in_a_pdf_has_its_limit():
    picture = {"/Filter": ["/FlateDecode"], "/Subtype": "/Image", "/Width": 99_999, "/Height": 9999}

    with pytest.raises(Refused, match="too_much_work"):
        pdf_streams.strip(_Stream(picture))


class _Stream(dict):
    """A stream of a PDF, as much of it as is asked for."""


def test_f3_boxes_of_a_jpeg_2000_that_are_no_picture_are_left_out():
    def box(name, content):
        return (len(content) + 8).to_bytes(4, "big") + name + content

    picture = box(b"jp2h", b"size") + box(b"xml ", corpus.WHO.encode()) + box(b"jp2c", b"pixels")

    assert pdf_streams._bare_2000(picture) == box(b"jp2h", b"size") + box(b"jp2c", b"pixels")
    assert pdf_streams._bare_2000(bytes(8)) == bytes(8)


def test_f1_a_stream_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_streams, "MOST", 1000)
    packed = zlib.compress(bytes(5000))

    assert pdf_streams._unpacks_to(packed) > 1000
    with pytest.raises(Refused, match="too_much_work"):
        pdf_streams._unpacked(packed)


def test_f1_a_stream_that_is_none_unpacks_to_nothing():
    assert pdf_streams._unpacks_to(b"x" * 100) == 0
    with pytest.raises(Refused, match="broken"):
        pdf_streams._unpacked(b"x" * 100)


def test_a_process_is_bound_before_it_begins(monkeypatch):
    bounds, nice = {}, []
    monkeypatch.setattr("resource.setrlimit", lambda what, most: bounds.update({what: most}))
    monkeypatch.setattr("os.nice", nice.append)

    cleaners.bind(memory=5, seconds=6, size=7)

    assert bounds[resource.RLIMIT_DATA] == (5, 5)
    assert bounds[resource.RLIMIT_CPU] == (6, 6)
    assert bounds[resource.RLIMIT_FSIZE] == (7 + 1024 * 1024,) * 2
    assert bounds[resource.RLIMIT_CORE] == (0, 0)
    assert nice == [10]


def test_f1_an_archive_in_a_rare_packing_is_refused(said):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as made:
        for name in ("[Content_Types].xml", "word/document.xml"):
            made.writestr(name, b"x" * 100)

    assert said(file.getvalue())["reason"] == "too_much_work"


def test_f1_no_memory_left_is_said(monkeypatch, tmp_path):
    def clean(_folder, _task):
        (tmp_path / "copy").write_bytes(b"half")
        raise MemoryError

    monkeypatch.setattr("cases.evidence.cleaners.text.clean", clean)

    ended = cleaners._cleaned(sys.modules["cases.evidence.cleaners.text"], tmp_path, {})

    assert ended == {"reason": "too_much_work"}
    assert not (tmp_path / "copy").exists()
