"""When each return first came, so that a correction sent later does not make it late."""

from collections.abc import Mapping
from typing import Final

import sqlalchemy as sa

from pipeline.history.schema import first_receipt
from pipeline.model.reporting import FirstReceipt, Place

_PLACE: Final = ("period", "form", "unit")
_AT_PLACE: Final = [first_receipt.c[name] == sa.bindparam(f"the_{name}") for name in _PLACE]


def first_receipts(connection: sa.Connection) -> dict[Place, FirstReceipt]:
    """Return all that is known, by unit, form and period."""
    kept = connection.execute(sa.select(first_receipt))
    return {(row.unit, row.form, row.period): FirstReceipt(row.sha256, row.received) for row in kept}


def replace_first_receipts(connection: sa.Connection, firsts: Mapping[Place, FirstReceipt]) -> None:
    """Replace what is known of these returns; the others stay as they are."""
    entries = [
        {"period": period, "form": form, "unit": unit, "sha256": first.sha256, "received": first.received}
        for (unit, form, period), first in firsts.items()
    ]
    if entries:
        places = [{f"the_{name}": entry[name] for name in _PLACE} for entry in entries]
        connection.execute(sa.delete(first_receipt).where(*_AT_PLACE), places)
        connection.execute(sa.insert(first_receipt), entries)
