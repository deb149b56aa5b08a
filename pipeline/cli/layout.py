"""`tongbao check --layout`."""

from collections.abc import Sequence
from pathlib import Path

import typer

from pipeline.catalogue import layout as say
from pipeline.cli.exits import GOOD, UNFINISHED_RETURNS, USAGE


def check_layouts(files: Sequence[Path]) -> int:
    """Say of each document how it differs from the standard; return the worst exit code."""
    return max(_check(file) for file in files)


def _check(file: Path) -> int:
    from pipeline.documents.layout import NotADocument, check_layout  # noqa: PLC0415 - lxml is imported only where it is needed

    try:
        checked = check_layout(file.read_bytes())
    except NotADocument:
        typer.echo(say.NOT_WORD.format(name=file.name), err=True)
        return USAGE
    named = {"name": file.name, "shape": checked.shape}
    if not checked.findings:
        typer.echo(say.GOOD.format(**named))
        return GOOD
    typer.echo(say.SUMMARY.format(count=len(checked.findings), **named))
    for finding in checked.findings:
        typer.echo(f"  {finding}")
    return UNFINISHED_RETURNS
