"""Where a series has its name, its categories and its numbers: references into the workbook, and the copies Word draws from."""

from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from pipeline.documents.word.charts.data import ChartData, ChartSeries
from pipeline.documents.word.charts.workbook import SHEET, letter


def name_of(place: int, series: ChartSeries) -> str:
    """Return c:tx."""
    return f"<c:tx>{_texts(f'{SHEET}!${letter(place)}$1', [series.name])}</c:tx>"


def categories_of(data: ChartData) -> str:
    """Return c:cat."""
    return f"<c:cat>{_texts(f'{SHEET}!$A$2:$A${_last(data)}', data.categories)}</c:cat>"


def values_of(place: int, series: ChartSeries, data: ChartData) -> str:
    """Return c:val."""
    column = letter(place)
    points = "".join(_point(number, f"{value:f}") for number, value in enumerate(series.values) if value is not None)
    return (
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${_last(data)}</c:f><c:numCache>"
        f"<c:formatCode>{number_format(series)}</c:formatCode>"
        f'<c:ptCount val="{len(data.categories)}"/>{points}</c:numCache></c:numRef></c:val>'
    )


def number_format(series: ChartSeries) -> str:
    """Return the number format by which Word prints exactly what the text prints."""
    return "0." + "0" * series.decimals if series.decimals else "0"


def largest(series: Sequence[ChartSeries]) -> Decimal:
    """Return the largest number of all series; 0 where there is none."""
    return max((value for one in series for value in one.values if value is not None), default=Decimal(0))


def smallest(series: Sequence[ChartSeries]) -> Decimal:
    """Return the smallest number of all series; 0 where there is none."""
    return min((value for one in series for value in one.values if value is not None), default=Decimal(0))


def _last(data: ChartData) -> int:
    return max(len(data.categories), 1) + 1


def _texts(reference: str, texts: Sequence[str]) -> str:
    points = "".join(_point(number, escape(text)) for number, text in enumerate(texts))
    cache = f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'
    return f"<c:strRef><c:f>{reference}</c:f>{cache}</c:strRef>"


def _point(number: int, content: str) -> str:
    return f'<c:pt idx="{number}"><c:v>{content}</c:v></c:pt>'
