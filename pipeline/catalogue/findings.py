"""What a finding of the program's own says, whichever stage makes it."""

from typing import Literal

from msgspec import Struct


class Wording(Struct, frozen=True):
    """A finding's texts, with slots in braces."""

    code: str
    level: Literal["强制", "核实", "提示"]
    text: str
    expected: str = ""
    remedy: str = ""
