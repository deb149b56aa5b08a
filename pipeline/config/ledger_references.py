"""The rules of the problem ledger held against the forms."""

from collections.abc import Iterable, Iterator, Mapping

from pipeline import ledger
from pipeline.catalogue import ledger as say
from pipeline.catalogue import reading, validation
from pipeline.catalogue.findings import Wording
from pipeline.config.drafts import LEDGER, Drafts
from pipeline.config.nearest import did_you_mean
from pipeline.config.place import Place
from pipeline.model.errors import Mistake
from pipeline.model.ledger_rules import LedgerRules


def ledger_mistakes(rules: LedgerRules, drafts: Drafts) -> Iterator[Mistake]:
    """Yield what is wrong with the rules of the ledger; nothing is said about a form that has no shape itself."""
    place = drafts.place(LEDGER)
    for name, rule in rules.rules.items():
        for key, form in (("from", rule.from_), ("beside", rule.beside)):
            yield from (place / "rules" / name / key).unknown("form", form, drafts.forms)
        if None not in drafts.forms.values():
            yield from _unknown_codes(rule.findings, place / "rules" / name / "findings", drafts)
    for path, text in ledger.mistakes(rules, drafts.shaped_forms):
        yield Place(place.written, path).mistake(text)


def _unknown_codes(codes: Iterable[str], place: Place, drafts: Drafts) -> Iterator[Mistake]:
    """Check that a rule waits for findings there can be: those of the forms' own checks, and those of the program."""
    checks = [code for form in drafts.shaped_forms.values() for code in form.checks]
    for number, code in enumerate(codes):
        if code not in checks and code not in _OWN_CODES:
            yield (place / number).mistake(say.UNKNOWN_CODE.format(code=code) + did_you_mean(code, (), listed=False))


def _codes_in(value: object) -> Iterator[str]:
    if isinstance(value, Wording):
        yield value.code
    elif isinstance(value, Mapping | tuple):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _codes_in(one)


_OWN_CODES = frozenset(code for module in (reading, validation) for value in vars(module).values() for code in _codes_in(value))
"""codes of what the program itself finds in files and returns"""
