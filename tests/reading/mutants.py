"""Damaged copies of good returns, the same for the same seed: bytes, zips and XML are changed as discs, networks and programs change them."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from random import Random

Change = Callable[[bytes, Random], bytes]
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]{1,200}>")
_ATTRIBUTE = re.compile(rb'\s[\w:]+="[^"]*"')
_ODD_NUMBERS = (b"0", b"-1", b"99999999999", b"4294967295", b"1e400", b"NaN", b"1048577", b"")
_ODD_XML = (
    b'<!DOCTYPE x [<!ENTITY a "b">]>',
    b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    b'<c r="A1" t="e"><v>#SPILL!</v></c>',
    b'<c r="B2" t="s"><v>99999999</v></c>',
    b"<c><f>1/0</f></c>",
    b"\x00\x08",
    "\ufffe\ud7ff𠀀".encode(),
    b"</sheetData>",
    b"<![CDATA[",
    b"<!--",
)


def mutants(sources: Sequence[bytes], count: int) -> Iterator[bytes]:
    """Yield damaged copies; the n-th is the same in every run."""
    for seed in range(count):
        random = Random(seed)  # noqa: S311 — the same damage every time is the point
        content = sources[seed % len(sources)]
        changes = (*_BYTES, *_ZIPS, *_PARTS) if content[:2] == b"PK" else _BYTES
        for _ in range(random.choice((1, 1, 1, 2, 3))):
            content = random.choice(changes)(content, random)
        yield content


def _place(content: bytes, random: Random) -> int:
    return random.randrange(len(content) or 1)


def flip_bits(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.randint(1, 16) if changed else 0):
        changed[_place(content, random)] ^= 1 << random.randrange(8)
    return bytes(changed)


def cut_off(content: bytes, random: Random) -> bytes:
    return content[: _place(content, random)]


def lose_the_tail(content: bytes, random: Random) -> bytes:
    """As a copy into a file whose size is already set, broken off."""
    kept = _place(content, random)
    return content[:kept] + bytes(len(content) - kept)


def blank_a_block(content: bytes, random: Random) -> bytes:
    at, size = _place(content, random) & ~511, 512 * random.randint(1, 8)
    return content[:at] + bytes(len(content[at : at + size])) + content[at + size :]


def repeat_a_block(content: bytes, random: Random) -> bytes:
    at, size = _place(content, random), random.randint(1, 4096)
    return content[: at + size] + content[at:]


def leave_out_a_block(content: bytes, random: Random) -> bytes:
    at, size = _place(content, random), random.randint(1, 4096)
    return content[:at] + content[at + size :]


def overwrite_with_noise(content: bytes, random: Random) -> bytes:
    at, noise = _place(content, random), random.randbytes(random.randint(1, 64))
    return content[:at] + noise + content[at + len(noise) :]


def set_a_number(content: bytes, random: Random) -> bytes:
    """As a header that claims too much: four bytes become 0, −1 or a number near two thousand million."""
    at = _place(content, random) & ~3
    number = random.choice((0, 0xFFFFFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0x00FFFFFF, len(content)))
    return content[:at] + number.to_bytes(4, "little") + content[at + 4 :]


def add_something_behind(content: bytes, random: Random) -> bytes:
    return content + random.choice((b"\r\n", bytes(512), random.randbytes(100), content[:1000], b"PK\x05\x06" + bytes(18)))


def _parts(content: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            return [(entry.filename, source.read(entry)) for entry in source.infolist()]
    except Exception:  # noqa: BLE001 — a damaged zip has no parts to change
        return []


def _zipped(parts: Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", method) as target:
        warnings.simplefilter("ignore")  # two parts of one name are one of the damages
        for name, part in parts:
            target.writestr(zipfile.ZipInfo(name), part, method)
    return stream.getvalue()


def leave_out_a_part(content: bytes, random: Random) -> bytes:
    parts = _parts(content)
    if not parts:
        return content
    parts.pop(random.randrange(len(parts)))
    return _zipped(parts)


def rename_a_part(content: bytes, random: Random) -> bytes:
    parts = _parts(content)
    if not parts:
        return content
    at = random.randrange(len(parts))
    parts[at] = (
        random.choice(("../../x", "XL/WORKBOOK.XML", "表.xml", "\\xl\\workbook.xml", parts[at][0].upper())),
        parts[at][1],
    )
    return _zipped(parts)


def exchange_parts(content: bytes, random: Random) -> bytes:
    parts = _parts(content)
    if not parts:
        return content
    names, bodies = [name for name, _ in parts], [part for _, part in parts]
    random.shuffle(bodies)
    return _zipped(list(zip(names, bodies, strict=True)))


def store_without_packing(content: bytes, _: Random) -> bytes:
    parts = _parts(content)
    return _zipped(parts, zipfile.ZIP_STORED) if parts else content


def pack_parts_of_a_part(content: bytes, random: Random) -> bytes:
    return _zipped([("内.xlsx", content), ("内/再.zip", _zipped([("x.xlsx", content[: _place(content, random)])]))])


def _in_a_part(change: Change) -> Change:
    """Change one XML part and pack the workbook again, so that every checksum is right and only the content is odd."""

    def changed(content: bytes, random: Random) -> bytes:
        parts = _parts(content)
        if not parts:
            return content
        at = random.randrange(len(parts))
        parts[at] = (parts[at][0], change(parts[at][1], random))
        return _zipped(parts)

    changed.__name__ = f"in_a_part_{change.__name__}"
    return changed


def _one_of(pattern: re.Pattern[bytes], with_what: Callable[[Random], bytes]) -> Change:
    def changed(xml: bytes, random: Random) -> bytes:
        found = list(pattern.finditer(xml))
        if not found:
            return xml
        match = random.choice(found)
        return xml[: match.start()] + with_what(random) + xml[match.end() :]

    return changed


def insert_odd_xml(xml: bytes, random: Random) -> bytes:
    ends = [match.end() for match in _TAG.finditer(xml)] or [0]
    at = random.choice(ends)
    return xml[:at] + random.choice(_ODD_XML) + xml[at:]


def leave_out_an_end(xml: bytes, random: Random) -> bytes:
    ends = list(re.finditer(rb"</[^>]*>", xml))
    if not ends:
        return xml
    match = random.choice(ends)
    return xml[: match.start()] + xml[match.end() :]


_BYTES: Sequence[Change] = (
    flip_bits,
    cut_off,
    lose_the_tail,
    blank_a_block,
    repeat_a_block,
    leave_out_a_block,
    overwrite_with_noise,
    set_a_number,
    add_something_behind,
)
_ZIPS: Sequence[Change] = (leave_out_a_part, rename_a_part, exchange_parts, store_without_packing, pack_parts_of_a_part)
_PARTS: Sequence[Change] = tuple(
    map(
        _in_a_part,
        (
            _one_of(_NUMBER, lambda random: random.choice(_ODD_NUMBERS)),
            _one_of(_TAG, lambda _: b""),
            _one_of(_ATTRIBUTE, lambda _: b""),
            insert_odd_xml,
            leave_out_an_end,
            flip_bits,
            leave_out_a_block,
            repeat_a_block,
        ),
    )
)
