"""Kills and refused calls: at every call that changes a file, and at random times."""

import errno
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.reliability.counting import calls
from tools.reliability.injector import Fault, Injector
from tools.reliability.running import run
from tools.reliability.scene import Broken, Scene, spread
from tools.reliability.workers import tried

ERRORS: Final = tuple(
    getattr(errno, name)
    for name in ("ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT", "EMFILE", "ENOMEM", "ESTALE", "EBUSY", "EINTR", "ENFILE", "EXDEV")
)
RANDOM_KILLS: Final = 300
TORN: Final = ("write", "pwrite", "pwrite64")
"""calls of which half can be done"""


@dataclass(frozen=True)
class Figure:
    """What one set of trials showed."""

    name: str
    trials: int
    failures: list[str]
    note: str = ""


def kills(scene: Scene, every: int) -> Iterator[Figure]:
    """Kill the batch before each call, and in the middle of each write."""
    names = calls(scene)
    yield _figure(
        f"kill −9 before call n, n = 1…{len(names)}", [(Fault.KILL, call, 0) for call in spread(len(names), every)], scene
    )
    writes = [call for call, name in enumerate(names, 1) if name in TORN]
    chosen = [(Fault.TEAR, writes[number - 1], 0) for number in spread(len(writes), every)]
    yield _figure(f"kill −9 in the middle of write n, n = 1…{len(writes)}", chosen, scene)


def second_kills(scene: Scene, every: int) -> Iterator[Figure]:
    """Kill the batch, and the next one too while it recovers."""
    total, chance = len(calls(scene)), random.Random(2)  # noqa: S311 - the same trials every time
    pairs = [(chance.randint(1, total), chance.randint(1, total)) for _ in range(300 // every)]

    def trial(pair: tuple[int, int], folder: Path) -> str:
        workspace = scene.copy(f"{folder.name}-twice")
        for call in pair:
            ran = run(workspace, _armed(Fault.KILL, call, 0))
            scene.check_disturbed(workspace, None if ran.code < 0 else ran)
        scene.check_recovered(workspace)
        return ""

    said, failures = tried(pairs, trial)
    yield Figure("kill −9, and again in the run after it", len(said) + len(failures), failures)


def errors(scene: Scene, every: int) -> Iterator[Figure]:
    """Have each call refused, once and from then on; the errors take turns, so that each call meets others every time."""
    total = len(calls(scene))
    for fault, name in ((Fault.ERROR_ONCE, "call n refused once"), (Fault.ERROR_FROM_THEN_ON, "all calls refused from n on")):
        kinds = [
            error for error in ERRORS if fault is Fault.ERROR_ONCE or error != errno.EINTR
        ]  # an interrupted call is made again
        chosen = [(fault, call, kinds[(call + int(fault)) % len(kinds)]) for call in spread(total, every)]
        yield _figure(f"{name}, n = 1…{total}", chosen, scene)


def random_kills(scene: Scene, every: int) -> Iterator[Figure]:
    """Kill the batch and its reading children at random times."""
    chance = random.Random(1)  # noqa: S311 - the same trials every time
    whole = scene.undisturbed.seconds * 1.1
    moments = [chance.uniform(0, whole) for _ in range(RANDOM_KILLS // every)]

    def trial(moment: float, folder: Path) -> str:
        workspace = scene.copy(f"{folder.name}-random")
        ran = run(workspace, kill_after=moment)
        scene.check_disturbed(workspace, None if ran.code < 0 else ran)
        scene.check_recovered(workspace)
        return "killed" if ran.code < 0 else "done"

    said, failures = tried(moments, trial)
    yield Figure("kill −9 of the process group at random times", len(moments), failures, f"{said.count('killed')} before the end")


def _figure(name: str, faults: list[tuple[Fault, int, int]], scene: Scene) -> Figure:
    def trial(fault: tuple[Fault, int, int], folder: Path) -> str:
        workspace = scene.copy(f"{folder.name}-{fault[0].name.lower()}")
        ran = run(workspace, _armed(*fault))
        if ran.code < 0 and fault[0] in {Fault.ERROR_ONCE, Fault.ERROR_FROM_THEN_ON}:
            raise Broken("it hung, and was killed")
        scene.check_disturbed(workspace, None if ran.code < 0 else ran)
        scene.check_recovered(workspace)
        return f"exit {ran.code}" if ran.code >= 0 else "killed"

    said, failures = tried(faults, trial)
    return Figure(name, len(faults), failures, "，".join(f"{word} × {count}" for word, count in sorted(Counter(said).items())))


def _armed(fault: Fault, call: int, error: int) -> Callable[[], None]:
    injector = Injector()
    return lambda: injector.arm(fault, call, error)
