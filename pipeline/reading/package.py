"""The guard of zipped workbooks: measures a zip by its directory before a byte is inflated, and inflates within bounds."""

import re
import zlib
from functools import lru_cache
from struct import Struct
from typing import Final, NamedTuple

from pipeline.catalogue import reading as say
from pipeline.reading.limits import MB, ReadingLimits
from pipeline.reading.refusal import RefusedError

_END = Struct("<4s4H2LH")
_ENTRY = Struct("<4s4x2H4x3L3H8xL")
_LOCAL = Struct("<4s22x2H")
_STORED, _DEFLATED = 0, 8
_BEGINNING = 1024
_LONG_NAME = 256
"""bytes of a name that is not remembered"""
_SMALL, _TINY = 16 * 1024, 1024
"""bytes of a part that may be remembered: of one that tells of the workbook, and of a sheet, which is then a blank one"""
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFFFFFF
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*(?:worksheet|sharedStrings|styles)[^>]*)>")
_ATTRIBUTE = re.compile(rb"""\b([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENTITIES: Final = ((b"&lt;", b"<"), (b"&gt;", b">"), (b"&quot;", b'"'), (b"&apos;", b"'"), (b"&amp;", b"&"))


class Part(NamedTuple):
    """One entry of the zip's directory."""

    method: int
    crc: int
    packed: int
    size: int
    offset: int


class Package:
    """A zip whose directory has been found sound; parts are inflated one by one on request."""

    def __init__(self, content: bytes, limits: ReadingLimits) -> None:
        self.content = content
        self.parts = _directory(content, limits)

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    def read(self, name: str) -> bytes:
        """Inflate a part; refuses one whose size or checksum is not what the directory says."""
        part = self.parts[name]
        inflate = _whole_again if max(part.packed, part.size) < _TINY else _whole
        return inflate(self._packed(part), part.method, part.size, part.crc)

    def beginning(self, name: str) -> bytes:
        """Inflate the first bytes of a part."""
        part = self.parts[name]
        return _inflated(self._packed(part), part.method, _BEGINNING)

    def read_xml(self, name: str) -> bytes:
        """Inflate an XML part; refuses document types and entities, which no workbook has, and UTF-16."""
        part = self.parts[name]
        inflate = _whole_again if max(part.packed, part.size) < _SMALL else _whole
        plain = inflate(self._packed(part), part.method, part.size, part.crc)
        if plain[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise RefusedError(say.DANGEROUS, reason=say.WIDE_XML)
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise RefusedError(say.DANGEROUS, reason=say.DOCUMENT_TYPE)
        return plain

    def _packed(self, part: Part) -> bytes:
        at = part.offset
        if self.content[at : at + 4] != b"PK\x03\x04" or at + _LOCAL.size > len(self.content):
            raise RefusedError(say.INCOMPLETE)
        _, name, extra = _LOCAL.unpack_from(self.content, at)
        begin = at + _LOCAL.size + name + extra
        return self.content[begin : begin + part.packed]

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return a part's relationships to sheets, texts and styles: id → (kind, target part); external targets are left out."""
        folder, _, base = name.rpartition("/")
        rels = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        xml = self.read_xml(rels) if rels in self.parts else b""
        return (_relationships if len(xml) < _SMALL else _relationships.__wrapped__)(folder, xml)


def _inflated(packed: bytes, method: int, most: int) -> bytes:
    try:
        return packed[:most] if method == _STORED else zlib.decompressobj(-15).decompress(packed, most)
    except zlib.error:
        raise RefusedError(say.DAMAGED) from None


def _whole(packed: bytes, method: int, size: int, crc: int) -> bytes:
    plain = _inflated(packed, method, size + 1)
    if len(plain) != size or zlib.crc32(plain) != crc:
        raise RefusedError(say.DAMAGED)
    return plain


_whole_again = lru_cache(maxsize=256)(_whole)
"""for parts that workbooks made from one blank form have in common, byte for byte"""


@lru_cache(maxsize=256)
def _relationships(folder: str, xml: bytes) -> dict[str, tuple[str, str]]:
    """Return the relationships; workbooks made from one blank form have the same."""
    found = {}
    for match in _RELATIONSHIP.finditer(xml):
        given = attributes(match[1])
        if given.get("TargetMode") != "External":
            found[given.get("Id", "")] = (given.get("Type", "").rpartition("/")[2], _target(folder, given.get("Target", "")))
    return found


def attributes(tag: bytes) -> dict[str, str]:
    """Return the attributes written in a start tag."""
    return {match[1].decode(): _text(match[2] or match[3] or b"") for match in _ATTRIBUTE.finditer(tag)}


def _text(value: bytes) -> str:
    if b"&" in value:
        for entity, plain in _ENTITIES:
            value = value.replace(entity, plain)
    return value.decode("utf-8", "replace")


def _target(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _directory(content: bytes, limits: ReadingLimits) -> dict[str, Part]:
    """Read the zip's central directory; refuses what no office program writes."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - _FULL_16 - _END.size))
    if at < 0 or at + _END.size > len(content):
        raise RefusedError(say.INCOMPLETE)
    count, size, offset = _end_of_directory(content, at)
    if count > limits.entries:
        raise RefusedError(say.DANGEROUS, reason=say.MANY_PARTS.format(count=count))
    if offset + size > at:
        raise RefusedError(say.DAMAGED)
    parts: dict[str, Part] = {}
    for _ in range(count):
        name, part, offset = _entry(content, offset)
        if name in parts:
            raise RefusedError(say.DANGEROUS, reason=say.SAME_NAMES)
        parts[name] = part
    _refuse_large(parts, limits)
    return parts


def _end_of_directory(content: bytes, at: int) -> tuple[int, int, int]:
    """Return the number of entries, size and offset of the directory; those of the zip64 record where there is one."""
    end = _END.unpack_from(content, at)
    count, size, offset = end[4], end[5], end[6]
    wide = content.rfind(b"PK\x06\x06", max(0, at - 200), at)
    if wide >= 0 and (count == _FULL_16 or _FULL_32 in {size, offset}):
        count, size, offset = (int.from_bytes(content[wide + k : wide + k + 8], "little") for k in (32, 40, 48))
    return count, size, offset


def _entry(content: bytes, offset: int) -> tuple[str, Part, int]:
    if offset + _ENTRY.size > len(content):
        raise RefusedError(say.DAMAGED)
    begins, flags, method, crc, packed, size, named, further, noted, local = _ENTRY.unpack_from(content, offset)
    if begins != b"PK\x01\x02":
        raise RefusedError(say.DAMAGED)
    if flags & 1:
        raise RefusedError(say.ENCRYPTED)
    if method not in (_STORED, _DEFLATED):
        raise RefusedError(say.DANGEROUS, reason=say.ODD_COMPRESSION)
    extra_at = offset + _ENTRY.size + named
    if _FULL_32 in (packed, size, local):
        packed, size, local = _wide_sizes(packed, size, local, content[extra_at : extra_at + further])
    written, unicode = content[offset + _ENTRY.size : extra_at], flags & 0x800
    name = _name(written, unicode) if named < _LONG_NAME else _name.__wrapped__(written, unicode)
    return name, Part(method, crc, packed, size, local), extra_at + further + noted


@lru_cache(maxsize=256)
def _name(written: bytes, unicode: int) -> str:
    return written.decode("utf-8" if unicode else "cp437", "replace").replace("\\", "/")


def _wide_sizes(packed: int, size: int, local: int, extra: bytes) -> tuple[int, int, int]:
    """Return packed size, size and offset; the zip64 field of the entry holds those that are full."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = int.from_bytes(extra[at : at + 2], "little"), int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == 1:
            numbers = iter(int.from_bytes(extra[k : k + 8], "little") for k in range(at + 4, at + 4 + length, 8))
            size = next(numbers, size) if size == _FULL_32 else size
            packed = next(numbers, packed) if packed == _FULL_32 else packed
            local = next(numbers, local) if local == _FULL_32 else local
        at += 4 + length
    return packed, size, local


def _refuse_large(parts: dict[str, Part], limits: ReadingLimits) -> None:
    if sum([part.size for part in parts.values()]) <= min(MB, limits.part_bytes, limits.total_bytes):
        return
    total = 0
    for part in parts.values():
        total += part.size
        if part.size > limits.part_bytes or total > limits.total_bytes:
            raise RefusedError(say.DANGEROUS, reason=say.INFLATES.format(limit=limits.total_bytes // MB))
        if part.size > MB and part.packed * limits.ratio < part.size:
            raise RefusedError(say.DANGEROUS, reason=say.HIGH_RATIO)
