"""Parts of Excel formulas that know whether they are known."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from pipeline.expressions.given import Moment
from pipeline.expressions.scope import Kind


class UntranslatableError(Exception):
    """What Excel cannot express, or not in the same way; a check with such a part is left out of the form."""


class Cells(Struct, frozen=True):
    """Where the values of one row stand, and the time they are of."""

    at: Mapping[str, str]
    """column of the form, or last.列 → reference to its cell, or a text in quotes that stands for all rows"""
    moment: Moment
    nil: tuple[str, ...] = ()
    """texts that count as blank"""


class Operand(Struct, frozen=True):
    """A value as a formula, with the conditions under which there is one."""

    kind: Kind
    formula: str
    known: tuple[str, ...] = ()
    divides: bool = False
    """True where its exact value may have more digits than any cell"""

    @property
    def filled(self) -> str:
        """The formula that is true where there is a value."""
        return safely(both(self.known)) if self.known else "TRUE"


class Truth(Struct, frozen=True):
    """A condition as two formulas: where it is known to hold, and where it is known not to."""

    holds: str
    fails: str


def settled(condition: str, *operands: Operand) -> Truth:
    """Return the truth of a formula over operands; where one of them is unknown it neither holds nor fails."""
    known = tuple(dict.fromkeys(one for operand in operands for one in operand.known))
    if not known:
        return Truth(safely(condition), safely(f"NOT({condition})"))
    return Truth(
        safely(f"IF({both(known)},{condition},FALSE)"),
        safely(f"IF({both(known)},NOT({condition}),FALSE)"),
    )


def both(conditions: Sequence[str]) -> str:
    """Return where all conditions hold."""
    return conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"


def either(conditions: Sequence[str]) -> str:
    """Return where any condition holds."""
    return conditions[0] if len(conditions) == 1 else f"OR({','.join(conditions)})"


def safely(condition: str) -> str:
    """Return a condition that an error value in a cell makes false."""
    return condition if condition in {"TRUE", "FALSE"} else f"IFERROR({condition},FALSE)"


def written(value: str | Decimal | date) -> str:
    """Return a constant as formulas write it."""
    if isinstance(value, date):
        return f"DATE({value.year},{value.month},{value.day})"
    return f"{value:f}" if isinstance(value, Decimal) else '"' + value.replace('"', '""') + '"'


def of_cell(reference: str, kind: Kind, nil: Sequence[str]) -> Operand:
    """Return what stands in a cell; a text that only says that there is nothing is none."""
    if kind in {"number", "date"}:
        return Operand(kind, reference, (f"ISNUMBER({reference})",))
    text = f"TRIM({reference})"
    known = [f'{text}<>""']
    if nil:
        words = ",".join(map(written, nil))
        known.append(f"NOT(OR({text}={{{words}}}))")
    return Operand("text", text, tuple(known))
