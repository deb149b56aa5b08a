"""Plain YAML data held against the dataclasses of model/, with every mistake in Chinese."""

from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from pipeline.catalogue import definitions as say
from pipeline.config.yaml_lines import Path, Written
from pipeline.model.errors import Mistake
from pipeline.model.yaml_keys import yaml_key

T = TypeVar("T")


@cache
def adapter(shape: type[Any]) -> TypeAdapter[Any]:
    """Return the validator of a dataclass; building one costs more than using it."""
    return TypeAdapter(shape)


def shaped(written: Written, shape: type[T]) -> tuple[T | None, tuple[Mistake, ...]]:
    """Return the frozen object a file describes, or every mistake in it."""
    try:
        made: T = adapter(shape).validate_python(written.data)  # type: ignore[arg-type] # a class is hashable
        return made, ()
    except ValidationError as error:
        errors = error.errors(include_url=False)
    return None, tuple(_mistake(written, shape, entry) for entry in errors)


def _mistake(written: Written, shape: type[object], entry: Any) -> Mistake:  # noqa: ANN401 - pydantic's own dict
    path, kind = _written_path(written, entry["loc"]), entry["type"]
    if kind == "missing":
        return written.mistake((*path, entry["loc"][-1]), say.MISSING_KEY)
    if kind == "unexpected_keyword_argument":
        known = keys_of(shape, path[:-1])
        return written.mistake(path, say.UNKNOWN_KEY + did_you_mean(str(path[-1]), known))
    text = say.SHAPES.get(kind)
    if kind in {"literal_error", "enum"}:
        options = str(entry["ctx"]["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")
        text = say.ONE_OF.format(expected=options) + did_you_mean(str(entry["input"]), options.split("、"))
    found = entry["input"]
    shown = say.WRITTEN.format(written=found) if isinstance(found, str) else ""
    return written.mistake(path, (text or say.WRONG) + shown)


def did_you_mean(name: str, known: Any) -> str:  # noqa: ANN401 - any iterable of names
    """Return the clause offering the nearest known name; empty where none is near."""
    near = get_close_matches(name, [str(option) for option in known], n=1, cutoff=0.5)
    return say.DID_YOU_MEAN.format(suggestion=near[0]) if near else ""


def keys_of(shape: Any, path: Path) -> tuple[str, ...]:  # noqa: ANN401 - a dataclass or a generic alias
    """Return the keys a definition may have at a path."""
    for step in path:
        shape = _below(shape, step)
    return tuple(yaml_key(field.name) for field in fields(shape)) if is_dataclass(shape) else ()


def _below(shape: Any, step: str | int) -> Any:  # noqa: ANN401 - as above
    if is_dataclass(shape):
        hints = get_type_hints(shape)
        shape = next((hint for name, hint in hints.items() if yaml_key(name) == step), None)
    else:
        shape = next((argument for argument in reversed(get_args(shape)) if argument is not Ellipsis), None)
    if shape is not None and not is_dataclass(shape) and type(None) in get_args(shape):
        shape = next(argument for argument in get_args(shape) if argument is not type(None))
    return shape


def _written_path(written: Written, location: tuple[int | str, ...]) -> Path:
    """Drop the parts of a location that are pydantic's own (members of a union)."""
    path: Path = ()
    for step in location:
        if (*path, step) in written.lines:
            path = (*path, step)
    return path
