"""报表: what is collected; one YAML file in templates/forms/ each."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Literal

from pipeline.model.finding import Level
from pipeline.model.period import Cadence
from pipeline.model.yaml_keys import DEFINITION, Between

ColumnType = Literal["text", "note", "code", "amount", "count", "percent", "date", "unit"]
NUMERIC = frozenset({"amount", "count", "percent"})


@dataclass(frozen=True)
class Column:
    """One column of a form."""

    __pydantic_config__ = DEFINITION

    type: ColumnType
    """amount: money or measure with a unit; count: whole number; percent: a fraction of 1; unit: one of the directory"""
    required: bool = False
    also: tuple[str, ...] = ()
    """other headings it goes by"""
    under: str | None = None
    """the merged heading above it, where two columns share a heading"""
    of: tuple[str, ...] | dict[str, tuple[str, ...]] = ()
    """allowed codes; with groups where the codes have them: {产业: [工业, 农业]}"""
    group_as: str | None = None
    """name of the column that holds the group of a grouped code"""
    unit: str | None = None
    """unit of measure; an amount without one takes the form's"""
    decimals: Annotated[int, Between(0, 10)] = 2
    """most decimals an amount or percent may have"""
    at_least: Annotated[int, Between(0)] = 0
    """fewest characters of a text"""
    nil: Literal["blank", "zero"] = "blank"
    """what 无, / and — mean here"""
    carried: Literal["no", "open", "locked"] = "no"
    """whether a blank form has in it already what was reported the period before, and whether it may be changed; key columns are
    locked without saying so"""
    published: bool = True
    """False keeps the column out of everything the office issues (telephone numbers)"""

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All allowed codes, without their groups."""
        return tuple(code for codes in self.of.values() for code in codes) if isinstance(self.of, dict) else self.of


@dataclass(frozen=True)
class Check:
    """A rule the rows of a return must keep (handbook 3)."""

    __pydantic_config__ = DEFINITION

    level: Level
    say: str = ""
    """what is wrong where the rule does not hold"""
    check: str | None = None
    """expression that must hold in every row"""
    when: str | None = None
    """expression: the rows it applies to"""
    unless: str | None = None
    """column whose explanation satisfies the rule (修订说明)"""
    within: Annotated[Decimal, Between(0)] = Decimal(0)
    """tolerance of ==, <= and >= between numbers"""
    within_percent: Annotated[Decimal, Between(0, 100)] = Decimal(0)
    """the same, as a percentage of the larger number; whichever allows more"""
    missing: Literal["skip", "zero", "fail"] = "skip"
    """a cell of the row that is blank: the rule is not held against the row, the cell counts as 0, or the rule is broken"""
    match: dict[str, str] = field(default_factory=dict)
    """where the rule names other forms: own column → the column of theirs that says the same; their key where not given"""
    each: Literal["row", "unit"] = "row"
    """unit: the rule compares two totals of each unit's rows, instead of holding in every row"""
    total: str | None = None
    """instead of `check`: the return's own total row, by its label, must equal the sum of its rows"""
    columns: tuple[str, ...] = ()
    """with `total`: columns totalled; all amounts and counts where empty"""
    at: str | None = None
    """column whose cell is marked; the first column the rule touches where not given"""
    do: str = ""
    """what the sender should do"""


@dataclass(frozen=True)
class Reported:
    """Who must report a form, and how often."""

    __pydantic_config__ = DEFINITION

    by: tuple[str, ...]
    """groups, or units by name"""
    every: Cadence = Cadence.MONTH


@dataclass(frozen=True)
class Form:
    """One return to be filled in."""

    __pydantic_config__ = DEFINITION

    title: str
    reported: Reported
    row: str
    """what one row is: 项目, 资金, 问题"""
    measure: str = field(default="", kw_only=True)
    """measure word of a row: 个, 笔; the vocabulary's for `row` where not given"""
    columns: dict[str, Column]
    key: tuple[str, ...] = ()
    """columns that identify a row within its unit from one period to the next"""
    unit: str = "万元"
    owner: str | None = None
    """column naming the unit a row belongs to; the reporting unit where not given"""
    also: tuple[str, ...] = ()
    """other titles it goes by"""
    rows_gone: Literal["ask", "within year", "ignore"] = "ask"
    """whether rows that were there the period before and are gone now are asked about: always, unless the list begins anew
    with the year, or never, because things leave it by themselves"""
    unchanged: Literal["ask", "ignore"] = "ask"
    """whether a return that is the same as the one before is asked about; ignore where a quiet month is nothing unusual"""
    same_thing: tuple[tuple[str, ...], ...] = ()
    """columns that, filled in alike by two units, mean that both may have reported the same thing"""
    checks: dict[str, Check] = field(default_factory=dict)

    @property
    def numeric(self) -> tuple[str, ...]:
        return tuple(name for name, column in self.columns.items() if column.type in NUMERIC)

    @cached_property
    def version(self) -> str:
        """What tells one edition of the blank form from another: its title, its columns and what may be filled in."""
        columns = [(name, given.type, given.under, given.codes, self.unit_of(name)) for name, given in self.columns.items()]
        return sha256(repr((self.title, columns)).encode()).hexdigest()[:8]

    def unit_of(self, column: str) -> str:
        """Return the unit of measure of a column; empty for a column that has none."""
        definition = self.columns[column]
        if definition.unit is not None:
            return definition.unit
        return self.unit if definition.type == "amount" else ""
