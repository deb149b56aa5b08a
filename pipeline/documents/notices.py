"""Which notices are due, what they are called, when they are dated, and what each of them prints."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from pipeline.catalogue import charts as chart_words
from pipeline.catalogue import notices as words
from pipeline.documents.charts import charts_of
from pipeline.documents.context import Context
from pipeline.documents.material import Material
from pipeline.documents.numbering import Numbering, signing_day
from pipeline.documents.template import Template
from pipeline.documents.unit_context import unit_contexts
from pipeline.documents.word.rendering import Rendering
from pipeline.model.calendar import WorkCalendar
from pipeline.model.document import Document
from pipeline.model.notice import Notice
from pipeline.model.period import Cadence, Period

_NAME = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME = 70
"""characters; a file system allows 255 bytes, and an edited copy beside it has a longer name"""
_LONGER_THAN_A_MONTH = (Cadence.QUARTER, Cadence.HALF, Cadence.YEAR)


def is_due(notice: Notice, period: Period) -> bool:
    """Say whether a notice is issued in the batch of a period; a quarterly one comes with the quarter's last month."""
    if period.cadence is Cadence.MONTH and notice.every in _LONGER_THAN_A_MONTH:
        longer = Period.containing(period.end, notice.every)
        return longer.end == period.end and notice.issued_for(longer)
    return notice.every is period.cadence and notice.issued_for(period)


class IssuedNotice(Struct, frozen=True):
    """One notice as it is printed: its file, and the rendering that knows where every figure stands."""

    path: str
    title: str
    rendering: Rendering

    @property
    def content(self) -> bytes:
        return self.rendering.content

    @property
    def document(self) -> Document:
        return Document(self.path, self.content, self.title)


def issue(notice: Notice, template: Template, shared: Context, material: Material) -> Iterator[IssuedNotice]:
    """Render a notice: once, or once for each unit it goes to."""
    document = document_context(notice, material.period, Numbering.of(material.definitions))
    for own in _own_contexts(notice, material):
        context = shared | own
        path = file_name(notice, context | {"文": document})
        context["文"] = document | {"标题": path.rpartition("/")[2].removesuffix(".docx")}
        charts = charts_of(notice.charts, context, material.definitions.office.policies)
        context[chart_words.NAME] = {name: not chart.empty for name, chart in charts.items()}
        yield IssuedNotice(path, notice.title, template.printed(context, charts))


def document_context(notice: Notice, period: Period, numbering: Numbering) -> dict[str, object]:
    """Return number and dates; a notice without a rule for its date leaves the date open."""
    signed = signing_day(notice, period, numbering.calendar)
    written = words.OPEN_DATE if signed is None else words.DAY_OF_YEAR.format(signed)
    answered = words.OPEN_DATE if signed is None else _answered(notice, signed, numbering.calendar)
    return {
        "文号": numbering.number(notice, period),
        "期数": str(numbering.issue_of_year(notice, period)),
        "成文日期": written,
        "印发日期": written,
        "答复期限": answered,
    }


def file_name(notice: Notice, context: Mapping[str, object]) -> str:
    """Return the name of the file, with its tags filled in and nothing no file system allows; a / puts it in a folder."""
    *folders, name = (
        _FORBIDDEN.sub("", _NAME.sub(lambda match: _text_at(match[1], context), part)) for part in notice.file.split("/")
    )
    stem, dot, kind = name.rpartition(".")
    return "/".join([*filter(None, (folder.strip(" .") for folder in folders)), stem[:_LONGEST_NAME].rstrip(" .") + dot + kind])


def names_in_file(notice: Notice) -> list[str]:
    """Return the dotted names in a notice's file name."""
    return _NAME.findall(notice.file)


def _own_contexts(notice: Notice, material: Material) -> Iterator[Context]:
    if notice.for_each == "unit":
        yield from unit_contexts(material, notice.states, notice.items)
    else:
        yield {}


def _text_at(name: str, context: Mapping[str, object]) -> str:
    found: object = context
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) else ""


def _answered(notice: Notice, signed: date, calendar: WorkCalendar) -> str:
    return words.DAY.format(_workdays_after(signed, notice.reply_within, calendar))


def _workdays_after(day: date, workdays: int, calendar: WorkCalendar) -> date:
    while workdays > 0:
        day += timedelta(days=1)
        workdays -= calendar.is_workday(day)
    return day
