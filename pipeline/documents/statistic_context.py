"""One statistic as templates see it: its figures, shares, rankings, lists and unit lists by name."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from pipeline.catalogue import notices as words
from pipeline.catalogue import scores as marks
from pipeline.model.definitions import Definitions
from pipeline.model.figure import Figure, FigureKind, ListedRow, ListTable, RankedUnit, Ranking, Shares, StatisticResult
from pipeline.model.form import Form
from pipeline.model.merged import UNIT, CellSource
from pipeline.model.office import Policies
from pipeline.model.statistic import Statistic
from pipeline.model.values import Quoted, QuotedDate, StatedDate

_KINDS: dict[str, FigureKind] = {"amount": "amount", "count": "count", "percent": "rate"}
Row = dict[str, object]


def statistic_context(
    statistic: Statistic, result: StatisticResult, definitions: Definitions, policies: Policies
) -> Mapping[str, object]:
    """Return name → figure or group; names are unique within the file of a statistic."""
    form = definitions.forms[statistic.from_]
    return {
        **result.figures,
        **{name: shares_context(shares) for name, shares in result.shares.items()},
        **{
            name: {group: ranking_context(_full(one, result), policies) for group, one in groups.items()}
            for name, groups in result.rankings.items()
        },
        **{
            name: {group: score_context(_full(one, result), policies) for group, one in groups.items()}
            for name, groups in result.scores.items()
        },
        **{
            name: list_context(_full(table, result), form, definitions.directory.positions)
            for name, table in result.lists.items()
        },
        **{
            name: units_context(f"{result.name}.{name}", units, _rule(statistic, name, result))
            for name, units in result.unit_lists.items()
        },
    }


Named = TypeVar("Named", Ranking, ListTable)


def _full(one: Named, result: StatisticResult) -> Named:
    """Return a ranking or list under its full name, by which its figures are registered."""
    return replace(one, name=f"{result.name}.{one.name}")


def shares_context(shares: Shares) -> Mapping[str, object]:
    """Return the parts in order and by name, the whole, and what must be said beside them."""
    parts = [{"名称": part.name, "数": part.figure, "占比": part.share, **part.columns} for part in shares.parts]
    return {"部分": parts, "合计": shares.whole, "注": shares.note} | {
        part.name: row for part, row in zip(shares.parts, parts, strict=True)
    }


def ranking_context(ranking: Ranking, policies: Policies) -> Mapping[str, object]:
    """Return one group's units in order, with those named as first and last, and those below the line.

    Nobody is first or last where all share one place; in a small group nobody is named as last.
    """
    ranked = ranking.ranked
    first, last = _first(ranking), _last(ranking, policies)
    return {
        "行": [_ranked_row(unit) for unit in ranking.units],
        "已排": [_ranked_row(unit) for unit in ranked],
        "前": [_ranked_row(unit) for unit in first],
        "后": [_ranked_row(unit) for unit in last if unit not in first],
        "未排": [_ranked_row(unit) for unit in ranking.units if unit.rank is None],
        "合计": _ranked_row(ranking.total),
        "个数": Figure(f"{ranking.name}.{ranking.group}.个数", Decimal(len(ranked)), "count", words.UNITS),
        "全部并列": bool(ranked) and not first,
    }


def score_context(ranking: Ranking, policies: Policies) -> Mapping[str, object]:
    """Return one group's units as a ranking does, each line with its items and their arithmetic."""
    context = ranking_context(ranking, policies)
    items = {unit.unit: _items(unit) for unit in (*ranking.units, ranking.total)}
    told = {
        name: [{**row, "各项": items[str(row["单位"])]} for row in rows]
        for name, rows in context.items()
        if isinstance(rows, list)
    }
    return {**context, **told}


def _items(unit: RankedUnit) -> list[Row]:
    """Return the lines of a score: what each item is worth, what the unit has, what it got, and how."""
    marked = {name: figure for name, figure in unit.columns.items() if figure.kind == "score"}
    return [
        {
            "名称": name,
            "分值": figure.related.get(marks.FULL),
            "原值": figure.related.get(marks.RAW),
            "得分": figure,
            "算式": figure.formula,
        }
        for name, figure in marked.items()
    ]


def _rule(statistic: Statistic, name: str, result: StatisticResult) -> str:
    """Return the document a list of units rests on."""
    listed = statistic.unit_lists[name]
    if listed.rule or listed.from_ not in statistic.scores:
        return listed.rule
    return next((one.rule for one in result.scores.get(listed.from_, {}).values()), "")


def list_context(table: ListTable, form: Form, positions: Mapping[str, int]) -> Mapping[str, object]:
    """Return the rows with their numbers as figures in the units of their columns, and their owners in official order."""
    rows = [
        {"序号": str(number)} | {column: _listed(table, column, row, form) for column in table.columns}
        for number, row in enumerate(table.rows, 1)
    ]
    named = {str(row.values[UNIT]) for row in table.rows if row.values.get(UNIT) is not None}
    owners = sorted(named, key=lambda unit: (positions.get(unit, len(positions)), unit))
    count = Figure(f"{table.name}.个数", Decimal(len(rows)), "count", words.UNITS, meaning=table.meaning, sources=_sources(table))
    return {
        "行": rows,
        "个数": count,
        "单位": [Quoted(owner, _written(_sources(table, owner))) for owner in owners],
        "单位数": Figure(
            f"{table.name}.单位数", Decimal(len(owners)), "count", words.UNITS, meaning=table.meaning, sources=_sources(table)
        ),
    }


def units_context(name: str, units: Iterable[RankedUnit], rule: str = "") -> Mapping[str, object]:
    """Return units that meet a condition, by name and as rows, with the document they are listed by."""
    listed = list(units)
    rows = [_ranked_row(unit) for unit in listed]
    count = Figure(f"{name}.个数", Decimal(len(rows)), "count", words.UNITS)
    tied = any(row["并列"] for row in rows)
    names = [Quoted(unit.unit, _written(unit.figure.sources)) for unit in listed]
    return {"行": rows, "单位": names, "个数": count, "依据": rule, "有并列": tied}


def _ranked_row(unit: RankedUnit) -> Row:
    rank, previous = _place(unit, "名次", unit.rank), _place(unit, "上期名次", unit.previous_rank)
    both = unit.rank is not None and unit.previous_rank is not None
    moved = _place(unit, "位次变化", (unit.previous_rank or 0) - (unit.rank or 0)) if both else None
    return {
        "名次": rank,
        "单位": unit.unit,
        "组别": unit.group,
        "值": unit.figure,
        "并列": unit.tied,
        "上期名次": previous,
        "位次变化": moved,
        "备注": unit.reason or unit.remark,
        "算式": unit.figure.formula,
        **unit.columns,
    }


def _place(unit: RankedUnit, word: str, number: int | None) -> Figure | None:
    if number is None:
        return None
    figure = unit.figure
    return Figure(
        f"{figure.name}.{word}", Decimal(number), "rank", period=figure.period, meaning=figure.meaning, sources=figure.sources
    )


def _first(ranking: Ranking) -> tuple[RankedUnit, ...]:
    """Return the units of the first places, all that share the last of them included."""
    ranked = ranking.ranked
    if len({unit.rank for unit in ranked}) < 2 and len(ranked) > 1:
        return ()
    return tuple(unit for unit in ranked if unit.rank is not None and unit.rank <= ranking.top)


def _last(ranking: Ranking, policies: Policies) -> tuple[RankedUnit, ...]:
    """Return the units of the last places, all that share the first of them included."""
    ranked = ranking.ranked
    if len(ranked) < max(policies.smallest_ranked_group, ranking.bottom + 1) or len({unit.rank for unit in ranked}) < 2:
        return ()
    from_rank = ranked[-ranking.bottom].rank or 0
    return tuple(unit for unit in ranked if unit.rank is not None and unit.rank >= from_rank)


def _listed(table: ListTable, column: str, row: ListedRow, form: Form) -> object:
    value, cells = row.values.get(column), row.cells.get(column, ())
    if isinstance(value, Decimal):
        definition = form.columns.get(column)
        kind = _KINDS.get(definition.type, "count") if definition else "count"
        unit = form.unit_of(column) if definition else ""
        return Figure(f"{table.name}.{column}", value, kind, unit, meaning=table.meaning, sources=cells)
    if value is None:
        return ""
    sources = _written(cells)
    return QuotedDate.of(value, sources) if isinstance(value, StatedDate) else Quoted(value, sources)


def _sources(table: ListTable, owner: str | None = None) -> tuple[CellSource, ...]:
    """Return the cell that stands for each row of a list, or for each of one owner's rows."""
    rows = (row for row in table.rows if owner is None or row.values.get(UNIT) == owner)
    return tuple(source for row in rows for source in row.sources[:1])


def _written(sources: Iterable[CellSource]) -> tuple[str, ...]:
    return tuple(source.written for source in sources)
