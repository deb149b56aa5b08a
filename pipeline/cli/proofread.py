"""`tongbao proofread`."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.catalogue import command_line
from pipeline.catalogue import proofreading as say
from pipeline.cli.answering import AsJson, answer, stop
from pipeline.cli.exits import GOOD, UNFINISHED_RETURNS, USAGE, exit_codes
from pipeline.cli.options import Workspace
from pipeline.model.errors import PipelineError

if TYPE_CHECKING:
    from pipeline.proofreading import Remark, Roster, Text


def proofread(
    file: Annotated[Path, typer.Argument(metavar=command_line.FILE, help=say.FILE_HELP)],
    workspace: Workspace = Path(),
    no_copy: Annotated[bool, typer.Option("--no-copy", help=say.NO_COPY_HELP)] = False,
    as_json: AsJson = False,
) -> None:
    """Read a finished text again and say what is wrong with it."""
    if not file.is_file():
        stop(USAGE, say.NOT_THERE.format(file=file))
    with exit_codes():
        from pipeline.proofreading.comments import with_comments  # noqa: PLC0415 - lxml is imported only where it is needed

        content = file.read_bytes()
        text, registered, remarks = _checked(content, file, workspace)
        copy = file.with_name(say.COPY.format(stem=file.stem))
        if remarks and not no_copy and file.suffix.lower() == ".docx":
            copy.write_bytes(with_comments(content, file.name, remarks))
    code = UNFINISHED_RETURNS if remarks else GOOD
    if as_json:
        answer(code, **_listed(file, text, remarks))
    else:
        basis = say.REGISTERED.format(count=registered) if registered else say.UNREGISTERED
        _told(file, remarks, {"basis": basis, "length": text.length})
        if remarks and not no_copy and copy.exists():
            typer.echo(say.WRITTEN.format(path=copy))
    raise typer.Exit(code)


def _checked(content: bytes, file: Path, workspace: Path) -> "tuple[Text, int, Sequence[Remark]]":
    """Return the text, how many pieces of it are registered, and what is remarked: against all that the workspace knows of it."""
    from pipeline import proofreading  # noqa: PLC0415 - lxml is imported only where it is needed
    from pipeline.proofreading.fixed_text import fixed_text  # noqa: PLC0415
    from pipeline.proofreading.registered import home, load, of_document  # noqa: PLC0415
    from pipeline.publishing import as_written  # noqa: PLC0415

    text, folder = proofreading.read(content, file.name), home(file, workspace)
    register = of_document(load(folder), file.name) if folder else ()
    written = as_written(workspace, folder, register[0].document) if folder and register else None
    issued = proofreading.read(written, file.name) if written else None
    fixed = fixed_text(workspace / "templates/notices")
    return text, len(register), proofreading.proofread(text, register, fixed, _roster(workspace), issued)


def _roster(workspace: Path) -> "Roster | None":
    """Return the units of a workspace; None where there is none, or it cannot be loaded: a text can be read without."""
    if not (workspace / "config.yaml").is_file():
        return None
    from pipeline.config import load_definitions  # noqa: PLC0415 - pandas is imported only where it is needed

    with suppress(PipelineError):
        return load_definitions(workspace).directory.roster
    return None


def _told(file: Path, remarks: Sequence["Remark"], said: dict[str, object]) -> None:
    counts = Counter(remark.severity.name for remark in remarks)
    numbers = {"count": len(remarks), "wrong": counts["WRONG"], "doubt": counts["DOUBT"]}
    typer.echo((say.FOUND if remarks else say.CLEAN).format(file=file.name, **numbers, **said))
    for remark in remarks:
        typer.echo(say.LINE.format(number=remark.paragraph.number, **_words(remark)))


def _words(remark: "Remark") -> dict[str, str]:
    return {"severity": remark.severity.value, "code": remark.code, "found": remark.found, "said": remark.said}


def _listed(file: Path, text: "Text", remarks: Sequence["Remark"]) -> dict[str, object]:
    listed = [
        {"part": one.paragraph.part, "paragraph": one.paragraph.number, "text": one.paragraph.text, **_words(one)}
        for one in remarks
    ]
    return {"file": str(file), "length": text.length, "remarks": listed}
