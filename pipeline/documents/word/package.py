"""A Word file as parts: read once, kept deflated, written again with the same bytes every time."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct, field

CONTENT_TYPES: Final = "[Content_Types].xml"
MOST_BYTES: Final = 200_000_000
"""a template unpacking to more than this is not one"""

_ONCE, _EVERY_TIME = 9, 3
"""how hard to deflate what is deflated once for all notices, and what is deflated for each"""
_MIDNIGHT_1980: Final = (0, 1 << 5 | 1)
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_DEFLATED: Final = 8
_UTF8_NAMES: Final = 0x800


class NotAPackage(Exception):  # noqa: N818 - it names what the bytes are not
    """The bytes are no Word file that can be read."""


def read_parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name, in the order of the file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise NotAPackage
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, NotImplementedError) as error:
        raise NotAPackage from error
    if CONTENT_TYPES not in parts:
        raise NotAPackage
    return parts


class StoredPart(Struct, frozen=True):
    """One part as it stands in the file: deflated, with its checksum and length."""

    name: str
    checksum: int
    length: int
    deflated: bytes

    @classmethod
    def of(cls, name: str, contents: bytes | Iterable[bytes], level: int = _EVERY_TIME) -> "StoredPart":
        """Deflate a part; it may come in slices, for one long text is copied, with its memory, at every step."""
        deflater = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        deflated, checksum, length = [], 0, 0
        for content in (contents,) if isinstance(contents, bytes) else contents:
            deflated.append(deflater.compress(content))
            checksum = zlib.crc32(content, checksum)
            length += len(content)
        return cls(name, checksum, length, b"".join((*deflated, deflater.flush())))


class _Writer(Struct):
    """Local entries and the central directory, side by side; every entry is dated midnight of 1 January 1980."""

    entries: list[bytes] = field(default_factory=list)
    directory: list[bytes] = field(default_factory=list)
    offset: int = 0
    count: int = 0

    def add(self, part: StoredPart) -> None:
        name = part.name.encode()
        flags = 0 if part.name.isascii() else _UTF8_NAMES
        described = (flags, _DEFLATED, *_MIDNIGHT_1980, part.checksum, len(part.deflated), part.length, len(name), 0)
        local = _LOCAL.pack(b"PK\3\4", 20, *described) + name
        self.entries += (local, part.deflated)
        self.directory.append(_CENTRAL.pack(b"PK\1\2", 20, 20, *described, 0, 0, 0, 0, self.offset) + name)
        self.offset += len(local) + len(part.deflated)
        self.count += 1

    def copy(self) -> "_Writer":
        return _Writer([b"".join(self.entries)], [b"".join(self.directory)], self.offset, self.count)

    def content(self) -> bytes:
        directory = b"".join(self.directory)
        end = _END.pack(b"PK\5\6", 0, 0, self.count, self.count, len(directory), self.offset, 0)
        return b"".join((*self.entries, directory, end))


class Assembly:
    """A package whose fixed parts are deflated once; each `assemble` adds the parts that vary."""

    def __init__(self, fixed: Mapping[str, bytes]) -> None:
        self._fixed = _Writer()
        for name in sorted(fixed, key=lambda name: name != CONTENT_TYPES):
            self._fixed.add(StoredPart.of(name, fixed[name], _ONCE))
        self._fixed = self._fixed.copy()

    def assemble(self, varying: Iterable[tuple[str, bytes | Iterable[bytes]]]) -> bytes:
        """Return the whole file; a part that varies may come in slices."""
        writer = self._fixed.copy()
        for name, content in varying:
            writer.add(StoredPart.of(name, content))
        return writer.content()
