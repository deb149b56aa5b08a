"""The ledger in numbers and lists, under the names templates use (台账.销号率); each with the cells the items were seen in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

from msgspec import Struct
from msgspec.structs import replace

from pipeline.catalogue import ledger as words
from pipeline.model.figure import Figure, FigureKind, ListedRow, ListTable, Missing, StatisticResult
from pipeline.model.ledger import ItemState, LedgerItem
from pipeline.model.merged import CellSource
from pipeline.model.office import Policies
from pipeline.model.period import Period
from pipeline.model.values import StatedDate, Value

Items = Sequence[LedgerItem]
_COUNTED: Mapping[FigureKind, FigureKind] = {"rate": "points"}


class Now(Struct, frozen=True):
    """The items at the end of a period, sorted out as the figures count them."""

    items: Items
    period: Period
    policies: Policies
    open_before: Items | None = None
    """those that were open at the end of the period before, as they stood then; None where the ledger had not begun"""

    @property
    def of_the_year(self) -> Items:
        begin = date(self.period.year, 1, 1)
        listed = (item for item in self.items if item.listed_in is not None and item.stage in ("listed", "closed"))
        return [item for item in listed if item.closed_in is None or item.closed_in >= begin]

    def within(self, day: date | None) -> bool:
        return day is not None and self.period.start <= day <= self.period.end

    @property
    def earlier(self) -> Items:
        """The items open at the end of the period before, as they stand now."""
        numbers = {item.number for item in self.open_before or ()}
        return [item for item in self.items if item.number in numbers]


def _carried(now: Now) -> Items:
    return [item for item in now.of_the_year if item.listed_in is not None and item.listed_in.year < now.period.year]


def _proposed(now: Now) -> Items:
    return [item for item in now.items if is_proposed(item)]


_PICKED: Mapping[str, Callable[[Now], Items]] = {
    "总数": lambda now: now.of_the_year,
    "上年结转": _carried,
    "新增": lambda now: [item for item in now.of_the_year if now.within(item.listed_in)],
    "销号": lambda now: [item for item in now.of_the_year if now.within(item.closed_in)],
    "已销号": lambda now: [item for item in now.of_the_year if item.stage == "closed"],
    "未销号": lambda now: [item for item in now.of_the_year if item.is_open],
    "逾期": lambda now: [item for item in now.of_the_year if item.state is ItemState.OVERDUE],
    "复发": lambda now: [item for item in now.of_the_year if now.within(item.relapsed_in)],
    "待确认": _proposed,
    "上期问题": lambda now: now.earlier,
    "上期问题已销号": lambda now: [item for item in now.earlier if item.stage == "closed"],
    "上期问题未销号": lambda now: [item for item in now.earlier if item.is_open],
}
_RATES = {"销号率": ("已销号", "总数"), "上期问题销号率": ("上期问题已销号", "上期问题")}
_LISTED = {
    "新增清单": "新增",
    "销号清单": "销号",
    "已销号清单": "已销号",
    "未销号清单": "未销号",
    "到期未销号": "逾期",
    "复发清单": "复发",
    "待确认清单": "待确认",
    "上期问题整改情况": "上期问题",
}
_OF_LAST_ISSUE = frozenset({"上期问题", "上期问题已销号", "上期问题未销号", "上期问题销号率"})


def is_proposed(item: LedgerItem) -> bool:
    """Say whether an item waits for the office: one that nobody confirmed and the data no longer show has gone again."""
    return item.stage == "proposed" and item.shown


def result_of(now: Now, before: Now | None, colours: Sequence[str]) -> StatisticResult:
    """Return figures with those of the period before, and lists."""
    names = tuple(words.FIGURES)
    figures = compared(
        figures_of(words.NAME, now, names), None if before is None else figures_of(words.NAME, before, names), now.policies
    )
    figures |= {words.COLOUR_FIGURE.format(colour=colour): _colour(now, before, colour) for colour in colours}
    lists = {name: list_table(name, _PICKED[of](now)) for name, of in _LISTED.items()}
    lists["督查清单"] = list_table("督查清单", [item for item in now.of_the_year if item.colour])
    return StatisticResult(words.NAME, figures, lists=lists)


def figures_of(owner: str, now: Now, names: Iterable[str]) -> dict[str, Figure]:
    """Return some of the figures of a set of items."""
    return {name: _figure(owner, name, now) for name in names}


def compared(figures: Mapping[str, Figure], before: Mapping[str, Figure] | None, policies: Policies) -> dict[str, Figure]:
    """Return the figures with 上期 and 环比增减 beside each."""
    return {name: _compared(figure, None if before is None else before[name], policies) for name, figure in figures.items()}


def list_table(name: str, items: Iterable[LedgerItem]) -> ListTable:
    """Return items as rows of a list."""
    rows = tuple(ListedRow(row_of(item), item.sources) for item in items)
    return ListTable(name, tuple(words.COLUMNS), rows, words.LISTS.get(name, ""))


def row_of(item: LedgerItem) -> dict[str, Value]:
    """Return the columns of an item as lists and sheets print them."""
    values = (
        item.number,
        item.identity.rule,
        item.identity.unit,
        item.subject,
        item.matter,
        item.responsible,
        _stated(item.found),
        _stated(item.due),
        item.state.value,
        item.colour,
        Decimal(item.days_open),
        Decimal(item.days_overdue),
        Decimal(item.extensions),
        Decimal(item.relapses),
        item.application,
        _stated(item.closed_on),
        item.evidence,
        item.officer,
    )
    return dict(zip(words.COLUMNS, values, strict=True))


def _figure(owner: str, name: str, now: Now) -> Figure:
    kind, unit, meaning = words.FIGURES[name]
    missing, value, items = _value(name, now)
    return Figure(
        f"{owner}.{name}",
        value,
        kind,  # type: ignore[arg-type] # the catalogue's words are those of FigureKind
        unit,
        now.period.code,
        meaning,
        words.AS_OF_RULES,
        _sources(items),
        missing,
        1 if kind == "days" else None,
    )


def _value(name: str, now: Now) -> tuple[Missing | None, Decimal | None, Items]:
    if name in _OF_LAST_ISSUE and now.open_before is None:
        return Missing.NO_BASE, None, ()
    if name in _RATES:
        part, whole = (_PICKED[one](now) for one in _RATES[name])
        return (*_ratio(len(part), len(whole)), whole)
    if name == "平均办理天数":
        closed = _PICKED["已销号"](now)
        return (*_ratio(sum(item.days_open for item in closed), len(closed)), closed)
    items = _PICKED[name](now)
    return None, Decimal(len(items)), items


def _ratio(part: int, whole: int) -> tuple[Missing | None, Decimal | None]:
    if not whole:
        return Missing.NOT_APPLICABLE, None
    with localcontext(prec=40):
        return None, Decimal(part) / whole


def _compared(figure: Figure, last: Figure | None, policies: Policies) -> Figure:
    kind: FigureKind = _COUNTED.get(figure.kind, figure.kind)
    value = last.value if last else None
    then = replace(
        figure,
        name=f"{figure.name}.{words.LAST}",
        value=value,
        period=last.period if last else "",
        missing=None if value is not None else Missing.NO_BASE,
        sources=last.sources if last else (),
    )
    known = figure.value is not None and value is not None
    change = replace(
        figure,
        name=f"{figure.name}.{words.CHANGE}",
        kind=kind,
        value=_difference(figure, value, policies),
        missing=None if known else Missing.NO_BASE,
    )
    return replace(figure, related={words.LAST: then, words.CHANGE: change})


def _difference(figure: Figure, then: Decimal | None, policies: Policies) -> Decimal | None:
    """Return how much more it is; of rates by the printed ones where the office compares those, so that a reader can check it."""
    if figure.value is None or then is None:
        return None
    if figure.kind != "rate" or policies.gap_by == "exact":
        return figure.value - then
    place = Decimal(1).scaleb(-2 - policies.rate_decimals)
    return figure.value.quantize(place, ROUND_HALF_UP) - then.quantize(place, ROUND_HALF_UP)


def _colour(now: Now, before: Now | None, colour: str) -> Figure:
    def counted(one: Now) -> Figure:
        items = [item for item in one.of_the_year if item.colour == colour]
        name = f"{words.NAME}.{words.COLOUR_FIGURE.format(colour=colour)}"
        meaning = words.OF_A_COLOUR.format(colour=colour)
        return Figure(
            name, Decimal(len(items)), "count", words.ITEMS, one.period.code, meaning, words.AS_OF_RULES, _sources(items)
        )

    return _compared(counted(now), None if before is None else counted(before), now.policies)


def _sources(items: Iterable[LedgerItem]) -> tuple[CellSource, ...]:
    """Return the cells the items were last seen in, each column of each return once."""
    found: dict[tuple[str, str, str], CellSource] = {}
    for cell in (cell for item in items for cell in item.sources):
        key = cell.file, cell.sheet, cell.column
        before = found.get(key)
        found[key] = cell if before is None else replace(cell, rows=tuple(sorted({*before.rows, *cell.rows})))
    return tuple(found.values())


def _stated(day: date | None) -> StatedDate | None:
    return None if day is None else StatedDate(day.year, day.month, day.day)
