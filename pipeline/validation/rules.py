"""The checks an office writes for the rows of a form, worked out on all returns at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.catalogue import validation as say
from pipeline.expressions import Expression, Moment, Scope, compile_expression
from pipeline.model.finding import Explanation, Finding, Level
from pipeline.model.form import Check, Form
from pipeline.validation.before import Before
from pipeline.validation.comparisons import Equation, equation
from pipeline.validation.explanations import explains
from pipeline.validation.formrows import FormRows
from pipeline.validation.sentences import Said, finding_at, in_row, in_words
from pipeline.validation.values_said import Sentence, Term, cited, frame_column, sentence


@dataclass(frozen=True)
class Rule:
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

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns whose cells a failure names, the marked one first."""
        return tuple(filter(None, (self.check.at, *(column for head, column in self.terms if not head))))


def compiled(form: Form, scope: Scope) -> tuple[Rule, ...]:
    """Make the checks of a form ready; raises ExpressionError, which loading the definitions has ruled out."""
    return tuple(_rule(code, check, form, scope) for code, check in form.checks.items() if check.check)


def row_findings(rows: FormRows, past: Before) -> Iterator[Finding]:
    """Hold every row against every check of its form; a row in which something needed is blank is not held against it."""
    rules = compiled(rows.form, Scope(frozenset(rows.frame.columns)))
    if not rules or not rows.origins:
        return
    frame = past.joined(rows, dict.fromkeys(term for rule in rules for term in rule.terms if term[0]))
    moment = Moment(rows.tables[0].submission.period)
    for rule in rules:
        failed = _failures(rule, frame, moment)
        if failed.size:
            yield from _findings(rule, rows, failed, frame.iloc[failed], moment)


def _rule(code: str, check: Check, form: Form, scope: Scope) -> Rule:
    must = compile_expression(check.check or "", scope)
    when = compile_expression(check.when, scope) if check.when else None
    terms = _terms(must)
    words = in_words(must.text)
    expected = say.WHEN.format(condition=in_words(when.text), rule=words) if when else words
    said = sentence(check.say or say.NOT_KEPT.format(rule=words), form, terms)
    terms = tuple(dict.fromkeys((*terms, *(_terms(when) if when else ()))))
    return Rule(code, check, must, when, equation(must.text, form, scope), said, terms, expected)


def _terms(expression: Expression) -> tuple[Term, ...]:
    return (*(("", column) for column in expression.columns), *expression.earlier)


def _failures(rule: Rule, frame: pd.DataFrame, moment: Moment) -> npt.NDArray[np.intp]:
    """Return the rows where the rule applies and is known not to hold."""
    holds, known = rule.must.holds(frame, moment, rule.check.within)
    failed = known & ~holds
    if rule.when is not None and failed.any():
        failed &= rule.when.holds(frame, moment)[0]
    return np.flatnonzero(failed)


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


def _findings(rule: Rule, rows: FormRows, failed: npt.NDArray[np.intp], frame: pd.DataFrame, moment: Moment) -> Iterator[Finding]:
    """Put each failure into words; `frame` holds the failed rows only."""
    values = {term: frame[frame_column(term)].tolist() for term in rule.terms}
    apart: Sequence[tuple[str, str]] = rule.equation.apart(frame, moment) if rule.equation else [("", "")] * len(frame)
    for place, row in enumerate(failed.tolist()):
        citations = {term: cited(rows, row, term, values[term][place]) for term in rule.terms}
        difference, due = apart[place]
        said = Said(
            in_row(
                rows.sheet_row(row),
                rows.label(row),
                rule.sentence.with_values(citations) + (say.DIFFERENCE.format(difference=difference) if difference else ""),
            ),
            say.BETWEEN_FINDS.join(citation.named for citation in citations.values()),
            say.WORKED_OUT.format(rule=rule.expected, value=due) if due else rule.expected,
            rule.check.do,
        )
        table = rows.origins[row][0]
        found = finding_at(table, (rule.code, rule.check.level), said, rows.cells(row, rule.columns), rows.label(row))
        yield replace(found, explanation=_explained_in_row(rule, rows, row))
