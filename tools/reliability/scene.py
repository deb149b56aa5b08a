"""One county before and after an undisturbed batch, and what must hold whenever that batch is disturbed.

The batch under trial replaces an issue by another: two returns have changed, one is new, one document was edited by staff, a
document is withdrawn. The invariants are those of ../shared/reliability.md §1.1.
"""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pipeline.publishing import content_of, manifest
from pipeline.verifying import verified
from tools.reliability.running import PERIOD, Ran, run, warm_up
from tools.reliability.small_county import UNITS, make, report, word_file

EDITED: Final = "提示函（县教育局）.docx"


class Broken(AssertionError):  # noqa: N818 - it says what a promise is
    """A promise was not kept."""


@dataclass
class Scene:
    """The county before the batch, and what an undisturbed batch makes of it."""

    folder: Path
    before: Path = field(init=False)
    undisturbed: Ran = field(init=False)
    after: Mapping[str, str] = field(init=False)
    history: list[str] = field(init=False)
    sets: tuple[Mapping[str, str], Mapping[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.before = make(self.folder / "before", PERIOD, UNITS[:-1])
        warm_up(self.copy("warm"))
        _expect(run(self.before), 1)
        (self.before / "outbox" / PERIOD / EDITED).write_bytes(word_file("手改"))
        for unit, done in (("县交通局", 900), ("青滩镇", 901)):
            report(self.before, unit, PERIOD, done)
        report(self.before, UNITS[-1], PERIOD, 902)
        notice = self.before / "templates/notices/月通报.yaml"
        notice.write_text(notice.read_text(encoding="utf-8").replace("的通报.docx", "的通报（全县）.docx"), encoding="utf-8")
        done = self.copy("undisturbed")
        self.undisturbed = run(done)
        _expect(self.undisturbed, 0)
        self.after, self.history = tree(done / "outbox"), dump(done)
        self.sets = (published(self.before), published(done))
        _require(self.sets[0] != self.sets[1], "the batch under trial changes nothing")

    def copy(self, name: str) -> Path:
        """Return a fresh workspace in the state before the batch."""
        place = self.folder / name
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.before, place, symlinks=True)
        for path in (place / "inbox").rglob("*"):
            source = self.before / path.relative_to(place)
            os.utime(path, ns=(source.stat().st_atime_ns, source.stat().st_mtime_ns))
        return place

    def check_disturbed(self, workspace: Path, ran: Ran | None) -> None:
        """Check what must hold at any instant: I1 nothing lost, I2 one whole set, I5 nothing elsewhere, I6 the exit code is true."""
        for name in ("inbox", "templates", "config.yaml"):
            _require(tree(workspace / name) == tree(self.before / name), f"I1: {name} has changed")
        shown = published(workspace)
        _require(shown in self.sets, f"I2: neither the old set nor the new one: {_unlike(shown, self.sets)}")
        edited = (workspace / "outbox" / PERIOD / EDITED).read_bytes()
        _require(edited == (self.before / "outbox" / PERIOD / EDITED).read_bytes(), "an edited document was touched")
        strangers = {path.name for path in workspace.iterdir()} - {"inbox", "outbox", "state", "templates", "config.yaml"}
        _require(not strangers, f"I5: written elsewhere: {strangers}")
        if ran is not None:
            self._check_said(ran, shown)

    def check_recovered(self, workspace: Path) -> None:
        """Run once more undisturbed: I3 the same bytes as if nothing had happened, I4 nothing counted twice or dropped."""
        again = run(workspace)
        _require(again.code == self.undisturbed.code, f"the next run ended with {again.code}: {again.said}")
        found = tree(workspace / "outbox")
        _require(found == self.after, f"I3: the outbox differs: {sorted(found.items() ^ self.after.items())[:4]}")
        _require(not (half := [*(workspace / "state").rglob(".*.tmp")]), f"half written, and left: {half}")
        _require(dump(workspace) == self.history, "I4: the history differs")
        _require(not verified(workspace).faults, f"verify: {verified(workspace).faults}")

    def _check_said(self, ran: Ran, shown: Mapping[str, str]) -> None:
        _require("Traceback" not in ran.said, f"I6: a traceback: {ran.said[-400:]}")
        if ran.code == self.undisturbed.code:
            _require(shown == self.sets[1], "I6: it said done, and the old set stands")
        else:
            _require(ran.code == 5, f"I6: exit code {ran.code}: {ran.said[-400:]}")
            _require("未能完成" in ran.said or not ran.said, f"I6: no plain word: {ran.said[-400:]}")


def tree(place: Path) -> dict[str, str]:
    """Return path → hash of everything below a place."""
    if place.is_file():
        return {"": hashlib.sha256(place.read_bytes()).hexdigest()}
    return {
        str(path.relative_to(place)): hashlib.sha256(path.read_bytes()).hexdigest() for path in place.rglob("*") if path.is_file()
    }


def published(workspace: Path) -> dict[str, str]:
    """Return what a reader who follows the manifest finds, whatever name it stands under; a file he cannot find is absent."""
    folder = workspace / "outbox" / PERIOD
    facts = manifest(folder) or {"outputs": []}
    found: dict[str, str] = {}
    for entry in facts["outputs"]:
        content = content_of(folder, entry)
        name = entry.get("document", entry["path"])
        if content is not None and name != EDITED:
            found[name] = hashlib.sha256(content).hexdigest()
    found["findings"] = json.dumps([facts.get("findings"), facts.get("reports")], ensure_ascii=False)
    return found


def dump(workspace: Path) -> list[str]:
    """Return all rows of the history."""
    with closing(sqlite3.connect(workspace / "state/history.sqlite")) as database:
        return sorted(database.iterdump())


def _expect(ran: Ran, code: int) -> None:
    _require(ran.code == code, f"exit code {ran.code} instead of {code}: {ran.said}")


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Broken(otherwise)


def _unlike(shown: Mapping[str, str], sets: tuple[Mapping[str, str], ...]) -> list[str]:
    return [
        f"{len(one.items() ^ shown.items())} differ, such as {next(iter(dict(one.items() ^ shown.items())), '')}" for one in sets
    ]


def spread(total: int, every: int) -> Iterator[int]:
    """Yield the calls to try: all of them, or every n-th and the last."""
    yield from range(1, total + 1, every)
    if every > 1 and total > 1:
        yield total


Facts = dict[str, Any]
