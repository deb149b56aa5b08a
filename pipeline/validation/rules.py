"""The checks an office writes for the rows of a form, worked out on all returns at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
from msgspec import Struct
from msgspec.structs import replace

from pipeline.catalogue import validation as say
from pipeline.expressions import Expression, Moment, Scope, Tolerance, compile_expression
from pipeline.model.finding import Explanation, Finding, Level
from pipeline.model.form import NUMERIC, Check, Form
from pipeline.model.table import ReturnTable
from pipeline.validation.before import Before
from pipeline.validation.beside import Beside, Partners, matched_by, with_partners
from pipeline.validation.comparisons import Equation, equation
from pipeline.validation.explanations import explains
from pipeline.validation.formrows import FormRows
from pipeline.validation.sentences import Said, finding_at, in_row, in_words, printed
from pipeline.validation.suspects import suspicion
from pipeline.validation.values_said import Sentence, Term, cited, frame_column, sentence

Refused = Callable[[ReturnTable], frozenset[str]]
"""a return → its cells that an earlier stage has asked to mend"""
EARLIER_WORDS = frozenset({"last", "last_year"})


class Rule(Struct, frozen=True, dict=True):
    """A check of a form, ready to be held against its rows."""

    code: str
    check: Check
    must: Expression
    when: Expression | None
    equation: Equation | None
    sentence: Sentence
    terms: tuple[Term, ...]
    """what it looks at: the terms of the rule itself, then those of its condition"""
    expected: str
    numeric: frozenset[str]
    """columns of numbers that the rule itself reads in its own row"""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns whose cells a failure names, the marked one first."""
        return tuple(filter(None, (self.check.at, *(column for head, column in self.terms if not head))))

    @cached_property
    def read(self) -> frozenset[str]:
        """The columns it reads in its own row, also in its condition."""
        return frozenset(column for head, column in self.terms if not head)

    @property
    def others(self) -> tuple[str, ...]:
        """The other forms it names."""
        return tuple(dict.fromkeys(head for head, _ in self.terms if head and head not in EARLIER_WORDS))

    def failures(self, frame: pd.DataFrame, moment: Moment) -> npt.NDArray[np.bool_]:
        """Return where the rule applies and is known not to hold, or is to count as broken because a cell is blank."""
        within = Tolerance(self.check.within, self.check.within_percent / 100)
        holds, known = self.must.holds(self.filled(frame), moment, within)
        failed = known & ~holds
        if self.check.missing == "fail" and self.must.columns:
            blank = frame[list(self.must.columns)].isna().to_numpy().any(axis=1)
            failed = failed | (~known & blank)
        if self.when is not None and failed.any():
            failed &= self.when.holds(frame, moment)[0]
        return np.asarray(failed, dtype=bool)

    def fails(self, frame: pd.DataFrame, moment: Moment) -> bool:
        """Return whether it fails in a frame of one row."""
        return bool(self.failures(frame, moment)[0])

    def filled(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame with blank numbers as 0, where the check says so."""
        if self.check.missing != "zero":
            return frame
        zeros = {column: [Decimal(0) if pd.isna(value) else value for value in frame[column]] for column in self.numeric}
        return frame.assign(**{column: pd.Series(values, dtype=object, index=frame.index) for column, values in zeros.items()})


class Held(Struct, frozen=True):
    """A rule with the rows it is held against."""

    rule: Rule
    rows: FormRows
    frame: pd.DataFrame
    moment: Moment
    partners: Mapping[str, Partners]
    balances: tuple[Rule, ...]
    refused: Refused

    def waits(self, row: int) -> bool:
        """Return whether a cell of the row that the rule reads or marks must be mended first."""
        cells = self.refused(self.rows.origins[row][0])
        return bool(cells) and not cells.isdisjoint(self.rows.cells(row, {*self.rule.columns, *self.rule.read}))


def compiled(form: Form, scope: Scope) -> tuple[Rule, ...]:
    """Make the row checks of a form ready; raises ExpressionError, which loading the definitions has ruled out."""
    return tuple(_rule(code, check, form, scope) for code, check in form.checks.items() if check.check and check.each == "row")


def row_findings(rows: FormRows, past: Before, beside: Beside, forms: Mapping[str, Form], refused: Refused) -> Iterator[Finding]:
    """Hold every row against every check of its form; where a cell a check reads has been refused, its sender is asked about that only."""
    others = {name: form for name, form in forms.items() if name != rows.name}
    rules = compiled(rows.form, Scope.about(rows.form, others, beside=True))
    if not rules or not rows.origins:
        return
    terms = [term for rule in rules for term in rule.terms]
    frame = past.joined(rows, dict.fromkeys(term for term in terms if term[0] in EARLIER_WORDS))
    moment = Moment(rows.tables[0].submission.period)
    balances = tuple(rule for rule in rules if not rule.others and rule.check.level is Level.MUST_FIX)
    for rule in rules:
        if all(map(beside.is_known, rule.others)):
            partners = {form: beside.partners(rows, form, matched_by(rule.check.match, forms[form])) for form in rule.others}
            joined = with_partners(frame, [term for term in rule.terms if term[0] in partners], partners)
            yield from _findings(Held(rule, rows, joined, moment, partners, balances, refused))


def _rule(code: str, check: Check, form: Form, scope: Scope) -> Rule:
    must = compile_expression(check.check or "", scope)
    when = compile_expression(check.when, scope) if check.when else None
    terms = _terms(must)
    words = in_words(must.text)
    told = when is not None and bool(_terms(when))  # when of the period alone tells a clerk nothing about the row
    expected = say.WHEN.format(condition=in_words(when.text), rule=words) if when and told else words
    said = sentence(check.say or say.NOT_KEPT.format(rule=words), form, terms)
    numeric = frozenset(column for column in must.columns if column in form.columns and form.columns[column].type in NUMERIC)
    terms = tuple(dict.fromkeys((*terms, *(_terms(when) if when else ()))))
    return Rule(code, check, must, when, equation(must.text, form, scope), said, terms, expected, numeric)


def _terms(expression: Expression) -> tuple[Term, ...]:
    return (*(("", column) for column in expression.columns), *expression.earlier, *expression.forms)


def _explained_in_row(rule: Rule, rows: FormRows, row: int) -> Explanation | None:
    """Return what the row itself says about it: in the column the check names, for 核实 also in a column made for explanations."""
    asked = rule.check.level is Level.MUST_EXPLAIN
    for column in (rule.check.unless,) if rule.check.unless else say.EXPLAINING_COLUMNS if asked else ():
        address = rows.address(row, column)
        value = rows.value(row, column) if address else None
        if address and explains(value):
            sent = rows.origins[row][0].submission
            return Explanation(str(value), sent.file.path, sent.sheet, address)
    return None


def _findings(held: Held) -> Iterator[Finding]:
    """Put each failure into words."""
    rule, rows = held.rule, held.rows
    failed = np.flatnonzero(rule.failures(held.frame, held.moment))
    frame = held.frame.iloc[failed]
    values = {term: frame[frame_column(term)].tolist() for term in rule.terms}
    apart: Sequence[tuple[str, str]] = [("", "")] * len(frame)
    if rule.equation and len(frame):
        apart = rule.equation.apart(rule.filled(frame), held.moment)
    for place, row in enumerate(failed.tolist()):
        if held.waits(row):
            continue
        citations = {term: cited(rows, row, term, values[term][place], held.partners) for term in rule.terms}
        difference, due = apart[place]
        told = rule.sentence.with_values(citations) + (say.DIFFERENCE.format(difference=difference) if difference else "")
        hint, suspects = _suspected(held, frame.iloc[[place]], row)
        said = Said(
            in_row(rows.sheet_row(row), rows.label(row), told + hint),
            say.BETWEEN_FINDS.join(citation.named for citation in citations.values()),
            say.WORKED_OUT.format(rule=rule.expected, value=due) if due else rule.expected,
            rule.check.do,
        )
        cells = tuple(dict.fromkeys((*rows.cells(row, filter(None, [rule.check.at])), *suspects, *rows.cells(row, rule.columns))))
        found = finding_at(rows.origins[row][0], (rule.code, rule.check.level), said, cells, rows.label(row))
        yield replace(found, explanation=_explained_in_row(rule, rows, row))


def _suspected(held: Held, row_frame: pd.DataFrame, row: int) -> tuple[str, tuple[str, ...]]:
    """Return which cell is probably wrong, as the end of the sentence, and its address."""
    if held.rule not in held.balances:
        return "", ()
    found = suspicion(held.rule, held.balances, row_frame, held.moment)
    if found is None:
        return "", ()
    template, suspect = found
    column = held.rows.form.columns.get(suspect.column)
    address = held.rows.address(row, suspect.column)
    if address is None:
        return "", ()
    slots = {"column": suspect.column, "address": address}
    return template.format(**slots, found=printed(suspect.found, column), meant=printed(suspect.meant, column)), (address,)
