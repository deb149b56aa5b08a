"""What a person must do now, from what a period's manifest says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.catalogue import overview as say
from pipeline.catalogue.ledger import CONFIRMATION
from pipeline.model.finding import Level
from pipeline.model.reporting import ReportingState
from pipeline.overview.filing import Filed

Facts = Mapping[str, Any]


def todo(facts: Facts, own: Sequence[Filed], proposed: Facts | None) -> Iterator[dict[str, str]]:
    """Yield what is to be done, the most urgent first, each with the file to open where there is one."""
    if proposed is not None:
        yield _one(say.TODO_PROPOSED.format(period=facts["period"]), proposed["documents"][0]["path"])
    yield from _counted(say.TODO_UNPLACED, _unplaced(facts))
    yield from _counted(say.TODO_UNDECIDED, _undecided(facts), say.SEMICOLON)
    yield from _counted(say.TODO_RETURNED, _returns(facts, ReportingState.RETURNED))
    yield from _counted(say.TODO_MISSING, _returns(facts, ReportingState.MISSING))
    yield from _counted(say.TODO_EXPLAIN, _to_explain(facts))
    yield from _counted(say.TODO_BESIDE, [one.beside for one in own if one.beside])
    if any(one.proof for one in own):
        yield _one(say.TODO_READ)


def named(names: Iterable[str], between: str = say.COMMA) -> str:
    """Return names in a row, no more than a person reads."""
    listed = list(dict.fromkeys(names))
    shown = between.join(listed[: say.MOST_NAMES])
    return say.AND_OTHERS.format(names=shown, count=len(listed)) if len(listed) > say.MOST_NAMES else shown


def _counted(words: str, names: Sequence[str], between: str = say.COMMA) -> Iterator[dict[str, str]]:
    if names:
        yield _one(words.format(count=len(names), names=named(names, between)))


def _returns(facts: Facts, state: ReportingState) -> list[str]:
    return [f"{one['unit']}{say.FORM.format(form=one['form'])}" for one in facts["reports"] if one["state"] == state.value]


def _unplaced(facts: Facts) -> list[str]:
    unknown = (one for one in facts["findings"] if one["level"] == Level.MUST_FIX.value and not one["unit"])
    return list(dict.fromkeys(one["file"] for one in unknown))


def _undecided(facts: Facts) -> list[str]:
    wrong = (one for one in facts["findings"] if one["level"] == Level.MUST_FIX.value and one["form"] == CONFIRMATION)
    return [one["text"] for one in wrong]


def _to_explain(facts: Facts) -> list[str]:
    return [one["unit"] for one in facts["findings"] if one["level"] == Level.MUST_EXPLAIN.value]


def _one(text: str, path: str = "") -> dict[str, str]:
    return {"text": text, "path": path}
