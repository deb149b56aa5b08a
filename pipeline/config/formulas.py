"""Conditions compiled while the definitions load, so that a slip in one is known before a return is read."""

from collections.abc import Iterator

from pipeline.catalogue import definitions as say
from pipeline.config.place import Place
from pipeline.expressions import ExpressionError, Scope, compile_comparison, compile_condition
from pipeline.model.errors import Mistake


def condition_mistakes(place: Place, text: str | None, scope: Scope) -> Iterator[Mistake]:
    """Yield the mistake of a condition on rows, if it has one."""
    if text is None:
        return
    try:
        compile_condition(text, scope)
    except ExpressionError as error:
        yield place.mistake(_said(text, error))


def comparison_mistakes(place: Place, text: str | None, scope: Scope) -> Iterator[Mistake]:
    """Yield the mistake of a comparison of two totals, if it has one."""
    if text is None:
        return
    try:
        compile_comparison(text, scope)
    except ExpressionError as error:
        yield place.mistake(_said(text, error))


def _said(text: str, error: ExpressionError) -> str:
    if len(text) <= say.LONGEST_SHOWN:
        return say.IN_EXPRESSION.format(message=error, text=text, place=error.offset + 1)
    rest = text[error.offset : error.offset + say.LONGEST_SHOWN // 2]
    return say.IN_LONG_EXPRESSION.format(message=error, place=error.offset + 1, rest=rest)
