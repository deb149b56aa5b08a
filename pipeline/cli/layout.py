"""`tongbao check --layout`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec.structs import asdict

from pipeline.catalogue import layout as say
from pipeline.cli.answering import answer
from pipeline.cli.exits import GOOD, UNFINISHED_RETURNS, USAGE

if TYPE_CHECKING:
    from pipeline.documents.layout import LayoutCheck


def check_layouts(files: Sequence[Path], *, as_json: bool) -> int:
    """Say of each document how it differs from the standard; return the worst exit code."""
    checked = [(file, _checked(file)) for file in files]
    code = max(_code(check) for _, check in checked)
    answer(code, files=[_told(file, check) for file, check in checked])
    if not as_json:
        for file, check in checked:
            _say(file, check)
    return code


def _checked(file: Path) -> "LayoutCheck | None":
    """Return what a check found; None where the file is no document."""
    from pipeline.documents.layout import NotADocument, check_layout  # noqa: PLC0415 - lxml is imported only where it is needed

    try:
        return check_layout(file.read_bytes())
    except NotADocument:
        return None


def _code(check: "LayoutCheck | None") -> int:
    if check is None:
        return USAGE
    return UNFINISHED_RETURNS if check.findings else GOOD


def _told(file: Path, check: "LayoutCheck | None") -> dict[str, object]:
    if check is None:
        return {"file": str(file), "said": say.NOT_WORD.format(name=file.name)}
    return {"file": str(file), "shape": check.shape, "findings": [asdict(one) for one in check.findings]}


def _say(file: Path, check: "LayoutCheck | None") -> None:
    if check is None:
        typer.echo(say.NOT_WORD.format(name=file.name), err=True)
        return
    words = say.SUMMARY if check.findings else say.GOOD
    typer.echo(words.format(count=len(check.findings), name=file.name, shape=check.shape))
    for finding in check.findings:
        typer.echo(f"  {finding}")
