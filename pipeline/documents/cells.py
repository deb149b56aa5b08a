"""Table cells: the number alone, for the heading states the unit."""

from datetime import date

from pipeline.catalogue import wording
from pipeline.documents.amounts import decimals_of
from pipeline.documents.dates import dated
from pipeline.documents.growth import growth_cell
from pipeline.documents.marks import MARK_DECIMALS
from pipeline.documents.rounding import digits, stripped
from pipeline.documents.suitable import FormatError, unsuitable
from pipeline.documents.word.marks import prints
from pipeline.model.figure import Figure, Missing
from pipeline.model.office import Policies


@prints
def cell(value: object, decimals: int | None = None, *, policies: Policies) -> str:
    """Print whatever stands in a table: 0 for a true zero, 未报送 for what was not reported, — for what does not apply."""
    if isinstance(value, Figure):
        return _figure_cell(value, decimals, policies)
    if value is None or value == "":
        return wording.DASH
    if isinstance(value, date):
        return dated(value)
    if isinstance(value, str | int):
        return str(value)
    raise FormatError(unsuitable(value, "表格", wording.A_CELL))


def blank(value: object) -> str:
    """Print a text, and — where there is none."""
    if value is None or value == "":
        return wording.DASH
    if isinstance(value, str):
        return value
    raise FormatError(unsuitable(value, "空", wording.A_CELL))


def _figure_cell(given: Figure, decimals: int | None, policies: Policies) -> str:
    if given.kind == "growth":
        return growth_cell(given, decimals, policies)
    if given.value is None:
        return policies.missing_word if given.missing in (None, Missing.NOT_REPORTED) else wording.DASH
    if given.kind in ("rate", "points"):
        return digits(given.value * 100, decimals_of(given, decimals, policies.rate_decimals))
    if given.kind == "score":
        return digits(given.value, decimals_of(given, decimals, MARK_DECIMALS))
    if decimals is not None:
        return digits(given.value, decimals)
    return stripped(given.value, decimals_of(given, None, policies.amount_decimals))
