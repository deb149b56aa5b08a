"""Which rows a total of the return's own adds up."""

from collections.abc import Iterator
from itertools import takewhile

from pipeline.reading.bodies import Body, Total
from pipeline.reading.text import without_brackets

_WHOLE = ("合计", "总计")
_WHOLE_OF_WHOLES = ("总计", "全县合计")


def totalled(body: Body) -> Iterator[tuple[Total, tuple[int, ...]]]:
    """Give each total with the sheet rows, from 1, that it adds up; none where that cannot be told."""
    grand = _grand_totals(body)
    every = tuple(record.row + 1 for record in body.records)
    for total in body.totals:
        if total in grand:
            yield total, every
        else:
            inside = _rows(body, total.section)
            yield total, inside or (_rows(body, total.section + 1) if total.section >= 0 and not total.opens else ())


def _rows(body: Body, section: int) -> tuple[int, ...]:
    return tuple(record.row + 1 for record in body.records if record.section == section)


def _grand_totals(body: Body) -> list[Total]:
    """Return the totals of the whole table: 合计 above its first record or below its last."""
    plain = [total for total in body.totals if not total.opens and total.section >= 0]
    above = takewhile(lambda total: total.after == 0, plain)
    below = takewhile(lambda total: total.after == len(body.records), reversed(plain))
    named = [total for total in (*above, *below) if _bare(total).endswith(_WHOLE)]
    return [total for total in named if _bare(total).endswith(_WHOLE_OF_WHOLES)] or named


def _bare(total: Total) -> str:
    return without_brackets(total.label)[0].strip(":")
