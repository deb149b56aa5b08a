"""The values behind a finding, written into the sentence that the office gave the check."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from pipeline.catalogue import validation as say
from pipeline.model.form import Form
from pipeline.model.values import Value
from pipeline.validation.beside import Partner, Partners
from pipeline.validation.formrows import FormRows
from pipeline.validation.sentences import printed

Term = tuple[str, str]
"""("", column) of the return itself, ("last", column) or ("last_year", column) of an earlier one, (form, column) of another form"""
_EARLIER_WORDS = {"last": say.LAST, "last_year": say.LAST_YEAR}
_SLOT = re.compile(r"\{([^{}]*)\}")


class Citation(Struct, frozen=True):
    """A value as a sentence gives it: with its cell (K12=1230, K12为空) where it has one; `named` goes where the column is not mentioned."""

    text: str
    named: str
    blank: bool


def frame_column(term: Term) -> str:
    """Return the column of the joined frame that holds a term."""
    head, column = term
    return f"{head}.{column}" if head else column


def cited(rows: FormRows, row: int, term: Term, value: Value, partners: Mapping[str, Partners] | None = None) -> Citation:
    """Return the value of a term in a row as a sentence gives it; of another form with the unit and cell it stands in."""
    head, column = term
    blank = value is None
    if partners and head in partners:
        return _cited_beside(head, column, value, partners[head][row])
    name = _EARLIER_WORDS.get(head, "") + column
    address = None if head else rows.address(row, column)
    if address is not None:
        cell = (say.CITED_BLANK if blank else say.CITED).format(
            address=address, value=printed(value, rows.form.columns.get(column))
        )
        return Citation(cell, name + cell, blank)
    text = say.NOT_FILLED if blank else printed(value, rows.form.columns.get(column))
    return Citation(text, name + text if blank else say.CITED.format(address=name, value=text), blank)


def _cited_beside(form: str, column: str, value: Value, partner: Partner | None) -> Citation:
    name = say.OF_FORM.format(form=form, column=column)
    place = partner.place(column) if partner else None
    if place is None or partner is None or partner.rows is None:
        text = say.NOT_FOUND if partner is None else say.NOT_FILLED if value is None else printed(value)
        return Citation(text, name + text if value is None else say.CITED.format(address=name, value=text), value is None)
    unit, address = place
    template = say.CITED_BLANK if value is None else say.CITED
    cell = template.format(address=unit + address, value=printed(value, partner.rows.form.columns.get(column)))
    return Citation(cell, name + say.BETWEEN_NAME_AND_PLACE + cell, value is None)


class Sentence(Struct, frozen=True):
    """A sentence about some terms, ready to take the values of any row.

    Where the office wrote slots ({本月完成投资}, {last.总投资}) they are filled. Otherwise a value stands behind the last mention of its
    column, a blank behind the first (未填开工时间（J5为空）或开工时间晚于报告期), and what the sentence does not mention at its end.
    """

    text: str
    terms: tuple[Term, ...]
    slots: Mapping[str, Term]
    first: Mapping[Term, int]
    """where the first mention of a term ends"""
    last: Mapping[Term, int]

    def with_values(self, citations: Mapping[Term, Citation]) -> str:
        if self.slots:
            return _SLOT.sub(lambda slot: citations[self.slots[slot[1]]].text if slot[1] in self.slots else slot[0], self.text)
        places = {(self.first if citations[term].blank else self.last)[term]: citations[term] for term in self.first}
        text = self.text
        for end in sorted(places, reverse=True):
            text = text[:end] + say.ASIDE.format(values=places[end].text) + text[end:]
        left = [citations[term].named for term in self.terms if term not in self.first]
        return text + (say.ASIDE.format(values=say.BETWEEN_VALUES.join(left)) if left else "")


def sentence(text: str, form: Form, terms: Sequence[Term]) -> Sentence:
    """Find in a sentence where the values of terms belong; a longer column name is never taken for a shorter one."""
    slots = {name: term for term in terms for name in (frame_column(term), _EARLIER_WORDS.get(term[0], term[0]) + term[1])}
    if any(slot in slots for slot in _SLOT.findall(text)):
        return Sentence(text, tuple(terms), slots, {}, {})
    mentions = dict(_earlier_mentions(terms)) | {name: ("", name) for name in (*form.columns, *(term[1] for term in terms))}
    pattern = "|".join(re.escape(mention) for mention in sorted(mentions, key=len, reverse=True))
    ends = [(mentions[match[0]], match.end()) for match in re.finditer(pattern, text)] if mentions else []
    ends = [(term, end) for term, end in ends if term in terms]
    return Sentence(text, tuple(terms), {}, dict(reversed(ends)), dict(ends))


def _words_of(head: str) -> Iterable[str]:
    return say.SAID_OF.get(head) or (form.format(form=head) for form in say.SAID_OF_FORM)


def _earlier_mentions(terms: Iterable[Term]) -> Iterable[tuple[str, Term]]:
    return ((word + column, (head, column)) for head, column in terms if head for word in _words_of(head))
