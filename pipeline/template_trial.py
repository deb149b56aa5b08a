"""A changed template tried on past issues: what each would have said, by the template of the last issue and by the changed one."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pipeline import documents, publishing
from pipeline.catalogue import template_care as say
from pipeline.config import load_definitions
from pipeline.model.definitions import Definitions
from pipeline.model.document import Document
from pipeline.model.errors import DefinitionError, Mistake, PublishError
from pipeline.model.period import Period
from pipeline.replaying import Issue, issues, material_of, replaying

_USUAL: Final = 3
"""how many issues a template is tried on where nobody says which"""


class Trial(Struct, frozen=True):
    """What one issue would say otherwise: each passage before and after."""

    period: Period
    differences: tuple[tuple[str, str], ...]


def try_template(workspace: Path, notice: str, periods: Sequence[Period], now: datetime) -> Iterator[Trial]:
    """Yield a trial for each period; nothing is written.

    Raises DefinitionError where there is no such notice, PublishError where there is no issue to try it on or its template or
    returns were not kept, TemplateError where the template has mistakes or the one of the last issue no longer fits the definitions.
    """
    definitions = load_definitions(workspace)
    if notice not in definitions.notices:
        known = "、".join(definitions.notices)
        raise DefinitionError(Mistake(f"templates/notices/{notice}.yaml", say.NO_NOTICE.format(name=notice, known=known)))
    made = [one for one in issues(workspace) if documents.is_due(definitions.notices[notice], one.period)]
    chosen = [one for one in made if one.period in periods] if periods else made[-_USUAL:]
    if not chosen or {*periods} - {one.period for one in chosen}:
        raise PublishError(Mistake("outbox", say.NO_ISSUE.format(name=notice)))
    before = _as_last_issued(workspace, notice, made[-1], definitions)
    with replaying(workspace, definitions, chosen, now) as replay:
        for one in chosen:
            material = material_of(replay.compute(one))
            old, new = (documents.notice(notice, replace(material, definitions=used)) for used in (before, definitions))
            yield Trial(one.period, tuple(_differences(old, new)))


def _as_last_issued(workspace: Path, notice: str, last: Issue, definitions: Definitions) -> Definitions:
    """Return the definitions with the template of the last issue."""
    kept = publishing.template_copy(workspace, last.facts.get("templates", {}).get(notice, ""))
    if kept is None:
        raise PublishError(Mistake(f"outbox/{last.period.code}", say.NOT_KEPT.format(name=notice, period=last.period.label)))
    return replace(definitions, templates={**definitions.templates, notice: kept})


def _differences(old: Sequence[Document], new: Sequence[Document]) -> Iterator[tuple[str, str]]:
    before, after = ({one.path: one.content for one in told} for told in (old, new))
    for path in dict.fromkeys((*before, *after)):
        yield from publishing.text_differences(before.get(path), after.get(path))
