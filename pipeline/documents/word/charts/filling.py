"""A chart staff drew in the template: their look is kept, only names, categories and numbers are ours."""

from copy import deepcopy
from typing import Final

from lxml import etree

from pipeline.documents.word.charts.cache import categories_of, name_of, values_of
from pipeline.documents.word.charts.data import ChartData
from pipeline.documents.word.charts.drawing import fill
from pipeline.documents.word.relations import PARSER, serialised
from pipeline.documents.word.wordml import remove

CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
MAIN: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WRAP: Final = f'<c:x xmlns:c="{CHART}" xmlns:a="{MAIN}">'


def c(name: str) -> str:
    """Return a name of DrawingML charts as lxml spells it."""
    return f"{{{CHART}}}{name}"


SERIES: Final = c("ser")


def filled(drawn: bytes, data: ChartData) -> bytes:
    """Return the chart part with as many series as the data has; cloned ones take the next colour."""
    root = etree.fromstring(drawn, PARSER)
    series = _as_many_as(len(data.series), root)
    for place, (element, one) in enumerate(zip(series, data.series, strict=True)):
        for name in ("idx", "order"):
            _part(element, name).set("val", str(place))
        _put(element, "tx", name_of(place, one), after="order")
        _put(element, "val", values_of(place, one, data), after=None)
        _put(element, "cat", categories_of(data), after=None)
        _drop_points_beyond(element, len(data.categories))
    return serialised(root)


def series_of(root: etree._Element) -> list[etree._Element]:
    """Return the series of all plots in the order Word shows them."""
    return list(root.iter(SERIES))


def _as_many_as(wanted: int, root: etree._Element) -> list[etree._Element]:
    series = series_of(root)
    for place in range(len(series), wanted):
        clone = deepcopy(series[-1])
        for extension in clone.findall(c("extLst")):
            clone.remove(extension)
        _recolour(clone, place)
        series[-1].addnext(clone)
        series.append(clone)
    spares = [(spare, spare.getparent()) for spare in series[wanted:]]
    for spare, _ in spares:
        remove(spare)
    for _, plot in spares:
        if plot is not None and plot.find(SERIES) is None and wanted:
            remove(plot)
    return series[:wanted]


def _recolour(series: etree._Element, place: int) -> None:
    """Give a clone its own colour, wherever the series it was made from had a plain one."""
    colour = _elements(fill(place))[0]
    for properties in (*series.findall(c("spPr")), *series.findall(f"{c('marker')}/{c('spPr')}")):
        for plain in properties.findall(f".//{{{MAIN}}}solidFill"):
            plain.addprevious(deepcopy(colour))
            remove(plain)


def _put(series: etree._Element, name: str, xml: str, *, after: str | None) -> None:
    """Put c:tx after c:order, c:cat before c:val, c:val where it stood; the schema fixes the order."""
    fresh = _elements(xml)[0]
    old = series.find(c(name))
    if old is not None:
        series.replace(old, fresh)
    elif after is not None:
        _part(series, after).addnext(fresh)
    elif name == "cat":
        _part(series, "val").addprevious(fresh)
    else:
        series.append(fresh)


def _drop_points_beyond(series: etree._Element, categories: int) -> None:
    for point in series.findall(c("dPt")):
        if int(_part(point, "idx").get("val", "0")) >= categories:
            series.remove(point)


def _part(element: etree._Element, name: str) -> etree._Element:
    """Return a child the schema demands."""
    return next(element.iterchildren(c(name)))


def _elements(xml: str) -> list[etree._Element]:
    return list(etree.fromstring(f"{_WRAP}{xml}</c:x>", PARSER))
