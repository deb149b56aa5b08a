"""Blank forms for the units: which are due from whom, what is known of them, and their workbooks in a folder."""

import json
from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field

from pipeline.asking import asked_forms, deadlines
from pipeline.catalogue import blank_forms as words
from pipeline.config import load_definitions
from pipeline.disk.writing import write_whole
from pipeline.documents.blank_forms import FormToFill, Handout, blank_workbook, own_rows, rows_before
from pipeline.history import form_period, open_history
from pipeline.model.definitions import Definitions
from pipeline.model.earlier import Earlier
from pipeline.model.errors import ConfigError, Mistake
from pipeline.model.period import Period
from pipeline.model.unit import Unit
from pipeline.validation.reporting import must_report


class HandedOut(Struct):
    """What was written, and what was left alone because somebody has changed it."""

    folder: Path
    written: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)


def hand_out(workspace: Path, period: Period, named: Collection[str], out: Path | None, blank_rows: int) -> HandedOut:
    """Write the blank forms of a period; raises ConfigError for a name that is no unit's."""
    definitions = load_definitions(workspace)
    units = _chosen(definitions, named)
    with open_history(definitions.office.store, workspace) as history:
        earlier = history.earlier(period, definitions.forms)
    handed = HandedOut(out or workspace / "outbox" / words.FOLDER / period.code)
    listed = _listed(handed.folder)
    for unit in units:
        handout = handout_for(unit, period, definitions, earlier, blank_rows)
        if handout.forms:
            _place(handed, listed, words.FILE.format(unit=unit.name, period=period.label), blank_workbook(handout))
    if handed.written:
        content = json.dumps(dict(sorted(listed.items())), ensure_ascii=False, indent=1)
        write_whole(handed.folder / words.LIST, f"{content}\n".encode())
    return handed


def handout_for(unit: Unit, period: Period, definitions: Definitions, earlier: Earlier, blank_rows: int = 30) -> Handout:
    """Return what one unit is to fill in."""
    names = [one.name for one in definitions.directory.units if one.until is None or one.until >= period.start]
    forms = tuple(_forms_due(unit, period, definitions, earlier))
    return Handout(unit, period, forms, names, definitions.vocabulary, blank_rows)


def _forms_due(unit: Unit, period: Period, definitions: Definitions, earlier: Earlier) -> Iterator[FormToFill]:
    """Give the forms whose deadline is still to come when the period begins."""
    due = deadlines(definitions, period)
    for name, form in asked_forms(definitions, period).items():
        of_form = form_period(form, period)
        if name in unit.no_task or not must_report(unit, form, of_form) or due[name].date() < period.start:
            continue
        last, last_year = (
            own_rows(rows.get(name), form, unit, of_form, definitions.directory)
            for rows in (earlier.last_rows, earlier.last_year_rows)
        )
        yield FormToFill(name, form, of_form, due[name], rows_before(form, of_form, last, last_year), last, last_year)


def _chosen(definitions: Definitions, named: Collection[str]) -> tuple[Unit, ...]:
    directory, chosen, mistakes = definitions.directory, set[str](), []
    for name in named:
        unit = directory.resolve(name)
        if unit is None:
            near = directory.suggest(name)
            meant = words.MEANT.format(name=near.name) if near else ""
            mistakes.append(Mistake("config.yaml", words.UNKNOWN_UNIT.format(name=name, suggestion=meant)))
        else:
            chosen.add(unit.name)
    if mistakes:
        raise ConfigError(*mistakes)
    return tuple(unit for unit in directory.units if not named or unit.name in chosen)


def _listed(folder: Path) -> dict[str, str]:
    """Return file → hash of what was written there before."""
    try:
        known: dict[str, str] = json.loads((folder / words.LIST).read_bytes())
    except (OSError, ValueError):
        return {}
    return known


def _place(handed: HandedOut, listed: dict[str, str], name: str, content: bytes) -> None:
    """Write a workbook, unless another one stands there that is not as it was written: somebody may be filling it in."""
    path, made = handed.folder / name, sha256(content).hexdigest()
    if path.exists() and sha256(path.read_bytes()).hexdigest() not in {made, listed.get(name)}:
        handed.kept.append(path)
        return
    write_whole(path, content)
    listed[name] = made
    handed.written.append(path)
