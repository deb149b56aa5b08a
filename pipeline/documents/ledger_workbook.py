"""台账.xlsx: what is open, what is closed, and every unit with its 销号率; beside it the workbook in which the office decides."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.catalogue import ledger as words
from pipeline.documents.confirmation_workbook import confirmation, shown
from pipeline.documents.material import Material
from pipeline.documents.row_heights import height
from pipeline.documents.sheets import Cell, Column, Format, Sheet, figure_cell
from pipeline.documents.workbook import NewBook
from pipeline.model.document import Document
from pipeline.model.figure import Figure, ListedRow, ListTable
from pipeline.model.ledger import LedgerBook

_WIDTHS = {"事项": 26, "问题": 44, "单位": 18, "佐证": 28, "单位申报": 20, "类别": 13, "发现日期": 12, "期限": 12, "销号日期": 12}
_NARROW = 9
_SOURCE_WIDTH = 60
"""where the cells are named; for the screen, and not printed"""
_A3 = 8


def ledger_workbooks(material: Material) -> Iterator[Document]:
    """Yield 台账.xlsx and 台账确认.xlsx; nothing where the office keeps no ledger."""
    if material.ledger is not None:
        title = words.TITLE.format(title=material.ledger.title, period=material.period.label)
        yield Document(words.FILE, _ledger(title, material.ledger, material), title)
        yield confirmation(material.ledger, material)


def _ledger(title: str, ledger: LedgerBook, material: Material) -> bytes:
    book, lists = NewBook(title, material.period, material.definitions.office.policies), ledger.result.lists
    for name, head, listed in (
        (words.OPEN_SHEET, words.OPEN_HEAD, lists["未销号清单"]),
        (words.CLOSED_SHEET, words.CLOSED_HEAD, lists["已销号清单"]),
    ):
        sheet = _items_sheet(name, f"{title}　{name}", head, listed)
        page = book.write(sheet)
        widths = [column.width for column in sheet.columns[:-1]]
        for number, row in enumerate(sheet.rows, 2):
            page.set_row(number, height(zip(map(shown, row), widths, strict=False)))
        page.set_paper(_A3)
        page.print_area(0, 0, len(listed.rows) + 1, len(head) - 1)
        _colour(page, book, head, len(listed.rows), ledger.colours)
    book.write(_units_sheet(f"{title}　{words.UNIT_SHEET}", ledger, material))
    return book.finished()


def _items_sheet(name: str, title: str, head: Sequence[str], listed: ListTable) -> Sheet:
    columns = [Column(_heading(column, name), _format(column), _WIDTHS.get(column, _NARROW)) for column in head]
    rows = [(*(_cell(row, column) for column in head), _sources(row)) for row in listed.rows]
    return Sheet(name, title, (*columns, Column(words.SOURCES, "text", _SOURCE_WIDTH)), rows)


def _heading(column: str, sheet: str) -> str:
    if column == "在办天数" and sheet == words.CLOSED_SHEET:
        return words.DAYS_TAKEN
    return words.HEADINGS.get(column, column)


def _format(column: str) -> Format:
    return "number" if words.COLUMNS[column][0] == "count" else "text"


def _cell(row: ListedRow, column: str) -> Cell:
    return row.values[column]


def _sources(row: ListedRow) -> str:
    """Return the cells an item was last seen in: file [sheet] cells."""
    by_sheet: dict[tuple[str, str], list[str]] = {}
    for source in row.sources:
        by_sheet.setdefault((source.file, source.sheet), []).append(source.addresses)
    return "；".join(f"{file} [{sheet}] {'、'.join(cells)}" for (file, sheet), cells in by_sheet.items())


def _colour(page: Any, book: NewBook, head: Sequence[str], rows: int, colours: Sequence[str]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """Fill the cell that names a slip's colour with it, also after staff have changed it."""
    if "颜色" not in head or not rows:
        return
    column = head.index("颜色")
    for colour in colours:
        if colour in words.COLOURS:
            fill = book.book.add_format({"bg_color": words.COLOURS[colour]})
            rule = {"type": "cell", "criteria": "==", "value": f'"{colour}"', "format": fill}
            page.conditional_format(2, column, rows + 1, column, rule)


def _units_sheet(title: str, ledger: LedgerBook, material: Material) -> Sheet:
    policies = material.definitions.office.policies
    columns = (
        *(Column(heading, width=18) for heading in words.UNIT_COLUMNS),
        *(Column(name, "rate" if name in words.RATES else "number") for name in words.UNIT_HEAD),
    )

    def row(group: str, unit: str, figures: Mapping[str, Figure]) -> tuple[Cell, ...]:
        return (group, unit, *(figure_cell(figures[name], policies) for name in words.UNIT_HEAD))

    concerned = [own for own in ledger.units if own.figures[words.ALL].value != Decimal(0)]
    rows = [row(own.group, own.unit, own.figures) for own in concerned]
    return Sheet(words.UNIT_SHEET, title, columns, [*rows, row(words.GROUP_TOTAL, words.TOTAL, ledger.result.figures)])
