"""Opens .ods and .xlsb with calamine, after making sure that no error value is lost: calamine shows them as blanks."""

import re
from collections.abc import Iterator

from pipeline.catalogue import reading as say
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.package import Package
from pipeline.reading.refusal import RefusedError
from pipeline.reading.with_calamine import open_with_calamine
from pipeline.reading.workbook import Workbook

_ODS_ERROR = re.compile(rb'value-type="error"|<text:p>(?:#(?:DIV/0!|REF!|NAME\?|VALUE!|N/A|NUM!|NULL!)|Err:\d{3})</text:p>')
_ENCRYPTED = b"manifest:encryption-data"
_MANIFEST, _CONTENT = "META-INF/manifest.xml", "content.xml"
_XLSB_ERRORS = frozenset({3, 11})
"""records of an error value and of a formula that gives one"""


def open_ods(content: bytes, limits: ReadingLimits) -> Workbook:
    """Open a workbook of LibreOffice; raises RefusedError for one that is unsafe, locked or holds error values."""
    package = Package(content, limits)
    if _MANIFEST in package and _ENCRYPTED in package.read(_MANIFEST):
        raise RefusedError(say.ENCRYPTED)
    if _CONTENT not in package:
        raise RefusedError(say.DAMAGED)
    if _ODS_ERROR.search(package.read_xml(_CONTENT)):
        raise RefusedError(say.HIDDEN_ERRORS)
    return open_with_calamine(content, limits)


def open_xlsb(content: bytes, limits: ReadingLimits) -> Workbook:
    """Open a binary workbook; raises RefusedError for one that is unsafe, damaged or holds error values."""
    package = Package(content, limits)
    sheets = [name for name in package.parts if name.startswith("xl/worksheets/") and name.endswith(".bin")]
    if any(not _XLSB_ERRORS.isdisjoint(_record_kinds(package.read(name))) for name in sheets):
        raise RefusedError(say.HIDDEN_ERRORS)
    return open_with_calamine(content, limits)


def _record_kinds(part: bytes) -> Iterator[int]:
    """Walk over the records of a binary part; ends where the part does not hold what a record claims."""
    at, end = 0, len(part)
    while at < end:
        kind = part[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = (kind & 0x7F) | part[at] << 7
            at += 1
        length = 0
        for place in range(4):
            if at >= end:
                return
            byte = part[at]
            at += 1
            length |= (byte & 0x7F) << (7 * place)
            if not byte & 0x80:
                break
        yield kind
        at += length
