"""One form's sheet: title, headings, totals, rows to fill in, sign-off."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from pipeline.catalogue import blank_forms as words
from pipeline.documents.blank_forms.cells import Styles, kind_of, put
from pipeline.documents.blank_forms.colouring import colour
from pipeline.documents.blank_forms.columns import SheetColumns, heading_of
from pipeline.documents.blank_forms.flags import Flags, carried_columns, value_before
from pipeline.documents.blank_forms.handout import FormToFill, Handout
from pipeline.documents.blank_forms.input_rules import input_rule
from pipeline.documents.blank_forms.state_line import LINE, SETTLED, StateLine
from pipeline.documents.row_heights import height
from pipeline.model.form import Column, Form
from pipeline.model.stamp import VERDICT

_WIDTHS = {"text": 16, "note": 26, "code": 11, "amount": 12, "count": 9, "percent": 9, "date": 12, "unit": 14}
_NUMBER_WIDTH, _KEY_WIDTH, _VERDICT_WIDTH, _BEFORE_WIDTH = 6, 24, 90, 13
_STATE_WIDTH = 64
"""what the longest text of the line above the table needs"""
_A3, _A4, _MOST_ON_A4 = 8, 9, 14
_ALLOWED = {"insert_rows": True, "format_rows": True, "format_columns": True, "sort": True, "autofilter": True}


class FormSheet:
    """Writes one sheet; rows count from 0 here."""

    def __init__(self, page: Any, todo: FormToFill, handout: Handout, styles: Styles) -> None:  # noqa: ANN401 - untyped
        self.page, self.todo, self.handout, self.styles = page, todo, handout, styles
        self.form: Form = todo.form
        self.columns = SheetColumns(todo.form)
        self.flags = Flags(self.columns, handout.unit, todo.period, handout.vocabulary.nil_words)
        self.head = 3
        self.two_levels = any(column.under for column in todo.form.columns.values())
        self.total = next((check for check in todo.form.checks.values() if check.total), None)

    @property
    def below_head(self) -> int:
        return self.head + 1 + self.two_levels

    @property
    def first(self) -> int:
        """The first row to fill in."""
        return self.below_head + (self.total is not None)

    @property
    def last(self) -> int:
        return self.first + len(self.todo.rows) + self.handout.blank_rows - 1

    @property
    def zero(self) -> tuple[int, int]:
        """The cell in which a 零报告 is stated."""
        return self.last + 4, 4

    @cached_property
    def width(self) -> int:
        """The last column that is printed."""
        return max(self.columns.last_of_form, 6)

    @cached_property
    def state_to(self) -> int:
        """The last column under the line above the table."""
        reached = accumulate(map(self._width, self.columns.of_form), initial=_NUMBER_WIDTH)
        return next((place for place, width in enumerate(reached) if width >= _STATE_WIDTH), self.columns.last_of_form)

    def write(self, lists: Mapping[str, str]) -> None:
        """Write the whole sheet; `lists` says where a column's codes stand."""
        self._lines_above()
        self._headings()
        self._totals()
        self._rows()
        self._rules(lists)
        colour(self.page, self.columns, self.flags, (self.first, self.last), self.styles)
        self._sign_off()
        self._set_up()

    def _lines_above(self) -> None:
        page, styles = self.page, self.styles
        title = words.TITLE.format(period=self.todo.period.label, title=self.form.title)
        page.merge_range(0, 0, 0, self.width, title, styles["title"])
        page.set_row(0, 30)
        page.merge_range(1, 0, 1, 2, words.REPORTER.format(unit=self.handout.unit.name), styles["line"])
        page.write_string(1, 3, words.FILLED_ON, styles["right"])
        page.write_blank(1, 4, None, styles["signed day"])
        if any(self.form.unit_of(name) == self.form.unit for name in self.form.columns):
            measure = words.MEASURE.format(unit=self.form.unit)
            page.merge_range(1, self.width - 1, 1, self.width, measure, styles["right"])
        self._state()
        page.write_string(LINE, self.state_to + 1, words.LEGEND, styles["legend"])

    def _state(self) -> None:
        """Write what there is still to do, in red where something is wrong and in green where nothing is left."""
        line = StateLine(self.columns, self.first, self.last, self.zero, self.todo.rows)
        faulty = sum(bool(text) for text in self.flags.verdicts(self.todo.rows)[1])
        self.page.merge_range(LINE, 0, LINE, self.state_to, "", self.styles["told"])
        self.page.write_formula(LINE, 0, line.formula, self.styles["told"], line.said_before(faulty))
        self.page.write_formula(*line.counter, line.missing, self.styles["hidden"], line.missing_before)
        settled = ",".join(f'$A$3="{text}"' for text in SETTLED)
        waiting = f'LEFT($A$3,{len(words.FAULTY)})<>"{words.FAULTY}"'
        for criteria, style in ((f"=OR({settled})", "good"), (f"={waiting}", "to do")):
            self.page.conditional_format(
                LINE, 0, LINE, self.state_to, {"type": "formula", "criteria": criteria, "format": self.styles[style]}
            )

    def _headings(self) -> None:
        self._heading(0, words.NUMBER, "head")
        for name, place in self.columns.of_form.items():
            self._heading(place, self._named(name), "required head" if self.form.columns[name].required else "head")
        self._heading(self.columns.verdict, VERDICT, "grey head")
        for name, place in self.columns.before.items():
            self._heading(place, heading_of(name), "grey head")
        for above, left, right in self._groups():
            if left == right:
                self.page.write_string(self.head, left, above, self.styles["head"])
            else:
                self.page.merge_range(self.head, left, self.head, right, above, self.styles["head"])
        self.page.set_row(self.below_head - 1, 32)

    def _heading(self, place: int, text: str, style: str) -> None:
        column = self._column_at(place)
        if self.two_levels and (column is None or not column.under):
            self.page.merge_range(self.head, place, self.head + 1, place, text, self.styles[style])
        else:
            self.page.write_string(self.head + self.two_levels, place, text, self.styles[style])

    def _column_at(self, place: int) -> Column | None:
        return next((self.form.columns[name] for name, at in self.columns.of_form.items() if at == place), None)

    def _named(self, name: str) -> str:
        """Return a heading with its unit of measure, where that is not the one that stands above the table."""
        measure = self.form.unit_of(name)
        return words.WITH_UNIT.format(name=name, unit=measure) if measure not in {"", self.form.unit} else name

    def _groups(self) -> list[tuple[str, int, int]]:
        """Return the headings above others with the first and last column they reach over."""
        groups: list[tuple[str, int, int]] = []
        for name, place in self.columns.of_form.items():
            above = self.form.columns[name].under
            if above and groups and groups[-1][0] == above and groups[-1][2] == place - 1:
                groups[-1] = (above, groups[-1][1], place)
            elif above:
                groups.append((above, place, place))
        return groups

    def _totals(self) -> None:
        if self.total is None:
            return
        row = self.first - 1
        summed = self.total.columns or [name for name in self.form.numeric if self.form.columns[name].type != "percent"]
        for place in range(self.width + 1):
            self.page.write_blank(row, place, None, self.styles["total"])
        self.page.write_string(row, 0, self.total.total or "", self.styles["total"])
        carried = carried_columns(self.columns)
        for name in summed:
            letter = xl_col_to_name(self.columns.of_form[name])
            known = [row.get(name) for row in self.todo.rows] if name in carried else []
            total = sum((value for value in known if isinstance(value, Decimal)), Decimal(0))
            formula = f"=SUM({letter}{self.first + 1}:{letter}{self.last + 1})"
            self.page.write_formula(row, self.columns.of_form[name], formula, self.styles["total"], float(total))

    def _rows(self) -> None:
        flags, said = self.flags.verdicts(self.todo.rows)
        names = set(self.flags.worked_out) | {name for name in self.columns.flags if name in self.form.columns}
        for place, row in enumerate(range(self.first, self.last + 1)):
            known = self.todo.rows[place] if place < len(self.todo.rows) else {}
            self._row(row, known, place + 1 if known else "")
            self.page.write_formula(
                row, self.columns.verdict, self.flags.verdict(row + 1), self.styles["verdict"], said[place] if known else ""
            )
            for name in sorted(names, key=self.columns.flags.__getitem__):
                value = flags[place].get(name, False) if known else False
                formula = self.flags.formula(name, row + 1)
                self.page.write_formula(row, self.columns.flags[name], formula, self.styles["hidden"], value)

    def _row(self, row: int, known: Mapping[str, Any], number: object) -> None:
        first, last = xl_rowcol_to_cell(row, 1), xl_rowcol_to_cell(row, self.columns.last_of_form)
        formula = f'=IF(COUNTA({first}:{last})=0,"",ROW()-{self.first})'
        self.page.write_formula(row, 0, formula, self.styles["number"], number)
        carried = carried_columns(self.columns)
        texts = []
        for name, place in self.columns.of_form.items():
            column, value = self.form.columns[name], known.get(name) if name in carried else None
            shade = "grey" if value is not None and carried.get(name) else "open"
            put(self.page, (row, place), value, (shade, kind_of(column), self.styles))
            texts.append((str(value or ""), self._width(name)))
        for name, place in self.columns.before.items():
            column = self.form.columns[name.partition(".")[2]]
            put(self.page, (row, place), value_before(name, known), ("grey", kind_of(column), self.styles))
        self.page.set_row(row, max(height(texts), 26))

    def _rules(self, lists: Mapping[str, str]) -> None:
        for name, place in self.columns.of_form.items():
            cell = xl_rowcol_to_cell(self.first, place)
            rule = input_rule(name, self.form, cell=cell, listed=lists.get(name, ""))
            self.page.data_validation(self.first, place, self.last, place, rule)

    def _sign_off(self) -> None:
        page, styles, row = self.page, self.styles, self.last + 2
        for place, label in enumerate(words.SIGN_OFF):
            page.write_string(row + place // 2, 1 + 2 * (place % 2), label, styles["right"])
            page.write_blank(row + place // 2, 2 + 2 * (place % 2), None, styles["signed"])
        page.merge_range(row + 2, 0, row + 2, 3, words.ZERO_LABEL, styles["right"])
        page.write_blank(*self.zero, None, styles["signed"])
        page.data_validation(*self.zero, *self.zero, {"validate": "list", "source": [words.ZERO]})

    def _set_up(self) -> None:
        page = self.page
        page.set_column(0, 0, _NUMBER_WIDTH)
        for name, place in self.columns.of_form.items():
            page.set_column(place, place, self._width(name))
        page.set_column(self.columns.verdict, self.columns.verdict, _VERDICT_WIDTH)
        if self.columns.before:
            page.set_column(self.columns.verdict + 1, self.columns.last_shown, _BEFORE_WIDTH)
        page.set_column(self.columns.last_shown + 1, self.columns.counted, 8, None, {"hidden": True})
        page.freeze_panes(self.first, 1 + self._keys_in_front())
        page.set_landscape()
        page.set_paper(_A4 if self.width <= _MOST_ON_A4 else _A3)
        page.fit_to_pages(1, 0)
        page.set_margins(0.4, 0.4, 0.5, 0.5)
        page.repeat_rows(self.head, self.below_head - 1)
        page.print_area(0, 0, self.last + 4, self.width)
        page.set_footer("&C&P / &N")
        page.protect("", _ALLOWED)

    def _width(self, name: str) -> int:
        if name == next(iter(self.form.key), None):
            return _KEY_WIDTH
        return max(_WIDTHS[self.form.columns[name].type], min(2 * len(self._named(name)) // 2 + 3, 16))

    def _keys_in_front(self) -> int:
        """Return how many columns stay in sight on the left: those of the key, where they stand first."""
        names: Sequence[str] = list(self.form.columns)
        return next((place for place, name in enumerate(names) if name not in self.form.key), 0)
