"""What was received and accepted: first sight of every file, and the rows of every accepted return."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from pipeline.history.encoding import Row, decoded_rows, encoded_rows
from pipeline.history.schema import accepted_return, received_file
from pipeline.model.earlier import EarlierRows
from pipeline.model.period import Period


def first_seen(connection: sa.Connection) -> dict[str, datetime]:
    """Return content hash → when a file of that content was first seen."""
    return {row.sha256: row.first_seen for row in connection.execute(sa.select(received_file))}


def rows_of(connection: sa.Connection, periods: Mapping[str, Period]) -> dict[str, EarlierRows]:
    """Return the accepted rows of each form in its period; a form nobody reported is absent."""
    found: dict[str, EarlierRows] = {}
    for form, period in periods.items():
        query = sa.select(accepted_return.c.unit, accepted_return.c.rows)
        stored = connection.execute(query.where(accepted_return.c.form == form, accepted_return.c.period == period.code)).all()
        if stored:  # sorted here: databases sort Chinese each in its own way
            rows = [row for _, rows in sorted((unit, rows) for unit, rows in stored) for row in decoded_rows(rows)]
            found[form] = EarlierRows(period.code, rows)
    return found


def periods_of(connection: sa.Connection, form: str) -> list[Period]:
    """Return the periods of which rows of a form are kept, oldest first."""
    query = sa.select(accepted_return.c.period).where(accepted_return.c.form == form).distinct()
    return sorted(map(Period.parse, connection.scalars(query)))


def record_received(connection: sa.Connection, received: Mapping[str, datetime]) -> None:
    """Add files not seen before; the first sight of a file is never moved."""
    known = set(connection.scalars(sa.select(received_file.c.sha256)))
    fresh = [{"sha256": sha256, "first_seen": moment} for sha256, moment in received.items() if sha256 not in known]
    if fresh:
        connection.execute(sa.insert(received_file), fresh)


def record_rows(connection: sa.Connection, rows: Mapping[tuple[str, str], Sequence[Row]]) -> None:
    """Replace the accepted rows of each (form, period code)."""
    entries = []
    for (form, period), listed in rows.items():
        connection.execute(sa.delete(accepted_return).where(accepted_return.c.form == form, accepted_return.c.period == period))
        for unit, owned in _by_unit(listed).items():
            entries.append({"period": period, "form": form, "unit": unit, "rows": encoded_rows(owned)})
    if entries:
        connection.execute(sa.insert(accepted_return), entries)


def _by_unit(rows: Iterable[Row]) -> dict[str, list[Row]]:
    units: dict[str, list[Row]] = {}
    for row in rows:
        units.setdefault(str(row["单位"]), []).append(row)
    return units
