"""A notice held against the statistics, its Word template and its file name."""

import re
from collections.abc import Iterator

from pipeline.catalogue import definitions as say
from pipeline.catalogue import ledger as ledger_words
from pipeline.config.day_rules import day_rule_mistakes
from pipeline.config.drafts import LEDGER, NOTICES, Drafts
from pipeline.config.place import Place
from pipeline.documents.word.tags import tags_in
from pipeline.model.errors import Mistake
from pipeline.model.ledger import OPEN_STATES, ItemState
from pipeline.model.notice import Notice

_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
_NO_SERIES = re.compile(r"[\d〔〕\[\]{}（）()]|号$")
_TAG = re.compile(r"\{\{.*?\}\}")


def notice_mistakes(name: str, notice: Notice, drafts: Drafts) -> Iterator[Mistake]:
    """Yield what is wrong with a notice that has shape."""
    place = drafts.place(f"{NOTICES}/{name}.yaml")
    yield from (place / "uses").each_unknown("statistic", notice.uses, drafts.statistics)
    if name not in drafts.templates:
        here = place / "template" if notice.template else place
        yield here.mistake(say.NO_TEMPLATE, file=notice.word_file(name))
    if notice.signed is not None:
        yield from day_rule_mistakes(notice.signed, place / "signed")
    yield from (place / "months").each_twice(map(str, notice.months))
    if notice.since and notice.until and notice.until < notice.since:
        yield (place / "until").mistake(say.ENDED_BEFORE_IT_BEGAN)
    if notice.states and not notice.for_each:
        yield (place / "states").mistake(say.STATES_FOR_UNITS)
    yield from _item_mistakes(notice, place / "items", drafts)
    yield from _number_mistakes(name, notice, place / "number", drafts)
    yield from _file_mistakes(notice, place / "file")


def _number_mistakes(name: str, notice: Notice, place: Place, drafts: Drafts) -> Iterator[Mistake]:
    """Check that a number in a row with those of other notices can be told from the calendar alone."""
    if notice.number and _NO_SERIES.search(notice.number):
        yield place.mistake(say.ONLY_THE_SERIES)
    others = [other for key, other in drafts.notices.items() if key != name and other and other.number == notice.number]
    if not notice.number or not others:
        return
    if notice.signed is None:
        yield place.mistake(say.SHARED_SERIES_NEEDS_DATE, series=notice.number)
    if notice.for_each:
        yield place.mistake(say.SHARED_SERIES_ONCE, series=notice.number)


def _item_mistakes(notice: Notice, place: Place, drafts: Drafts) -> Iterator[Mistake]:
    """Check the states and colours of the problem ledger a notice to units goes by."""
    if not notice.items:
        return
    if not notice.for_each:
        yield place.mistake(ledger_words.ITEMS_FOR_UNITS)
    if drafts.ledger is None:
        if LEDGER not in drafts.written:
            yield place.mistake(ledger_words.NO_LEDGER)
        return
    known = [*(state.value for state in ItemState if state in OPEN_STATES), *drafts.ledger.escalation]
    for number, name in enumerate(notice.items):
        if name not in known:
            listed = "、".join(known)
            yield (place / number).mistake(ledger_words.UNKNOWN_STANDING.format(name=name, known=listed))


def _file_mistakes(notice: Notice, place: Place) -> Iterator[Mistake]:
    _, problems = tags_in(notice.file)
    for problem in problems:
        yield place.mistake(say.BAD_TAG, written=problem.written, text=problem.text)
    written = notice.file.replace("/", "") if notice.for_each else notice.file  # one document a unit may stand in a folder
    if signs := _FORBIDDEN.findall(_TAG.sub("", written)):
        yield place.mistake(say.NOT_A_FILE_NAME, signs=" ".join(dict.fromkeys(signs)))
    if not notice.file.endswith(".docx"):
        yield place.mistake(say.NOT_DOCX)
    if notice.for_each == "unit" and not any("单位" in tag for tag in _TAG.findall(notice.file)):
        yield place.mistake(say.ONE_FOR_EACH_UNIT)
