"""Names templates may use, read off a sample, and what is said where a template uses another."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from pipeline.catalogue import notices as words
from pipeline.documents.word.names import EACH, NameUse
from pipeline.model.figure import Figure

Path = tuple[str, ...]
_SHORT = 3
"""letters of a name in which one wrong letter already makes half or a third of it"""


def unknown(uses: Sequence[NameUse], context: Mapping[str, object]) -> Iterator[tuple[NameUse, str]]:
    """Yield every use of a name the data will not have, with a sentence on what was meant."""
    for use in uses:
        sentence = _sentence(use.path, context)
        if sentence:
            yield use, sentence


def _sentence(path: Path, context: Mapping[str, object]) -> str:
    """Return what is wrong with a path; empty where it leads somewhere."""
    found: object = context
    for depth, part in enumerate(path):
        members = _members(found)
        if part == EACH:
            if not members:
                return ""
            found = next(iter(members.values()))
        elif part not in members:
            return _unknown_part(path, depth, found, context)
        else:
            found = members[part]
    return ""


def _members(value: object) -> Mapping[str, object]:
    if isinstance(value, Figure):
        return value.related
    if isinstance(value, Mapping):
        return value
    if isinstance(value, list | tuple):
        return {str(position): member for position, member in enumerate(value)}
    return {}


def _unknown_part(path: Path, depth: int, owner: object, context: Mapping[str, object]) -> str:
    part, known = path[depth], _members(owner)
    if not depth:
        return words.UNKNOWN_NAME.format(name=part) + _meant(_elsewhere(part, context) or _nearest(part, known))
    named = ".".join(step for step in path[:depth] if step != EACH)
    if isinstance(owner, Figure):
        listed = "、".join(known) or words.NONE
        return words.UNKNOWN_COMPARISON.format(owner=named, name=part, known=listed) + _meant(_nearest(part, known))
    return words.UNKNOWN_MEMBER.format(owner=named, name=part) + _meant(_nearest(part, known))


def _elsewhere(name: str, context: Mapping[str, object]) -> str:
    """Return the full name of a figure written without its statistic."""
    return next((f"{group}.{name}" for group, members in context.items() if name in _members(members)), "")


def _nearest(name: str, known: Mapping[str, object]) -> str:
    likeness = 0.5 if len(name) <= _SHORT else 0.6
    return next(iter(get_close_matches(name, list(known), 1, likeness)), "")


def _meant(name: str) -> str:
    return words.DID_YOU_MEAN.format(name=name) if name else ""
