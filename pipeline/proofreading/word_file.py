"""A finished .docx, also after WPS or LibreOffice has saved it again, as paragraphs and grids; tracked changes as accepted."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.catalogue import proofreading as say
from pipeline.model.errors import Mistake, PipelineError
from pipeline.proofreading.text import DOCUMENT, Cell, Paragraph, Table, Text

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_STORIES: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_CHARTS: Final = re.compile(r"word/charts/chart\d+\.xml")
_CHARACTERS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_PAGES: Final = ("page", "column")
"""breaks LibreOffice writes where a style began the page"""
_DROPPED: Final = (f"{W}del", f"{W}moveFrom", _FALLBACK)
_MOST_BYTES: Final = 200_000_000


class UnreadableDocument(PipelineError):  # noqa: N818 - it names what the file is
    """The file is no Word document that can be read."""


def read_parts(content: bytes, name: str) -> dict[str, bytes]:
    """Return the parts of a package; raises UnreadableDocument."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise UnreadableDocument(Mistake(name, say.TOO_LARGE))
            return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, NotImplementedError) as error:
        raise UnreadableDocument(Mistake(name, say.NO_WORD_FILE)) from error


def read_word(content: bytes, name: str) -> Text:
    """Return the text of a document; raises UnreadableDocument."""
    parts = read_parts(content, name)
    if DOCUMENT not in parts:
        raise UnreadableDocument(Mistake(name, say.NO_WORD_FILE))
    reader = _Reader()
    try:
        for part in sorted((one for one in parts if _STORIES.fullmatch(one)), key=lambda one: (one != DOCUMENT, one)):
            reader.story(part, etree.fromstring(parts[part], _PARSER))
        charts = dict(_charts(parts))
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(Mistake(name, say.NO_WORD_FILE)) from error
    return Text(tuple(reader.paragraphs), tuple(reader.tables), charts)


@dataclass
class _Reader:
    """Walks one part after the other; numbers the paragraphs that hold words."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    number: int = 0

    def story(self, part: str, root: etree._Element) -> None:
        made: dict[etree._Element, Paragraph] = {}
        for index, element in enumerate(paragraphs_of(root)):
            made[element] = self._paragraph(part, index, element)
        if part == DOCUMENT:
            for table in root.iter(f"{W}tbl"):
                if not any(one.tag in _DROPPED for one in table.iterancestors()):
                    self.tables.append(_table(table, made))

    def _paragraph(self, part: str, index: int, element: etree._Element) -> Paragraph:
        text = text_of(element)
        self.number += bool(text.strip())
        in_table = any(one.tag == f"{W}tbl" for one in element.iterancestors())
        self.paragraphs.append(Paragraph(part, index, self.number, text, in_table))
        return self.paragraphs[-1]


def paragraphs_of(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs of a part in document order, those of a drawing's fallback left out."""
    for paragraph in root.iter(f"{W}p"):
        if not any(one.tag == _FALLBACK for one in paragraph.iterancestors()):
            yield paragraph


def text_of(paragraph: etree._Element) -> str:
    """Return what a reader sees of a paragraph, whatever runs, fields, tags or controls it is split into."""
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            if element.tag == f"{W}r" and child.get(f"{W}type", "") not in _PAGES:
                yield _CHARACTERS[child.tag]
        elif child.tag not in _DROPPED and child.tag != f"{W}p":
            yield from _pieces(child)


def _table(table: etree._Element, made: Mapping[etree._Element, Paragraph]) -> Table:
    rows: list[tuple[Cell | None, ...]] = []
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is table:
            rows.append(tuple(_cells(row, made, rows[-1] if rows else ())))
    first = next((made[one] for one in table.iter(f"{W}p") if one in made), None)
    prose = [one for one in made.values() if not one.in_table and first is not None and one.index < first.index]
    return Table(tuple(rows), tuple(one.text for one in prose[-3:]), len([one for one in prose if one.text.strip()]))


def _cells(
    row: etree._Element, made: Mapping[etree._Element, Paragraph], above: tuple[Cell | None, ...]
) -> Iterator[Cell | None]:
    skipped = row.find(f"{W}trPr/{W}gridBefore")
    yield from [None] * _value(skipped, 0)
    place = _value(skipped, 0)
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is not row:
            continue
        wide = _value(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and merged.get(f"{W}val") != "restart" and place < len(above) and above[place] is not None:
            standing = above[place]
            assert standing is not None  # noqa: S101 - for the type checker
            yield from [Cell(standing.text, standing.paragraph, origin=False)] * wide
        else:
            yield from _spread(cell, made, wide)
        place += wide


def _spread(cell: etree._Element, made: Mapping[etree._Element, Paragraph], wide: int) -> Iterator[Cell | None]:
    own = [made[one] for one in cell.iter(f"{W}p") if one in made]
    if not own:
        yield from [None] * wide
        return
    text = "\n".join(one.text for one in own)
    yield Cell(text, own[0])
    yield from [Cell(text, own[0], origin=False)] * (wide - 1)


def _value(element: etree._Element | None, otherwise: int) -> int:
    written = "" if element is None else element.get(f"{W}val", "")
    return int(written) if written.isdigit() else otherwise


def _charts(parts: Mapping[str, bytes]) -> Iterator[tuple[tuple[str, int], tuple[str, ...]]]:
    for part in sorted(one for one in parts if _CHARTS.fullmatch(one)):
        root = etree.fromstring(parts[part], _PARSER)
        for number, series in enumerate(root.iter(f"{_CHART}ser")):
            points = series.iterfind(f"{_CHART}val//{_CHART}pt/{_CHART}v")
            yield (part, number), tuple(point.text or "" for point in points)
