"""台账: the problem ledger as templates see it, for the whole county and for one unit."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from pipeline.catalogue import ledger as words
from pipeline.documents.statistic_context import list_context
from pipeline.model.figure import ListedRow
from pipeline.model.form import Column, Form, Reported
from pipeline.model.ledger import LedgerBook, UnitLedger

FORM = Form(
    title=words.NAME,
    reported=Reported(by=()),
    row="问题",
    columns={name: Column(kind, unit=unit) for name, (kind, unit) in words.COLUMNS.items()},  # type: ignore[arg-type] # ColumnType
)
"""types and units of the columns of every list"""


def ledger_context(book: LedgerBook, positions: Mapping[str, int]) -> Mapping[str, object]:
    """Return figures and lists by name, and under 分单位 the figures of every unit that has a problem this year."""
    concerned = [own for own in book.units if own.figures[words.ALL].value]
    return {
        **book.result.figures,
        **{name: list_context(table, FORM, positions) for name, table in book.result.lists.items()},
        "分单位": {"行": [{"单位": own.unit, "组别": own.group, **own.figures} for own in concerned]},
    }


def unit_ledger(
    own: UnitLedger, standings: Sequence[str], book: LedgerBook, positions: Mapping[str, int]
) -> Mapping[str, object]:
    """Return one unit's figures and, under 本单, its open problems that stand so, with the gravest of their colours."""
    rows = picked(own, standings)
    colours = {row.values["颜色"] for row in rows}
    gravest = next((colour for colour in reversed(book.colours) if colour in colours), "")
    return {**own.figures, words.OWN_LIST: list_context(replace(own.open, rows=rows), FORM, positions), "颜色": gravest}


def picked(own: UnitLedger, standings: Sequence[str]) -> tuple[ListedRow, ...]:
    """Return the open problems that are in one of some states or colours; all of them where none is asked for."""
    return tuple(row for row in own.open.rows if not standings or {row.values["状态"], row.values["颜色"]} & {*standings})
