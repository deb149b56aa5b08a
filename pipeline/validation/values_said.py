"""The values behind a finding, written into the sentence that the office gave the check."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.catalogue import validation as say
from pipeline.model.form import Form
from pipeline.model.values import Value
from pipeline.validation.formrows import FormRows
from pipeline.validation.sentences import printed

Term = tuple[str, str]
"""("", column) of the return itself, ("last", column) or ("last_year", column) of an earlier one"""
_EARLIER_WORDS = {"last": say.LAST, "last_year": say.LAST_YEAR}


def frame_column(term: Term) -> str:
    """Return the column of the joined frame that holds a term."""
    head, column = term
    return f"{head}.{column}" if head else column


def term_name(term: Term) -> str:
    """Return a term as people say it: 总投资, 上期总投资."""
    head, column = term
    return _EARLIER_WORDS.get(head, "") + column


def cited(rows: FormRows, row: int, term: Term, value: Value) -> str:
    """Return a value with its cell: K12=1230; without a cell where it has none: 1000."""
    head, column = term
    text = printed(value, rows.form.columns.get(column))
    address = None if head else rows.address(row, column)
    if address:
        return say.CITED_BLANK.format(address=address) if value is None else say.CITED.format(address=address, value=text)
    return say.NOT_FILLED if value is None and not head else text


def named(term: Term, citation: str) -> str:
    """Return a cited value after its name: 总投资H12=8000, 上期总投资=7000."""
    joint = "" if "=" in citation or citation.endswith(say.BLANK) or citation == say.NOT_FILLED else "="
    return term_name(term) + joint + citation


@dataclass(frozen=True)
class Sentence:
    """A sentence about some terms, ready to take the values of any row.

    Where the office wrote slots ({本月完成投资}, {last.总投资}) they are filled; otherwise each value stands behind the first mention of
    its column, and the values of columns that the sentence does not mention stand at its end.
    """

    text: str
    terms: tuple[Term, ...]
    slots: bool
    mentions: Mapping[str, Term]
    pattern: re.Pattern[str]

    def with_values(self, citations: Mapping[Term, str]) -> str:
        said: set[Term] = set()

        def inserted(match: re.Match[str]) -> str:
            mention = match.group(1) if self.slots else match.group()
            term = self.mentions.get(mention)
            if term not in self.terms or (term in said and not self.slots):
                return match.group()
            said.add(term)
            return citations[term] if self.slots else say.VALUE_OF.format(name=mention, value=citations[term])

        text = self.pattern.sub(inserted, self.text)
        left = [] if self.slots else [named(term, citations[term]) for term in self.terms if term not in said]
        return text + (say.ASIDE.format(values=say.BETWEEN_VALUES.join(left)) if left else "")


def sentence(text: str, form: Form, terms: Sequence[Term]) -> Sentence:
    """Find in a sentence where the values of terms belong; a longer column name is never taken for a shorter one."""
    slots = "{" in text
    if slots:
        mentions = {name: term for term in terms for name in (frame_column(term), term_name(term))}
        return Sentence(text, tuple(terms), True, mentions, re.compile(r"\{([^{}]*)\}"))
    mentions = dict(_earlier_mentions(terms)) | {name: ("", name) for name in (*form.columns, *(term[1] for term in terms))}
    longest_first = sorted(mentions, key=len, reverse=True)
    return Sentence(text, tuple(terms), False, mentions, re.compile("|".join(map(re.escape, longest_first))))


def _earlier_mentions(terms: Iterable[Term]) -> Iterable[tuple[str, Term]]:
    return ((word + column, (head, column)) for head, column in terms if head for word in say.SAID_OF[head])
