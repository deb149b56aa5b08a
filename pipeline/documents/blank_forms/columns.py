"""Which column of a sheet holds what."""

from functools import cached_property

from msgspec import Struct

from pipeline.catalogue.validation import EXPLAINING_COLUMNS
from pipeline.expressions import ExpressionError, Scope, compile_condition
from pipeline.model.finding import Level
from pipeline.model.form import Check, Form
from pipeline.model.stamp import heading_before


class SheetColumns(Struct, frozen=True, dict=True):
    """The columns of a form's sheet from left to right, from 0: 序号, those of the form, 自动核对, what was before, and hidden flags.

    `flags` are the checks Excel can work out: one hidden column each, true where the check fails.
    """

    form: Form

    @cached_property
    def of_form(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.form.columns, 1)}

    @property
    def last_of_form(self) -> int:
        return len(self.form.columns)

    @property
    def verdict(self) -> int:
        return self.last_of_form + 1

    @cached_property
    def before(self) -> dict[str, int]:
        """last.列 and last_year.列 that checks look at → their columns."""
        wanted = dict.fromkeys(name for check in row_checks(self.form).values() for name in earlier_in(check, self.form))
        return {name: self.verdict + place for place, name in enumerate(wanted, 1)}

    @property
    def last_shown(self) -> int:
        return self.verdict + len(self.before)

    @cached_property
    def flags(self) -> dict[str, int]:
        """Code of a check, or a column of explanations → its hidden column."""
        checks = row_checks(self.form)
        explaining = [name for check in checks.values() for name in explaining_columns(check, self.form)]
        return {name: self.last_shown + place for place, name in enumerate(dict.fromkeys([*explaining, *checks]), 1)}

    @property
    def counted(self) -> int:
        """The last hidden column; what is counted over all rows stands in it, above them."""
        return max(self.flags.values(), default=self.last_shown) + 1


def row_checks(form: Form) -> dict[str, Check]:
    """Return the checks of one row by itself that leave blanks alone: what needs other forms, totals or more is told when it is read."""
    return {code: check for code, check in form.checks.items() if _is_of_one_row(check, form)}


def _is_of_one_row(check: Check, form: Form) -> bool:
    if check.check is None or check.each != "row" or check.missing != "skip" or check.within_percent:
        return False
    try:
        earlier_in(check, form)
    except ExpressionError:  # it names another form
        return False
    return True


def earlier_in(check: Check, form: Form) -> tuple[str, ...]:
    """Return what a check looks at of earlier periods, as expressions name it."""
    scope = Scope.about(form)
    texts = [text for text in (check.check, check.when) if text]
    return tuple(f"{head}.{name}" for text in texts for head, name in compile_condition(text, scope).earlier)


def heading_of(name: str) -> str:
    """Return the heading of last.列 or last_year.列."""
    head, _, column = name.partition(".")
    return heading_before(head, column)


def explaining_columns(check: Check, form: Form) -> tuple[str, ...]:
    """Return the columns in which a row may explain what a check finds."""
    if check.unless:
        return (check.unless,)
    return tuple(name for name in EXPLAINING_COLUMNS if name in form.columns) if check.level is Level.MUST_EXPLAIN else ()


def marked_column(check: Check, form: Form) -> str:
    """Return the column whose cell a failed check marks."""
    if check.at:
        return check.at
    return next(iter(compile_condition(check.check or "", Scope.about(form)).columns), next(iter(form.columns)))
