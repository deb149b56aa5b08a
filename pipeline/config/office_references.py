"""config.yaml held against itself and the forms."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.catalogue import definitions as say
from pipeline.config.day_rules import day_rule_mistakes
from pipeline.config.drafts import Drafts
from pipeline.config.place import Place
from pipeline.model.errors import Mistake
from pipeline.model.office import Office, Policies
from pipeline.model.period import Cadence
from pipeline.model.unit import Unit, UnitDirectory

TEN_DAYS = ("上旬", "中旬", "下旬")
_PROGRESS_KEY = re.compile(r"([1-9]|1[0-2])(?:-([上中下]旬))?")


def office_mistakes(office: Office, place: Place, drafts: Drafts) -> Iterator[Mistake]:
    """Yield what is wrong with the office's own settings."""
    if not office.groups:
        yield (place / "groups").mistake(say.NOTHING_LISTED)
    yield from (place / "groups").each_twice(office.groups)
    for number, unit in enumerate(office.units):
        yield from _unit_mistakes(unit, place / "units" / number, office, drafts)
    yield from _shared_names(office, place / "units")
    yield from _endless_successions(office, place / "units")
    yield from _deadline_mistakes(office, place / "deadlines", drafts)
    for number, day in enumerate(office.calendar.workdays):
        if day in office.calendar.holidays:
            yield (place / "calendar" / "workdays" / number).mistake(say.BOTH_HOLIDAY_AND_WORKDAY, day=day)
    numbered = None not in drafts.notices.values()
    for series in office.other_papers:
        if numbered and not any(notice and notice.number == series for notice in drafts.notices.values()):
            yield (place / "other papers" / series).mistake(say.UNUSED_SERIES, series=series)
    yield from _progress_mistakes(office.policies, place / "policies" / "progress table", drafts)
    if "://" not in office.store:
        yield (place / "store").mistake(say.BAD_STORE)


def _unit_mistakes(unit: Unit, place: Place, office: Office, drafts: Drafts) -> Iterator[Mistake]:
    yield from (place / "group").unknown("group", unit.group, office.groups or None)
    yield from (place / "successor").unknown("unit", unit.successor, (unit.name for unit in office.units))
    yield from (place / "no task").each_unknown("form", unit.no_task, drafts.forms)
    yield from (place / "also").each_joined(unit.also)
    if unit.successor and not unit.until:
        yield (place / "successor").mistake(say.SUCCESSOR_WITHOUT_END)


def _shared_names(office: Office, place: Place) -> Iterator[Mistake]:
    """Check that no name, however it is written, means two units; a former name may be another unit's name of today."""
    key = UnitDirectory(office.units, office.county).key
    names: dict[str, int] = {}
    taken: dict[tuple[str, bool], int] = {}
    for number, unit in enumerate(office.units):
        first = names.setdefault(unit.name, number)
        if first != number:
            yield (place / number / "name").mistake(say.SAME_UNIT, name=unit.name, line=(place / first).line)
            continue
        current = [(alias, False) for alias in (unit.name, unit.full, *unit.also) if alias]
        for alias, former in [*current, *((former.name, True) for former in unit.former)]:
            other = taken.setdefault((key(alias), former), number)
            if other != number:
                texts = {"alias": alias, "name": unit.name, "other": office.units[other].name}
                yield (place / number).mistake(say.SAME_ALIAS, **texts)


def _endless_successions(office: Office, place: Place) -> Iterator[Mistake]:
    successors = {unit.name: unit.successor for unit in office.units}
    for number, unit in enumerate(office.units):
        heir, steps = unit.successor, 0
        while heir and heir != unit.name and steps < len(successors):
            heir, steps = successors.get(heir), steps + 1
        if heir == unit.name:
            yield (place / number / "successor").mistake(say.OWN_SUCCESSOR, name=unit.name)


def _deadline_mistakes(office: Office, place: Place, drafts: Drafts) -> Iterator[Mistake]:
    for form, rule in office.deadlines.items():
        yield from day_rule_mistakes(rule, place / form)
        yield from (place / form).unknown("form", form, [say.DEFAULT_DEADLINE, *drafts.forms])
    if say.DEFAULT_DEADLINE not in office.deadlines:
        for form in drafts.forms:
            if form not in office.deadlines:
                yield place.mistake(say.NO_DEADLINE, form=form)


def _progress_mistakes(policies: Policies, place: Place, drafts: Drafts) -> Iterator[Mistake]:
    """Check that a table of 序时进度 has every month, every 旬 where something is due by 旬, and never falls."""
    table = policies.progress_table
    for key in table:
        if not _PROGRESS_KEY.fullmatch(key):
            yield (place / key).mistake(say.UNKNOWN["month"].format(name=key))
    if policies.progress != "table":
        return
    due = [notice.every for notice in drafts.notices.values() if notice]
    due += [form.reported.every for form in drafts.shaped_forms.values()]
    wanted = [str(month) for month in range(1, 13)]
    if Cadence.TEN_DAYS in due:
        wanted += [f"{month}-{part}" for month in range(1, 13) for part in TEN_DAYS]
    if missing := [key for key in wanted if key not in table]:
        yield place.mistake(say.PROGRESS_TABLE_GAPS, missing="、".join(missing))
    months = [str(month) for month in range(1, 13) if str(month) in table]
    for before, after in pairwise(months):
        if table[after] < table[before]:
            yield (place / after).mistake(say.FALLING_PROGRESS, name=after, before=before)
