"""Plain YAML data held against the dataclasses of model/: the frozen object, or every mistake in it."""

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from pipeline.catalogue import definitions as say
from pipeline.config.shape_mistakes import shape_mistakes
from pipeline.config.yaml_lines import Path, Plain, Written
from pipeline.model.errors import Mistake

T = TypeVar("T")


@cache
def adapter(shape: type[Any]) -> TypeAdapter[Any]:
    """Return the validator of a dataclass; building one costs more than using it."""
    return TypeAdapter(shape)


def shaped(written: Written, shape: type[T]) -> tuple[T | None, tuple[Mistake, ...]]:
    """Return the frozen object a file describes, or every mistake in it."""
    try:
        made: T = adapter(shape).validate_python(written.data)  # type: ignore[arg-type] # a class is hashable
        return made, tuple(written.mistake(path, say.EMPTY + say.WRITTEN_NOTHING) for path in empty_at(written.data))
    except ValidationError as error:
        return None, tuple(shape_mistakes(written, shape, error.errors(include_url=False)))


def empty_at(data: Plain, path: Path = ()) -> Iterator[Path]:
    """Yield where a name is followed by nothing: whoever wrote it meant something by it."""
    if data is None:
        yield path
    elif isinstance(data, dict | list):
        for step, below in data.items() if isinstance(data, dict) else enumerate(data):
            yield from empty_at(below, (*path, step))
