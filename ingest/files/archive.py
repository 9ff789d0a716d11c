"""A zip archive → a folder of its files, for as long as they are read. What could do harm stays packed."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from records import InputRefused

_MOST_TOGETHER = 20  # times the limit of one file
_MOST_MEMBERS = 100_000
_RATIO = 200  # a member that grows by more is made to fill a disk; the plainest prose grows twentyfold
_SMALL = 1_000_000  # bytes: below, no ratio matters
_BLOCK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError, struct.error)


@contextmanager
def unpacked(data: bytes, name: str, max_bytes: int) -> Iterator[tuple[Path, list[InputRefused]]]:
    """A folder with the files of an archive, gone when the context ends, and what was refused of them.

    Args:
        data: the archive.
        name: its name for people, which the names of its files are appended to.
        max_bytes: a larger member is refused; all together may have 20 times as many.

    Raises:
        InputRefused: this is no archive that can be read, or it holds too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except Exception as error:  # a broken directory makes it raise whatever it met
        raise InputRefused(f"{name} is no zip archive that can be read.", "Pack it again, or unpack it.") from error
    room = max_bytes * _MOST_TOGETHER
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > room:
        raise InputRefused(
            f"{name} holds more than {_MOST_MEMBERS} files or {room / 1_000_000:.1f} MB.", "Unpack it, or split it."
        )
    with archive, tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        refused = []
        for member in members:
            if not member.filename or member.filename.endswith("/") or _hidden(member.filename):
                continue
            try:
                _unpack(archive, member, Path(folder), f"{name}/{member.filename}", max_bytes)
            except InputRefused as fault:
                refused.append(fault)
        yield Path(folder), refused


def _hidden(path: str) -> bool:
    """What `find` leaves out in a folder too, and what a Mac adds."""
    parts = PurePosixPath(path).parts
    return parts[:1] == ("__MACOSX",) or any(part.startswith(".") and not part.startswith("..") for part in parts)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, name: str, max_bytes: int) -> None:
    """Write one member to its place in the folder.

    Raises:
        InputRefused: it is encrypted, too large, broken, or would land elsewhere.
    """
    path = PurePosixPath(member.filename)
    name = "".join(char if char.isprintable() else "\ufffd" for char in name)
    if (
        path.is_absolute()
        or ".." in path.parts
        or "\\" in member.filename
        or not path.parts
        or path.parts[0][1:2] == ":"
    ):
        raise InputRefused(f"{name} points out of its archive.", "Pack it again with plain names.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise InputRefused(f"{name} is a link, not a file.", "Pack the file itself.")
    if member.flag_bits & 1:
        raise InputRefused(f"{name} is encrypted.", "Unpack it with its password first.")
    if member.file_size > max_bytes:
        message = f"{name} has {member.file_size} bytes; the limit is {max_bytes}."
        raise InputRefused(message, "Split it, or raise ONRECORD_MAX_FILE_MB.")
    if member.file_size > _SMALL and member.file_size > _RATIO * max(member.compress_size, 1):
        raise InputRefused(f"{name} unpacks to more than {_RATIO} times its size.", "Unpack it, if you trust it.")
    place = folder / path
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as packed, place.open("xb") as file:
            left = member.file_size  # what the archive says is not always so
            while block := packed.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise InputRefused(f"{name} is larger than its archive says.", "Pack it again.")
                file.write(block)
    except FileExistsError as error:
        raise InputRefused(f"{name} is in its archive twice.", "Pack it again.") from error
    except _BROKEN as error:
        place.unlink(missing_ok=True)
        raise InputRefused(f"{name} can't be unpacked: {type(error).__name__}.", "Pack it again.") from error
    except InputRefused:
        place.unlink(missing_ok=True)
        raise
