"""`tongbao fields`."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.catalogue import field_handbook as say
from pipeline.cli.answering import AsJson, answer
from pipeline.cli.exits import GOOD, exit_codes
from pipeline.cli.options import Workspace, require_workspace

if TYPE_CHECKING:
    from pipeline.documents import Material
    from pipeline.model.definitions import Definitions


def fields(
    workspace: Workspace = Path(),
    out: Annotated[Path | None, typer.Option("--out", help=say.OUT_HELP, dir_okay=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Write the field handbook."""
    require_workspace(workspace)
    with exit_codes():
        from pipeline.config import load_definitions  # noqa: PLC0415 - pandas is imported only where it is needed
        from pipeline.disk.writing import write_whole  # noqa: PLC0415 - as above
        from pipeline.documents.handbook import field_handbook  # noqa: PLC0415 - as above

        definitions = load_definitions(workspace)
        handbook = field_handbook(definitions, _last(workspace, definitions))
        path = out or workspace / handbook.path
        write_whole(path, handbook.content)
    if as_json:
        answer(GOOD, path=path)
        return
    typer.echo(say.WRITTEN.format(path=path))


def _last(workspace: Path, definitions: "Definitions") -> "Material | None":
    """Return what the last issue was made of; None before the first."""
    from pipeline.replaying import issues, material_of, replaying  # noqa: PLC0415 - as above

    last = issues(workspace)[-1:]
    if not last:
        return None
    with replaying(workspace, definitions, last, datetime.now().replace(microsecond=0)) as replay:
        return material_of(replay.compute(last[0]))
