"""Pydantic's errors said in Chinese, at the line and by the key as it was written."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pipeline.catalogue import definitions as say
from pipeline.catalogue.definition_keys import MEANINGS
from pipeline.config.nearest import did_you_mean, nearest
from pipeline.config.yaml_lines import Path, Written
from pipeline.model.errors import Mistake
from pipeline.model.yaml_keys import yaml_key

Error = Mapping[str, Any]
"""One entry of pydantic's list of errors."""

_TORN = re.compile(r"[()\"“”=<>]")
_WRITTEN_WRONG = (
    (re.compile(r"[［｛【]"), say.FULL_WIDTH_BRACKET),
    (re.compile(r"[^\s：:]+："), say.FULL_WIDTH_COLON),
    (re.compile(r"[^\s：:/]+:[^\s/]"), say.NO_SPACE_AFTER_COLON),
)
_SPACE = re.compile("[\u3000\xa0\u2002\u2003]")
_CURLY = re.compile("[“”‘’]")
_CLOCK = re.compile(r"\d{1,2}：\d{2}")
_OPTION = re.compile(r"'([^']*)'")


def shape_mistakes(written: Written, shape: type[object], errors: Sequence[Any]) -> Iterator[Mistake]:
    """Yield a mistake for every place pydantic objects to; several objections to one place become one."""
    by_path: dict[Path, list[Error]] = {}
    for error in errors:
        by_path.setdefault(written_path(written, error["loc"]), []).append(error)
    for path, found in by_path.items():
        missing = [error["loc"][-1] for error in found if error["type"] == "missing"]
        misspelled = {nearest(key.partition("：")[0], missing) for key in _unknown_keys(written, errors, path)}
        for key in missing:
            if key not in misspelled:
                meaning = MEANINGS.get(shape_at(shape, path).__name__, {}).get(key, key)
                yield written.mistake((*path, key), say.MISSING_KEY.format(meaning=meaning))
        others = [error for error in found if error["type"] != "missing"]
        inside = any(len(other) > len(path) and other[: len(path)] == path for other in by_path)
        if others and not inside:
            yield written.mistake(path, _objection(shape, path, others))


def written_path(written: Written, location: Iterable[int | str]) -> Path:
    """Drop the parts of a location that are pydantic's own: members of a union, keys that are not there."""
    path: Path = ()
    for step in location:
        if (*path, step) in written.lines:
            path = (*path, step)
    return path


def _unknown_keys(written: Written, errors: Sequence[Any], holder: Path) -> list[str]:
    """Return the keys of an entry that nobody knows: one of them may be meant for one that is missing."""
    unknown = (written_path(written, error["loc"]) for error in errors if error["type"] == "unexpected_keyword_argument")
    return [str(path[-1]) for path in unknown if path[:-1] == holder]


def shape_at(shape: Any, path: Path) -> Any:  # noqa: ANN401 - a dataclass or a generic alias
    """Return the type that describes what stands at a path."""
    for step in path:
        shape = _plain(shape)
        if is_dataclass(shape):
            shape = next((of for name, of in get_type_hints(shape).items() if yaml_key(name) == step), NoneType)
        else:
            shape = next((of for of in reversed(get_args(shape)) if of is not Ellipsis), NoneType)
    return _plain(shape)


def _plain(shape: Any) -> Any:  # noqa: ANN401 - as above
    """Return the last member of a union that is something: X for X | None, the grouped form of a code list."""
    if get_origin(shape) in {Union, UnionType}:
        return next(member for member in reversed(get_args(shape)) if member is not NoneType)
    return shape


def _objection(shape: type[object], path: Path, errors: list[Error]) -> str:
    """Say what should stand in a place, and what stands there."""
    first = errors[0]
    if first["type"] == "unexpected_keyword_argument":
        return _unknown_key(shape, path)
    found, shown = first["input"], ""
    if found is None:
        shown = say.WRITTEN_NOTHING
    elif isinstance(found, str):
        shown = say.WRITTEN.format(written=found) + _read_as_text(found)
    options = _OPTION.findall(str(first.get("ctx", {}).get("expected", "")))
    if options:
        return say.ONLY.format(options="、".join(options)) + shown + did_you_mean(str(found), options, listed=False)
    return _expected(errors) + shown


def _unknown_key(shape: type[object], path: Path) -> str:
    key, holder = str(path[-1]), shape_at(shape, path[:-1])
    if _SPACE.search(key):
        return say.UNKNOWN_KEY + say.CAUSE.format(cause=say.FULL_WIDTH_SPACE)
    if "：" in key:
        return say.UNKNOWN_KEY + say.CAUSE.format(cause=say.FULL_WIDTH_COLON)
    if _TORN.search(key):
        return say.UNKNOWN_KEY + say.TORN_EXPRESSION
    known = [yaml_key(field.name) for field in fields(holder)] if is_dataclass(holder) else []
    return say.UNKNOWN_KEY + did_you_mean(key, known)


def _expected(errors: list[Error]) -> str:
    kind = errors[0]["type"]
    if kind == "greater_than_equal":
        return say.AT_LEAST.format(**errors[0]["ctx"])
    if kind == "less_than_equal":
        return say.AT_MOST.format(**errors[0]["ctx"])
    names = [say.EXPECTED.get(error["type"].partition("_")[0]) for error in errors]
    expected = say.BETWEEN_EXPECTED.join(dict.fromkeys(name for name in names if name))
    return say.SHOULD_BE.format(expected=expected) if expected else say.WRONG


def _read_as_text(found: str) -> str:
    """Offer the cause where a whole entry was read as one text: a full-width sign, or a colon without its space."""
    if _CLOCK.search(found):
        return ""  # what should stand there has been said: a colon without a blank
    if _CURLY.search(found):
        return say.CAUSE.format(cause=say.CURLY_QUOTES)
    cause = next((cause for pattern, cause in _WRITTEN_WRONG if pattern.match(found)), None)
    return say.CAUSE.format(cause=cause) if cause else ""
