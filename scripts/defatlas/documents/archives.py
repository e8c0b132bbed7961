"""Zip archives: what is in them, one member at a time, without harm from bombs and from names that lead elsewhere."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

MOST_MEMBERS = 5_000
LARGEST_TOTAL = 1_000_000_000  # bytes, uncompressed
LARGEST_MEMBER = 200_000_000
HIGHEST_RATIO = 100  # uncompressed to compressed; text reaches about ten
_SMALL = 10_000_000  # bytes; below this any ratio is harmless

# Formats that are zip archives inside but documents to people.
_DOCUMENTS = {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".epub"}
_ARCHIVES = {".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst"}
_ARCHIVE_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b", b"\xfd7zXZ\x00")
_DRIVE = re.compile(r"[A-Za-z]:")


class ArchiveError(ValueError):
    """An archive that cannot be opened or is refused as a whole; the message says why, for people."""


@dataclass(frozen=True)
class ArchiveMember:
    """A file in an archive.

    Attributes:
        name: its path in the archive, with `/`.
        data: its bytes; None when it is refused.
        reason: why it is refused, for people; empty when it is not.
    """

    name: str
    data: bytes | None
    reason: str = ""


def refuse_bomb(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse an archive that holds too much, by what it says of itself; no member gives more bytes than it says.

    Args:
        archive: the opened archive.
        size: its size in bytes.

    Raises:
        ArchiveError: for too many members, or too many bytes in all or for its size.
    """
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise ArchiveError(f"it holds {len(members)} files, more than {MOST_MEMBERS}; unpack it into the corpus folder")
    total = sum(member.file_size for member in members)
    if total > LARGEST_TOTAL:
        raise ArchiveError(
            f"it unpacks to {total // 1_000_000} MB, more than {LARGEST_TOTAL // 1_000_000}; "
            "unpack it into the corpus folder if you trust it"
        )
    if total > _SMALL and total > HIGHEST_RATIO * size:
        raise ArchiveError(f"it unpacks to {total // max(size, 1)} times its size, as decompression bombs do")


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a zip archive whose size is within the limits.

    Raises:
        ArchiveError: when it is no zip archive, is broken, or is refused by `refuse_bomb`.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, IndexError) as error:
        raise ArchiveError(f"it is no zip archive, or a broken one ({error})") from error
    refuse_bomb(archive, len(data))
    return archive


def is_packed_plainly(member: zipfile.ZipInfo) -> bool:
    """Tell whether a member is stored or deflated: Python unpacks other methods without bound."""
    return member.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def _is_left_out(member: zipfile.ZipInfo) -> bool:
    """Tell whether a member is a folder, hidden, or what macOS adds: a corpus folder leaves these out as well."""
    if _fault_of_name(member.orig_filename):
        return False
    parts = PurePosixPath(member.filename).parts
    hidden = any(part.startswith(".") for part in parts)
    return member.filename.endswith("/") or hidden or "__MACOSX" in parts


def _fault_of_name(name: str) -> str:
    """Say why a name leads out of the archive, or "" when it does not."""
    if "\x00" in name:
        return "its name holds a NUL character"
    path = name.replace("\\", "/")
    if path.startswith("/") or _DRIVE.match(path):
        return "its name is an absolute path"
    return "its name leads out of the archive" if ".." in path.split("/") else ""


def _fault(member: zipfile.ZipInfo) -> str:
    """Say why a member is refused before it is read, or "" when it is not."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    faults = (
        (_fault_of_name(member.orig_filename), True),
        ("it is a symbolic link; put the file itself into the archive", kind == stat.S_IFLNK),
        ("it is no ordinary file", kind not in {0, stat.S_IFREG, stat.S_IFLNK}),
        ("it is encrypted; pack it without a password", bool(member.flag_bits & 0x2041)),
        (f"it is larger than {LARGEST_MEMBER // 1_000_000} MB", member.file_size > LARGEST_MEMBER),
        (
            f"it is packed by method {member.compress_type}, which is not read; pack it as an ordinary zip",
            not is_packed_plainly(member),
        ),
        (_NESTED, PurePosixPath(member.filename).suffix.lower() in _ARCHIVES),
    )
    return next((reason for reason, holds in faults if holds and reason), "")


_NESTED = "it is an archive within an archive; unpack it first"


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> ArchiveMember:
    """Read a member, or say why it is refused."""
    name = member.filename
    if reason := _fault(member):
        return ArchiveMember(name, None, reason)
    try:
        data = archive.read(member)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        return ArchiveMember(name, None, f"it is damaged in the archive ({error or type(error).__name__})")
    if data.startswith(_ARCHIVE_STARTS) and PurePosixPath(name).suffix.lower() not in _DOCUMENTS:
        return ArchiveMember(name, None, _NESTED)
    return ArchiveMember(name, data)


def archive_members(data: bytes) -> Iterator[ArchiveMember]:
    """Read the files of a zip archive one after the other, in the archive's order.

    Folders, hidden files and `__MACOSX` are left out, as in a corpus folder; every other member is yielded, with its
    bytes or with the reason why it is refused.

    Raises:
        ArchiveError: when the archive is refused as a whole, is broken, or holds no files.
    """
    with open_archive(data) as archive:
        members = [member for member in archive.infolist() if not _is_left_out(member)]
        if not members:
            raise ArchiveError("it holds no files")
        seen: set[str] = set()
        for member in members:
            if member.filename in seen:
                yield ArchiveMember(member.filename, None, "another file of the archive has the same name; rename it")
            else:
                seen.add(member.filename)
                yield _read(archive, member)
