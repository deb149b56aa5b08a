"""成稿自检.xlsx: what was found in the notices of a batch, a line a remark; a notice without any says so."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Final

from pipeline.catalogue import proofreading as say
from pipeline.model.document import Document
from pipeline.proofreading.remark import Remark

_WIDTHS: Final = (48, 8, 8, 8, 28, 80)
_MADE: Final = datetime(1980, 1, 1)
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def report(found: Sequence[tuple[Document, Sequence[Remark]]]) -> Document:
    """Return the workbook."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - importing it takes as long as a hundred notices

    content = BytesIO()
    book = Workbook(content, _OPTIONS)
    book.set_properties({"title": say.REPORT_TITLE, "created": _MADE})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    page = book.add_worksheet(say.REPORT_TITLE)
    for column, (heading, width) in enumerate(zip(say.REPORT_HEAD, _WIDTHS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, heading, head)
    for row, line in enumerate(_lines(found), 1):
        for column, told in enumerate(line):
            page.write_string(row, column, told, cell)
    page.freeze_panes(1, 0)
    book.close()
    return Document(say.REPORT, content.getvalue(), say.REPORT_TITLE)


def _lines(found: Sequence[tuple[Document, Sequence[Remark]]]) -> Iterator[tuple[str, ...]]:
    for document, remarks in found:
        if not remarks:
            yield document.path, "", "", "", "", say.REPORT_NOTHING
        for one in remarks:
            yield document.path, str(one.paragraph.number), one.severity.value, one.code, one.found, one.said
