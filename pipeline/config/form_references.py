"""A form held against itself and the office."""

from collections.abc import Iterator

from pipeline.catalogue import definitions as say
from pipeline.config.check_references import checks_mistakes
from pipeline.config.drafts import FORMS, Drafts
from pipeline.config.place import Place
from pipeline.model.errors import Mistake
from pipeline.model.form import NUMERIC, Column, Form
from pipeline.model.merged import GROUP, RETURN, ROW, UNIT

_ONLY_FOR = {
    "of": frozenset({"code"}),
    "group as": frozenset({"code"}),
    "unit": NUMERIC,
    "decimals": NUMERIC,
    "at least": frozenset({"text", "note"}),
}
"""key of a column → types of column it says something about"""
_TAKEN = frozenset({UNIT, GROUP, RETURN, ROW})
"""columns every merged table has already; 单位 may be a form's own where it is its owner"""


def form_mistakes(name: str, form: Form, drafts: Drafts) -> Iterator[Mistake]:
    """Yield what is wrong with a form that has shape."""
    place = drafts.place(f"{FORMS}/{name}.yaml")
    if drafts.office and drafts.office.groups:
        reporters = [*drafts.office.groups, *(unit.name for unit in drafts.office.units)]
        yield from (place / "reported" / "by").each_unknown("reporter", form.reported.by, reporters)
    if not form.reported.by:
        yield (place / "reported" / "by").mistake(say.NOTHING_LISTED)
    yield from (place / "key").each_unknown("column", form.key, form.columns)
    yield from (place / "owner").unknown("column", form.owner, form.columns)
    if form.owner in form.columns and form.columns[form.owner].type != "unit":
        yield (place / "owner").mistake(say.OWNER_NOT_UNIT, name=form.owner)
    if not form.columns:
        yield (place / "columns").mistake(say.NOTHING_LISTED)
    for column, definition in form.columns.items():
        yield from _column_mistakes(column, definition, place / "columns" / column, form)
    yield from _shared_headings(form, place / "columns")
    for at, columns in enumerate(form.same_thing):
        yield from (place / "same thing" / at).each_unknown("column", columns, form.columns)
    yield from checks_mistakes(name, form, drafts, place / "checks")


def _column_mistakes(name: str, column: Column, place: Place, form: Form) -> Iterator[Mistake]:
    owned = name == UNIT and form.owner is not None and (form.owner == UNIT or form.owner not in form.columns)
    if name in _TAKEN and not owned:
        yield place.mistake(say.RESERVED, name=name)
    for key, types in _ONLY_FOR.items():
        if (place / key).present and column.type not in types:
            yield (place / key).mistake(say.ONLY_FOR, key=key, types="、".join(sorted(types)), type=column.type)
    yield from (place / "also").each_joined(column.also, "，")  # a heading may well have 、 in it
    if column.type == "code":
        yield from _code_mistakes(column, place, form)


def _code_mistakes(column: Column, place: Place, form: Form) -> Iterator[Mistake]:
    if not column.codes:
        yield place.mistake(say.NO_CODES)
    yield from (place / "of").each_twice(column.codes)
    if len(column.codes) == 1:
        yield from (place / "of").each_joined(column.codes)
    if column.group_as is None:
        return
    if not isinstance(column.of, dict):
        yield (place / "group as").mistake(say.GROUP_WITHOUT_GROUPS)
    if column.group_as in {*form.columns, *_TAKEN}:
        yield (place / "group as").mistake(say.RESERVED, name=column.group_as)


def _shared_headings(form: Form, place: Place) -> Iterator[Mistake]:
    """Check that no heading, under the same merged heading, stands for two columns."""
    taken: dict[tuple[str | None, str], tuple[str, int]] = {}
    for name, column in form.columns.items():
        here = place / name
        for heading, at in [(name, here), *((also, here / "also" / i) for i, also in enumerate(column.also))]:
            other, line = taken.setdefault((column.under, heading), (name, here.line))
            if other != name:
                yield at.mistake(say.SAME_HEADING, heading=heading, other=other, line=line)
