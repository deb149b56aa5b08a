"""Coverage in words: whose returns a figure counts, and who is not in it and why."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from pipeline.catalogue import register as words
from pipeline.documents.material import Material
from pipeline.model.figure import Figure
from pipeline.model.merged import CellSource
from pipeline.model.reporting import ReportingState, UnitReport

_OUTSIDE = (ReportingState.MISSING, ReportingState.RETURNED)


class Coverage:
    """What the figures of one batch cover; the same words for all figures of the same unit and forms."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._said: dict[tuple[str, tuple[str, ...]], str] = {}
        self._of: dict[int, tuple[Figure, str]] = {}

    def of(self, figure: Figure) -> str:
        """Return the coverage of a figure; empty for one that counts no returns."""
        known = self._of.get(id(figure))
        if known is None:
            known = self._of[id(figure)] = figure, self._worked_out(figure)
        return known[1]

    def _worked_out(self, figure: Figure) -> str:
        name = figure.name.split(".")
        unit = next(filter(self._units.__contains__, name), "")
        forms = _forms(figure.sources) or self._form_of(name[0])
        said = self._said.get((unit, forms))
        if said is None:
            said = self._said[unit, forms] = self._of_unit(unit, forms) if unit else self._of_forms(forms)
        return said

    @staticmethod
    def _of_unit(unit: str, forms: Sequence[str]) -> str:
        return words.OF_UNIT.format(unit=unit, forms="、".join(forms)) if forms else ""

    def _of_forms(self, forms: Sequence[str]) -> str:
        return words.SEMICOLON.join(map(self._of_form, forms))

    @cached_property
    def _units(self) -> frozenset[str]:
        return frozenset(unit.name for unit in self._material.definitions.directory.units)

    def _form_of(self, statistic: str) -> tuple[str, ...]:
        found = self._material.definitions.statistics.get(statistic)
        return () if found is None else (found.from_,)

    @cached_property
    def _reports(self) -> Mapping[str, Sequence[UnitReport]]:
        reports: dict[str, list[UnitReport]] = {}
        for report in self._material.reports:
            reports.setdefault(report.form, []).append(report)
        return reports

    def _of_form(self, form: str) -> str:
        due = [report for report in self._reports.get(form, ()) if report.state is not ReportingState.NO_TASK]
        out = {state: [report.unit for report in due if report.state is state] for state in _OUTSIDE}
        counted = len(due) - sum(map(len, out.values()))
        said = words.OF_FORM.format(form=form, due=len(due), counted=counted)
        return said + "".join(
            words.NOT_IN.format(state=state.value, units="、".join(units)) for state, units in out.items() if units
        )


def _forms(sources: Sequence[CellSource]) -> tuple[str, ...]:
    if len(sources) == 1:
        return (sources[0].form,)
    return tuple(dict.fromkeys([source.form for source in sources]))
