"""Decides whose return a table is and of which period, and says where sources disagree."""

from msgspec.structs import replace

from pipeline.catalogue import reading as say
from pipeline.model.form import Form
from pipeline.model.period import Period
from pipeline.model.stamp import Stamp
from pipeline.model.submission import InboxFile
from pipeline.model.unit import Unit
from pipeline.reading.identity import Hints, Preamble, period_of
from pipeline.reading.journal import Journal
from pipeline.reading.lexicon import Lexicon
from pipeline.reading.tables import Owner


def owner_of(
    form: Form, told: Preamble, name: tuple[InboxFile, Hints, Stamp], lexicon: Lexicon, journal: Journal
) -> Owner | None:
    """Return the owner of a table, or None where it is not known; the workbook counts before the names of files."""
    file, hints, stamp = name
    period, hinted = _period(form, told, hints, stamp, journal)
    unit = _unit(form, told, hints, stamp, (lexicon, journal, period))
    if unit and period and hinted and hinted != period:
        _say_other_period(period, hinted, journal)
    return Owner(file, unit.name, period) if unit and period else None


def _say_other_unit(unit: Unit, hinted: Unit, journal: Journal) -> None:
    """Say it to the unit the names mean; taken back unless the unit stated has sent another return as well (`editions`)."""
    scope = journal.scope
    journal.scope = replace(scope, unit=hinted.name)
    journal.add(say.OTHER_UNIT, found=unit.name, stated=unit.name, hinted=hinted.name)
    journal.scope = scope


def _say_other_period(period: Period, hinted: Period, journal: Journal) -> None:
    """Say it to those who wait for the other period's return; taken back if that has come as well."""
    scope = journal.scope
    journal.scope = replace(scope, period=hinted.code)
    journal.add(say.OTHER_PERIOD, found=period.label, stated=period.label, hinted=hinted.label)
    journal.scope = scope


def _period(form: Form, told: Preamble, hints: Hints, stamp: Stamp, journal: Journal) -> tuple[Period | None, Period | None]:
    """Return the period a table is of, and the one names state if that may be another."""
    period, hinted = period_of(told, hints, form.reported.every)
    if stamp.period:
        try:
            period = Period.parse(stamp.period)
        except ValueError:
            stamp = replace(stamp, period="")
    if period is None:
        journal.add(say.NO_PERIOD)
        return None, None
    journal.narrow(period=period.code)
    if hinted and hinted != period and (told.period or stamp.period):
        journal.add(say.PERIOD_DIFFERS, found=period.label, stated=period.label, hinted=hinted.label)
        return period, hinted
    return period, None


def _unit(form: Form, told: Preamble, hints: Hints, stamp: Stamp, context: tuple[Lexicon, Journal, Period | None]) -> Unit | None:
    lexicon, journal, period = context
    written = stamp.unit or told.unit_text
    unit = _written_unit(written, hints, lexicon, journal) if written else _unwritten_unit(form, told, hints, lexicon)
    if unit is None:
        if not written:
            journal.add(say.NO_UNIT)
        return None
    unit = lexicon.directory.resolve(unit.name, period.end if period else None) or unit
    journal.narrow(unit=unit.name)
    if hints.unit and lexicon.directory.resolve(hints.unit.name, period.end if period else None) != unit:
        journal.add(say.UNIT_DIFFERS, found=written, stated=unit.name, hinted=hints.unit.name)
        _say_other_unit(unit, hints.unit, journal)
    return unit


def _written_unit(written: str, hints: Hints, lexicon: Lexicon, journal: Journal) -> Unit | None:
    """Return the unit a written name means: exactly, or as the one name it contains, or as the file's name confirms it."""
    unit = lexicon.directory.resolve(written) or lexicon.unit_named_in(written)
    if unit is not None:
        return unit
    near = lexicon.directory.suggest(written)
    if near and hints.unit == near:
        journal.add(say.UNIT_BY_HINT, found=written, hinted=near.name)
        return near
    suggestion = say.SUGGESTION.format(name=near.name) if near else ""
    journal.add(say.UNKNOWN_UNIT, found=written, suggestion=suggestion)
    return None


def _unwritten_unit(form: Form, told: Preamble, hints: Hints, lexicon: Lexicon) -> Unit | None:
    """Return the unit the title names, or the file's name, or the only one that reports this form."""
    titled = next(filter(None, map(lexicon.unit_named_in, told.lines)), None)
    only = lexicon.directory.by_name.get(form.reported.by[0]) if len(form.reported.by) == 1 else None
    return titled or hints.unit or only
