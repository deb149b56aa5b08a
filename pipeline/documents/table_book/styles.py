"""How the cells of plain tables look: the same font and lines as on the ledger's workbooks."""

from enum import IntEnum

from pipeline.catalogue import workbook as words

LEVEL_COLOURS = {"强制": "FF9999", "核实": "FFD966", "提示": "BDD7EE"}
"""as on the marked workbooks; their places are the numbers of the conditional formats"""


class Style(IntEnum):
    """The number of a look in the part of styles."""

    PLAIN = 0
    TITLE = 1
    HEAD = 2
    TEXT = 3
    NUMBER = 4
    RATE = 5
    LINK = 6
    DAY = 7
    MOMENT = 8


_RATE, _DAY, _MOMENT = 164, 165, 166
_LEFT = '<alignment horizontal="left" vertical="center" wrapText="1"/>'
_MIDDLE = '<alignment vertical="center" wrapText="1"/>'
_CENTRED = '<alignment horizontal="center" vertical="center" wrapText="1"/>'


def styles(rate_decimals: int) -> bytes:
    """Return the part xl/styles.xml; a rate shows as many decimals as notices print."""
    rate = f"0.{'0' * rate_decimals}%" if rate_decimals else "0%"
    fonts = [_font(10), _font(14, "<b/>"), _font(10, "<b/>"), _font(10, "<u/>", "FF0563C1")]
    looks = [
        _look(0, 0, 0, 0, ""),
        _look(0, 1, 0, 0, '<alignment horizontal="center" vertical="center"/>'),
        _look(0, 2, 2, 1, _CENTRED),
        _look(0, 0, 0, 1, _MIDDLE),
        _look(0, 0, 0, 1, _MIDDLE),
        _look(_RATE, 0, 0, 1, _MIDDLE),
        _look(0, 3, 0, 1, _MIDDLE),
        _look(_DAY, 0, 0, 1, _LEFT),
        _look(_MOMENT, 0, 0, 1, _LEFT),
    ]
    coloured = [
        f'<dxf><fill><patternFill><bgColor rgb="FF{colour}"/></patternFill></fill></dxf>' for colour in LEVEL_COLOURS.values()
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<numFmts count="3"><numFmt numFmtId="{_RATE}" formatCode="{rate}"/><numFmt numFmtId="{_DAY}" formatCode="yyyy\\-mm\\-dd"/>'
        f'<numFmt numFmtId="{_MOMENT}" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
        f'<fonts count="{len(fonts)}">{"".join(fonts)}</fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        '<fill><patternFill patternType="solid"><fgColor rgb="FFD9E2F3"/><bgColor indexed="64"/></patternFill></fill></fills>'
        f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>{_lines()}<diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(looks)}">{"".join(looks)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        f'<dxfs count="{len(coloured)}">{"".join(coloured)}</dxfs></styleSheet>'
    ).encode()


def _font(size: int, marks: str = "", colour: str = "FF000000") -> str:
    bold, under = (marks, "") if marks == "<b/>" else ("", marks)
    return f'<font>{bold}{under}<sz val="{size}"/><color rgb="{colour}"/><name val="{words.FONT}"/><family val="3"/><charset val="134"/></font>'


def _lines() -> str:
    return "".join(f'<{side} style="thin"><color auto="1"/></{side}>' for side in ("left", "right", "top", "bottom"))


def _look(number_format: int, font: int, fill: int, border: int, alignment: str) -> str:
    applied = ' applyNumberFormat="1"' if number_format else ""
    opening = (
        f'<xf numFmtId="{number_format}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"{applied} applyFont="1"'
    )
    return f'{opening} applyBorder="1" applyAlignment="1">{alignment}</xf>' if alignment else f"{opening}/>"
