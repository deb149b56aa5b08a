"""The office's definitions turned into look-ups; made once per child."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from msgspec import Struct

from pipeline.model.form import Form
from pipeline.model.unit import Unit, UnitDirectory
from pipeline.model.vocabulary import Vocabulary
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.measures import canonical, in_heading
from pipeline.reading.text import squeeze, without_brackets

_NUMBERING = frozenset({"序号", "编号", "项次", "no", "no."})
_LONGEST_NUMBERING = 12
"""with blanks between its characters"""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FOOTER_GOES_ON = re.compile(r"[:：(（、.．]|\d|$")
_SIGNED = ("人", "领导", "日期", "时间", "电话")
_BEFORE_A_NAME = frozenset("县市区年月日度份表报和及由送")
_ENDS_SPECIAL = ")）:： \t\n\u3000"
DITTO = frozenset({"同上", "同前", "〃"})
"""what stands for the row above, which a row of a summary no longer has"""
_MEMORY = 20_000
"""most headings and codes remembered"""


class Target(NamedTuple):
    """A column of a form that a heading may name."""

    form: str
    column: str
    by_name: bool
    """False where the heading is one of its other names"""
    under: str


class Heading(NamedTuple):
    """What a heading may name, and the unit of measure it states."""

    targets: tuple[Target, ...]
    unit: str | None
    text: str
    numbers: bool
    """True where it only numbers the rows"""


class Definitions(Struct, frozen=True, eq=False):
    """What reading is told by the office."""

    forms: Mapping[str, Form]
    directory: UnitDirectory
    vocabulary: Vocabulary
    limits: ReadingLimits


class Lexicon:
    """Look-ups over the definitions; every text is squeezed before it is compared."""

    def __init__(self, given: Definitions) -> None:
        self.forms, self.directory, self.limits = given.forms, given.directory, given.limits
        self.vocabulary = given.vocabulary
        self.nil = frozenset(map(squeeze, given.vocabulary.nil_words))
        self.unclear = self.nil | DITTO
        """texts that are not taken as they stand"""
        self.totals = tuple(map(squeeze, given.vocabulary.total_words))
        self.ends_special = frozenset([*_ENDS_SPECIAL, *(word[-1] for word in self.totals)])
        """last characters of texts that may be the label of a total"""
        self.footers = tuple(map(squeeze, given.vocabulary.footer_words))
        self.sign_off = _sign_off(given.vocabulary.footer_words)
        """a label whose value is to be written in by hand"""
        self.zero_words = tuple(map(squeeze, given.vocabulary.zero_report_words))
        self.spellings = {squeeze(wrong): right for wrong, right in given.vocabulary.spellings.items()}
        self._headings: dict[str, Heading] = {}
        self._forms_named: dict[str, str] = {}
        self.headers: dict[object, Any] = {}
        """headings already understood, by their texts and merges (`headings`)"""
        self.labels: dict[str, Any] = {}
        """what the texts of a sign-off leave to be filled in (`table_findings`)"""
        self.layouts: dict[object, Any] = {}
        """how the rows below them are sorted (`bodies`)"""
        self.plans: dict[object, Any] = {}
        """how the columns below them are typed (`tables`)"""

    def heading(self, text: str) -> Heading:
        """Return what a cell's text names if it is a heading."""
        known = self._headings.get(text)
        if known is None:
            if len(self._headings) > _MEMORY:
                self._headings.clear()
            known = self._headings[text] = self._look_up(text)
        return known

    def _look_up(self, text: str) -> Heading:
        squeezed = squeeze(text).rstrip(":").lower()
        bare, bracketed = without_brackets(squeezed)
        unit = in_heading(bracketed)
        candidates = [squeezed, bare]
        for mark in ("/", ",", "、", ""):
            head, _, tail = bare.rpartition(mark) if mark else (bare[:-2], "", bare[-2:])
            if head and tail and canonical(tail) and not unit and head in self.columns:
                candidates, unit = [head], canonical(tail)
        for start in ("其中:", "其中"):
            candidates += [bare.removeprefix(start)] if bare.startswith(start) else []
        targets = next((self.columns[name] for name in candidates if name in self.columns), ())
        return Heading(targets, unit, bare, len(text) < _LONGEST_NUMBERING and squeeze(text).lower() in _NUMBERING)

    def is_numbering(self, text: str) -> bool:
        """Tell whether a heading only numbers the rows."""
        return len(text) < _LONGEST_NUMBERING and self.heading(text).numbers

    @cached_property
    def columns(self) -> dict[str, tuple[Target, ...]]:
        """Squeezed name of a column, with and without its brackets → the columns of all forms it may mean."""
        found: dict[str, dict[Target, None]] = {}
        for form, definition in self.forms.items():
            for name, column in definition.columns.items():
                under = squeeze(column.under).lower() if column.under else ""
                for written in (name, *column.also):
                    squeezed = squeeze(written).lower()
                    for key in (squeezed, without_brackets(squeezed)[0], under + squeezed if under else ""):
                        if key:
                            found.setdefault(key, {})[Target(form, name, written == name, under)] = None
        return {key: tuple(targets) for key, targets in found.items()}

    @cached_property
    def titles(self) -> tuple[tuple[str, str], ...]:
        """Squeezed title, other title or name of a form → the form; longest first."""
        named = [(squeeze(title), form) for form, given in self.forms.items() for title in (given.title, form, *given.also)]
        return tuple(sorted(named, key=lambda pair: -len(pair[0])))

    def form_named_in(self, text: str) -> str:
        """Return the form whose title a text contains; "" where there is none."""
        known = self._forms_named.get(text)
        if known is None:
            if len(self._forms_named) > _MEMORY:
                self._forms_named.clear()
            squeezed = squeeze(text)
            known = self._forms_named[text] = next((form for title, form in self.titles if title in squeezed), "")
        return known

    def unit_named_in(self, text: str, shortest: int = 3) -> Unit | None:
        """Return the one unit whose name a text contains; None where it names none or several.

        A name counts where it begins: 文体旅游局 does not contain 旅游局, 向上争取表交通局 does contain 交通局.
        """
        squeezed = squeeze(text)
        for _, title in self._contained(self._titles_by_beginning, squeezed):
            squeezed = squeezed.replace(title, "，")
        found: dict[str, Unit] = {}
        for _, name in self._contained(self._names_by_beginning, squeezed):
            at = squeezed.find(name) if len(name) >= shortest else -1
            if at == 0 or (at > 0 and (squeezed[at - 1] in _BEFORE_A_NAME or not _HAN.match(squeezed[at - 1]))):
                unit = self.directory.names[name]
                found[unit.name] = unit
                squeezed = squeezed.replace(name, "，")
        return next(iter(found.values())) if len(found) == 1 else None

    def _contained(self, words: Mapping[str, list[tuple[int, str]]], text: str) -> list[tuple[int, str]]:
        """Return the words that a text contains, in their order."""
        found = [ranked for char in set(text) if char in words for ranked in words[char] if ranked[1] in text]
        return sorted(found) if len(found) > 1 else found

    @cached_property
    def _titles_by_beginning(self) -> dict[str, list[tuple[int, str]]]:
        return _by_beginning(title for title, _ in self.titles)

    @cached_property
    def _names_by_beginning(self) -> dict[str, list[tuple[int, str]]]:
        return _by_beginning(sorted(self.directory.names, key=lambda name: (-len(name), name)))

    def begins_footer(self, label: str) -> bool:
        """Tell whether a squeezed text begins a sign-off row or a note: 填表人：, 注1."""
        words = [word for word in self.footers if word in label] if label else []
        if not words:
            return False
        begins = any(label.startswith(word) and _FOOTER_GOES_ON.match(label[len(word) :]) for word in words)
        return begins or (len(words) > 1 and any(map(label.startswith, words)))

    def states_zero(self, text: str) -> bool:
        """Tell whether a cell states a 零报告: a short text of its own, not an instruction that mentions one."""
        squeezed = squeeze(text)
        return len(squeezed) <= 14 and any(word in squeezed for word in self.zero_words) and not set("如若请须应") & set(squeezed)


def _by_beginning(words: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """Return words, each with its place in their order, by their first characters."""
    found: dict[str, list[tuple[int, str]]] = {}
    for place, word in enumerate(words):
        if word:
            found.setdefault(word[0], []).append((place, word))
    return found


def _sign_off(footers: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds 填表人： and its like among the footers; notes (注：, 说明：) ask for nothing to be filled in."""
    words = sorted((word for word in footers if word.endswith(_SIGNED)), key=len, reverse=True)
    spaced = "|".join(r"\s*".join(map(re.escape, word)) for word in words)
    return re.compile(rf"({spaced})\s*(?:\([^()]{{0,6}}\))?\s*:") if words else None
