"""Units as a table measures them: whose rows are whose, what each is missing, and by which names it goes in history."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from msgspec.structs import replace

from pipeline.catalogue import statistics as words
from pipeline.model.figure import Missing
from pipeline.model.reporting import ReportingState
from pipeline.model.unit import Unit
from pipeline.statistics.measured import Known, Measured, Past
from pipeline.statistics.roster import Contest, predecessors
from pipeline.statistics.subject import Positions, Subject

NO_ROWS: Positions = np.empty(0, dtype=np.intp)


class Entrants:
    """The units of one table of a statistic."""

    def __init__(self, subject: Subject, name: str, contest: Contest, known: Known, others: Iterable[str]) -> None:
        self.subject, self.contest, self.known = subject, contest, known
        self.prefix = f"{subject.name}.{name}"
        self.others = frozenset(others)
        self.owned: dict[str | None, dict[str, Positions]] = {None: subject.owned(None, contest.by)}
        self.owned |= {form: subject.owned(form, contest.by) for form in self.others}

    def unit(self, group: str, unit: str) -> Measured:
        """Return one unit, measured by its own rows."""
        names = predecessors(self.subject, unit)
        whom = self._measured(group, unit, names, {unit})
        return replace(whom, missing=self._unreported(unit), set_for_it=self._set_for(unit), unit=unit, formerly=names)

    def together(self, group: str) -> Measured:
        """Return a group as a whole, over all its units' rows, ranked or not."""
        units = self.subject.ground.definitions.directory.units
        of_group = {unit.name for unit in units if self._counts(unit, group)}
        return self._measured(group, words.TOTAL, (words.TOTAL,), of_group)

    def _counts(self, unit: Unit, group: str) -> bool:
        if group == words.COUNTY:
            return not self.contest.groups or unit.group in self.contest.groups
        return unit.group == group

    def _measured(self, group: str, name: str, past: Sequence[str], units: Collection[str]) -> Measured:
        """Return one measured by the rows of some units; its past is found under whatever group it was in."""
        groups = dict.fromkeys((group, *self.subject.ground.definitions.office.groups)) if name != words.TOTAL else (group,)
        names = tuple(f"{self.prefix}.{then}.{called}" for called in past for then in groups)
        return Measured(
            f"{self.prefix}.{group}.{name}",
            self.known.copy(),
            Past(self.subject.last, names),
            Past(self.subject.last_year, names),
            {form: _together(owned, units) for form, owned in self.owned.items()},
        )

    def _unreported(self, unit: str) -> dict[str, Missing]:
        """Return the other forms the unit should have reported and has not."""
        states = self.subject.ground.states
        not_there = {ReportingState.MISSING, ReportingState.RETURNED}
        return {form: Missing.NOT_REPORTED for form in self.others if states.get((form, unit)) in not_there}

    def _set_for(self, unit: str) -> frozenset[str]:
        """Return the other forms in which others report about the unit: targets set for it."""
        return frozenset(form for form in self.others if (form, unit) not in self.subject.ground.states)


def _together(owned: Mapping[str, Positions], units: Collection[str]) -> Positions:
    """Return the rows of some units in the order of the table."""
    found = [owned[unit] for unit in units if unit in owned]
    if len(found) == 1:
        return found[0]
    return np.sort(np.concatenate(found)) if found else NO_ROWS
