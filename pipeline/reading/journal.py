"""Collects what there is to say about one file or one table."""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pipeline.catalogue import reading as say
from pipeline.catalogue.findings import Wording
from pipeline.model.finding import Finding, Level

_LONGEST_QUOTE = 40
_LEVELS: Final = {level.value: level for level in Level}


class Scope(Struct, frozen=True):
    """What a finding is about, as far as it is known."""

    file: str
    unit: str = ""
    form: str = ""
    period: str = ""
    sheet: str = ""


class Journal:
    """Findings in the order they were made; the same conversion in many cells of a column is one finding."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._findings: list[Finding] = []
        self._grouped: dict[tuple[str, str, str], tuple[Finding, list[str]]] = {}

    def narrow(self, *, unit: str = "", period: str = "") -> None:
        """Say from now on whose it is what is spoken of, or of which period."""
        scope = self.scope
        self.scope = Scope(scope.file, unit or scope.unit, scope.form, period or scope.period, scope.sheet)

    def add(self, wording: Wording, *cells: str, row: str = "", found: str = "", **slots: object) -> None:
        """Say one thing about some cells, the first of which is to be marked."""
        self._findings.append(self._finding(wording, cells, row, found, slots))

    def say(self, wording: Wording, slots: Mapping[str, object]) -> None:
        """Say one thing about the file as a whole, or about the whole table."""
        self._findings.append(self._finding(wording, (), "", str(slots.get("found", "")), slots))

    def add_once(self, wording: Wording, column: str, cell: str, *, row: str = "", found: str = "", **slots: object) -> None:
        """Say something that may hold for many cells of a column; told once, with the first cell as the example.

        Words taken for other words are alike only if they are the same words.
        """
        key = wording.text, column, "" if any(map(str.isdigit, found)) else found
        group = self._grouped.get(key)
        if group is None:
            finding = self._finding(wording, (cell,), row, found, {**slots, "column": column})
            self._grouped[key] = finding, [cell]
        else:
            group[1].append(cell)

    def findings(self) -> list[Finding]:
        """Return all findings, those about single cells first."""
        return [*self._findings, *(self._together(finding, cells) for finding, cells in self._grouped.values())]

    def _together(self, finding: Finding, cells: list[str]) -> Finding:
        if len(cells) == 1:
            return finding
        text = finding.text + say.ALSO_IN.format(count=len(cells))
        return replace(finding, text=text, cells=tuple(cells), row="")

    def _finding(self, wording: Wording, cells: Iterable[str], row: str, found: str, slots: Mapping[str, object]) -> Finding:
        scope, quoted = self.scope, {"found": quote(found), **slots}
        return Finding(
            wording.code,
            _LEVELS[wording.level],
            scope.file,
            _filled(wording.text, quoted),
            scope.unit,
            scope.form,
            scope.period,
            scope.sheet,
            tuple(cells),
            row,
            found,
            _filled(wording.expected, quoted),
            _filled(wording.remedy, quoted),
        )


def _filled(text: str, slots: Mapping[str, object]) -> str:
    """Return a text with its slots filled; most have none."""
    return text.format(**slots) if "{" in text or "}" in text else text


def quote(text: str) -> str:
    """Return a text short enough to be quoted in a sentence."""
    text = text.replace("\n", " ")
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
