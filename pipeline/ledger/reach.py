"""Which names the conditions of a rule may use, and the rows they are held against."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import pandas as pd
from msgspec.structs import replace

from pipeline.catalogue import ledger as words
from pipeline.expressions import Scope
from pipeline.model.earlier import EarlierRows
from pipeline.model.form import Form
from pipeline.model.ledger_rules import LedgerRule
from pipeline.model.merged import UNIT, MergedForm
from pipeline.model.rows import RowKey, row_key
from pipeline.model.values import Value


def scope_of(rule: LedgerRule, forms: Mapping[str, Form]) -> Scope:
    """Return what a condition may use: the form's columns, 序时, and the columns of the form compared with, each after 对方."""
    scope = Scope.about(forms[rule.from_ or ""])
    types, codes = {**scope.types, words.PROGRESS: "percent"}, dict(scope.codes)
    if rule.beside:
        other = Scope.about(forms[rule.beside])
        types |= {words.OTHER + name: kind for name, kind in other.types.items()}
        codes |= {words.OTHER + name: listed for name, listed in other.codes.items()}
    return replace(scope, columns=frozenset(types), types=types, codes=codes)


def other_column(name: str, rule: LedgerRule) -> str | None:
    """Return the column of the form compared with that a name stands for; None for a name of the rule's own form."""
    return name.removeprefix(words.OTHER) if rule.beside and name.startswith(words.OTHER) else None


def subject_columns(rule: LedgerRule, form: Form) -> tuple[str, ...]:
    """Return the columns by which the same problem is known again."""
    return rule.subject or form.key


def rows_of(merged: MergedForm, progress: Decimal) -> pd.DataFrame:
    """Return the rows of a form with 序时 beside them."""
    return merged.frame.assign(**{words.PROGRESS: pd.Series([progress] * len(merged.frame), dtype=object)})


def with_last(frame: pd.DataFrame, wanted: Iterable[tuple[str, str]], last: EarlierRows | None, form: Form) -> pd.DataFrame:
    """Add the columns last.列 a condition reads: what the same row of the same unit held in the period before."""
    identified = (UNIT, *form.key)
    then: dict[RowKey, Mapping[str, Value]] = {}
    for row in last.rows if last else ():
        then[row_key([row.get(name) for name in identified])] = row
    keys = [row_key(values) for values in _tuples(frame, identified)]
    for head, column in wanted:
        values = [then[key].get(column) if head == "last" and key in then else None for key in keys]
        frame = frame.assign(**{f"{head}.{column}": pd.Series(values, dtype=object)})
    return frame


def beside(frame: pd.DataFrame, other: MergedForm, match: Sequence[str]) -> tuple[pd.DataFrame, list[int | None]]:
    """Add the columns of the row that belongs to each, after 对方, and return with it where that row stands.

    A row that matches none, or more than one, has nothing beside it: what is not known to contradict is not said to.
    """
    places: dict[RowKey, int | None] = {}
    for place, values in enumerate(_tuples(other.frame, match)):
        key = row_key(values)
        places[key] = None if key in places else place
    found = [places.get(row_key(values)) for values in _tuples(frame, match)]
    columns = {
        words.OTHER + name: pd.Series([None if place is None else values[place] for place in found], dtype=object)
        for name, values in ((name, other.frame[name].tolist()) for name in (*other.form.columns, UNIT))
    }
    return pd.concat([frame, pd.DataFrame(columns)], axis=1), found


def _tuples(frame: pd.DataFrame, columns: Sequence[str]) -> list[tuple[Value, ...]]:
    return list(zip(*(frame[column].tolist() for column in columns), strict=True))
