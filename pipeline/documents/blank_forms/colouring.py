"""Cells that change colour while a form is filled in."""

from collections import defaultdict
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from pipeline.documents.blank_forms.cells import Styles
from pipeline.documents.blank_forms.columns import SheetColumns, marked_column
from pipeline.documents.blank_forms.flags import Flags


def colour(page: Any, columns: SheetColumns, flags: Flags, rows: tuple[int, int], styles: Styles) -> None:  # noqa: ANN401
    """Colour the cell a failed check is about by the level of the check, the gravest first; then what is still to be filled in."""
    first, last = rows
    failing: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for code, check in flags.worked_out.items():
        place = columns.of_form.get(marked_column(check, columns.form), columns.verdict)
        failing[place, check.level.value].append(_flag(first, columns.flags[code]))
    for level in ("强制", "核实", "提示"):
        for (place, its_level), cells in failing.items():
            if its_level == level:
                _rule(page, (first, place, last, place), f"=OR({','.join(cells)})", styles[level])
    started = f"COUNTA({_flag(first, 1)}:{_flag(first, columns.last_of_form)})>0"
    for name, place in columns.of_form.items():
        if columns.form.columns[name].required:
            blank = f'TRIM({_flag(first, place)})=""'
            _rule(page, (first, place, last, place), f"=AND({started},{blank})", styles["wanted"])


def _flag(row: int, column: int) -> str:
    address: str = xl_rowcol_to_cell(row, column, col_abs=True)
    return address


def _rule(page: Any, cells: tuple[int, int, int, int], formula: str, style: object) -> None:  # noqa: ANN401
    page.conditional_format(*cells, {"type": "formula", "criteria": formula, "format": style, "stop_if_true": True})
