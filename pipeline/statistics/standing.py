"""Lines of a table in the order of their places: ranked ones first, then those below the line, equals in official order."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from pipeline.model.figure import Figure, RankedUnit
from pipeline.model.office import Policies
from pipeline.statistics.comparisons import printed_places
from pipeline.statistics.competition import ranks, shared
from pipeline.statistics.rounding import half_up

LAST = Decimal("-Infinity")


def in_places(lines: Sequence[RankedUnit], key: Callable[[RankedUnit], tuple[Decimal, ...]]) -> tuple[RankedUnit, ...]:
    """Return the lines with their places, by a key of which the larger comes first; a line with a reason has none."""
    given = ranks({line.unit: key(line) for line in lines if not line.reason})
    tied = shared(given)
    ranked = [replace(line, rank=given[line.unit], tied=given[line.unit] in tied) for line in lines if line.unit in given]
    ranked.sort(key=lambda line: given[line.unit])
    return (*ranked, *(line for line in lines if line.unit not in given))


def as_compared(figure: Figure, policies: Policies) -> Decimal:
    """Return a figure as places compare it: as printed, or exactly; without a value it comes last."""
    if figure.value is None:
        return LAST
    by_print = policies.rank_by == "printed"
    return half_up(figure.value, printed_places(figure, policies)) if by_print else figure.value
