"""Number formats of an .xlsx, looked up only when a cell's meaning depends on how it is shown."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from pipeline.reading.package import Package, attributes

BUILT_IN: Final[Mapping[int, str]] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 16, 22, 30), "yyyy/m/d"),
    17: "mmm-yy",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    31: 'yyyy"年"m"月"d"日"',
}
"""as a Chinese Excel or WPS shows them; 27 to 58 mean other things elsewhere"""
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")


class Styles:
    """The style part of one workbook."""

    def __init__(self, package: Package, related: Mapping[str, tuple[str, str]]) -> None:
        self._package = package
        self._part = next((part for kind, part in related.values() if kind == "styles"), "")

    def number_format(self, style: int) -> str:
        """Return the number format of a cell style; "" where it is not known."""
        return self._formats[style] if style < len(self._formats) else ""

    @cached_property
    def _formats(self) -> list[str]:
        if self._part not in self._package:
            return []
        xml = self._package.read_xml(self._part)
        own = [attributes(tag) for tag in _FORMAT.findall(xml)]
        codes = {int(given["numFmtId"]): given.get("formatCode", "") for given in own if given.get("numFmtId", "").isdigit()}
        block = _CELL_FORMATS.search(xml)
        styles = [attributes(tag).get("numFmtId", "0") for tag in _CELL_FORMAT.findall(block[0])] if block else []
        known = {**BUILT_IN, **codes}
        return [known.get(int(number), "") if number.isdigit() else "" for number in styles]
