"""A period folder changes from one complete set to the next."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from pipeline.catalogue import publishing as say
from pipeline.disk.reasons import reason
from pipeline.disk.writing import make_folder, sync_folder, write_whole
from pipeline.model.document import Document
from pipeline.model.errors import Mistake, PublishError
from pipeline.publishing.differences import differences
from pipeline.publishing.folder import MANIFEST, manifest
from pipeline.publishing.placing import Placement, Plan, Published, plan
from pipeline.publishing.staging import commit, discard, settle, stage, staged_change

_JSON: Final = json.JSONEncoder(ensure_ascii=False).encode


class Encoded(Struct, frozen=True):
    """One fact as manifest.json writes it: worked out before it is known what else the manifest tells."""

    text: str


def encoded(facts: Mapping[str, Any]) -> dict[str, Encoded]:
    """Return facts as manifest.json writes them."""
    return {name: Encoded(_lines(value)) for name, value in facts.items()}


def publish(
    documents: Sequence[Document], folder: Path, facts: Mapping[str, Any], may_commit: Callable[[], None] = lambda: None
) -> Published:
    """Make the documents the folder's published set; `may_commit` is asked last before that and may raise.

    Raises PublishError when the disk will not take them; what stood before still stands then.
    """
    with _writing(folder):
        complete(folder)
        planned = _planned(documents, folder)
        listing = _listing(planned, facts)
        if planned.summary.written or planned.withdrawn or _read(folder / MANIFEST) != listing:
            make_folder(folder)
            try:
                stage(folder, planned, listing)
                may_commit()
                commit(folder)
            except BaseException:
                _tidy(folder)
                raise
            planned = _carry_out(folder, planned)
    return planned.summary


def propose(
    documents: Sequence[Document], folder: Path, facts: Mapping[str, Any], may_commit: Callable[[], None] = lambda: None
) -> Published:
    """Publish drafts in a folder of their own; with none left the folder goes, but for what staff have edited in it."""
    if not documents and not folder.exists():
        return Published((), (), (), ())
    published = publish(documents, folder, facts, may_commit)
    if not documents:
        with _writing(folder):
            if {path.name for path in folder.iterdir()} == {MANIFEST}:
                (folder / MANIFEST).unlink()
                folder.rmdir()
                sync_folder(folder.parent)
    return published


def complete(folder: Path) -> bool:
    """Finish what an interrupted run had begun to publish, or throw away what it had only prepared; say whether there was any."""
    with _writing(folder):
        change = staged_change(folder)
        if change is not None:
            _correct_manifest(folder, *settle(folder, change))
        discard(folder)
    return change is not None


def preview(documents: Sequence[Document], folder: Path) -> Published:
    """Say what `publish` would do, and do nothing."""
    return _planned(documents, folder).summary


def _planned(documents: Sequence[Document], folder: Path) -> Plan:
    """Plan, and where a text must stand beside an edited one, publish with them how the two differ."""
    planned = plan(documents, folder)
    compared = differences(folder, planned.placements)
    return plan((*documents, compared), folder) if compared else planned


def _carry_out(folder: Path, planned: Plan) -> Plan:
    change = staged_change(folder)
    if change is None:
        return planned
    moved, left = settle(folder, change)
    _correct_manifest(folder, moved, left)
    discard(folder)
    placements = tuple(_elsewhere(placement, moved) for placement in planned.placements)
    return replace(
        planned, placements=placements, withdrawn={path: one for path, one in planned.withdrawn.items() if path not in left}
    )


def _elsewhere(placement: Placement, moved: Mapping[str, str]) -> Placement:
    return replace(placement, path=moved.get(placement.path, placement.path)) if placement.changes else placement


def _correct_manifest(folder: Path, moved: Mapping[str, str], left: Mapping[str, str]) -> None:
    """Say in the manifest where files went whose place somebody held."""
    if not moved and not left:
        return
    facts = manifest(folder) or {}
    outputs = [_moved(entry, moved[entry["path"]]) if entry["path"] in moved else entry for entry in facts["outputs"]]
    known = {entry["path"]: entry["sha256"] for entry in facts.get("left", ())} | dict(left)
    write_whole(folder / MANIFEST, _encoded({**facts, "outputs": outputs, "left": _listed(known)}))


def _moved(entry: Mapping[str, Any], path: str) -> dict[str, Any]:
    rest = {name: value for name, value in entry.items() if name not in {"path", "document"}}
    return {"path": path, "document": entry.get("document", entry["path"]), **rest}


def _listing(planned: Plan, facts: Mapping[str, Any]) -> bytes:
    left = {"left": _listed(planned.left)} if planned.left else {}
    return _encoded({**facts, "outputs": [placement.listed for placement in planned.placements], **left})


def _listed(hashes: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"path": path, "sha256": sha256} for path, sha256 in sorted(hashes.items())]


def _encoded(facts: Mapping[str, Any]) -> bytes:
    """Return the facts as JSON, each entry of a list on a line of its own."""
    told = (f" {_JSON(name)}: {_lines(value)}" for name, value in facts.items())
    return "{{\n{}\n}}\n".format(",\n".join(told)).encode()


def _lines(value: object) -> str:
    if isinstance(value, Encoded):
        return value.text
    if not isinstance(value, list) or not value:
        return _JSON(value)
    return "[\n{}\n ]".format(",\n".join(f"  {_JSON(entry)}" for entry in value))


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _tidy(folder: Path) -> None:
    """Throw away what was prepared, if the disk lets us, unless it has come into force."""
    try:
        if staged_change(folder) is None:
            discard(folder)
    except OSError:
        return  # the next run throws it away


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = error.filename if isinstance(error.filename, str) else str(folder)
        raise PublishError(Mistake(place, say.WRITE_FAILED.format(reason=reason(error)))) from error
