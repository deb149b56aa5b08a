"""What the machine and its people do to a batch: full disks, rival runs, half copies, wrong clocks, places that are gone."""

import errno
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.disk.lock import held
from tools.reliability.interruptions import Figure
from tools.reliability.running import Ran, run
from tools.reliability.scene import PERIOD, Broken, Scene
from tools.reliability.small_county import LONG_AGO
from tools.reliability.workers import WORKERS, tried

STEP = 16 << 10


def full_disks(scene: Scene, every: int) -> Iterator[Figure]:
    """Run with the outbox, state and temporary folder each on a disk of 16 KB and more, until the batch finds room."""
    for name in ("outbox", "state", "tmp"):
        try:
            yield _full_disk(scene, name, STEP if every < 4 else 2 * STEP)
        except PermissionError:
            yield Figure(f"full disk for {name}", 0, [], "skipped: no right to mount")


def _full_disk(scene: Scene, name: str, step: int) -> Figure:
    failures, size, tight = [], step, 0
    workspace = scene.copy("disk")
    used = sum(-(-path.stat().st_size // 4096) * 4096 for path in (workspace / name).rglob("*")) if name != "tmp" else 0
    while True:
        workspace = scene.copy("disk")
        place = workspace / name if name != "tmp" else scene.folder / "tmp"
        place.mkdir(exist_ok=True)
        with _small_disk(place, used + size):
            ran = run(workspace, (lambda: os.environ.update(TMPDIR=str(place))) if name == "tmp" else (lambda: None))
            failures += _broken(f"{size >> 10} KB free", lambda: scene.check_disturbed(workspace, ran))
            kept = _copied_out(place) if name != "tmp" else None
        if kept is not None:
            _put_back(kept, workspace / name)
        failures += _broken(f"{size >> 10} KB free, then room", lambda: scene.check_recovered(workspace))
        if ran.code == scene.undisturbed.code:
            return Figure(f"full disk for {name}", size // step, failures, f"exit 5 × {tight}, room enough at {size >> 10} KB")
        tight, size = tight + 1, size + step


@contextmanager
def _small_disk(place: Path, size: int) -> Iterator[None]:
    """Mount a tmpfs over a folder, with the folder's files in it."""
    aside = place.parent.with_name(f"{place.name}.aside")
    subprocess.run(["cp", "-a", place, aside], check=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True, check=False)
    if mounted.returncode:
        subprocess.run(["rm", "-rf", aside], check=True)
        raise PermissionError(errno.EPERM, mounted.stderr.decode())
    try:
        subprocess.run(["cp", "-a", f"{aside}/.", place], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)
        subprocess.run(["rm", "-rf", aside], check=True)


def _copied_out(place: Path) -> Path:
    kept = place.parent.with_name(f"{place.name}.kept")
    subprocess.run(["rm", "-rf", kept], check=True)
    subprocess.run(["cp", "-a", place, kept], check=True)
    return kept


def _put_back(kept: Path, place: Path) -> None:
    subprocess.run(["rm", "-rf", place], check=True)
    kept.rename(place)


def rivals(scene: Scene, every: int) -> Iterator[Figure]:
    """Start several batches at once: one publishes, the others leave with 4 and say who has it."""
    failures: list[str] = []
    rounds = max(100 // every, 1)
    turned_away = 0
    for number in range(rounds):
        workspace, count = scene.copy("rivals"), 2 + number % 3
        said, missing = tried(list(range(count)), lambda _, folder: _outcome(run(workspace)))
        said += _outcomes_alone(count, said, workspace)
        turned_away += sum(one == "4" for one in said)
        wrong = [one for one in said if one not in {"0", "4"}] + missing
        failures += [f"round {number}: {wrong}"] if wrong or "0" not in said else []
        failures += _broken(f"round {number}", lambda: scene.check_recovered(workspace))
    yield Figure("2–4 runs at once", rounds, failures, f"{turned_away} runs turned away with 4 by {WORKERS} workers")


def _outcomes_alone(count: int, said: list[str], workspace: Path) -> list[str]:
    """Try while somebody certainly holds the lock."""
    if count != 4 or not said:
        return []
    with held(workspace / "state/batch.lock", datetime(2023, 5, 8)):
        ran = run(workspace)
    return [
        _outcome(ran) if f"进程 {os.getpid()}，2023-05-08 00:00:00 开始" in ran.said else f"did not name the holder: {ran.said}"
    ]


def _outcome(ran: Ran) -> str:
    if ran.code == 4 and "另一次处理正在进行" not in ran.said:
        return f"4 without a word: {ran.said}"
    return str(ran.code) if ran.code in {0, 4} else f"{ran.code}: {ran.said}"


def partial_copies(scene: Scene, every: int) -> Iterator[Figure]:
    """Run while a return is copied: each percent of it, cut off, with a tail of zeros and with a tail of rubbish."""
    name = next((scene.before / "inbox").rglob("青滩镇*.xlsx")).relative_to(scene.before)
    whole = (scene.before / name).read_bytes()
    tails = {"cut": b"", "zeros": b"\0", "rubbish": b"\x5a"}
    trials = [(percent, tail) for percent in range(0, 100, every) for tail in tails]

    def trial(one: tuple[int, str], folder: Path) -> str:
        percent, tail = one
        workspace = scene.copy(f"{folder.name}-copy")
        cut = len(whole) * percent // 100
        (workspace / name).write_bytes(whole[:cut] + tails[tail] * (len(whole) - cut))
        os.utime(workspace / name, (LONG_AGO, LONG_AGO))
        ran = run(workspace)
        if ran.code != 1 or "Traceback" in ran.said:
            raise Broken(f"exit code {ran.code}: {ran.said[-300:]}")
        accepted = [sent["file"] for sent in _facts(workspace)["inputs"] if sent["accepted"]]
        if len(accepted) != 11 or name.name in "".join(accepted):
            raise Broken(f"accepted: {accepted}")
        (workspace / name).write_bytes(whole)
        os.utime(workspace / name, (LONG_AGO, LONG_AGO))
        again = run(workspace)
        if again.code or len(_facts(workspace)["inputs"]) != 12:
            raise Broken(f"when it had arrived: {again}")
        return ""

    _, failures = tried(trials, trial)
    yield Figure("a return copied so far", len(trials), failures, "0 accepted, the other 11 always")


def clocks(scene: Scene, every: int) -> Iterator[Figure]:
    """Run again under clocks that have jumped: what was published for a stated time does not change by the machine's."""
    jumps = [timedelta(days=days) for days in (-3650, -365, -31, -1, 0, 1, 31, 365, 3650)]
    places = [{"TZ": zone} for zone in ("UTC", "Asia/Shanghai", "America/New_York", "Nowhere/Nothing")]
    cases: list[Callable[[Path], None]] = [lambda workspace, jump=jump: _files_at(workspace, jump) for jump in jumps]  # type: ignore[misc]
    failures: list[str] = []
    for number, case in enumerate(cases[::every]):
        workspace = scene.copy("clock")
        case(workspace)
        failures += _broken(f"clock {jumps[number]}", lambda: scene.check_recovered(workspace))
    for place in places:
        workspace = scene.copy("clock")
        ran = run(workspace, lambda: (os.environ.update(place), time.tzset())[0])
        failures += _broken(str(place), lambda: scene.check_disturbed(workspace, ran))
        failures += _broken(str(place), lambda: scene.check_recovered(workspace))
    yield Figure("file times −10…+10 years, 4 time zones", len(cases[::every]) + len(places), failures)


def places(scene: Scene, every: int) -> Iterator[Figure]:
    """Run with the outbox gone, read-only, a file, or on a disk that is read-only; and with the state so."""
    failures, trials = [], 0
    for name in ("outbox", "state"):
        for what in ("read-only mount", "a file instead"):
            workspace, trials = scene.copy("place"), trials + 1
            place = workspace / name
            try:
                with _hindered(place, what):
                    ran = run(workspace)
            except PermissionError:
                continue
            if ran.code != 5 or str(place) not in ran.said or "Traceback" in ran.said:
                failures.append(f"{name}, {what}: {ran}")
            failures += _broken(f"{name}, {what}", lambda: scene.check_recovered(workspace))
    workspace = scene.copy("place")
    subprocess.run(["rm", "-rf", workspace / "outbox"], check=True)
    if run(workspace).code != scene.undisturbed.code or not (workspace / "outbox" / PERIOD / "manifest.json").exists():
        failures.append("a missing outbox is not made anew")
    yield Figure("outbox or state read-only, missing, or a file", trials + 1, failures)


@contextmanager
def _hindered(place: Path, what: str) -> Iterator[None]:
    aside = place.with_name(place.name + ".aside")
    if what == "a file instead":
        place.rename(aside)
        place.write_text("", encoding="utf-8")
        try:
            yield
        finally:
            place.unlink()
            aside.rename(place)
        return
    for command in (["mount", "--bind", place, place], ["mount", "-o", "remount,ro,bind", place]):
        if subprocess.run(command, capture_output=True, check=False).returncode:
            raise PermissionError(errno.EPERM, "no right to mount")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def _files_at(workspace: Path, jump: timedelta) -> None:
    moment = (datetime.now() + jump).timestamp()
    for path in (workspace / "inbox").rglob("*.xlsx"):
        os.utime(path, (moment, moment))


def _facts(workspace: Path) -> dict[str, list[dict[str, str]]]:
    import json  # noqa: PLC0415

    facts: dict[str, list[dict[str, str]]] = json.loads(
        (workspace / "outbox" / PERIOD / "manifest.json").read_text(encoding="utf-8")
    )
    return facts


def _broken(what: str, check: Callable[[], None]) -> list[str]:
    try:
        check()
    except AssertionError as error:
        return [f"{what}: {error}"]
    return []
