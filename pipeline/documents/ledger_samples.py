"""The ledger as it will look, made from the rules alone: templates are tried on it."""

from decimal import Decimal

from pipeline.catalogue import ledger as words
from pipeline.model.definitions import Definitions
from pipeline.model.figure import Figure, FigureKind, ListedRow, ListTable, StatisticResult
from pipeline.model.ledger import LedgerBook, UnitLedger
from pipeline.model.values import StatedDate, Value

_VALUES = {"count": Decimal(12), "rate": Decimal("0.4321"), "days": Decimal("37.5"), "points": Decimal("-0.021")}
_ROWS = 2


def ledger_sample(definitions: Definitions, period: str) -> LedgerBook | None:
    """Return a ledger in which every name has a value of its kind, and the first unit two problems of the gravest colour."""
    rules = definitions.ledger
    if rules is None:
        return None
    colours = tuple(rules.escalation)
    figures = {name: _figure(name, period) for name in words.FIGURES}
    figures |= {words.COLOUR_FIGURE.format(colour=colour): _figure("逾期", period) for colour in colours}
    values = {name: _cell(name, kind, colours) for name, (kind, _) in words.COLUMNS.items()}
    lists = {name: ListTable(name, tuple(words.COLUMNS), (ListedRow(values, ()),) * _ROWS) for name in words.LISTS}
    own = {name: figures[name] for name in words.OF_A_UNIT}
    units = tuple(UnitLedger(unit.name, unit.group, own, lists["未销号清单"]) for unit in definitions.directory.units)
    return LedgerBook(rules.title, StatisticResult(words.NAME, figures, lists=lists), units, (), colours)


def _figure(name: str, period: str) -> Figure:
    kind, unit, meaning = words.FIGURES[name]
    made = _of(f"{words.NAME}.{name}", kind, unit, period, meaning)
    change: FigureKind = "points" if kind == "rate" else made.kind
    related = {words.LAST: made, words.CHANGE: _of(f"{made.name}.{words.CHANGE}", change, unit, period, meaning)}
    return Figure(made.name, made.value, made.kind, unit, period, meaning, decimals=made.decimals, related=related)


def _of(name: str, kind: str, unit: str, period: str, meaning: str) -> Figure:
    return Figure(name, _VALUES[kind], kind, unit, period, meaning, decimals=1 if kind == "days" else None)  # type: ignore[arg-type]


def _cell(name: str, kind: str, colours: tuple[str, ...]) -> Value:
    match kind:
        case "count":
            return Decimal(12)
        case "date":
            return StatedDate(2023, 4, 1)
        case _:
            return colours[-1] if name == "颜色" and colours else words.TOTAL
