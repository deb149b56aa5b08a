"""The problem ledger: numbers given once for all, and what was seen, decided and issued in every period."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec.structs import asdict

from pipeline.history.schema import metadata
from pipeline.model.ledger import Decision, Identity, LedgerPast, LedgerRecord, Sighting

ledger_number = sa.Table(
    "ledger_number",
    metadata,
    sa.Column("number", sa.String(16), primary_key=True),
    sa.Column("rule", sa.String(64), nullable=False),
    sa.Column("unit", sa.String(64), nullable=False),
    sa.Column("key", sa.Text, nullable=False),
)
ledger_sighting = sa.Table(
    "ledger_sighting",
    metadata,
    sa.Column("period", sa.String(16), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("content", sa.Text, nullable=False),
)
ledger_decision = sa.Table(
    "ledger_decision",
    metadata,
    sa.Column("period", sa.String(16), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("content", sa.Text, nullable=False),
)
ledger_colour = sa.Table(
    "ledger_colour",
    metadata,
    sa.Column("period", sa.String(16), primary_key=True),
    sa.Column("number", sa.String(16), primary_key=True),
    sa.Column("colour", sa.String(16), nullable=False),
)


def numbers_of(connection: sa.Connection) -> dict[Identity, str]:
    """Return every number ever given."""
    numbers = connection.execute(sa.select(ledger_number).order_by(ledger_number.c.number))
    return {Identity(row.rule, row.unit, row.key): row.number for row in numbers}


def ledger_of(connection: sa.Connection) -> LedgerPast:
    """Return all that is kept of the ledger."""
    colours: dict[str, dict[str, str]] = {}
    for row in connection.execute(sa.select(ledger_colour).order_by(ledger_colour.c.number)):
        colours.setdefault(row.period, {})[row.number] = row.colour
    return LedgerPast(
        numbers_of(connection),
        _events(connection, ledger_sighting),
        _events(connection, ledger_decision),
        colours,
    )


def record_ledger(connection: sa.Connection, period: str, record: LedgerRecord) -> None:
    """Add numbers, and replace what was seen and issued in a period and what was decided in the periods the record tells of."""
    numbers = [{"number": number, **asdict(identity)} for identity, number in record.numbers.items()]
    if numbers:
        connection.execute(sa.insert(ledger_number), numbers)
    _replace(connection, ledger_sighting, {period: record.sightings})
    _replace(connection, ledger_decision, record.decisions)
    connection.execute(sa.delete(ledger_colour).where(ledger_colour.c.period == period))
    colours = [{"period": period, "number": number, "colour": colour} for number, colour in record.colours.items()]
    if colours:
        connection.execute(sa.insert(ledger_colour), colours)


@cache
def _reader(table: str) -> msgspec.json.Decoder[Any]:
    """Return what reads the events of a table."""
    return msgspec.json.Decoder(Sighting if table == ledger_sighting.name else Decision)


def _events(connection: sa.Connection, table: sa.Table) -> dict[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = {}
    for row in connection.execute(sa.select(table).order_by(table.c.period, table.c.place)):
        found.setdefault(row.period, []).append(_reader(table.name).decode(row.content))
    return {period: tuple(events) for period, events in found.items()}


def _replace(connection: sa.Connection, table: sa.Table, events: Mapping[str, tuple[Any, ...]]) -> None:
    for period, happened in events.items():
        connection.execute(sa.delete(table).where(table.c.period == period))
        rows = [
            {"period": period, "place": place, "content": msgspec.json.encode(event).decode()}
            for place, event in enumerate(happened)
        ]
        if rows:
            connection.execute(sa.insert(table), rows)
