"""What the notices of a workspace print, worked out once by the stages themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from pipeline import batch, documents
from pipeline.documents import context, notices
from pipeline.documents.context import Context
from pipeline.documents.material import Material
from pipeline.documents.unit_context import unit_contexts
from pipeline.model.calendar import WorkCalendar
from pipeline.model.period import Period

NOW = datetime(2023, 5, 8, 9)


def contexts(workspace: Path, period: str) -> dict[str, Context]:
    """Return notice → the data of its first document."""
    return {name: own[0] for name, own in every_context(workspace, period).items() if own}


def every_context(workspace: Path, period: str) -> dict[str, list[Context]]:
    """Return notice → the data of each of its documents, as the batch would print them."""
    with _material_of_batch() as kept:
        batch.run_batch(workspace, Period.parse(period), NOW, dry_run=True)
    material = kept[0]
    shared = context.build(material)
    calendar = WorkCalendar(material.definitions.office.calendar)
    found: dict[str, list[Context]] = {}
    for name, notice in material.definitions.notices.items():
        whole = {**shared, "文": notices.document_context(notice, material.period, calendar)}
        own = unit_contexts(material, notice.states) if notice.for_each else iter([{}])
        found[name] = [{**whole, **each} for each in own]
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
