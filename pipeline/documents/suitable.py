"""What a formatter accepts; anything else is a mistake in the template and says which formatter to use."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from pipeline.catalogue import wording
from pipeline.model.figure import Figure, FigureKind, Missing
from pipeline.model.period import Period

Row = Mapping[str, object]


class FormatError(TypeError):
    """A template hands a formatter something it cannot print."""


def figure(value: object, formatter: str, *kinds: FigureKind) -> Figure:
    """Return the value if it is a figure of one of these kinds; all kinds where none is named."""
    if not isinstance(value, Figure):
        raise FormatError(unsuitable(value, formatter, wording.A_FIGURE))
    if kinds and value.kind not in kinds:
        raise FormatError(
            wording.UNSUITABLE_KIND.format(
                formatter=formatter,
                name=value.name,
                kind=wording.KIND_WORDS[value.kind],
                instead=wording.KIND_FORMATTER[value.kind],
            )
        )
    return value


def number(value: object, formatter: str, *kinds: FigureKind) -> Decimal:
    """Return the number of a figure that is known to have one."""
    known = figure(value, formatter, *kinds).value
    if known is None:
        raise FormatError(unsuitable(value, formatter, wording.A_FIGURE))
    return known


def rows(value: object, formatter: str) -> Sequence[object]:
    """Return the value if it is a list."""
    if not isinstance(value, list | tuple):
        raise FormatError(unsuitable(value, formatter, wording.A_LIST))
    return value


def unsuitable(value: object, formatter: str, expected: str) -> str:
    """Say that a formatter cannot print a value, and what it prints."""
    written = value.name if isinstance(value, Figure) else value
    return wording.UNSUITABLE_VALUE.format(formatter=formatter, value=str(written)[:40], expected=expected)


def missing_text(value: Figure, missing_word: str) -> str:
    """Print the reason why a figure has no value."""
    reason = value.missing or Missing.NOT_REPORTED
    return wording.MISSING_IN_TEXT.get(reason.value, missing_word)


@lru_cache(maxsize=64)
def period_of(code: str) -> Period | None:
    """Read the period of a figure; None where it states none."""
    try:
        return Period.parse(code)
    except ValueError:
        return None
