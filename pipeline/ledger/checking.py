"""What is wrong in templates/ledger.yaml, and under which keys it stands; config adds the file and the line."""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.catalogue import expressions as expression_words
from pipeline.catalogue import ledger as say
from pipeline.expressions import ExpressionError, Scope, compile_condition
from pipeline.expressions.scope import nearest
from pipeline.ledger.escalation import SCOPE
from pipeline.ledger.reach import scope_of
from pipeline.ledger.slots import has_stray_braces, slots_in
from pipeline.model.form import Form
from pipeline.model.ledger_rules import LedgerRule, LedgerRules

Mistake = tuple[tuple[str, ...], str]
_WITH_FROM = ("where", "subject", "beside", "match", "due", "found", "responsible", "applies", "evidence")


def mistakes(rules: LedgerRules, forms: Mapping[str, Form]) -> Iterator[Mistake]:
    """Yield everything by which the ledger could not be kept; names of forms are checked by config."""
    for name, rule in rules.rules.items():
        path = ("rules", name)
        yield from _origin(rule, path)
        if rule.from_ is None:
            yield from _slots(rule, say.REPORT_SLOTS if rule.states else say.FINDING_SLOTS, path)
        elif rule.from_ in forms and (rule.beside is None or rule.beside in forms):
            yield from _of_rows(rule, forms, path)
    for colour, text in rules.escalation.items():
        yield from _condition(text, SCOPE, ("escalation", colour))


def _origin(rule: LedgerRule, path: tuple[str, ...]) -> Iterator[Mistake]:
    if sum(map(bool, (rule.from_, rule.states, rule.findings))) != 1:
        yield path, say.ONE_ORIGIN
    if rule.from_ is None:
        for key in _WITH_FROM:
            if getattr(rule, key):
                yield (*path, key), say.ONLY_WITH_FROM.format(key=key)
    elif rule.where is None:
        yield path, say.NO_WHERE
    if rule.beside and not rule.match:
        yield (*path, "beside"), say.NO_MATCH
    if rule.beside and rule.beside == rule.from_:
        yield (*path, "beside"), say.SAME_ORIGIN.format(name=rule.beside)


def _of_rows(rule: LedgerRule, forms: Mapping[str, Form], path: tuple[str, ...]) -> Iterator[Mistake]:
    form, scope = forms[rule.from_ or ""], scope_of(rule, forms)
    if not rule.subject and not form.key:
        yield path, say.NO_SUBJECT.format(form=rule.from_)
    yield from _slots(rule, scope.columns, path)
    for key in ("where", "applies"):
        yield from _condition(getattr(rule, key), scope, (*path, key))
    for key in ("due", "found", "responsible", "evidence"):
        yield from _known((getattr(rule, key),), form.columns, (*path, key))
    for key in ("due", "found"):
        column = getattr(rule, key)
        if column in form.columns and form.columns[column].type != "date":
            yield (*path, key), say.NOT_A_DATE.format(name=column)
    yield from _known(rule.subject, scope.columns, (*path, "subject"))
    if rule.beside:
        both = [name for name in form.columns if name in forms[rule.beside].columns]
        yield from _known(rule.match, both, (*path, "match"))


def _slots(rule: LedgerRule, known: Iterable[str], path: tuple[str, ...]) -> Iterator[Mistake]:
    if has_stray_braces(rule.matter):
        yield (*path, "matter"), say.BAD_BRACES
    yield from _known(slots_in(rule.matter), known, (*path, "matter"))


def _known(names: Iterable[str | None], known: Iterable[str], path: tuple[str, ...]) -> Iterator[Mistake]:
    options = list(known)
    for name in names:
        if name is not None and name not in options:
            near = nearest(name, options)
            yield path, say.BAD_SLOT.format(name=name) + (expression_words.DID_YOU_MEAN.format(suggestion=near) if near else "")


def _condition(text: str | None, scope: Scope, path: tuple[str, ...]) -> Iterator[Mistake]:
    if text is None:
        return
    try:
        compile_condition(text, scope)
    except ExpressionError as error:
        yield path, say.IN_EXPRESSION.format(message=error, text=text, place=error.offset + 1)
