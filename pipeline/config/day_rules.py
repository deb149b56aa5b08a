"""A day by calendar rule is stated in one way."""

from collections.abc import Iterator

from pipeline.catalogue import definitions as say
from pipeline.config.place import Place
from pipeline.model.errors import Mistake
from pipeline.model.office import DayRule


def day_rule_mistakes(rule: DayRule, place: Place) -> Iterator[Mistake]:
    """Yield a mistake where a rule names no day, or two."""
    if (rule.day is None) is (rule.days_after is None):
        yield place.mistake(say.ONE_DAY_RULE)
