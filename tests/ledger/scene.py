"""A ledger without files: problems seen and decisions taken, period by period."""

from datetime import date, timedelta

from msgspec.structs import replace

from pipeline.ledger.escalation import Escalation
from pipeline.ledger.folding import Folded, fold
from pipeline.ledger.numbering import numbered
from pipeline.model.ledger import Decision, Identity, LedgerPast, Sighting, Verdict
from pipeline.model.ledger_rules import LedgerRule, LedgerRules
from pipeline.model.period import Period
from pipeline.model.unit import Unit, UnitDirectory

UNITS = UnitDirectory((Unit("县水利局", "县直部门"), Unit("青滩镇", "乡镇")))
RULES = LedgerRules(
    "问题台账",
    {"逾期未开工": LedgerRule("未开工", from_="重点项目", where="是否开工 == '未开工'", days=30)},
    {"蓝": "剩余天数 <= 10", "黄": "逾期天数 > 0", "红": '上期颜色 in ["黄", "红"] and 逾期天数 > 0'},
)


def identity(subject: str = "引水工程", unit: str = "县水利局", rule: str = "逾期未开工") -> Identity:
    return Identity(rule, unit, subject)


def seen(period: str, subject: str = "引水工程", *, days: int = 30, applied: bool = False) -> Sighting:
    end = Period.parse(period).end
    due = end + timedelta(days=days)
    return Sighting(
        identity(subject), subject, f"{subject}未开工", end, due, end, applied=applied, evidence="照片" if applied else ""
    )


def decides(number: str, verdict: str, **facts: object) -> Decision:
    return Decision(number, Verdict(verdict), **facts)  # type: ignore[arg-type]


def closes(number: str, **facts: object) -> Decision:
    return decides(number, "销号", **({"evidence": "竣工照片", "officer": "周明"} | facts))


class Story:
    """A ledger as batches leave it behind, told period by period."""

    def __init__(self, rules: LedgerRules = RULES) -> None:
        self.past, self.rules = LedgerPast(), rules

    def run(self, period: str, *sightings: Sighting, decided: tuple[Decision, ...] = ()) -> Folded:
        """Run the batch of a period, as `keep` does, and return the ledger at its end."""
        when = Period.parse(period)
        numbers = numbered(sightings, self.past.numbers, when.year)
        self.past = replace(
            self.past,
            numbers={**self.past.numbers, **numbers},
            sightings={**self.past.sightings, period: sightings},
            decisions={**self.past.decisions, period: decided} if decided else self.past.decisions,
        )
        folded = self.at(period)
        colours = {number: item.colour for number, item in folded.items.items() if item.is_open}
        self.past = replace(self.past, colours={**self.past.colours, period: colours})
        return folded

    def at(self, period: str) -> Folded:
        when = Period.parse(period)
        return fold(self.past, when, self.rules, Escalation(self.rules, UNITS, when))

    def states(self, period: str) -> dict[str, str]:
        return {number: item.state.value for number, item in self.at(period).items.items()}


MARCH_END = date(2023, 3, 31)
