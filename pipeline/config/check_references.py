"""The checks of a form held against the form, and against the other forms they name."""

from collections.abc import Iterator

from pipeline.catalogue import definitions as say
from pipeline.config.drafts import Drafts
from pipeline.config.formulas import comparison_mistakes, condition_mistakes
from pipeline.config.place import Place
from pipeline.expressions import ExpressionError, Scope, compile_comparison, compile_expression
from pipeline.model.errors import Mistake
from pipeline.model.finding import Level
from pipeline.model.form import Check, Form

_OTHERS_ONLY = {
    "total": ("when", "unless", "at", "within percent", "missing", "match", "each"),
    "check": ("columns",),
}
"""kind of check → keys that say nothing about it"""
_ROWS_ONLY = ("unless", "at", "missing", "match")
"""keys that say nothing about the totals of a unit"""


def checks_mistakes(name: str, form: Form, drafts: Drafts, place: Place) -> Iterator[Mistake]:
    """Yield what is wrong with the checks of a form; one that names a form without shape is passed over."""
    others = {other: one for other, one in drafts.shaped_forms.items() if other != name}
    unshaped = [other for other, one in drafts.forms.items() if one is None]
    for code, check in form.checks.items():
        here = place / code
        yield from _check_mistakes(check, here, form)
        if any(other in (check.check or "") + (check.when or "") for other in unshaped):
            continue
        if check.each == "unit":
            totals = Scope.about(form, others, ())
            yield from comparison_mistakes(here / "check", check.check, totals)
            yield from comparison_mistakes(here / "when", check.when, totals)
        else:
            rows = Scope.about(form, others, beside=True)
            yield from condition_mistakes(here / "check", check.check, rows)
            yield from condition_mistakes(here / "when", check.when, rows)
        yield from _beside_mistakes(check, here, form, others)


def _beside_mistakes(check: Check, place: Place, form: Form, others: dict[str, Form]) -> Iterator[Mistake]:
    """Check that rows of other forms can be found, and that no return is sent back for what another return says."""
    named = _named(check, form, others)
    if named and check.level is Level.MUST_FIX:
        yield (place / "level").mistake(say.BESIDE_MUST_FIX, forms="、".join(f"《{name}》" for name in named))
    yield from (place / "match").each_unknown("column", tuple(check.match), form.columns)
    if check.match and not named:
        yield (place / "match").mistake(say.MATCH_NOTHING)
    for name in named if check.each == "row" else ():
        for column in check.match.values():
            if column not in others[name].columns:
                yield (place / "match").mistake(say.MATCH_UNKNOWN, form=name, column=column)
        unmatched = [column for column in others[name].key if column not in form.columns]
        if not check.match and (unmatched or not others[name].key):
            yield place.mistake(say.MATCH_MISSING, form=name)


def _named(check: Check, form: Form, others: dict[str, Form]) -> tuple[str, ...]:
    """Return the other forms a check names; none where it has a mistake, which is told already."""
    scope = Scope.about(form, others, None if check.each == "row" else (), beside=check.each == "row")
    names: dict[str, None] = {}
    for text in filter(None, (check.check, check.when)):
        try:
            if check.each == "unit":
                names |= dict.fromkeys(compile_comparison(text, scope).forms)
            else:
                names |= dict.fromkeys(head for head, _ in compile_expression(text, scope).forms if head)
        except ExpressionError:
            return ()
    return tuple(names)


def _check_mistakes(check: Check, place: Place, form: Form) -> Iterator[Mistake]:
    if check.check is None and check.total is None:
        yield place.mistake(say.NO_RULE)
    if check.check is not None and check.total is not None:
        yield place.mistake(say.TWO_RULES)
    yield from (place / "at").unknown("column", check.at, form.columns)
    yield from (place / "unless").unknown("column", check.unless, form.columns)
    yield from (place / "columns").each_unknown("numeric column", check.columns, form.numeric)
    if check.each == "unit":
        for key in _ROWS_ONLY:
            if (place / key).present:
                yield (place / key).mistake(say.NOT_WITH, key=key, rule="each: unit")
    alone = "total" if check.check is None else "check"
    for key in _OTHERS_ONLY[alone] if (check.check is None) != (check.total is None) else ():
        if (place / key).present:
            yield (place / key).mistake(say.NOT_WITH, key=key, rule=alone)
