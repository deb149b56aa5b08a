"""One statistic as templates see it: its figures, shares, rankings, lists and unit lists by name."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from msgspec.structs import replace

from pipeline.catalogue import notices as words
from pipeline.catalogue import scores as marks
from pipeline.model.definitions import Definitions
from pipeline.model.figure import (
    Figure,
    FigureKind,
    ListedRow,
    ListTable,
    RankedUnit,
    Ranking,
    Shares,
    Stages,
    StatisticResult,
    UnitSets,
)
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
    form, positions = definitions.forms[statistic.from_], definitions.directory.positions
    return {
        **result.figures,
        **{name: shares_context(shares) for name, shares in result.wholes.items()},
        **{
            name: {
                group: ranking_context(_full(one, result), policies, lights_of(name, statistic, result))
                for group, one in groups.items()
            }
            for name, groups in result.tables.items()
        },
        **{
            name: {
                group: score_context(_full(one, result), policies, lights_of(name, statistic, result))
                for group, one in groups.items()
            }
            for name, groups in result.scores.items()
        },
        **{
            name: peers_context({group: _full(one, result) for group, one in groups.items()}, policies)
            for name, groups in result.peers.items()
        },
        **{name: list_context(_full(table, result), form, positions) for name, table in result.lists.items()},
        **{
            name: units_context(f"{result.name}.{name}", units, _rule(statistic, name, result))
            for name, units in result.unit_lists.items()
        },
        **{name: sets_context(replace(sets, name=f"{result.name}.{name}")) for name, sets in result.unit_sets.items()},
        **{name: stages_context(stages, form, positions, result) for name, stages in result.staged.items()},
    }


Named = TypeVar("Named", Ranking, ListTable)


def _full(one: Named, result: StatisticResult) -> Named:
    """Return a ranking or list under its full name, by which its figures are registered."""
    return replace(one, name=f"{result.name}.{one.name}")


Lights = Mapping[str, UnitSets]
"""Name of the lights → who has which; those that go by one table."""


def lights_of(table: str, statistic: Statistic, result: StatisticResult) -> Lights:
    """Return the lights that go by a table: its rows carry them under their name."""
    return {name: result.lights[name] for name, rule in statistic.lights.items() if rule.from_ == table}


def shares_context(shares: Shares) -> Mapping[str, object]:
    """Return the parts in order and by name, the whole, and what must be said beside them."""
    parts = [
        {"名称": part.name, "档次": part.label or part.name, "数": part.figure, "占比": part.share, **part.columns}
        for part in shares.parts
    ]
    first = {"前": parts[: shares.top]} if shares.top else {}
    return {"部分": parts, "合计": shares.whole, "注": shares.note, **first, **shares.figures} | {
        part.name: row for part, row in zip(shares.parts, parts, strict=True)
    }


def ranking_context(ranking: Ranking, policies: Policies, lights: Lights | None = None) -> Mapping[str, object]:
    """Return one group's units in order, with those named as first and last, and those below the line.

    Nobody is first or last where all share one place; in a small group nobody is named as last.
    """
    ranked = ranking.ranked
    first, last = _first(ranking), _last(ranking, policies)

    def rows(units: Iterable[RankedUnit]) -> list[Row]:
        return [_ranked_row(unit) | {name: one.of(unit.unit) for name, one in (lights or {}).items()} for unit in units]

    return {
        "行": rows(ranking.units),
        "已排": rows(ranked),
        "前": rows(first),
        "后": rows(unit for unit in last if unit not in first),
        "未排": rows(unit for unit in ranking.units if unit.rank is None),
        "合计": rows([ranking.total])[0],
        "个数": Figure(f"{ranking.name}.{ranking.group}.个数", Decimal(len(ranked)), "count", words.UNITS),
        "全部并列": bool(ranked) and not first,
    }


def peers_context(groups: Mapping[str, Ranking], policies: Policies) -> Mapping[str, object]:
    """Return the county among its peers: the table, the county's own row, and how many there are."""
    (ranking,) = groups.values()
    context = ranking_context(ranking, policies)
    own = next((unit for unit in ranking.units if unit.unit == ranking.own), None)
    nobody = RankedUnit(ranking.own, ranking.group, None, False, ranking.total.figure, {})
    return {**context, "本县": _ranked_row(own or nobody)}


def sets_context(found: UnitSets) -> Mapping[str, object]:
    """Return each set of units as a list of units is, the figures of them all, and the document it rests on."""
    sets = {name: units_context(f"{found.name}.{name}", units, found.rule) for name, units in found.sets.items()}
    return {**_apart(sets, found.figures), **found.figures, "依据": found.rule}


def _apart(sets: Mapping[str, Mapping[str, object]], figures: Mapping[str, Figure]) -> Mapping[str, object]:
    """Return the sets by name; one that shares its name with a figure is found under 名单."""
    return {name: found for name, found in sets.items() if name not in figures} | {"名单": sets}


def stages_context(found: Stages, form: Form, positions: Mapping[str, int], result: StatisticResult) -> Mapping[str, object]:
    """Return the stages in order and by name, the figures of the whole, and the rows that stand out."""
    rows = {stage: {"名称": stage, **figures} for stage, figures in found.stages.items()}
    listed = {} if found.listed is None else {"清单": list_context(_full(found.listed, result), form, positions)}
    return {**rows, "环节": list(rows.values()), **found.figures, **listed, "注": found.note}


def score_context(ranking: Ranking, policies: Policies, lights: Lights | None = None) -> Mapping[str, object]:
    """Return one group's units as a ranking does, each line with its items and their arithmetic."""
    context = ranking_context(ranking, policies, lights)
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
    owned: dict[str, list[ListedRow]] = {}
    for row in table.rows:
        if row.values.get(UNIT) is not None:
            owned.setdefault(str(row.values[UNIT]), []).append(row)
    owners = sorted(owned, key=lambda unit: (positions.get(unit, len(positions)), unit))
    sources = _sources(table.rows)
    count = Figure(f"{table.name}.个数", Decimal(len(rows)), "count", words.UNITS, meaning=table.meaning, sources=sources)
    return {
        "行": rows,
        "个数": count,
        "单位": [Quoted(owner, _written(_sources(owned[owner]))) for owner in owners],
        "单位数": Figure(
            f"{table.name}.单位数", Decimal(len(owners)), "count", words.UNITS, meaning=table.meaning, sources=sources
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


def _sources(rows: Iterable[ListedRow]) -> tuple[CellSource, ...]:
    """Return the cell that stands for each row of a list."""
    return tuple(source for row in rows for source in row.sources[:1])


def _written(sources: Iterable[CellSource]) -> tuple[str, ...]:
    return tuple(source.written for source in sources)
