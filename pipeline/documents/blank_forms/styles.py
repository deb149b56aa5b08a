"""How cells of a blank form look."""

from collections.abc import Mapping
from typing import Any

from pipeline.catalogue import blank_forms as words

_BASE = {"font_name": words.FONT, "font_size": 10, "valign": "vcenter"}
_BOXED = {**_BASE, "border": 1, "border_color": "#808080", "text_wrap": True}
_OPEN = {**_BOXED, "locked": False}
_GREY, _HEAD = "#E7E6E6", "#D9E2F3"
_BY_TYPE: Mapping[str, Mapping[str, Any]] = {
    "word": {"num_format": "@"},
    "amount": {"num_format": "General", "align": "right", "indent": 1},
    "percent": {"num_format": "0.0%", "align": "right", "indent": 1},
    "date": {"num_format": "yyyy-mm-dd", "align": "center"},
    "month": {"num_format": words.MONTH_FORMAT, "align": "center"},
}
RED, ORANGE, YELLOW, BLUE = ({"bg_color": colour} for colour in ("#FF7C80", "#FFC000", "#FFFFCC", "#BDD7EE"))
LEVELS = {"强制": RED, "核实": ORANGE, "提示": BLUE}

STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {**_BASE, "font_size": 16, "bold": True, "align": "center"},
    "line": _BASE,
    "right": {**_BASE, "align": "right"},
    "signed": {**_BASE, "locked": False, "bottom": 1},
    "signed day": {**_BASE, "locked": False, "bottom": 1, "num_format": "yyyy-mm-dd", "align": "left"},
    "told": {**_BASE, "bold": True, "font_color": "#C00000"},
    "good": {"font_color": "#375623"},
    "to do": {"font_color": "#7F6000"},
    "legend": {**_BASE, "font_color": "#595959"},
    "head": {**_BOXED, "bold": True, "align": "center", "bg_color": _HEAD},
    "required head": {**_BOXED, "bold": True, "align": "center", "bg_color": _HEAD, "font_color": "#C00000"},
    "grey head": {**_BOXED, "align": "center", "bg_color": _GREY, "font_color": "#595959"},
    "number": {**_BOXED, "align": "center", "font_color": "#595959"},
    "total": {**_BOXED, "bold": True, "bg_color": _GREY},
    "verdict": {**_BOXED, "font_size": 9, "valign": "top", "font_color": "#C00000"},
    "hidden": _BASE,
    "text": {**_BOXED, "valign": "top"},
    **{f"open {kind}": {**_OPEN, **look} for kind, look in _BY_TYPE.items()},
    **{f"grey {kind}": {**_BOXED, **look, "bg_color": _GREY} for kind, look in _BY_TYPE.items()},
}
