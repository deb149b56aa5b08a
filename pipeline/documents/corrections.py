"""更正一览表 and 更正通知: what changes between a frozen issue and the next edition."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from msgspec import Struct

from pipeline.catalogue import corrections as words
from pipeline.documents.context import office_context, period_context
from pipeline.documents.formatters import formatters
from pipeline.documents.known_names import unknown
from pipeline.documents.sheets import Column, Sheet
from pipeline.documents.table_book import table_book
from pipeline.documents.template import Template
from pipeline.model.calendar import progress_share
from pipeline.model.correction import Correction, FrozenIssue
from pipeline.model.definitions import Definitions
from pipeline.model.document import Document
from pipeline.model.errors import Mistake, TemplateError
from pipeline.model.office import Policies
from pipeline.model.period import Period


class Reissue(Struct, frozen=True):
    """What a correction is about: the issue it corrects, and when the next is issued; None while it is proposed."""

    corrected: FrozenIssue
    at: datetime | None = None


def correction_documents(
    corrections: Sequence[Correction], reissue: Reissue, definitions: Definitions, period: Period
) -> tuple[Document, ...]:
    """Return 更正一览表.xlsx, and 更正通知 where the office has a template for it."""
    listed = Document(
        words.LIST_FILE,
        table_book([_sheet(corrections, reissue, period)], words.LIST_TITLE, period, Policies()),
        words.LIST_TITLE,
    )
    if not definitions.correction_notice:
        return (listed,)
    name = words.NOTICE_FILE if reissue.at else words.DRAFT_NOTICE_FILE
    content = _template(definitions.correction_notice).render(_context(corrections, reissue, definitions, period))
    return Document(name, content, words.NOTICE_TITLE), listed


def check_correction_notice(definitions: Definitions) -> tuple[Mistake, ...]:
    """Return every mistake in the template of 更正通知."""
    if not definitions.correction_notice:
        return ()
    period = Period.parse("2023-04")
    issue = FrozenIssue(period.code, 1, datetime(2023, 5, 8), "—", "", "", (0, ""), {}, {})
    data = _context((Correction("—", "—", "—", "—"),), Reissue(issue, datetime(2023, 6, 1)), definitions, period)
    try:
        template = _template(definitions.correction_notice)
        strange = [use.place.complaint(text, use.written).mistake(template.name) for use, text in unknown(template.names, data)]
        if not strange:
            template.render(data)
    except TemplateError as error:
        return error.mistakes
    return tuple(strange)


@lru_cache(maxsize=1)
def _template(content: bytes) -> Template:
    return Template.compile(words.TEMPLATE, content, formatters(Policies(), {}))


def _context(
    corrections: Sequence[Correction], reissue: Reissue, definitions: Definitions, period: Period
) -> Mapping[str, object]:
    office, corrected = definitions.office, reissue.corrected
    listed = [
        {
            "序号": str(number),
            "文件": one.document.rpartition(".")[0],
            "位置": one.place,
            "原文": one.old,
            "更正为": one.new,
            "说明": words.EDITED if one.edited else "",
        }
        for number, one in enumerate(corrections, 1)
    ]
    return {
        "期": period_context(period, progress_share(period, office.policies)),
        "机关": office_context(office),
        words.NAME: {
            "清单": listed,
            "处数": str(len(listed)),
            "文件": list(dict.fromkeys(one["文件"] for one in listed)),
            "原版": str(corrected.edition),
            "新版": str(corrected.edition + 1),
            "封账日期": words.DAY.format(corrected.at),
            "成文日期": words.DAY.format(reissue.at) if reissue.at else words.OPEN_DATE,
        },
    }


def _sheet(corrections: Sequence[Correction], reissue: Reissue, period: Period) -> Sheet:
    title = words.SHEET_TITLE.format(period=period.label, edition=reissue.corrected.edition)
    widths = (6, 36, 10, 60, 60, 24)
    rows = [
        (number, one.document, one.place, one.old, one.new, words.EDITED if one.edited else "")
        for number, one in enumerate(corrections, 1)
    ]
    columns = tuple(Column(heading, width=width) for heading, width in zip(words.HEADINGS, widths, strict=True))
    return Sheet(words.LIST_TITLE, title, columns, rows)
