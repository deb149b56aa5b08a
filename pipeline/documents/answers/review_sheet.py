"""The 审核意见 sheet: every finding with a link to its cell, and a column in which the unit answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from pipeline.catalogue import answers as words
from pipeline.documents.answers.replies import Reply
from pipeline.documents.answers.spreadsheetml import MAIN, RELATION
from pipeline.documents.row_heights import LINE, height, lines
from pipeline.documents.spreadsheet_text import escaped
from pipeline.model.addresses import address, letter
from pipeline.model.explanation import ANSWER_HEADING, REVIEW_STAMP, stamp_of
from pipeline.model.finding import Finding, Level
from pipeline.model.period import Period

assert words.HEADINGS[-1] == ANSWER_HEADING  # noqa: S101 - the sheet that comes back is read by this heading
Cell = tuple[str, str]
"""text and look"""
_HEAD_ROW: Final = 3
_LONGEST: Final = 2000


def review_sheet(reply: Reply, looks: Mapping[str, int]) -> bytes:
    """Return the worksheet part; all cells are texts, so that nothing in them is ever worked out."""
    last = len(words.HEADINGS) - 1
    listed = [*reply.findings, *reply.explained]
    rows = [*_head(reply), _headings(), *(_row(number, finding) for number, finding in enumerate(listed, 1))]
    closing = _closing(reply)
    merged = [0, 1, 2, *([len(rows)] if closing else [])]
    rows += [closing] if closing else []
    told = "".join(_line(number, row, looks) for number, row in enumerate(rows))
    areas = "".join(f'<mergeCell ref="A{row + 1}:{letter(last)}{row + 1}"/>' for row in merged)
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>' for number, width in enumerate(words.WIDTHS, 1)
    )
    stamps = f'<col min="{last + 2}" max="{last + 2}" width="9" hidden="1" customWidth="1"/>'
    foot = f"A{_HEAD_ROW + 1}:{letter(last)}{_HEAD_ROW + len(listed) + 1}"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}">'
        '<sheetPr><tabColor rgb="FFFF0000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{_HEAD_ROW + 1}" topLeftCell="A{_HEAD_ROW + 2}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}{stamps}</cols><sheetData>{told}</sheetData>'
        f'<autoFilter ref="{foot}"/><mergeCells count="{len(merged)}">{areas}</mergeCells>{_links(listed)}'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _head(reply: Reply) -> Iterator[list[Cell]]:
    period = Period.parse(reply.period).label if reply.period else ""
    yield [(words.TITLE.format(unit=reply.unit, period=period), "title")]
    counts = {"must_fix": Level.MUST_FIX, "must_explain": Level.MUST_EXPLAIN, "notices": Level.NOTICE}
    told = {name: reply.count(level) for name, level in counts.items()}
    about = words.ABOUT.format(file=reply.file.name, count=len(reply.findings), **told)
    yield [(about + (words.EXPLAINED.format(count=len(reply.explained)) if reply.explained else ""), "note")]
    yield [(words.HOW, "note")]


def _headings() -> list[Cell]:
    return [*((heading, "head") for heading in words.HEADINGS), (REVIEW_STAMP, "text")]


def _row(number: int, finding: Finding) -> list[Cell]:
    given = finding.explanation
    level = (finding.level.value, finding.level.value) if given is None else (words.ACCEPTED, "done")
    asked = finding.level is Level.MUST_EXPLAIN
    return [
        (str(number), "centre"),
        level,
        (_place(finding), "link" if _location(finding) else "text"),
        (finding.row, "text"),
        (finding.text, "text"),
        (finding.found, "text"),
        (finding.expected, "text"),
        (finding.remedy, "text"),
        (given.text if given else "", "answer" if asked else "text"),
        (stamp_of(finding) if finding.level is not Level.NOTICE else "", "text"),
    ]


def _closing(reply: Reply) -> list[Cell]:
    return [(words.LEFT_OFF.format(shown=len(reply.findings), rest=reply.left_off), "note")] if reply.left_off else []


def _place(finding: Finding) -> str:
    if not finding.cells:
        return finding.sheet or words.WHOLE_FILE
    place = words.PLACE.format(sheet=finding.sheet, cell=finding.cells[0])
    return words.MORE_CELLS.format(place=place, count=len(finding.cells)) if len(finding.cells) > 1 else place


def _location(finding: Finding) -> str:
    if not finding.sheet:
        return ""
    cell = finding.cells[0] if finding.cells else "A1"
    return "'" + finding.sheet.replace("'", "''") + f"'!{cell}"


def _links(findings: Sequence[Finding]) -> str:
    links = "".join(
        f'<hyperlink ref="C{number}" location={quoteattr(_location(finding))} display={quoteattr(_place(finding))}/>'
        for number, finding in enumerate(findings, _HEAD_ROW + 2)
        if _location(finding)
    )
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def _line(number: int, row: Sequence[Cell], looks: Mapping[str, int]) -> str:
    if len(row) == 1:
        row = [*row, *(("", row[0][1]) for _ in words.HEADINGS[1:])]
    cells = "".join(_cell(address(number, column), text, looks[look]) for column, (text, look) in enumerate(row))
    return f'<row r="{number + 1}" ht="{_height(number, row):g}" customHeight="1">{cells}</row>'


def _cell(place: str, text: str, look: int) -> str:
    if not text:
        return f'<c r="{place}" s="{look}"/>'
    return f'<c r="{place}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{escaped(text[:_LONGEST])}</t></is></c>'


def _height(number: int, row: Sequence[Cell]) -> float:
    """Return the height a row needs for its text; Excel measures no row that has been given a height."""
    if number == 0:
        return 30
    if number < _HEAD_ROW or (row[1:] and not any(text for text, _ in row[1:])):
        return LINE * lines(row[0][0], sum(words.WIDTHS)) + 6
    return height((text, width) for (text, _), width in zip(row, words.WIDTHS, strict=False))
