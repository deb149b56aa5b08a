"""Shares: the parts of one whole by the codes of a column, with a stated policy for what rounding leaves over (handbook 5 §6.4)."""

from collections.abc import Mapping, Sequence, Set
from decimal import Decimal
from typing import TypeAlias

import numpy as np
from msgspec.structs import replace

from pipeline.catalogue import statistics as words
from pipeline.model.figure import Figure, Missing, Part, Shares, StatisticResult
from pipeline.model.form import Form
from pipeline.model.merged import GROUP
from pipeline.model.office import Office
from pipeline.model.statistic import ShareRule
from pipeline.statistics.measured import Known, Measured, Past
from pipeline.statistics.nesting import nested
from pipeline.statistics.rounding import EXACT, half_up, largest_remainder, rest_to
from pipeline.statistics.scopes import is_unit, value_rule
from pipeline.statistics.steps import prepared
from pipeline.statistics.subject import Positions, Subject
from pipeline.statistics.working import Workplace

Fractions: TypeAlias = Sequence[Decimal | None]


def compute(subject: Subject, so_far: StatisticResult) -> Mapping[str, Shares]:
    """Return every whole with its parts in the order of the code list.

    34 and 26 of 60 are 56.7% and 43.3%. A code without rows is a part of 0; a group of codes that `where` leaves out is not listed; rows
    without a code are one part more, 未分类. Parts that do not add up to the whole (one thing counted in several) get their plain fractions
    and a note.
    """
    found: dict[str, Shares] = {}
    for name, rule in subject.statistic.shares.items():
        shares = _shares(subject, name, rule, Known(so_far.figures))
        found[name] = nested(shares, rule, found, subject.policies.rate_decimals) if rule.within else shares
    return found


def codes_of(form: Form, column: str, office: Office) -> tuple[str, ...] | None:
    """Return what a column can hold, in the order notices list it; None for a column without a list."""
    if column == GROUP:
        return office.groups
    if is_unit(form, column):
        return tuple(unit.name for unit in office.units)
    for name, definition in form.columns.items():
        if name == column:
            return definition.codes or None
        if definition.group_as == column and isinstance(definition.of, Mapping):
            return tuple(definition.of)
    return None


def _shares(subject: Subject, name: str, rule: ShareRule, known: Known) -> Shares:
    rows = subject.where(rule.where, subject.rows)
    return whole_of_parts(subject, name, rule, _rows_of_parts(subject, rule, rows), known)


def whole_of_parts(subject: Subject, name: str, rule: ShareRule, parts_rows: Mapping[str, Positions], known: Known) -> Shares:
    """Return a whole with its parts, each by its own rows; rows of no part are in the whole all the same."""
    steps = prepared({words.VALUE: value_rule(rule), **rule.columns}, subject.reach, subject.names)
    workplace = Workplace(subject)
    rows = subject.where(rule.where, subject.rows)

    def figures(part: str, of: Positions) -> dict[str, Figure]:
        full_name = f"{subject.name}.{name}.{part}"
        past = (Past(subject.last, (full_name,)), Past(subject.last_year, (full_name,)))
        return workplace.figures(steps, Measured(full_name, known.copy(), *past, {None: of}))

    whole = figures(words.TOTAL, rows)[words.VALUE]
    parts = {code: figures(code, of) for code, of in parts_rows.items()}
    values = [found[words.VALUE].value for found in parts.values()]
    exact = _fractions(values, whole)
    counted = [value for value in values if value is not None]
    adds_up = sum(counted, Decimal(0)) == whole.value and all(value >= 0 for value in counted)
    printed, note = _printed(exact, tuple(parts), rule, subject.policies.rate_decimals) if adds_up else _unmatched(exact)
    shares = [_share(whole, fraction, subject.policies.rate_decimals) for fraction in exact]
    return Shares(name, tuple(map(_part, parts.items(), shares, printed)), whole, note)


def _rows_of_parts(subject: Subject, rule: ShareRule, rows: Positions) -> dict[str, Positions]:
    held = subject.merged.frame[rule.by].to_numpy(dtype=object)[rows]
    codes = _listed_codes(subject, rule, frozenset(held.tolist()))
    parts = {code: rows[np.array([value == code for value in held], dtype=bool)] for code in codes}
    rest = rows[np.array([value not in parts for value in held], dtype=bool)]
    return parts | {words.UNCLASSIFIED: rest} if len(rest) else parts


def _listed_codes(subject: Subject, rule: ShareRule, held: Set[object]) -> tuple[str, ...]:
    """Return all codes; but of units only those that occur, and where rows are chosen only codes of groups that occur."""
    form, column = subject.form, subject.form.columns.get(rule.by)
    codes = codes_of(form, rule.by, subject.ground.definitions.office) or ()
    if is_unit(form, rule.by) or rule.by == GROUP:
        return tuple(code for code in codes if code in held)
    if column is None or not isinstance(column.of, Mapping) or rule.where is None or not held:
        return codes
    groups = (of_group for of_group in column.of.values() if held & set(of_group))
    return tuple(code for of_group in groups for code in of_group)


def _fractions(values: Fractions, whole: Figure) -> list[Decimal | None]:
    """Return each value as an exact fraction of the whole; None where there is no whole to be a part of."""
    if whole.value is None or whole.value <= 0:
        return [None] * len(values)
    return [None if part is None else EXACT.divide(part, whole.value) for part in values]


def _printed(exact: Fractions, codes: Sequence[str], rule: ShareRule, decimals: int) -> tuple[Fractions, str]:
    """Return the fractions of a whole by the policy for the tail, and the note that must stand beside them."""
    known = [fraction for fraction in exact if fraction is not None]
    if len(known) < len(exact):
        return exact, ""
    match rule.tail:
        case "largest remainder":
            return largest_remainder(known, decimals + 2), ""
        case "other" if rule.other in codes:
            return rest_to(codes.index(rule.other), known, decimals + 2), ""
        case _:
            rounded = [half_up(fraction, decimals + 2) for fraction in known]
            return exact, "" if sum(rounded) == 1 else words.ROUNDING_NOTE


def _unmatched(exact: Fractions) -> tuple[Fractions, str]:
    """Return fractions of parts that overlap as they are."""
    return exact, "" if None in exact else words.OVERLAP_NOTE


def _share(whole: Figure, fraction: Decimal | None, decimals: int) -> Figure:
    """Return a fraction of the whole, for the proof as exact as it is; it rests on the cells of the whole."""
    missing = whole.missing or (Missing.NOT_APPLICABLE if whole.value else Missing.ZERO_BASE)
    return replace(
        whole,
        value=fraction,
        kind="rate",
        unit=words.UNITS["rate"],
        missing=missing if fraction is None else None,
        decimals=decimals,
        related={},
    )


def _part(entry: tuple[str, Mapping[str, Figure]], exact: Figure, printed: Decimal | None) -> Part:
    code, figures = entry
    value = figures[words.VALUE]
    exact = replace(exact, name=f"{value.name}.{words.SHARE}")
    share = replace(exact, value=printed, related={words.SHARE: exact})
    columns = {name: figure for name, figure in figures.items() if name != words.VALUE}
    return Part(code, replace(value, related={**value.related, words.SHARE: share}), share, columns)
