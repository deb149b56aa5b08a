"""Where the charts of a template are: a paragraph that is nothing but `{{ 图.名称 }}`, or a chart whose alt text is 图.名称."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Final

from lxml import etree
from msgspec import Struct, field

from pipeline.catalogue import charts as say
from pipeline.documents.word.charts.data import ChartData
from pipeline.documents.word.charts.drawing import chart_xml
from pipeline.documents.word.charts.filling import CHART, c, filled, series_of
from pipeline.documents.word.charts.workbook import workbook
from pipeline.documents.word.package import CONTENT_TYPES
from pipeline.documents.word.relations import PARSER, content_types, relations, relations_name, serialised, word_kind
from pipeline.documents.word.wordml import DRAWING, DRAWING_PROPERTIES, PARAGRAPH, TEXT, W

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_CHART_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTH, _HEIGHT = 5_580_000, 3_312_000
"""15.5 cm by 9.2 cm in EMU: as wide as the 版心 allows, as high as thirteen bars with their names need"""


class ChartPlace(Struct, frozen=True):
    """One chart of a template: the parts that hold it, and what staff drew, None where the drawing is ours."""

    name: str
    part: str
    workbook: str
    relation: str
    drawn: bytes | None = None

    def render(self, data: ChartData) -> Iterator[tuple[str, bytes]]:
        """Yield the parts with the data in them."""
        yield self.part, chart_xml(data, self.relation) if self.drawn is None else filled(self.drawn, data)
        yield self.workbook, workbook(data)


class ChartSearch(Struct):
    """The package as far as it has been prepared, the charts found in it, and what is wrong with them."""

    parts: dict[str, bytes]
    places: list[ChartPlace] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    def put(self, name: str, root: etree._Element) -> None:
        self.parts[name] = serialised(root)


def find_charts(parts: Mapping[str, bytes]) -> ChartSearch:
    """Turn tags that stand for charts into drawings, and list every chart the program is to fill."""
    search = ChartSearch(dict(parts))
    body = next(name for name, kind in content_types(parts).items() if word_kind(kind) == "document.main")
    if say.NAME.encode() not in parts[body]:
        return search
    root = etree.fromstring(parts[body], PARSER)
    free = count(_highest_number(search.parts) + 1)
    tagged = [(paragraph, name) for paragraph in root.iter(PARAGRAPH) if (name := _name_in_tag(_text(paragraph)))]
    for number, (paragraph, name) in enumerate(tagged, 1):
        _draw(search, body, paragraph, ChartTag(name, number, next(free)))
    for properties in root.iter(DRAWING_PROPERTIES):
        name = _name_in_alt_text(properties)
        relation = _chart_relation(properties)
        if name and relation:
            _find_drawn(search, body, name, relation)
    search.put(body, root)
    return search


def _text(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(TEXT)).strip()


def _name_in_tag(text: str) -> str:
    if not (text.startswith("{{") and text.endswith("}}")) or text.count("{{") > 1:
        return ""
    return _name_of(text[2:-2].strip())


def _name_of(text: str) -> str:
    head, dot, name = text.partition(".")
    return name if dot and head == say.NAME and name.isidentifier() else ""


def _name_in_alt_text(properties: etree._Element) -> str:
    return next((name for word in ("descr", "title") if (name := _name_of(properties.get(word, "").strip()))), "")


def _chart_relation(properties: etree._Element) -> str:
    frame = properties.getparent()
    chart = None if frame is None else next(frame.iter(c("chart")), None)
    return "" if chart is None else chart.get(f"{{{_OFFICE}}}id", "")


class ChartTag(Struct, frozen=True):
    """A tag that stands for a chart: which one, the how-manieth tag it is, and the number its drawing will have."""

    name: str
    place: int
    drawing: int


def _draw(search: ChartSearch, body: str, paragraph: etree._Element, tag: ChartTag) -> None:
    """Put a drawing of ours where a tag stands, with its parts and references."""
    folder = posixpath.dirname(body)
    chart, book = f"charts/figure{tag.place}.xml", f"embeddings/figure{tag.place}.xlsx"
    relation = _relate(search, body, "chart", chart)
    search.parts[f"{folder}/{chart}"] = search.parts[f"{folder}/{book}"] = b""
    own = _relate(search, f"{folder}/{chart}", "package", f"../{book}")
    _declare(search, f"{folder}/{chart}", f"{folder}/{book}")
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.extend(etree.fromstring(_drawing(relation, tag), PARSER))
    search.places.append(ChartPlace(tag.name, f"{folder}/{chart}", f"{folder}/{book}", own))


def _find_drawn(search: ChartSearch, body: str, name: str, relation: str) -> None:
    part = next((one.target for one in relations(search.parts, body) if one.id == relation), None)
    if part is None or part not in search.parts or any(place.part == part for place in search.places):
        return
    root = etree.fromstring(search.parts[part], PARSER)
    if not series_of(root):
        search.mistakes.append(say.NO_SERIES.format(name=f"{say.NAME}.{name}"))
        return
    book, own = _workbook_of(search, part, root)
    search.places.append(ChartPlace(name, part, book, own, serialised(root)))


def _workbook_of(search: ChartSearch, part: str, root: etree._Element) -> tuple[str, str]:
    """Return the workbook a chart refers to and by which reference; one of ours where it has none that we can write."""
    data = root.find(c("externalData"))
    if data is not None:
        for one in relations(search.parts, part):
            if one.id == data.get(f"{{{_OFFICE}}}id") and one.target and one.target.endswith(".xlsx"):
                return one.target, one.id
        root.remove(data)
    folder, file = posixpath.split(part)
    book = posixpath.normpath(posixpath.join(folder, "..", "embeddings", file.replace(".xml", ".xlsx")))
    own = _relate(search, part, "package", posixpath.relpath(book, folder))
    data = etree.fromstring(
        f'<c:externalData xmlns:c="{CHART}" xmlns:r="{_OFFICE}" r:id="{own}"><c:autoUpdate val="0"/></c:externalData>', PARSER
    )
    behind = next((one for one in root if one.tag in {c("userShapes"), c("extLst")}), None)
    root.append(data) if behind is None else behind.addprevious(data)
    search.parts[book] = b""
    _declare(search, part, book)
    return book, own


def _relate(search: ChartSearch, part: str, kind: str, target: str) -> str:
    """Add a reference from a part to another and return its name."""
    listed = relations_name(part)
    content = search.parts.get(listed, f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode())
    root = etree.fromstring(content, PARSER)
    taken = {one.get("Id") for one in root}
    name = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
    etree.SubElement(root, f"{{{_PACKAGE}/relationships}}Relationship", Id=name, Type=f"{_OFFICE}/{kind}", Target=target)
    search.put(listed, root)
    return name


def _declare(search: ChartSearch, chart: str, book: str) -> None:
    root = etree.fromstring(search.parts[CONTENT_TYPES], PARSER)
    types = f"{{{_PACKAGE}/content-types}}"
    declared = {one.get("PartName") for one in root}
    for part, kind in ((chart, _CHART_TYPE), (book, _BOOK_TYPE)):
        if f"/{part}" not in declared:
            etree.SubElement(root, f"{types}Override", PartName=f"/{part}", ContentType=kind)
    search.put(CONTENT_TYPES, root)


def _highest_number(parts: Mapping[str, bytes]) -> int:
    """Return the highest number of a drawing in the whole file."""
    drawn = [content for content in parts.values() if b"docPr" in content]
    numbers = [one.get("id", "0") for content in drawn for one in etree.fromstring(content, PARSER).iter(DRAWING_PROPERTIES)]
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def _drawing(relation: str, tag: ChartTag) -> str:
    """Return a paragraph's content: a chart in the line of text, in lines as high as it needs."""
    return (
        f'<w:p xmlns:w="{W}" xmlns:wp="{DRAWING}" xmlns:a="{_MAIN}" xmlns:c="{CHART}" xmlns:r="{_OFFICE}">'
        '<w:pPr><w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{_WIDTH}" cy="{_HEIGHT}"/><wp:docPr id="{tag.drawing}" name="{say.NAMED}{tag.place}" descr="{say.NAME}.{tag.name}"/>'
        '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


def chart_parts(places: Sequence[ChartPlace]) -> frozenset[str]:
    """Return the parts that are written anew in every notice."""
    return frozenset(part for place in places for part in (place.part, place.workbook))
