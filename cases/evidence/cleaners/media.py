"""Sound and film: the same streams in a fresh container, without a tag, a chapter or a place."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import imageio_ffmpeg

from cases.evidence.cleaners import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MUXERS = {"m4a": "ipod", "mkv": "matroska", "aac": "adts"}  # others bear the name of the suffix
FILMS = {
    "mp4": "video/mp4", "mov": "video/quicktime", "3gp": "video/3gpp", "mkv": "video/x-matroska",
    "avi": "video/x-msvideo",
}  # fmt: skip
SOUNDS = {
    "mp3": "audio/mpeg", "aac": "audio/aac", "amr": "audio/amr", "wav": "audio/wav",
    "ogg": "audio/ogg", "flac": "audio/flac", "m4a": "audio/mp4", "mp4": "audio/mp4",
    "mov": "audio/mp4", "3gp": "audio/3gpp", "mkv": "audio/x-matroska", "avi": "video/x-msvideo",
}  # fmt: skip
FILM = ["-map", "0:V", "-map", "0:a?"]  # V: moving pictures, no cover with a place in its tags
SOUND = ["-map", "0:a"]
BARE = [
    "-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1", "-fflags", "+bitexact",
    "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-c", "copy", "-dn", "-sn",
]  # fmt: skip
SMALL = ["-map", "0:V:0", "-frames:v", "1", "-vf", "scale='min(1280,iw)':-2", "-f", "mjpeg"]
DEMUXERS = {"video/x-matroska": "matroska", "video/x-msvideo": "avi"}


def clean(folder: Path, task: dict[str, str]) -> str:
    """Write the copy; its media type."""
    for media_type, streams, muxer in _ways(task["suffix"], task["demuxer"]):
        line = [*_source(task["demuxer"], "original"), *streams, *BARE, "-f", muxer, "copy"]
        if _run(folder, line):
            return media_type
    raise Refused("broken")


def _ways(suffix: str, demuxer: str) -> Iterator[tuple[str, list[str], str]]:
    """As film where it is one, else as sound; where its own container does not hold it, in another."""
    own = MUXERS.get(suffix, suffix)
    muxers = {own: suffix, "mov": "mov"} if demuxer == "mov" else {own: suffix}
    if suffix in FILMS:
        yield from ((FILMS[name], FILM, muxer) for muxer, name in muxers.items())
    yield from ((SOUNDS[name], SOUND, muxer) for muxer, name in muxers.items())


def draw(folder: Path, media_type: str) -> None:
    """Write the preview: of a film its first picture."""
    if media_type.startswith("video/"):
        source = _source(DEMUXERS.get(media_type, "mov"), "copy")
        _run(
            folder,
            ["-t", "5", *source, *SMALL, "-map_metadata", "-1", "-fflags", "+bitexact", "preview"],
        )


def _source(demuxer: str, name: str) -> list[str]:
    """Named, not guessed: a list of other files, or an address, is never followed."""
    return ["-protocol_whitelist", "file", "-f", demuxer, "-i", name]


def _run(folder: Path, arguments: list[str]) -> bool:
    program = shutil.which("ffmpeg") or imageio_ffmpeg.get_ffmpeg_exe()
    always = ["-nostdin", "-loglevel", "error", "-threads", "1", "-y"]
    done = subprocess.run([program, *always, *arguments], cwd=folder, check=False)
    return done.returncode == 0
