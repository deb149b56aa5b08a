"""A check tried on what was accepted in past periods, before it binds anybody: how many rows it would have found, and which."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from pipeline import validation
from pipeline.catalogue import trying as words
from pipeline.config import load_definitions
from pipeline.expressions import ExpressionError, Scope, compile_condition
from pipeline.history import History, form_period, open_history
from pipeline.model.definitions import Definitions
from pipeline.model.earlier import EarlierRows
from pipeline.model.errors import DefinitionError, Mistake
from pipeline.model.finding import Finding, Level
from pipeline.model.form import Check, Form
from pipeline.model.merged import UNIT
from pipeline.model.period import Period
from pipeline.model.submission import InboxFile, Submission
from pipeline.model.table import ReturnTable

_CODE = re.compile(r"[QHT]-?\d+", re.IGNORECASE)
_LONG_AGO = datetime(1970, 1, 1)


class Trial(Struct, frozen=True):
    """What one check would have found in one period."""

    code: str
    period: Period
    rows: int
    found: tuple[Finding, ...]

    @property
    def explained(self) -> int:
        """How many of them the row itself explains."""
        return sum(finding.explanation is not None for finding in self.found)


def try_checks(workspace: Path, name: str, rule: str = "") -> tuple[Trial, ...]:
    """Try a check of a form, by its code or as an expression, or all of its checks, on every period the history has of it.

    Raises DefinitionError for a form, code or expression that cannot be used.
    """
    definitions = load_definitions(workspace)
    form = definitions.forms.get(name)
    if form is None:
        raise DefinitionError(Mistake("templates/forms", words.NO_FORM.format(form=name, known="、".join(definitions.forms))))
    checks = _chosen(name, form, rule, definitions)
    with open_history(definitions.office.store, workspace) as history:
        return tuple(trial for code, check in checks.items() for trial in _trials(name, code, check, definitions, history))


def _chosen(name: str, form: Form, rule: str, definitions: Definitions) -> Mapping[str, Check]:
    if not rule:
        return {code: check for code, check in form.checks.items() if check.check}
    known = form.checks.get(rule)
    if known is not None and known.check:
        return {rule: known}
    file = f"templates/forms/{name}.yaml"
    if _CODE.fullmatch(rule):
        raise DefinitionError(Mistake(file, words.NO_CHECK.format(code=rule, known="、".join(form.checks))))
    others = {other: given for other, given in definitions.forms.items() if other != name}
    try:
        compile_condition(rule, Scope.about(form, others, beside=True))
    except ExpressionError as error:
        raise DefinitionError(Mistake(file, str(error))) from error
    return {words.NEW: Check(Level.MUST_EXPLAIN, check=rule)}


def _trials(name: str, code: str, check: Check, definitions: Definitions, history: History) -> Iterator[Trial]:
    """Give what a check finds in each period; no other check is held against these rows a second time."""
    forms = {other: replace(form, checks={code: check} if other == name else {}) for other, form in definitions.forms.items()}
    for period in history.reported_in(name):
        kept = history.accepted({other: form_period(form, period) for other, form in forms.items()})
        tables = [table for other, rows in kept.items() for table in _tables(other, forms[other], rows)]
        _, findings = validation.validate(tables, forms, definitions.directory, history.earlier(period, forms))
        found = tuple(finding for finding in findings if (finding.form, finding.code) == (name, code))
        yield Trial(code, period, len(kept[name].rows), found)


def _tables(name: str, form: Form, kept: EarlierRows) -> Iterator[ReturnTable]:
    """Give the rows of a period as returns again, one for each unit; their cells are not known any more."""
    period = Period.parse(kept.period)
    for unit in dict.fromkeys(str(row.get(UNIT)) for row in kept.rows):
        rows = [row for row in kept.rows if row.get(UNIT) == unit]
        columns = {column: tuple(row.get(column) for row in rows) for column in form.columns}
        sent = Submission(InboxFile(unit, "", 0, _LONG_AGO, ""), unit, name, period, "")
        yield ReturnTable(sent, columns, {column: column for column in columns}, tuple(range(1, len(rows) + 1)))
