"""`tongbao check --twice`: whether a second reader finds in accepted files what ours took."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec.structs import asdict

from pipeline.catalogue import twice as words
from pipeline.cli.answering import answer
from pipeline.cli.exits import GOOD, UNFINISHED_RETURNS, exit_codes
from pipeline.cli.options import chosen_period, moment
from pipeline.model.rereading import Contrast

if TYPE_CHECKING:
    from pipeline.model.rereading import Difference
    from pipeline.twice import Comparison


def check_twice(workspace: Path, period: str, *, as_json: bool) -> int:
    """Say what differs, kind by kind, and return the exit code."""
    now = moment("")
    chosen = chosen_period(period, now) if period else None
    with exit_codes():
        from pipeline.twice import compare_readers  # noqa: PLC0415 - pandas is imported only where it is needed

        compared = compare_readers(workspace, chosen, now)
    code = GOOD if compared.agrees else UNFINISHED_RETURNS
    answer(code, files={path: asdict(file) for path, file in compared.files.items()})
    if not as_json and compared.files:
        _say(compared)
    elif not as_json:
        typer.echo(words.NOTHING)
    return code


def _say(compared: "Comparison") -> None:
    for contrast, found in compared.found.items():
        typer.echo(words.KIND.format(contrast=contrast, count=len(found), meaning=words.MEANINGS[contrast]))
        shown = found if contrast is Contrast.VALUES else found[: words.MOST_LISTED]
        for path, one in shown:
            typer.echo("    " + _line(path, one, compared.files[path].reader))
        if len(found) > len(shown):
            typer.echo(words.MORE.format(count=len(found) - len(shown)))
    for path, file in compared.files.items():
        if not file.reader:
            typer.echo(words.NO_READER.format(file=path))
        elif file.trouble:
            typer.echo(words.UNREAD.format(file=path, reader=file.reader, trouble=file.trouble))
    same = compared.cells - compared.alike - compared.differing
    slots = {"files": len(compared.compared), "cells": compared.cells, "same": same}
    left = words.NOT_COMPARED.format(count=compared.not_compared) if compared.not_compared else ""
    typer.echo(words.TOTAL.format(**slots, alike=compared.alike, differ=compared.differing) + left)


def _line(path: str, one: "Difference", reader: str) -> str:
    slots = {"contrast": one.contrast, "file": path, "sheet": one.sheet, "cell": one.cell}
    wording = words.DIFFERENCE if one.cell else words.SHEET_DIFFERENCE
    return wording.format(**slots, ours=one.ours, theirs=one.theirs, reader=reader)
