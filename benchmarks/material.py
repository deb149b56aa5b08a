"""What the notices of a workspace print, worked out once by the stages themselves."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline import batch, documents
from pipeline.documents import context, notices
from pipeline.documents.context import Context
from pipeline.documents.material import Material
from pipeline.documents.word.charts.data import ChartData
from pipeline.model.period import Period

NOW = datetime(2023, 5, 8, 9)
CHARTS = "图"


@dataclass(frozen=True)
class Printable:
    """What one document is made of besides its template."""

    context: Context
    charts: Mapping[str, ChartData]

    @property
    def without_charts(self) -> Context:
        """The data for an engine that cannot draw: nothing is printed where a chart is to be."""
        return {**self.context, CHARTS: dict.fromkeys(self.charts, "")}


@dataclass
class _Keeping:
    """Takes the place of a template, and keeps what it is to print."""

    kept: list[Printable] = field(default_factory=list)

    def printed(self, given: Context, charts: Mapping[str, ChartData]) -> None:
        self.kept.append(Printable(dict(given), charts))


def material_of(workspace: Path, period: str) -> Material:
    """Return what the batch of a period hands to its documents."""
    with _material_of_batch() as kept:
        batch.run_batch(workspace, Period.parse(period), NOW, dry_run=True)
    return kept[0]


def printables(material: Material) -> dict[str, list[Printable]]:
    """Return notice → what each of its documents prints, as the batch would print it."""
    shared = context.build(material)
    found = {}
    for name, notice in material.definitions.notices.items():
        template: Any = _Keeping()
        list(notices.issue(notice, template, shared, material))
        found[name] = template.kept
    return found


@contextmanager
def _material_of_batch() -> Iterator[list[Material]]:
    """Catch what the batch hands to its documents."""
    kept: list[Material] = []
    render = documents.render

    def catching(results, merged, reports, findings, definitions, period, *others):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN202, PLR0913, PLR0917
        kept.append(Material(definitions, period, results, merged, tuple(reports), tuple(findings), *others))
        return render(results, merged, reports, findings, definitions, period, *others)

    with patch.object(documents, "render", catching):
        yield kept
