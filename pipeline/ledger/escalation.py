"""蓝 → 黄 → 红: which slip an open item is worth, by the office's rules over the item as it stands."""

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd
from msgspec.structs import replace

from pipeline.catalogue import ledger as words
from pipeline.expressions import Moment, Scope, compile_condition
from pipeline.model.form import ColumnType
from pipeline.model.ledger import LedgerItem
from pipeline.model.ledger_rules import LedgerRules
from pipeline.model.period import Period
from pipeline.model.unit import UnitDirectory

_TYPES: Mapping[str, ColumnType] = {name: "count" if kind == "number" else "text" for name, kind in words.FACTS.items()}
SCOPE = Scope(frozenset(_TYPES), types=_TYPES)
"""what a rule of escalation may use"""


class Escalation:
    """The office's rules of escalation, compiled."""

    def __init__(self, rules: LedgerRules, directory: UnitDirectory, period: Period) -> None:
        self._conditions = {colour: compile_condition(text, SCOPE) for colour, text in rules.escalation.items()}
        self._groups = {unit.name: unit.group for unit in directory.units}
        self._moment = Moment(period)

    def coloured(self, items: Mapping[str, LedgerItem], known: Mapping[str, str] | None = None) -> dict[str, LedgerItem]:
        """Return the items with their colours: those issued then, where they are known, else the gravest whose rule holds."""
        if known is not None:
            return {number: replace(item, colour=known.get(number, "")) for number, item in items.items()}
        given = [item for item in items.values() if item.is_open]
        colours = dict.fromkeys(items, "")
        if given and self._conditions:
            frame = pd.DataFrame([self._facts(item) for item in given], columns=list(_TYPES), dtype=object)
            for colour, condition in self._conditions.items():
                holds, _ = condition.holds(frame, self._moment)
                colours |= {item.number: colour for item, held in zip(given, holds.tolist(), strict=True) if held}
        return {number: replace(item, colour=colours[number]) for number, item in items.items()}

    def _facts(self, item: LedgerItem) -> dict[str, object]:
        return {
            "状态": item.state.value,
            "类别": item.identity.rule,
            "单位": item.identity.unit,
            "组别": self._groups.get(item.identity.unit),
            "上期颜色": item.colour or None,
            "在办天数": Decimal(item.days_open),
            "逾期天数": Decimal(item.days_overdue),
            "剩余天数": Decimal((item.due - item.as_of).days),
            "延期次数": Decimal(item.extensions),
            "复发次数": Decimal(item.relapses),
        }
