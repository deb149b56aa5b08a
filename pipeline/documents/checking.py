"""Templates tried on sample data, so that every mistake is known before the inbox is opened."""

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

from msgspec import Struct, field
from msgspec.structs import replace

from pipeline.beside import Shared
from pipeline.catalogue import charts as chart_words
from pipeline.catalogue import notices as words
from pipeline.documents import coded_ahead, context
from pipeline.documents.charts import ChartError, charts_of
from pipeline.documents.compiled import compile_templates
from pipeline.documents.context import Context
from pipeline.documents.known_names import unknown
from pipeline.documents.material import Material
from pipeline.documents.notices import document_context, file_name, is_due, names_in_file
from pipeline.documents.numbering import Numbering
from pipeline.documents.samples import sample
from pipeline.documents.template import Template
from pipeline.documents.template_code import CannotCompileError
from pipeline.documents.unit_context import unit_contexts
from pipeline.model.definitions import Definitions
from pipeline.model.errors import Mistake, TemplateError
from pipeline.model.notice import Notice
from pipeline.model.office import Policies
from pipeline.model.period import Period
from pipeline.model.reporting import UnitReport

_ANY_PERIOD = Period.parse("2023-04")
_ALWAYS = ("期", "机关", "文", "报送", "单位", "审核说明", "台账", chart_words.NAME)
"""names every notice has, whatever statistics it uses"""

_MAKES_A_NAME: Final = re.compile(r"(?:for|set)\s+(\w+)")


def check_templates(definitions: Definitions, period: Period | None = None) -> tuple[Mistake, ...]:
    """Return every mistake in the Word templates and in the file names of the notices.

    They are checked by two processes. Where the batch of a period is to follow, its own are checked by this one: it needs them again.
    """
    if not definitions.notices:
        return ()
    full = sample(definitions, _ANY_PERIOD)
    trials = [_Trial(material, full.reports) for material in (full, sample(definitions, _ANY_PERIOD, empty=True))]

    def mistakes_of(names: Sequence[str]) -> list[Mistake]:
        return _mistakes_of(names, definitions, trials)

    coded_ahead.collect()
    own, others = _parted(definitions.notices, period)
    elsewhere = Shared(mistakes_of, others)
    return tuple(dict.fromkeys(mistake for found in (*map(mistakes_of, own), *elsewhere.result()) for mistake in found))


def _parted(notices: Mapping[str, Notice], period: Period | None) -> tuple[list[list[str]], list[list[str]]]:
    """Return the notices that share a template together, those of which one is due in a period apart from the others."""
    sharing: dict[str, list[str]] = {}
    for name, notice in notices.items():
        sharing.setdefault(notice.word_file(name), []).append(name)
    own = [names for names in sharing.values() if period and any(is_due(notices[name], period) for name in names)]
    return own, [names for names in sharing.values() if names not in own]


def _mistakes_of(names: Sequence[str], definitions: Definitions, trials: list["_Trial"]) -> list[Mistake]:
    done = _Compiled.of(names, definitions)
    mistakes = list(done.mistakes)
    for name, template in done.templates.items():
        mistakes += _tried(name, definitions.notices[name], template, trials)
    for name, unfinished in done.unfinished.items():
        mistakes += _names_all_the_same(definitions.notices[name], unfinished, trials[0])
    return mistakes


class _Compiled(Struct):
    """Notice → its template, or what is known of one with mistakes of language; notices may share a file."""

    templates: dict[str, Template] = field(default_factory=dict)
    unfinished: dict[str, CannotCompileError] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    @classmethod
    def of(cls, names: Sequence[str], definitions: Definitions) -> "_Compiled":
        done, templates = cls(), compile_templates(definitions)
        for name in names:
            try:
                done.templates[name] = templates[name]
            except TemplateError as error:
                done.mistakes += error.mistakes
                if isinstance(error, CannotCompileError):
                    done.unfinished[name] = error
        return done


class _Trial:
    """Sample data, as every notice would see them."""

    def __init__(self, material: Material, asked: tuple[UnitReport, ...]) -> None:
        self.shared = context.build(material)
        self._material = replace(material, reports=asked)  # a notice to one unit has a unit, whatever has come in
        self._numbering = Numbering.of(material.definitions)

    def of(self, notice: Notice) -> Context:
        own = next(unit_contexts(self._material, ()), {}) if notice.for_each else {}
        return self.shared | own | {"文": document_context(notice, _ANY_PERIOD, self._numbering) | {"标题": ""}}


def _tried(name: str, notice: Notice, template: Template, trials: list[_Trial]) -> Iterator[Mistake]:
    """Yield what is wrong with the names, else with the formatters, else with what is printed when there is no data."""
    full, empty = (trial.of(notice) for trial in trials)
    wrong = [*_chart_rules(name, notice, full, empty)]
    if wrong:
        yield from wrong
        return
    wrong = [*_names(name, notice, template, full), *_file_name(name, notice, full)]
    yield from wrong
    if not wrong:
        failed = list(_rendering(notice, template, full))
        yield from failed
        if not failed:
            for mistake in _rendering(notice, template, empty):
                yield dataclasses.replace(mistake, text=words.WHEN_EMPTY.format(text=mistake.text))


def _names(name: str, notice: Notice, template: Template, data: Context) -> Iterator[Mistake]:
    for use, sentence in unknown(template.names, data):
        yield use.place.complaint(sentence, use.written).mistake(template.name)
    first = {use.path[0]: use for use in reversed(template.names) if use.path[0] in data}
    for used, use in sorted(first.items()):
        if used not in (*notice.uses, *_ALWAYS):
            told = words.USED_BUT_NOT_IN_USES.format(name=used, file=f"{words.WORD_FOLDER}/{name}.yaml")
            yield use.place.complaint(told, use.written).mistake(template.name)


def _names_all_the_same(notice: Notice, error: CannotCompileError, full: _Trial) -> Iterator[Mistake]:
    """Yield the unknown names of a template that has mistakes of language; a name its broken loop would have made is none."""
    said = "\n".join(mistake.text for mistake in error.mistakes)
    made = set(_MAKES_A_NAME.findall(said))
    data = full.of(notice)
    data.setdefault(chart_words.NAME, {})
    for use, sentence in unknown(error.names, data):
        if use.path[0] not in {*made, chart_words.NAME}:
            yield use.place.complaint(sentence, use.written).mistake(error.mistakes[0].file)


def _file_name(name: str, notice: Notice, data: Context) -> Iterator[Mistake]:
    for dotted in names_in_file(notice):
        if not file_name(Notice(notice.title, notice.every, f"{{{{ {dotted} }}}}", ()), data):
            yield Mistake(f"{words.WORD_FOLDER}/{name}.yaml", words.BAD_FILE_NAME.format(name=dotted))


def _chart_rules(name: str, notice: Notice, *trials: Context) -> Iterator[Mistake]:
    """Yield what is wrong with the charts of a notice; what is right says which of them have something to draw."""
    file = f"{words.WORD_FOLDER}/{name}.yaml"
    for chart, rule in notice.charts.items():
        for data in trials:
            try:
                drawn = charts_of({chart: rule}, data, Policies())
            except ChartError as error:
                yield Mistake(file, f"charts.{chart}：{error}")
                break
            cast("dict[str, object]", data.setdefault(chart_words.NAME, {}))[chart] = not drawn[chart].empty
        statistic = rule.of.partition(".")[0]
        if statistic in trials[0] and statistic not in (*notice.uses, *_ALWAYS):
            yield Mistake(file, words.NOT_IN_USES.format(name=statistic, file=file))
    for data in trials:
        data.setdefault(chart_words.NAME, {})


def _rendering(notice: Notice, template: Template, data: Context) -> Iterator[Mistake]:
    try:
        template.render(data, charts_of(notice.charts, data, Policies()))
    except TemplateError as error:
        yield from error.mistakes
