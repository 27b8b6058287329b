"""Sound and film: the same streams in a fresh container, without a tag, a chapter or a place."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import imageio_ffmpeg

from cases.evidence.cleaners import Refused

if TYPE_CHECKING:
    from pathlib import Path

MUXERS = {"m4a": "ipod", "mkv": "matroska", "aac": "adts", "3gp": "3gp"}
TYPES = {
    "mp3": "audio/mpeg", "aac": "audio/aac", "amr": "audio/amr", "wav": "audio/wav",
    "ogg": "audio/ogg", "m4a": "audio/mp4", "mp4": "video/mp4", "mov": "video/quicktime",
    "3gp": "video/3gpp", "mkv": "video/x-matroska",
}  # fmt: skip
FILMS = {"mp4", "mov", "3gp", "mkv"}
BARE = [
    "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact",
    "-flags:a", "+bitexact", "-c", "copy", "-dn", "-sn",
]  # fmt: skip
STREAMS = ["-map", "0:v?", "-map", "0:a?", "-map_metadata:s:v", "-1", "-map_metadata:s:a", "-1"]


def clean(folder: Path, task: dict[str, str]) -> str:
    """Write the copy, and of a film one picture; the media type of the copy."""
    suffix = task["suffix"]
    source = ["-protocol_whitelist", "file", "-f", task["demuxer"], "-i", "original"]
    muxer = ["-f", MUXERS.get(suffix, suffix)]
    if not _run(folder, [*source, *STREAMS, *BARE, *muxer, "copy"]):
        raise Refused("broken")
    if suffix in FILMS:
        scale = "scale='min(1280,iw)':-2"
        _run(folder, [*source, "-map", "0:v:0", "-frames:v", "1", "-vf", scale, "-map_metadata", "-1",
                      "-fflags", "+bitexact", "-f", "mjpeg", "preview"])  # fmt: skip
    return TYPES[suffix]


def _run(folder: Path, arguments: list[str]) -> bool:
    program = shutil.which("ffmpeg") or imageio_ffmpeg.get_ffmpeg_exe()
    always = ["-nostdin", "-loglevel", "error", "-threads", "1", "-y"]
    done = subprocess.run([program, *always, *arguments], cwd=folder, check=False)
    return done.returncode == 0
