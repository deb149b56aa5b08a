"""Definitions held against each other: every name that one uses must be defined by another.

A file that has no shape is passed over, and what would refer to it is not held against it: no mistake is told twice.
"""

from collections.abc import Iterator

from pipeline.catalogue import definitions as say
from pipeline.config.drafts import CONFIG, FORMS, NOTICES, STATISTICS, VOCABULARY, Drafts
from pipeline.config.form_references import form_mistakes
from pipeline.config.ledger_references import ledger_mistakes
from pipeline.config.notice_references import notice_mistakes
from pipeline.config.office_references import office_mistakes
from pipeline.config.statistic_references import statistic_mistakes
from pipeline.model.errors import Mistake


def mistakes_between(drafts: Drafts) -> Iterator[Mistake]:
    """Yield every mistake that shows only when the files are held against each other."""
    if drafts.office:
        yield from office_mistakes(drafts.office, drafts.place(CONFIG), drafts)
    if drafts.vocabulary:
        yield from _spellings(drafts)
    yield from _titles(drafts)
    for name, form in drafts.shaped_forms.items():
        yield from form_mistakes(name, form, drafts)
    yield from _computed(drafts)
    yield from _file_names(drafts)
    for name, notice in drafts.notices.items():
        if notice:
            yield from notice_mistakes(name, notice, drafts)


def _computed(drafts: Drafts) -> Iterator[Mistake]:
    """Check what is worked out from the returns: statistics and the problem ledger."""
    for name, statistic in drafts.statistics.items():
        if statistic:
            yield from statistic_mistakes(name, statistic, drafts)
    if drafts.ledger:
        yield from ledger_mistakes(drafts.ledger, drafts)


def _spellings(drafts: Drafts) -> Iterator[Mistake]:
    """Check that every known misspelling leads to a code of some form."""
    if drafts.vocabulary is None or None in drafts.forms.values():
        return
    codes = [code for form in drafts.shaped_forms.values() for column in form.columns.values() for code in column.codes]
    place = drafts.place(VOCABULARY) / "spellings"
    for wrong, code in drafts.vocabulary.spellings.items():
        yield from (place / wrong).unknown("code", code, dict.fromkeys(codes))


def _titles(drafts: Drafts) -> Iterator[Mistake]:
    """Check that no two forms go by the same title."""
    taken: dict[str, str] = {}
    for name, form in drafts.shaped_forms.items():
        place = drafts.place(f"{FORMS}/{name}.yaml")
        for here, title in [(place / "title", form.title), *((place / "also" / i, also) for i, also in enumerate(form.also))]:
            other = taken.setdefault(title, name)
            if other != name:
                yield here.mistake(say.SAME_TITLE, title=title, other=other)


def _file_names(drafts: Drafts) -> Iterator[Mistake]:
    """Check that forms and statistics can be named in expressions and templates, and that no two notices share a file."""
    for folder, names in ((FORMS, drafts.forms), (STATISTICS, drafts.statistics)):
        for name in names:
            if not name.isidentifier():
                yield Mistake(f"{folder}/{name}.yaml", say.NOT_A_NAME.format(name=name))
            elif folder == STATISTICS and name in say.TEMPLATE_WORDS:
                yield Mistake(f"{folder}/{name}.yaml", say.RESERVED.format(name=name))
    taken: dict[str, str] = {}
    for name, notice in drafts.notices.items():
        if notice and taken.setdefault(notice.file, name) != name:
            yield (drafts.place(f"{NOTICES}/{name}.yaml") / "file").mistake(say.SAME_FILE, other=taken[notice.file])
