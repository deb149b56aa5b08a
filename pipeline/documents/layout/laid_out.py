"""A document as a layout checker sees it: paragraphs with their formatting, in order, with the page they are laid on."""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree
from msgspec import Struct

from pipeline.documents.layout.formatting import Formatting, Look
from pipeline.documents.word.relations import PARSER, content_types, relations, word_kind
from pipeline.documents.word.wordml import PARAGRAPH, PARAGRAPH_PROPERTIES, RUN, TABLE, TEXT, TEXT_BOX, w

_SECTION: Final = w("sectPr")
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class LaidParagraph(Struct, frozen=True):
    """One paragraph; `number` counts those with text, as a reader would."""

    number: int
    text: str
    element: etree._Element
    formatting: Formatting
    in_table: bool = False
    in_box: bool = False
    new_page: bool = False
    """True where a page or section break stands before it"""

    @property
    def look(self) -> Look:
        """Return the look of most of its characters."""
        weights: dict[Look, int] = {}
        for run in self.element.iter(RUN):
            length = sum(len(text.text or "") for text in run.iter(TEXT))
            if length and not any(one.tag == TEXT_BOX for one in run.iterdescendants()):
                shown = self.formatting.look(self.element, run)
                weights[shown] = weights.get(shown, 0) + length
        return max(weights, key=lambda one: weights[one]) if weights else self.formatting.look(self.element, None)

    @property
    def first_look(self) -> Look:
        """Return the look of its first characters."""
        run = next((run for run in self.element.iter(RUN) if any(text.text for text in run.iter(TEXT))), None)
        return self.formatting.look(self.element, run)

    @property
    def alignment(self) -> str:
        return self.formatting.paragraph_value(self.element, "jc", "val") or "left"

    def indent(self, side: str) -> float:
        """Return firstLine, left, right or hanging in characters of its own size."""
        return self.formatting.indent(self.element, side, self.look.size)

    def border(self, side: str) -> Mapping[str, str]:
        return self.formatting.border(self.element, side)

    def spacing(self, attribute: str) -> str | None:
        return self.formatting.paragraph_value(self.element, "spacing", attribute)


class LaidOut(Struct, frozen=True):
    """The whole document."""

    paragraphs: tuple[LaidParagraph, ...]
    """those with text, tables and text boxes included, in order"""
    sections: tuple[etree._Element, ...]
    footers: Mapping[str, tuple[LaidParagraph, ...]]
    """default, even, first → their paragraphs, of the first section that has them"""
    mirrored: bool
    """odd and even pages have footers of their own"""

    @property
    def body(self) -> tuple[LaidParagraph, ...]:
        """Paragraphs of the running text."""
        return tuple(one for one in self.paragraphs if not one.in_table and not one.in_box)


def laid_out(parts: Mapping[str, bytes]) -> LaidOut:
    """Read a package that has a main document."""
    kinds = {name: word_kind(kind) for name, kind in content_types(parts).items() if name in parts}
    by_kind = {kind: name for name, kind in reversed(kinds.items())}
    main = by_kind["document.main"]
    formatting = Formatting(parts.get(by_kind.get("styles", "")))
    root = etree.fromstring(parts[main], PARSER)
    sections = tuple(root.iter(_SECTION))
    settings = parts.get(by_kind.get("settings", ""))
    mirrored = settings is not None and etree.fromstring(settings, PARSER).find(w("evenAndOddHeaders")) is not None
    return LaidOut(tuple(_paragraphs(root, formatting)), sections, _footers(parts, main, sections, formatting), mirrored)


def _paragraphs(root: etree._Element, formatting: Formatting) -> Iterator[LaidParagraph]:
    number, new_page = 0, False
    for element in root.iter(PARAGRAPH):
        above = [one.tag for one in element.iterancestors()]
        if _FALLBACK in above:
            continue
        text = _text(element)
        broken = _breaks_page(element)
        if text:
            number += 1
            before = new_page or broken == "before"
            yield LaidParagraph(number, text, element, formatting, TABLE in above, TEXT_BOX in above, before)
            new_page = False
        new_page = new_page or broken == "after"


def _text(element: etree._Element) -> str:
    """Return the paragraph's own text, that of a text box in it aside."""
    own = (text for text in element.iter(TEXT) if next(text.iterancestors(PARAGRAPH)) is element)
    return "".join(text.text or "" for text in own).strip(" \u3000")


def _breaks_page(element: etree._Element) -> str:
    properties = element.find(PARAGRAPH_PROPERTIES)
    if properties is not None:
        if properties.find(_SECTION) is not None:
            kind = properties.find(f"{_SECTION}/{w('type')}")
            return "" if kind is not None and kind.get(w("val")) == "continuous" else "after"
        if properties.find(w("pageBreakBefore")) is not None:
            return "before"
    breaks = [one for one in element.iter(w("br")) if one.get(w("type")) == "page"]
    if not breaks:
        return ""
    first_text = next((one for one in element.iter(TEXT, w("br")) if one.tag == TEXT and one.text), None)
    order = [one for one in element.iter(TEXT, w("br")) if one is first_text or one in breaks]
    return "before" if order and order[0] in breaks and first_text is not None else "after"


def _footers(
    parts: Mapping[str, bytes], main: str, sections: tuple[etree._Element, ...], formatting: Formatting
) -> dict[str, tuple[LaidParagraph, ...]]:
    targets = {one.id: one.target for one in relations(parts, main)}
    found: dict[str, tuple[LaidParagraph, ...]] = {}
    for section in sections:
        for reference in section.iter(w("footerReference")):
            kind = reference.get(w("type"), "default")
            name = targets.get(reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", ""))
            if kind not in found and name is not None and name in parts:
                root = etree.fromstring(parts[name], PARSER)
                found[kind] = tuple(_paragraphs(root, formatting))
    return found
