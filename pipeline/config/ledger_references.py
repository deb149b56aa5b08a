"""The rules of the problem ledger held against the forms."""

from collections.abc import Iterator

from pipeline import ledger
from pipeline.config.drafts import LEDGER, Drafts
from pipeline.config.place import Place
from pipeline.model.errors import Mistake
from pipeline.model.ledger_rules import LedgerRules


def ledger_mistakes(rules: LedgerRules, drafts: Drafts) -> Iterator[Mistake]:
    """Yield what is wrong with the rules of the ledger; nothing is said about a form that has no shape itself."""
    place = drafts.place(LEDGER)
    for name, rule in rules.rules.items():
        for key, form in (("from", rule.from_), ("beside", rule.beside)):
            yield from (place / "rules" / name / key).unknown("form", form, drafts.forms)
    for path, text in ledger.mistakes(rules, drafts.shaped_forms):
        yield Place(place.written, path).mistake(text)
