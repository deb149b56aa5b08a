"""复读: what a second, independent reader makes of a file, beside what ours made of it."""

from enum import StrEnum

from msgspec import Struct


class Contrast(StrEnum):
    """In what two readers differ about a cell; all but the last leave no doubt about what stands there."""

    BLANKS = "首尾空格、换行的写法"
    DATES = "日期与序号"
    DIGITS = "第15位以后的数字"
    ERRORS = "错误值"
    UNDER_MERGE = "合并区域下的内容"
    ENCODING = "汉字编码"
    VALUES = "内容不同"


class Difference(Struct, frozen=True):
    """One cell that the two readers show differently; `sheet` alone where one of them does not have the sheet."""

    contrast: Contrast
    sheet: str
    cell: str
    ours: str
    theirs: str


class Reread(Struct, frozen=True):
    """A file read by both."""

    reader: str
    """the second reader; "" where there is none for this kind of file"""
    cells: int = 0
    """cells compared, blank ones apart"""
    differences: tuple[Difference, ...] = ()
    trouble: str = ""
    """why the second reader could not read it"""
