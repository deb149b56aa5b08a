"""Which rows a total of the return's own adds up."""

from collections.abc import Iterator
from itertools import takewhile

from pipeline.reading.bodies import Body, Total
from pipeline.reading.text import without_brackets

_WHOLE = ("合计", "总计")
_WHOLE_OF_WHOLES = ("总计", "全县合计")


def totalled(body: Body) -> Iterator[tuple[Total, tuple[int, ...]]]:
    """Give each total with the sheet rows, from 1, that it adds up; none where that cannot be told."""
    if not body.totals:
        return
    grand = _grand_totals(body)
    every = tuple([record.row + 1 for record in body.records])
    for total in body.totals:
        if total in grand:
            yield total, every
        else:
            inside = _rows(body, total.section)
            yield total, inside or (_rows(body, total.section + 1) if total.section >= 0 and not total.opens else ())


def _rows(body: Body, section: int) -> tuple[int, ...]:
    return tuple([record.row + 1 for record in body.records if record.section == section])


def _grand_totals(body: Body) -> list[Total]:
    """Return the totals of the whole table: 合计 above its first record or below its last, unless its sections have a 合计 each."""
    plain = [total for total in body.totals if not total.opens and total.section >= 0]
    above = list(takewhile(lambda total: total.after == 0, plain))
    below = list(takewhile(lambda total: total.after == len(body.records), reversed(plain)))
    inside = {_bare(total) for total in plain if 0 < total.after < len(body.records)}
    grand: list[Total] = []
    for end in (above, below):
        named = [total for total in end if _bare(total).endswith(_WHOLE) and _bare(total) not in inside]
        grand += [total for total in named if _bare(total).endswith(_WHOLE_OF_WHOLES)] or named
    return grand


def _bare(total: Total) -> str:
    return without_brackets(total.label)[0].strip(":")
