"""From a cell of a return to every printed piece that rests on it."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from lxml import etree
from msgspec import Struct

from pipeline.catalogue import tracing as say
from pipeline.tracing.addresses import holds
from pipeline.tracing.trail import Json, NotFoundError, Trail

_CELL: Final = re.compile(r"(.+)[!！]\$?([A-Za-z]{1,3})\$?(\d+)")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY: Final = "word/document.xml"


class Sentence(Struct, frozen=True):
    """One paragraph that a cell moves: which of its pieces, and its text."""

    document: str
    part: str
    paragraph: int
    pieces: Sequence[Json]
    text: str


class CellTrace(Struct, frozen=True):
    """A cell, its value as it was accepted, and what it moves."""

    unit: str
    form: str
    file: str
    sheet: str
    cell: str
    value: str | None
    sentences: Sequence[Sentence]

    def as_json(self) -> dict[str, Any]:
        said = [
            {
                "document": one.document,
                "part": one.part,
                "paragraph": one.paragraph,
                "text": one.text,
                "pieces": [{key: piece[key] for key in ("start", "text", "figure", "kind")} for piece in one.pieces],
            }
            for one in self.sentences
        ]
        own = ("unit", "form", "file", "sheet", "cell", "value")
        return {**{key: getattr(self, key) for key in own}, "sentences": said}


def trace_cell(trail: Trail, unit: str, place: str) -> CellTrace:
    """Trace a cell of a unit's return, named by form or sheet: 重点项目!K12; raises NotFoundError."""
    found = _CELL.fullmatch(place.strip())
    if found is None:
        raise NotFoundError(say.UNKNOWN_CELL.format(text=place))
    form, cell = found[1], f"{found[2].upper()}{found[3]}"
    sent = _return_of(trail, unit, form)
    key = f"{sent['file']}|{sent['sheet']}"
    moved: dict[tuple[str, str, int], list[Json]] = {}
    for entry in trail.printed:
        if any(source.startswith(f"{key}|") and holds(source[len(key) + 1 :], cell) for source in entry["sources"]):
            moved.setdefault((entry["document"], entry["part"], entry["paragraph"]), []).append(entry)
    value = trail.cells.get(key, {}).get(cell)
    sentences = tuple(_sentences(trail, moved))
    return CellTrace(unit, sent["form"], sent["file"], sent["sheet"], cell, value, sentences)


def _return_of(trail: Trail, unit: str, form: str) -> Json:
    own = [sent for sent in trail.inputs if sent["unit"] == unit and sent["accepted"]]
    for sent in own:
        if form in (sent["form"], sent["sheet"]):
            return sent
    known = "、".join(f"《{sent['form']}》" for sent in own) or say.NONE
    raise NotFoundError(say.NO_RETURN.format(unit=unit, form=form, known=known))


def _sentences(trail: Trail, moved: Mapping[tuple[str, str, int], Sequence[Json]]) -> Iterator[Sentence]:
    read: dict[tuple[str, str], Sequence[str]] = {}
    for (document, part, number), pieces in moved.items():
        if (document, part) not in read:
            read[document, part] = _paragraphs(trail, document, part)
        texts = read[document, part]
        text = texts[number] if part.startswith("word/") and number < len(texts) else ""
        yield Sentence(document, part, number, pieces, text)


def _paragraphs(trail: Trail, document: str, part: str) -> Sequence[str]:
    """Return the texts of a part as it stands in the outbox; none where staff have taken the file away."""
    try:
        with zipfile.ZipFile(trail.folder / document) as package:
            root = etree.fromstring(package.read(part), etree.XMLParser(resolve_entities=False, no_network=True))
    except (OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return ()
    return ["".join(text.text or "" for text in paragraph.iter(f"{_W}t")) for paragraph in root.iter(f"{_W}p")]
