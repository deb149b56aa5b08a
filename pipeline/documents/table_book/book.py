"""The parts of a workbook of plain tables, and the file made of them."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from pipeline.catalogue import workbook as words
from pipeline.documents.sheets import Sheet
from pipeline.documents.spreadsheet_text import quoted
from pipeline.documents.table_book.names import sheet_name
from pipeline.documents.table_book.page import page, relationships
from pipeline.documents.table_book.rows import Links
from pipeline.documents.table_book.styles import styles
from pipeline.documents.table_book.texts import SharedTexts
from pipeline.documents.word.package import CONTENT_TYPES, Assembly
from pipeline.documents.workbook_theme import theme
from pipeline.model.addresses import letter
from pipeline.model.office import Policies
from pipeline.model.period import Period

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def table_book(tables: Iterable[Sheet], title: str, period: Period, policies: Policies) -> bytes:
    """Return a workbook with a sheet for each table; it is dated by its period and not by the clock."""
    return Assembly({}).assemble(_Book(_named(tables)).parts(title, period, policies))


def _named(tables: Iterable[Sheet]) -> list[tuple[str, Sheet]]:
    """Return the tables with the names of their sheets."""
    taken: set[str] = set()
    named = []
    for table in tables:
        name = sheet_name(table.name, taken)
        taken.add(name.casefold())
        named.append((name, table))
    return named


class _Book(Struct, frozen=True):
    """A workbook while it is written: its sheets before the texts they share, for only then are those known."""

    pages: Sequence[tuple[str, Sheet]]
    """(name on the tab, table)"""

    def parts(self, title: str, period: Period, policies: Policies) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
        """Yield every part; one that comes in slices must be read before the next is asked for."""
        yield CONTENT_TYPES, self._types()
        yield "_rels/.rels", _links(("officeDocument", "xl/workbook.xml"), ("metadata/core-properties", "docProps/core.xml"))
        yield "docProps/core.xml", _properties(title, period)
        yield "xl/workbook.xml", self._workbook()
        yield "xl/_rels/workbook.xml.rels", _links(*self._own_links())
        yield "xl/styles.xml", styles(policies.rate_decimals)
        yield "xl/theme/theme1.xml", theme()
        texts = SharedTexts()
        for number, (_, table) in enumerate(self.pages, 1):
            links = Links()
            yield f"xl/worksheets/sheet{number}.xml", page(table, texts, links, first=number == 1)
            if links.paths:
                yield f"xl/worksheets/_rels/sheet{number}.xml.rels", relationships(links)
        yield "xl/sharedStrings.xml", texts.xml()

    def _own_links(self) -> Iterator[tuple[str, str]]:
        for number in range(1, len(self.pages) + 1):
            yield "worksheet", f"worksheets/sheet{number}.xml"
        yield "styles", "styles.xml"
        yield "sharedStrings", "sharedStrings.xml"
        yield "theme", "theme/theme1.xml"

    def _types(self) -> bytes:
        parts = {
            "xl/workbook.xml": f"{_KIND}.sheet.main+xml",
            "xl/styles.xml": f"{_KIND}.styles+xml",
            "xl/sharedStrings.xml": f"{_KIND}.sharedStrings+xml",
            "xl/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
            "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        } | {f"xl/worksheets/sheet{number}.xml": f"{_KIND}.worksheet+xml" for number in range(1, len(self.pages) + 1)}
        told = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
        return (
            f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
        ).encode()

    def _workbook(self) -> bytes:
        told = "".join(
            f'<sheet name="{quoted(name)}" sheetId="{number}" r:id="rId{number}"/>'
            for number, (name, _) in enumerate(self.pages, 1)
        )
        return (
            f'{_DECLARED}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
            f"<sheets>{told}</sheets><definedNames>{''.join(self._defined())}</definedNames></workbook>"
        ).encode()

    def _defined(self) -> Iterator[str]:
        """Yield what the filters cover, then the rows that stand on every printed page."""
        for number, (name, table) in enumerate(self.pages):
            area = f"$A$2:${letter(len(table.columns) - 1)}${max(len(table.rows) + 2, 2)}"
            yield f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1">{_on(name)}{area}</definedName>'
        for number, (name, _) in enumerate(self.pages):
            yield f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">{_on(name)}$1:$2</definedName>'


def _on(name: str) -> str:
    """Return the name of a sheet as the beginning of a reference."""
    return f"'{quoted(name)}'!"


def _links(*targets: tuple[str, str]) -> bytes:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{_PACKAGE if "/" in kind else _OFFICE.removesuffix("/relationships")}/relationships/{kind}" '
        f'Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'.encode()


def _properties(title: str, period: Period) -> bytes:
    created = f"{period.end.isoformat()}T00:00:00Z"
    return (
        f'{_DECLARED}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{quoted(title)}</dc:title><dc:creator>{quoted(words.CREATOR)}</dc:creator>"
        f"<cp:lastModifiedBy>{quoted(words.CREATOR)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{created}</dcterms:modified></cp:coreProperties>'
    ).encode()
