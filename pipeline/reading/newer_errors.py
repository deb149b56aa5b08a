"""Error values newer than the reader: calamine refuses a whole workbook for one #SPILL!, so it is given #N/A in its place."""

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Final

from pipeline.reading.package import Package

KNOWN: Final = frozenset({b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!", b""})
_ERROR_CELL = re.compile(
    rb"""(<(?:\w+:)?c\b[^>]*\bt\s*=\s*["']e["'][^>]*(?<!/)>(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>)([^<]*)(?=</)"""
)


def with_known_errors(package: Package, sheets: Iterable[str]) -> bytes | None:
    """Return the workbook with every error value one that calamine knows; None where that changes nothing."""
    changed = {name: _ERROR_CELL.sub(_known, package.read(name)) for name in dict.fromkeys(sheets) if name in package}
    if all(package.read(name) == xml for name, xml in changed.items()):
        return None
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as target:
        for name in package.parts:
            target.writestr(zipfile.ZipInfo(name), changed[name] if name in changed else package.read(name))
    return stream.getvalue()


def _known(cell: re.Match[bytes]) -> bytes:
    return cell[0] if cell[2] in KNOWN else cell[1] + b"#N/A"
