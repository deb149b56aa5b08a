"""What counts as an explanation, and which findings are explained (handbook 3 §4.1).

At least six characters that say more than 核实无误; given for the values that stand there now; only ever for a 核实 finding.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from pipeline.catalogue import validation as say
from pipeline.model.explanation import Answered, concern_of, newest, value_of
from pipeline.model.finding import Finding, Level
from pipeline.model.values import Value

_SIGNS = re.compile(r"[\W_]+")
_EMPTY = re.compile("(?:" + "|".join(sorted(say.EMPTY_PHRASES, key=len, reverse=True)) + ")*")


def explains(value: Value) -> bool:
    """Return whether a cell holds a real explanation; signs and blanks do not count towards its length."""
    text = _SIGNS.sub("", value) if isinstance(value, str) else ""
    return len(text) >= say.SHORTEST_EXPLANATION and _EMPTY.fullmatch(text) is None


def settle(findings: Iterable[Finding], answers: Sequence[Answered]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings that are still open, and those that are explained, each with its explanation.

    What does not explain a finding is told at it, so that the unit learns why it is asked again.
    """
    settled = list(_settled(findings, answers))
    return tuple(one for one in settled if one.explanation is None), tuple(one for one in settled if one.explanation)


def _settled(findings: Iterable[Finding], answers: Sequence[Answered]) -> Iterator[Finding]:
    given = newest(answers)
    for finding in findings:
        answered = given.get(concern_of(finding)) if given else None
        if answered is None or finding.explanation or finding.level is Level.NOTICE:
            yield finding
        elif refusal := _refusal(finding, answered):
            yield replace(finding, text=finding.text + refusal)
        else:
            yield replace(finding, explanation=answered.explanation)


def _refusal(finding: Finding, answered: Answered) -> str:
    """Return why an answer does not explain a finding; empty where it does."""
    if finding.level is Level.MUST_FIX:
        return say.NOT_EXPLAINED_AWAY
    if not explains(answered.explanation.text):
        return say.EXPLAINS_NOTHING.format(given=answered.explanation.text[: say.LONGEST_QUOTE])
    return "" if answered.value == value_of(finding) else say.EXPLANATION_EXPIRED
