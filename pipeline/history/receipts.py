"""When each return first came, so that a correction sent later does not make it late."""

from collections.abc import Mapping

import sqlalchemy as sa

from pipeline.history.schema import first_receipt
from pipeline.model.reporting import FirstReceipt, Place


def first_receipts(connection: sa.Connection) -> dict[Place, FirstReceipt]:
    """Return all that is known, by unit, form and period."""
    kept = connection.execute(sa.select(first_receipt))
    return {(row.unit, row.form, row.period): FirstReceipt(row.sha256, row.received) for row in kept}


def replace_first_receipts(connection: sa.Connection, firsts: Mapping[Place, FirstReceipt]) -> None:
    """Replace what is known of these returns; the others stay as they are."""
    entries = []
    for (unit, form, period), first in firsts.items():
        entries.append({"period": period, "form": form, "unit": unit, "sha256": first.sha256, "received": first.received})
        key = (first_receipt.c.period == period, first_receipt.c.form == form, first_receipt.c.unit == unit)
        connection.execute(sa.delete(first_receipt).where(*key))
    if entries:
        connection.execute(sa.insert(first_receipt), entries)
