"""The nearest right name to one that is wrong, or the names there are."""

from collections.abc import Iterable
from difflib import get_close_matches

from pipeline.catalogue import definitions as say


def did_you_mean(name: str, known: Iterable[str], *, listed: bool = True) -> str:
    """Return the clause that offers the nearest known name; where none is near and `listed`, the clause that lists them."""
    options = list(dict.fromkeys(map(str, known)))
    if "，" in name or "、" in name:
        return say.FULL_WIDTH_COMMA
    if near := nearest(name, options):
        return say.DID_YOU_MEAN.format(suggestion=near)
    return say.ONE_OF.format(options=_listing(options)) if listed and options else ""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like one that is not, or None where none is like it."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.5)), None)


def _listing(options: list[str]) -> str:
    shown = "、".join(options[: say.MOST_OPTIONS])
    return shown if len(options) <= say.MOST_OPTIONS else say.AND_OTHERS.format(shown=shown, count=len(options))
