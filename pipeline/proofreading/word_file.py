"""A finished .docx, also after WPS or LibreOffice has saved it again, as paragraphs and grids; tracked changes as accepted."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from lxml import etree

from pipeline.catalogue import proofreading as say
from pipeline.model.errors import Mistake, PipelineError
from pipeline.proofreading.markup import PARSER
from pipeline.proofreading.story import BrokenStoryError, read_story
from pipeline.proofreading.text import DOCUMENT, Paragraph, Table, Text

_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_POINTS: Final = f"{_CHART}val//{_CHART}pt"
_STORIES: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_CHARTS: Final = re.compile(r"word/charts/[^/]+\.xml")
_MOST_BYTES: Final = 200_000_000


class UnreadableDocument(PipelineError):  # noqa: N818 - it names what the file is
    """The file is no Word document that can be read."""


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[zipfile.ZipFile]:
    """Open a package; raises UnreadableDocument for what is none, also while it is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise UnreadableDocument(Mistake(name, say.TOO_LARGE))
            yield archive
    except (*_BROKEN, etree.XMLSyntaxError, BrokenStoryError) as error:
        raise UnreadableDocument(Mistake(name, say.NO_WORD_FILE)) from error


_BROKEN: Final = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, NotImplementedError)


def read_parts(content: bytes, name: str) -> dict[str, bytes]:
    """Return the parts of a package; raises UnreadableDocument."""
    with _opened(content, name) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}


def read_word(content: bytes, name: str) -> Text:
    """Return the text of a document; raises UnreadableDocument."""
    with _opened(content, name) as archive:
        parts = sorted((one for one in archive.namelist() if _STORIES.fullmatch(one)), key=lambda one: (one != DOCUMENT, one))
        if DOCUMENT not in parts:
            raise UnreadableDocument(Mistake(name, say.NO_WORD_FILE))
        paragraphs: list[Paragraph] = []
        tables: list[Table] = []
        for part in parts:
            told, grids = read_story(part, archive.read(part), paragraphs[-1].number if paragraphs else 0)
            paragraphs += told
            tables += grids if part == DOCUMENT else ()
        return Text(tuple(paragraphs), tuple(tables), dict(_charts(archive)))


def _charts(archive: zipfile.ZipFile) -> Iterator[tuple[tuple[str, int], tuple[str, ...]]]:
    for part in sorted(one for one in archive.namelist() if _CHARTS.fullmatch(one)):
        root = etree.fromstring(archive.read(part), PARSER)
        for number, series in enumerate(root.iter(f"{_CHART}ser")):
            points = {int(point.get("idx", 0)): point.findtext(f"{_CHART}v", "") for point in series.iterfind(_POINTS)}
            yield (part, number), tuple(points.get(place, "") for place in range(max(points, default=-1) + 1))
