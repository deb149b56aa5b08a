"""What a batch of a period asks for: which forms, which of their returns, until when, and which findings are about them."""

from collections.abc import Sequence
from datetime import datetime

from pipeline.history import form_period
from pipeline.model.calendar import WorkCalendar
from pipeline.model.definitions import Definitions
from pipeline.model.finding import Finding
from pipeline.model.form import Form
from pipeline.model.period import Cadence, Period
from pipeline.model.table import ReturnTable


def due_returns(tables: Sequence[ReturnTable], definitions: Definitions, period: Period) -> tuple[ReturnTable, ...]:
    """Keep the returns this batch uses: each form's latest complete period."""
    used = {name: form_period(form, period) for name, form in definitions.forms.items() if _is_used(form, period)}
    return tuple(table for table in tables if table.submission.period == used.get(table.submission.form))


def asked_forms(definitions: Definitions, period: Period) -> dict[str, Form]:
    """Return the forms this batch asks for; those whose time was over before it began were asked for by an earlier one."""
    return {
        name: form
        for name, form in definitions.forms.items()
        if _is_used(form, period) and form_period(form, period).end >= period.start
    }


def _is_used(form: Form, period: Period) -> bool:
    """Say whether a batch uses a form; what comes every 旬 serves batches of a 旬."""
    return form.reported.every is not Cadence.TEN_DAYS or period.cadence is Cadence.TEN_DAYS


def of_this_batch(findings: Sequence[Finding], definitions: Definitions, period: Period) -> tuple[Finding, ...]:
    """Keep findings about returns of this batch and about files nobody could place."""
    due = {name: form_period(form, period).code for name, form in definitions.forms.items()}
    return tuple(finding for finding in findings if not finding.period or due.get(finding.form, finding.period) == finding.period)


def deadlines(definitions: Definitions, period: Period) -> dict[str, datetime]:
    """Return when each form is due, for the period of it that a batch uses."""
    rules, calendar = definitions.office.deadlines, WorkCalendar(definitions.office.calendar)
    return {
        name: calendar.due(rules[name] if name in rules else rules["default"], form_period(form, period))
        for name, form in definitions.forms.items()
    }
