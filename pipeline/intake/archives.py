"""Zips of workbooks: every member is a file of its own, inflated within bounds and never written anywhere."""

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Final, NamedTuple

LARGEST_DIRECTORY: Final = 256 << 10
MOST_MEMBERS: Final = 200
MOST_BYTES: Final = 100 << 20
LARGEST_MEMBER: Final = 20 << 20
MOST_INFLATION: Final = 400
"""times a member may inflate beyond one MB"""

_END, _WIDE_END = b"PK\x05\x06", b"PK\x06\x06"
_UTF_8, _ENCRYPTED = 0x800, 1


class Member(NamedTuple):
    """One file of a zip: its path as people read it, its name as the zip's directory has it, its bytes."""

    path: str
    name: str
    content: bytes


class ArchiveError(Exception):
    """A zip that is not taken apart; `kind` is the content it is listed as instead."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def members_of(content: bytes) -> Iterator[Member]:
    """Inflate the files of a zip one by one in the order of their paths; raises ArchiveError, possibly after some."""
    _refuse_large_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = _listed(archive.infolist())
            for path, entry in sorted(listed.items()):
                with archive.open(entry) as stream:
                    plain = stream.read(entry.file_size + 1)
                if len(plain) != entry.file_size:
                    raise ArchiveError("damaged zip")
                yield Member(path, entry.orig_filename.replace("\\", "/"), plain)
    except ArchiveError:
        raise
    except Exception as error:  # zipfile meets damage with whatever its parsing runs into
        raise ArchiveError("damaged zip") from error


def _refuse_large_directory(content: bytes) -> None:
    """Refuse a directory too large to be parsed, and the wide one of zips beyond four gigabytes."""
    at = content.rfind(_END)
    size = int.from_bytes(content[at + 12 : at + 16], "little")
    if size == 0xFFFFFFFF or _WIDE_END in content[max(0, at - 200) : at]:
        raise ArchiveError("large zip")
    if size > LARGEST_DIRECTORY:
        raise ArchiveError("large zip")


def _listed(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return the files by their readable path; refuses what no office program packs."""
    files = [entry for entry in entries if not entry.is_dir()]
    if any(entry.flag_bits & _ENCRYPTED for entry in files):
        raise ArchiveError("locked zip")
    inflated = sum(entry.file_size for entry in files)
    if len(files) > MOST_MEMBERS or inflated > MOST_BYTES or any(map(_is_bomb, files)):
        raise ArchiveError("large zip")
    listed = {_readable(entry): entry for entry in files}
    if len(listed) < len(files):
        raise ArchiveError("damaged zip")
    return listed


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > LARGEST_MEMBER or 1 << 20 < entry.file_size > entry.compress_size * MOST_INFLATION


def _readable(entry: zipfile.ZipInfo) -> str:
    """Return a member's path; a name not marked as UTF-8 is UTF-8 all the same or GBK, as Chinese programs write it."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF_8:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            break
    steps = [step for step in unicodedata.normalize("NFC", name).replace("\\", "/").split("/") if step not in {"", ".", ".."}]
    return "/".join(steps) or "·"
