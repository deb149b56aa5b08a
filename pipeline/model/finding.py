"""审核问题: something about a department's data that its sender must mend, explain or know."""

from enum import StrEnum

from msgspec import Struct


class Level(StrEnum):
    """How serious a finding is (handbook 3 §4.1)."""

    MUST_FIX = "强制"
    MUST_EXPLAIN = "核实"
    NOTICE = "提示"


class Explanation(Struct, frozen=True):
    """Why a value is as it is, in the words of the unit, and where it says so: in the answer column or in the row itself."""

    text: str
    file: str
    sheet: str = ""
    cell: str = ""


class Finding(Struct, frozen=True):
    """One finding: where, what was found, what was expected, what to do; all texts are Chinese and end without 。

    `unit`, `form`, `sheet` and `cells` are empty where the trouble lies above them (an unreadable file has no sheet).
    """

    code: str
    """Q-201, H-306, T-107 … as in the handbook, or a code of the office's own"""
    level: Level
    file: str
    """path below inbox/, with forward slashes"""
    text: str
    """what is wrong, one sentence an auditor would say"""
    unit: str = ""
    form: str = ""
    period: str = ""
    sheet: str = ""
    cells: tuple[str, ...] = ()
    """A1 addresses; the first is the one to mark"""
    row: str = ""
    """what the row is about: the project's name"""
    found: str = ""
    expected: str = ""
    remedy: str = ""
    explanation: Explanation | None = None
    """the accepted explanation; a finding that has one is closed"""
