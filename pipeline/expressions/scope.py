"""Which names an expression may use, and how a mistake in one is told."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import Literal, Self
from unicodedata import normalize

from msgspec import Struct, field

from pipeline.catalogue import expressions as say
from pipeline.model.form import Column, ColumnType, Form
from pipeline.model.merged import GROUP, UNIT

Kind = Literal["number", "text", "date", "condition", "any"]
"""What a part of an expression gives; any: a column whose type the scope does not state"""
KIND_OF: Mapping[ColumnType, Kind] = {
    "text": "text",
    "note": "text",
    "code": "text",
    "unit": "text",
    "amount": "number",
    "count": "number",
    "percent": "number",
    "date": "date",
}


class ExpressionError(ValueError):
    """An expression that cannot be used: what is wrong, at which character from 0, and the nearest right name."""

    def __init__(self, text: str, offset: int, message: str, suggestion: str | None = None) -> None:
        super().__init__(message + (say.DID_YOU_MEAN.format(suggestion=suggestion) if suggestion else ""))
        self.text, self.offset, self.message, self.suggestion = text, offset, message, suggestion


class Scope(Struct, frozen=True, dict=True):
    """The names an expression may use; equal scopes share compiled expressions.

    `types` and `codes` are by column as an expression names it (总投资, 目标任务.年度目标); where they are given, mistakes of
    type and codes that do not exist are found when the expression is compiled.
    """

    columns: frozenset[str]
    """columns of the form it is about, with 单位 and 组别"""
    forms: tuple[tuple[str, frozenset[str]], ...] = ()
    """other forms and their columns, for 目标任务.年度目标"""
    figures: frozenset[str] = frozenset()
    """figures computed before it"""
    aggregate: bool = False
    """True where it must give one number, False where it gives one value a row"""
    beside: bool = False
    """True where a row may be held against the row of another form that is about the same thing: 重点项目.总投资"""
    types: Mapping[str, ColumnType] = field(default_factory=dict)
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.columns, self.forms, self.figures, self.aggregate, self.beside))

    @classmethod
    def about(
        cls, form: Form, others: Mapping[str, Form] | None = None, figures: Iterable[str] | None = None, *, beside: bool = False
    ) -> Self:
        """Return the scope of a form's rows or, where `figures` is given, of one number about the form."""
        forms = {name: _merged_columns(other) for name, other in sorted((others or {}).items())}
        named = _merged_columns(form) | {f"{name}.{of}": column for name, its in forms.items() for of, column in its.items()}
        return cls(
            columns=frozenset(_merged_columns(form)),
            forms=tuple((name, frozenset(columns)) for name, columns in forms.items()),
            figures=frozenset(figures or ()),
            aggregate=figures is not None,
            beside=beside,
            types={name: column.type for name, column in named.items()},
            codes={name: column.codes for name, column in named.items() if column.codes},
        )

    @cached_property
    def others(self) -> Mapping[str, frozenset[str]]:
        return dict(self.forms)

    def kind(self, name: str) -> Kind:
        """Return what a column holds, as far as the scope states it."""
        return KIND_OF[self.types[name]] if name in self.types else "any"


def find(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is the same but for full-width letters, digits and brackets."""
    wanted = normalize("NFKC", name)
    return next((candidate for candidate in known if candidate == name or normalize("NFKC", candidate) == wanted), None)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like one that is not known, or None when none is like it."""
    plain = {normalize("NFKC", candidate).lower(): candidate for candidate in sorted(known)}
    near = get_close_matches(normalize("NFKC", name).lower(), plain, n=1, cutoff=0.5)
    return plain[near[0]] if near else None


def _merged_columns(form: Form) -> dict[str, Column]:
    """Return the columns of a form's merged table: its own, the groups of its codes, 单位 and 组别."""
    grouped = {
        column.group_as: Column("code", of=tuple(column.of))
        for column in form.columns.values()
        if column.group_as and isinstance(column.of, dict)
    }
    return {UNIT: Column("unit"), GROUP: Column("text")} | grouped | form.columns
