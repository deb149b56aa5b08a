"""Pages from their templates; style and script stand in the page itself, known to it by their hashes."""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import BaseLoader, Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from pipeline.catalogue import overview as say
from pipeline.documents.overview.links import link, visible
from pipeline.model.reporting import ReportingState

_PAGES: Final = ("base.html", "pieces.html", "period.html", "top.html")
_KINDS: Final = {
    ReportingState.ON_TIME.value: "ontime",
    ReportingState.LATE.value: "late",
    ReportingState.RETURNED.value: "returned",
    ReportingState.MISSING.value: "missing",
    ReportingState.ZERO.value: "zero",
    ReportingState.NO_TASK.value: "notask",
}
"""state → class in the style"""


def prepare_pages() -> None:
    """Compile what the pages are made from; otherwise that is done when the first is."""
    for name in _PAGES:
        _environment().get_template(name)


def period_page(shown: Mapping[str, Any]) -> bytes:
    """Return the page of one period."""
    return _page("period.html", shown)


def top_page(shown: Mapping[str, Any]) -> bytes:
    """Return the page that lists all periods."""
    return _page("top.html", shown)


def _page(name: str, shown: Mapping[str, Any]) -> bytes:
    return _environment().get_template(name).render(shown).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=_loader(), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    environment.filters |= {"visible": visible, "link": link}
    style, script = _text("style.css"), _text("table.js")
    environment.globals |= {
        "style": Markup(style),  # nosec B704  # noqa: S704 - our own files
        "script": Markup(script),  # nosec B704  # noqa: S704
        "style_hash": _hash(style),
        "script_hash": _hash(script),
        "order": list(_KINDS),
        "kinds": _KINDS,
        "marks": say.MARKS,
    }
    return environment


def _loader() -> BaseLoader:
    return FunctionLoader(_text)


def _text(name: str) -> str:
    return files("pipeline.catalogue").joinpath("pages", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return what a content security policy calls a text by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
