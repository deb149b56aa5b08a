"""What a sheet works out by itself in every row: which checks fail, and what there is to say about it."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from pipeline.catalogue import blank_forms as words
from pipeline.catalogue.validation import EMPTY_PHRASES, SHORTEST_EXPLANATION
from pipeline.documents.blank_forms.columns import SheetColumns, explaining_columns
from pipeline.documents.blank_forms.handout import RowBefore
from pipeline.expressions import Moment, Scope, Tolerance, compile_condition
from pipeline.expressions.excel import Rule, failing
from pipeline.expressions.excel_pieces import Cells
from pipeline.model.form import Check
from pipeline.model.merged import GROUP, UNIT
from pipeline.model.period import Period
from pipeline.model.unit import Unit
from pipeline.model.values import Value

_SIGNS = "，。、；：！？（）“”《》—…　 ,.;:!?()/-_"
"""what does not count towards an explanation's length, as far as people write it"""
_ROW = "\0"
"""stands for the number of the row in a formula that is made once for all of them"""


class Flags:
    """The formulas of one sheet; rows count from 1, as formulas count them."""

    def __init__(self, columns: SheetColumns, unit: Unit, period: Period, nil: Sequence[str]) -> None:
        self.columns, self.form = columns, columns.form
        self._scope, self._moment, self._nil = Scope.about(columns.form), Moment(period), tuple(nil)
        self._fixed = {UNIT: f'"{unit.name}"', GROUP: f'"{unit.group}"'} if columns.form.owner is None else {}

    def formula(self, name: str, row: int) -> str | None:
        """Return what a hidden column works out; None for a check Excel cannot express."""
        formula = self._formulas.get(name)
        return formula and formula.replace(_ROW, str(row))

    @cached_property
    def _formulas(self) -> dict[str, str | None]:
        return {name: self._formula(name) for name in self.columns.flags}

    def _formula(self, name: str) -> str | None:
        check = self.form.checks.get(name)
        if check is None:
            return _explains(_at(self.columns.of_form[name]))
        broken = failing(Rule(check.check or "", check.when, check.within), self._scope, self._cells)
        if broken is None:
            return None
        explained = [_at(self.columns.flags[column]) for column in explaining_columns(check, self.form)]
        return f"=AND({broken},{','.join(f'NOT({cell})' for cell in explained)})" if explained else f"={broken}"

    @cached_property
    def worked_out(self) -> dict[str, Check]:
        """The checks that Excel can work out."""
        return {code: check for code, check in self.form.checks.items() if self._formulas.get(code)}

    def verdict(self, row: int) -> str:
        """Return the formula of what there is to say about a row."""
        return self._verdict.replace(_ROW, str(row))

    @cached_property
    def _verdict(self) -> str:
        said = [
            f'IF({_at(self.columns.flags[code])},{_text(_sentence(code, check))},"")' for code, check in self.worked_out.items()
        ]
        return "=" + "&".join(said or ['""'])

    def verdicts(self, rows: Sequence[RowBefore]) -> tuple[list[dict[str, bool]], list[str]]:
        """Return what the formulas come to on what is filled in already, so that it also stands there unless it is worked out."""
        known = self._known(rows)
        frame = pd.DataFrame({name: [row.get(name) for row in known] for name in self._names()}, dtype=object)
        flags: list[dict[str, bool]] = [{} for _ in rows]
        for code, check in self.worked_out.items():
            for place, fails in enumerate(self._fails(check, frame)):
                flags[place][code] = bool(fails)
        said = ["".join(_sentence(code, self.form.checks[code]) for code, fails in row.items() if fails) for row in flags]
        return flags, said

    def _known(self, rows: Sequence[RowBefore]) -> list[RowBefore]:
        """Return what a row holds when it is handed out: what is carried over, and what was before."""
        carried = carried_columns(self.columns)
        return [
            {**{name: row.get(name) for name in carried}, **{name: value_before(name, row) for name in self.columns.before}}
            for row in rows
        ]

    def _names(self) -> list[str]:
        return [*self.columns.of_form, *self.columns.before]

    def _fails(self, check: Check, frame: pd.DataFrame) -> Sequence[bool]:
        holds, known = compile_condition(check.check or "", self._scope).holds(frame, self._moment, Tolerance(check.within))
        fails = known & ~holds
        if check.when:
            fails &= compile_condition(check.when, self._scope).holds(frame, self._moment)[0]
        return list(map(bool, fails))

    @property
    def _cells(self) -> Cells:
        at = {name: _at(place) for name, place in (self.columns.of_form | self.columns.before).items()}
        return Cells(self._fixed | at, self._moment, self._nil)


def carried_columns(columns: SheetColumns) -> Mapping[str, bool]:
    """Return the columns filled in already → whether they are locked."""
    form = columns.form
    fixed = form.key if form.rows_gone != "ignore" else ()  # rows that may leave can be cleared
    return {
        name: name in fixed or column.carried == "locked"
        for name, column in form.columns.items()
        if name in form.key or column.carried != "no"
    }


def value_before(name: str, row: RowBefore) -> Value:
    """Return last.列 or last_year.列 of a row."""
    head, _, column = name.partition(".")
    return row.get(column) if head == "last" else row.get(name)


def _at(place: int) -> str:
    return f"${xl_col_to_name(place)}{_ROW}"


def _sentence(code: str, check: Check) -> str:
    return words.FAULT.format(code=code, say=check.say or check.check)


def _text(text: str) -> str:
    return '"' + text[:250].replace('"', '""') + '"'


def _explains(cell: str) -> str:
    bare = f"TRIM({cell})"
    for sign in _SIGNS:
        bare = f'SUBSTITUTE({bare},"{sign}","")'
    rest = bare
    for phrase in sorted(EMPTY_PHRASES, key=len, reverse=True):
        rest = f'SUBSTITUTE({rest},"{phrase}","")'
    return f'=IFERROR(AND(LEN({bare})>={SHORTEST_EXPLANATION},{rest}<>""),FALSE)'
