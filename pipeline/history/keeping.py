"""An open history: what the batch asks it and what it keeps."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa

from pipeline.catalogue import history as say
from pipeline.history.encoding import Row
from pipeline.history.figures import figures_of, record_figures, series_of
from pipeline.history.ledger import ledger_of, numbers_of, record_ledger
from pipeline.history.receipts import first_receipts, replace_first_receipts
from pipeline.history.returns import first_seen, periods_of, record_received, record_rows, rows_of
from pipeline.model.earlier import Earlier, EarlierFigures, EarlierRows
from pipeline.model.errors import Mistake, PublishError
from pipeline.model.form import Form
from pipeline.model.ledger import Identity, LedgerPast, LedgerRecord
from pipeline.model.period import Period
from pipeline.model.reporting import FirstReceipt, Place


class History:
    """An open history; made by `open_history`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def seen(self) -> dict[str, datetime]:
        """Return content hash → when a file of that content was first seen."""
        with self.reading() as connection:
            return first_seen(connection)

    def first_receipts(self) -> dict[Place, FirstReceipt]:
        """Return when every return first came, by unit, form and period."""
        with self.reading() as connection:
            return first_receipts(connection)

    def record_first_receipts(self, firsts: Mapping[Place, FirstReceipt]) -> None:
        """Keep when returns first came; raises PublishError when the database will not take it."""
        with self.writing() as connection:
            replace_first_receipts(connection, firsts)

    def earlier(self, period: Period, forms: Mapping[str, Form], remembered: Sequence[str] = ()) -> Earlier:
        """Return what the batches of the period before and of last year left behind, seen from one period.

        Of names that begin with one of those remembered, it also has the figures of every period since the beginning of last year.
        """
        with self.reading() as connection:
            return Earlier(
                last_rows=rows_of(connection, {name: form_period(form, period).previous for name, form in forms.items()}),
                last_year_rows=rows_of(connection, {name: form_period(form, period).last_year for name, form in forms.items()}),
                last=figures_of(connection, period.previous.code),
                last_year=figures_of(connection, period.last_year.code),
                series=series_of(connection, period, remembered),
            )

    def reported_in(self, form: str) -> list[Period]:
        """Return the periods of which rows of a form are kept, oldest first."""
        with self.reading() as connection:
            return periods_of(connection, form)

    def accepted(self, periods: Mapping[str, Period]) -> dict[str, EarlierRows]:
        """Return the accepted rows of each form in its period; a form nobody reported is absent."""
        with self.reading() as connection:
            return rows_of(connection, periods)

    def record(
        self,
        period: Period,
        received: Mapping[str, datetime],
        rows: Mapping[tuple[str, str], Sequence[Row]],
        figures: EarlierFigures,
    ) -> None:
        """Replace all that is kept of a period; `rows` is by (form, period code of the form).

        Raises PublishError when the database will not take it; nothing of the period has changed then.
        """
        with self.writing() as connection:
            record_received(connection, received)
            record_rows(connection, rows)
            record_figures(connection, period.code, figures)

    def record_sight(self, received: Mapping[str, datetime]) -> None:
        """Keep only when files were first seen; what was computed of a frozen period stays as it was issued."""
        with self.writing() as connection:
            record_received(connection, received)

    def ledger(self) -> LedgerPast:
        """Return all that is kept of the problem ledger."""
        with self.reading() as connection:
            return ledger_of(connection)

    def ledger_numbers(self) -> dict[Identity, str]:
        """Return every number the problem ledger has ever given."""
        with self.reading() as connection:
            return numbers_of(connection)

    def record_ledger(self, period: Period, record: LedgerRecord) -> None:
        """Keep what a batch adds to the problem ledger; the same batch adds the same."""
        with self.writing() as connection:
            record_ledger(connection, period.code, record)

    def reading(self) -> sa.Connection:
        """Open a connection for queries, to be used with `with`."""
        return self._engine.connect()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Open one transaction: all of it is kept or none; raises PublishError when the database will not take it."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            raise PublishError(Mistake(str(self._engine.url), say.NOT_WRITTEN.format(reason=reason))) from error


def form_period(form: Form, period: Period) -> Period:
    """Return the period of a form that a batch uses: the latest complete one of the form's own cadence."""
    return period.latest(form.reported.every)
