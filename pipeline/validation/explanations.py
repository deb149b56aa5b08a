"""What counts as an explanation: at least six characters that say more than 核实无误 (handbook 3 §4.1)."""

import re

from pipeline.catalogue.validation import EMPTY_PHRASES, SHORTEST_EXPLANATION
from pipeline.model.values import Value

_SIGNS = re.compile(r"[\W_]+")
_EMPTY = re.compile("(?:" + "|".join(sorted(EMPTY_PHRASES, key=len, reverse=True)) + ")*")


def explains(value: Value) -> bool:
    """Return whether a cell holds a real explanation; signs and blanks do not count towards its length."""
    text = _SIGNS.sub("", value) if isinstance(value, str) else ""
    return len(text) >= SHORTEST_EXPLANATION and _EMPTY.fullmatch(text) is None
