"""The history under the names units go by now: a batch before a change of name kept everything under the old one."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model.earlier import Earlier, EarlierFigures, EarlierRows
from pipeline.model.ledger import Decision, Identity, LedgerPast, Sighting
from pipeline.model.merged import UNIT
from pipeline.model.unit import UnitDirectory

T = TypeVar("T")
K = TypeVar("K")


class TodaysNames(Struct, frozen=True):
    """Old name → name of today, of units that were renamed; a unit that ended keeps its name, its successor is another."""

    of: Mapping[str, str]

    @classmethod
    def by(cls, directory: UnitDirectory) -> "TodaysNames":
        """Return the changes of name a directory tells of; a former name that is another unit's now belongs to that one."""
        former = {one.name: unit.name for unit in directory.units for one in unit.former}
        return cls({old: new for old, new in former.items() if directory.resolve(old) == directory.by_name[new]})

    def earlier(self, earlier: Earlier) -> Earlier:
        """Return what earlier batches left behind, under the names of today."""
        if not self.of:
            return earlier
        return Earlier(
            {form: self._rows(rows) for form, rows in earlier.last_rows.items()},
            {form: self._rows(rows) for form, rows in earlier.last_year_rows.items()},
            earlier.last and self._figures(earlier.last),
            earlier.last_year and self._figures(earlier.last_year),
            tuple(map(self._figures, earlier.series)),
        )

    def ledger(self, past: LedgerPast) -> LedgerPast:
        """Return what is kept of the ledger, under the names of today: numbers stay with their problems."""
        if not self.of:
            return past
        return replace(
            past,
            numbers=_renamed(past.numbers, self._identity),
            sightings={period: tuple(map(self._sighting, seen)) for period, seen in past.sightings.items()},
            decisions={period: tuple(map(self._decision, made)) for period, made in past.decisions.items()},
        )

    def _name(self, name: str) -> str:
        return self.of.get(name, name)

    def _rows(self, earlier: EarlierRows) -> EarlierRows:
        return replace(
            earlier,
            rows=[{**row, UNIT: self.of[unit]} if (unit := str(row.get(UNIT))) in self.of else row for row in earlier.rows],
        )

    def _figures(self, earlier: EarlierFigures) -> EarlierFigures:
        return replace(
            earlier, values=_renamed(earlier.values, self._figure_name), ranks=_renamed(earlier.ranks, self._figure_name)
        )

    def _figure_name(self, name: str) -> str:
        """Rename within 专题.排名.组别.单位.列; most names are of no unit that was renamed."""
        return ".".join(map(self._name, name.split("."))) if any(old in name for old in self.of) else name

    def _identity(self, identity: Identity) -> Identity:
        return replace(identity, unit=self._name(identity.unit))

    def _sighting(self, sighting: Sighting) -> Sighting:
        return replace(sighting, identity=self._identity(sighting.identity))

    def _decision(self, decision: Decision) -> Decision:
        return replace(decision, unit=self._name(decision.unit))


def _renamed(kept: Mapping[K, T], rename: Callable[[K], K]) -> dict[K, T]:
    """Return what is kept by new names; what was kept under a new name already stays as it is."""
    return {rename(name): value for name, value in kept.items()} | {name: kept[name] for name in kept if rename(name) == name}
