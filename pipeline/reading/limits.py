"""How much of a file is read before it is refused, and how long that may take."""

from typing import Final

from msgspec import Struct

MB: Final = 1 << 20


class ReadingLimits(Struct, frozen=True):
    """Limits for one file; the sizes are those of the largest real returns many times over."""

    entries: int = 2_000
    """parts of a zip"""
    part_bytes: int = 64 * MB
    total_bytes: int = 128 * MB
    ratio: int = 400
    """inflation above one MB"""
    rows: int = 200_000
    columns: int = 512
    cells: int = 2_000_000
    sheets: int = 200
    seconds: float = 10.0
    """wall time of one file"""
    memory_bytes: int = 1024 * MB
    """address space of a child"""
    children: int = 2
    findings: int = 200
    """most findings listed for one file"""
