"""A chart drawn from nothing, in the plain look of an official document: for tags that stand where a chart is to be."""

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

from pipeline.catalogue import charts as words
from pipeline.documents.word.charts.cache import categories_of, name_of, number_format, smallest, values_of
from pipeline.documents.word.charts.data import ChartData, ChartKind, ChartSeries

COLOURS: Final = ("2F5597", "C55A11", "7F7F7F", "BF9000", "548235", "7030A0", "1F7A8C", "A61C3C")
"""taken in turn; each can be told from its neighbours in a black-and-white copy"""
_SPACES: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_CATEGORY_AXIS, _VALUE_AXIS, _SECOND_CATEGORY_AXIS, _SECOND_VALUE_AXIS = 111, 112, 113, 114
_BESIDE: Final = "<c:separator>  </c:separator>"
_SHARP: Final = '<c:smooth val="0"/>'
_SMALL: Final = 800
"""hundredths of a point; so small that thirteen units beside their bars are all named"""


def chart_xml(data: ChartData, workbook_relation: str) -> bytes:
    """Return the chart part; its axis of values starts at zero unless a value is below it."""
    legend = "" if len(data.series) < 2 else _LEGEND
    title = _title(data.title) if data.title else '<c:autoTitleDeleted val="1"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_SPACES}>'
        f'<c:roundedCorners val="0"/><c:chart>{title}<c:plotArea><c:layout/>{_plot(data)}</c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:externalData r:id="{workbook_relation}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def fill(place: int) -> str:
    """Return the colour of the n-th series."""
    return f'<a:solidFill><a:srgbClr val="{COLOURS[place % len(COLOURS)]}"/></a:solidFill>'


def _letters(size: int = _SMALL) -> str:
    face = words.FONT
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"><a:latin typeface="{face}"/><a:ea typeface="{face}"/>'
        '</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


_LEGEND: Final = f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_letters()}</c:legend>'


def _title(text: str) -> str:
    face = words.TITLE_FONT
    return (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1200" b="0"/></a:pPr><a:r>'
        f'<a:rPr lang="zh-CN" sz="1200" b="0"><a:latin typeface="{face}"/><a:ea typeface="{face}"/></a:rPr><a:t>{escape(text)}</a:t>'
        '</a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>'
    )


def _plot(data: ChartData) -> str:
    if data.kind == "pie":
        series = _series(0, data, "pie") if data.series else ""
        return f'<c:pieChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/></c:pieChart>'
    lines = [place for place, one in enumerate(data.series) if one.as_line or data.kind == "line"]
    bars = [place for place in range(len(data.series)) if place not in lines]
    first = [data.series[place] for place in bars or lines]
    apart = bool(bars and lines) and {data.series[place].unit for place in lines} != {one.unit for one in first}
    drawn = _bars(data, bars) + _lines(data, lines, second=apart)
    if not apart:
        return drawn + _axes(data.kind, data.series)
    return drawn + _axes(data.kind, first) + _second_axes([data.series[place] for place in lines])


def _bars(data: ChartData, places: Sequence[int]) -> str:
    if not places:
        return ""
    direction = "bar" if data.kind == "bar" else "col"
    grouping, overlap = ("stacked", '<c:overlap val="100"/>') if data.kind == "stacked" else ("clustered", "")
    series = "".join(_series(place, data, "bar") for place in places)
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="60"/>{overlap}<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:barChart>'
    )


def _lines(data: ChartData, places: Sequence[int], *, second: bool) -> str:
    if not places:
        return ""
    axes = (_SECOND_CATEGORY_AXIS, _SECOND_VALUE_AXIS) if second else (_CATEGORY_AXIS, _VALUE_AXIS)
    series = "".join(_series(place, data, "line") for place in places)
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
        f'<c:axId val="{axes[0]}"/><c:axId val="{axes[1]}"/></c:lineChart>'
    )


def _series(place: int, data: ChartData, drawn: str) -> str:
    series = data.series[place]
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>{name_of(place, series)}{_look(place, data, drawn)}'
        f"{_labels(series, data.kind, drawn)}{categories_of(data)}{values_of(place, series, data)}"
        f"{_SHARP if drawn == 'line' else ''}</c:ser>"
    )


def _look(place: int, data: ChartData, drawn: str) -> str:
    if drawn == "bar":
        return f'<c:spPr>{fill(place)}</c:spPr><c:invertIfNegative val="0"/>'
    if drawn == "line":
        dot = f"<c:spPr>{fill(place)}<a:ln>{fill(place)}</a:ln></c:spPr>"
        return (
            f'<c:spPr><a:ln w="25400">{fill(place)}</a:ln></c:spPr>'
            f'<c:marker><c:symbol val="circle"/><c:size val="5"/>{dot}</c:marker>'
        )
    return "".join(
        f'<c:dPt><c:idx val="{slice_}"/><c:bubble3D val="0"/><c:spPr>{fill(slice_)}'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln></c:spPr></c:dPt>'
        for slice_ in range(len(data.categories))
    )


def _labels(series: ChartSeries, kind: ChartKind, drawn: str) -> str:
    place = {"pie": "outEnd", "line": "t"}.get(drawn, "ctr" if kind == "stacked" else "outEnd")
    named = 1 if drawn == "pie" else 0
    return (
        f'<c:dLbls><c:numFmt formatCode="{escape(number_format(series))}" sourceLinked="0"/>'
        f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_letters()}<c:dLblPos val="{place}"/>'
        f'<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="{named}"/><c:showSerName val="0"/>'
        f'<c:showPercent val="0"/><c:showBubbleSize val="0"/>{_BESIDE if named else ""}</c:dLbls>'
    )


def _axes(kind: ChartKind, series: Sequence[ChartSeries]) -> str:
    lying = kind == "bar"
    order, below, side, crosses = ("maxMin", "l", "b", "max") if lying else ("minMax", "b", "l", "autoZero")
    category = _axis("catAx", _CATEGORY_AXIS, _VALUE_AXIS, f'<c:orientation val="{order}"/>', below)
    return category + _value_axis(_VALUE_AXIS, _CATEGORY_AXIS, series, side, crosses)


def _second_axes(series: Sequence[ChartSeries]) -> str:
    hidden = _axis("catAx", _SECOND_CATEGORY_AXIS, _SECOND_VALUE_AXIS, '<c:orientation val="minMax"/>', "b", shown=False)
    return _value_axis(_SECOND_VALUE_AXIS, _SECOND_CATEGORY_AXIS, series, "r", "max", grid=False) + hidden


def _value_axis(  # noqa: PLR0913 - what an axis is, in the order of the schema
    own: int, other: int, series: Sequence[ChartSeries], side: str, crosses: str, *, grid: bool = True
) -> str:
    """Return an axis of values; it starts at zero where no value is below, so that bars are as long as their numbers."""
    scale = '<c:orientation val="minMax"/>' + ('<c:min val="0"/>' if smallest(series) >= 0 else "")
    units = "、".join(dict.fromkeys(one.unit for one in series if one.unit))
    return _axis("valAx", own, other, scale, side, crosses=crosses, grid=grid, title=units)


def _axis(  # noqa: PLR0913 - what an axis is, in the order of the schema
    name: str,
    own: int,
    other: int,
    scale: str,
    side: str,
    *,
    shown: bool = True,
    crosses: str = "autoZero",
    grid: bool = False,
    title: str = "",
) -> str:
    lines = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr>'
    gridlines = f"<c:majorGridlines>{lines}</c:majorGridlines>" if grid else ""
    every_label = '<c:tickLblSkip val="1"/>' if name == "catAx" else ""
    return (
        f'<c:{name}><c:axId val="{own}"/><c:scaling>{scale}</c:scaling><c:delete val="{0 if shown else 1}"/>'
        f'<c:axPos val="{side}"/>{gridlines}{_unit(title, side)}<c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_letters()}'
        f'<c:crossAx val="{other}"/><c:crosses val="{crosses}"/>{every_label}</c:{name}>'
    )


def _unit(text: str, side: str) -> str:
    if not text:
        return ""
    turned = '<a:bodyPr rot="0" vert="horz"/>' if side in {"l", "r"} else "<a:bodyPr/>"
    face = words.FONT
    return (
        f'<c:title><c:tx><c:rich>{turned}<a:lstStyle/><a:p><a:pPr><a:defRPr sz="{_SMALL}" b="0"/></a:pPr><a:r>'
        f'<a:rPr lang="zh-CN" sz="{_SMALL}" b="0"><a:latin typeface="{face}"/><a:ea typeface="{face}"/></a:rPr>'
        f'<a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )
