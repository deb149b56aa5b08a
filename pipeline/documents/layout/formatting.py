"""Formatting as Word resolves it: the document's defaults, styles and those they are based on, the paragraph, the run."""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree
from msgspec import Struct

from pipeline.documents.word.relations import PARSER
from pipeline.documents.word.wordml import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, w

_VALUE: Final = w("val")
_TWIPS_IN_POINT: Final = 20
_OFF: Final = ("0", "false", "off", "none")


class Look(Struct, frozen=True):
    """What characters look like; size in points, colour as RRGGBB or empty for automatic."""

    font: str
    size: float
    bold: bool
    colour: str


class Formatting:
    """The layers of formatting of one document."""

    def __init__(self, styles: bytes | None) -> None:
        root = etree.fromstring(styles, PARSER) if styles else etree.Element(w("styles"))
        self._styles = {str(one.get(w("styleId"), "")): one for one in root.iter(w("style"))}
        self._default = next(
            (name for name, one in self._styles.items() if one.get(w("type")) == "paragraph" and one.get(w("default")) == "1"), ""
        )
        defaults = root.find(w("docDefaults"))
        self._defaults = [] if defaults is None else [defaults]

    def layers(self, paragraph: etree._Element, kind: str) -> Iterator[etree._Element]:
        """Yield the properties (pPr or rPr) that apply to a paragraph, the nearest first, its own aside."""
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        style = None if properties is None else properties.find(w("pStyle"))
        yield from self._of_style(self._default if style is None else style.get(_VALUE, ""), kind)
        for defaults in self._defaults:
            yield from defaults.iter(kind)

    def paragraph_value(self, paragraph: etree._Element, element: str, attribute: str) -> str | None:
        """Return an attribute of the nearest layer that sets it."""
        own = paragraph.find(PARAGRAPH_PROPERTIES)
        layers = ([] if own is None else [own]) + list(self.layers(paragraph, PARAGRAPH_PROPERTIES))
        return _first(layers, element, attribute)

    def border(self, paragraph: etree._Element, side: str) -> Mapping[str, str]:
        """Return the attributes of a paragraph's border, by their local names; empty without one."""
        own = paragraph.find(PARAGRAPH_PROPERTIES)
        for layer in ([] if own is None else [own]) + list(self.layers(paragraph, PARAGRAPH_PROPERTIES)):
            found = layer.find(f"{w('pBdr')}/{w(side)}")
            if found is not None:
                return {etree.QName(name).localname: str(value) for name, value in found.attrib.items()}
        return {}

    def look(self, paragraph: etree._Element, run: etree._Element | None) -> Look:
        """Return what a run's characters look like; what the paragraph's mark looks like where there is no run."""
        layers = list(self._run_layers(paragraph, run))
        size = _first(layers, "sz", "val")
        bold = next((one for layer in layers if (one := layer.find(w("b"))) is not None), None)
        colour = _first(layers, "color", "val") or ""
        return Look(
            _first(layers, "rFonts", "eastAsia") or "",
            float(size) / 2 if size else 10,
            bold is not None and bold.get(_VALUE, "1") not in _OFF,
            "" if colour == "auto" else colour.upper(),
        )

    def _run_layers(self, paragraph: etree._Element, run: etree._Element | None) -> Iterator[etree._Element]:
        own = None if run is None else run.find(RUN_PROPERTIES)
        if own is not None:
            yield own
            style = own.find(w("rStyle"))
            if style is not None:
                yield from self._of_style(style.get(_VALUE, ""), RUN_PROPERTIES)
        yield from self.layers(paragraph, RUN_PROPERTIES)

    def _of_style(self, name: str, kind: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while name and name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            properties = style.find(kind)
            if properties is not None:
                yield properties
            based = style.find(w("basedOn"))
            name = "" if based is None else based.get(_VALUE, "")

    def indent(self, paragraph: etree._Element, side: str, size: float) -> float:
        """Return an indent in characters: the stated number of characters, else its length in characters of that size."""
        own = paragraph.find(PARAGRAPH_PROPERTIES)
        for layer in ([] if own is None else [own]) + list(self.layers(paragraph, PARAGRAPH_PROPERTIES)):
            found = layer.find(w("ind"))
            if found is None:
                continue
            if found.get(w(f"{side}Chars")) is not None:
                return int(found.get(w(f"{side}Chars"), "0")) / 100
            if found.get(w(side)) is not None:
                return int(found.get(w(side), "0")) / _TWIPS_IN_POINT / size
        return 0.0


def _first(layers: list[etree._Element], element: str, attribute: str) -> str | None:
    for layer in layers:
        found = layer.find(w(element))
        if found is not None and found.get(w(attribute)) is not None:
            return found.get(w(attribute))
    return None
