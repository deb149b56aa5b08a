"""Templates looked after: hints on what they type by hand, and copies with a comment at each mistake and hint."""

from collections.abc import Sequence
from pathlib import Path

from pipeline import documents
from pipeline.catalogue import template_care as say
from pipeline.config.drafts import CONFIG
from pipeline.disk.writing import write_whole
from pipeline.model.errors import Mistake

_FOLDERS = ("templates/notices", "templates/corrections")


def template_hints(workspace: Path) -> tuple[Mistake, ...]:
    """Return what the templates of a workspace say by hand; asked also where the definitions have mistakes."""
    stated = "\n".join(
        path.read_text("utf-8", errors="replace")
        for path in (workspace / CONFIG, *sorted((workspace / "templates").rglob("*.yaml")))
    )
    return tuple(
        hint for file in _templates(workspace) for hint in documents.template_hints(file, (workspace / file).read_bytes(), stated)
    )


def write_copies(workspace: Path, mistakes: Sequence[Mistake], hints: Sequence[Mistake]) -> tuple[Path, ...]:
    """Write a copy of each template that has mistakes or hints, and take away those of an earlier check."""
    folder = workspace / say.FOLDER
    for old in folder.glob(say.COPY.format(stem="*")):
        old.unlink()
    written = []
    for file in _templates(workspace):
        own = [one for one in mistakes if one.file == file], [one for one in hints if one.file == file]
        copy = documents.annotated((workspace / file).read_bytes(), *own) if any(own) else None
        if copy is not None:
            written.append(folder / say.COPY.format(stem=Path(file).stem))
            write_whole(written[-1], copy)
    return tuple(written)


def _templates(workspace: Path) -> list[str]:
    """Return the Word templates, by their paths in the workspace; Word's own lock files are none."""
    found = [path for folder in _FOLDERS for path in sorted((workspace / folder).glob("*.docx"))]
    return [path.relative_to(workspace).as_posix() for path in found if not path.name.startswith((".", "~"))]
