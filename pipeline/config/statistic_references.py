"""A statistic held against the forms: what computing it would stumble over, and what must not be published."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from pipeline import statistics
from pipeline.catalogue import definitions as say
from pipeline.config.drafts import STATISTICS, Drafts
from pipeline.config.place import Place
from pipeline.model.errors import Mistake
from pipeline.model.form import Form
from pipeline.model.statistic import Statistic
from pipeline.model.yaml_keys import yaml_key


def statistic_mistakes(name: str, statistic: Statistic, drafts: Drafts) -> Iterator[Mistake]:
    """Yield what is wrong with a statistic that has shape."""
    place = drafts.place(f"{STATISTICS}/{name}.yaml")
    yield from (place / "from").unknown("form", statistic.from_, drafts.forms)
    yield from _unusable_names(statistic, place)
    form = drafts.forms.get(statistic.from_)
    if form is None or drafts.office is None:
        return
    yield from _unpublished_columns(statistic, place, form)
    unshaped = [other for other, definition in drafts.forms.items() if definition is None]
    unshaped += [f"{other}." for other, definition in drafts.statistics.items() if definition is None]
    shaped = {other: one for other, one in drafts.statistics.items() if one}
    for path, text in statistics.mistakes(statistic, drafts.shaped_forms, drafts.office, name, shaped):
        if not any(other in text for other in unshaped):
            yield Place(place.written, path).mistake(text)


def _unusable_names(statistic: Statistic, place: Place) -> Iterator[Mistake]:
    """Check that templates can write every name: {{ 工程建设.项目总数 }}."""
    kinds = {yaml_key(one.name): getattr(statistic, one.name) for one in fields(statistic)}
    named_kinds: dict[str, Mapping[str, object]] = {kind: named for kind, named in kinds.items() if isinstance(named, dict)}
    for kind, named in named_kinds.items():
        for name, rule in named.items():
            here = place / kind / name
            for spot, used in [(here, name), *_names_below(rule, here)]:
                if not used.isidentifier():
                    yield spot.mistake(say.NOT_A_NAME, name=used)


def _names_below(rule: object, place: Place) -> Iterator[tuple[Place, str]]:
    """Yield the columns and items of a rule, which templates write after its own name."""
    for key in ("columns", "items", "parts", "rates", "lights"):
        named = getattr(rule, key, None)
        if isinstance(named, dict):
            yield from ((place / key / name, name) for name in named)


def _unpublished_columns(statistic: Statistic, place: Place, form: Form) -> Iterator[Mistake]:
    """Check that no list prints a column that must not leave the office."""
    for name, rule in statistic.lists.items():
        for number, column in enumerate(rule.columns):
            if column in form.columns and not form.columns[column].published:
                yield (place / "lists" / name / "columns" / number).mistake(say.NOT_PUBLISHED, name=column)
