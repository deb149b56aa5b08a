"""The plain script beside ours on a month of 60 units, 291 returns and 80 notices, each a fresh process, interleaved.

python -m benchmarks.month [longer] — wall and CPU times (children included); returns are `longer` times the sample's 2 or 3 rows.
The plain script checks nothing, keeps nothing, proves nothing, and is handed the values its documents print. So does the one that also makes
proof copies, marked workbooks and tables, which is what the outbox of ours holds besides. Our bytecode is compiled before, as pip compiles
that of the packages it installs. Ours uses two processors: it is told in each round whether the machine had two to give.
"""

import compileall
import os
import pickle
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.county import PERIOD, ROOT, lay_out
from benchmarks.figure_environment import Done, plain
from benchmarks.material import material_of, printables
from benchmarks.plain_outbox import rest_of
from benchmarks.short_notice import add_to

WHOLE, OURS = "the plain script, with all the outbox holds", "ours, the first run of all"
ROUNDS = 5
OURS_ENDS = frozenset({0, 1})
"""1 where returns are missing"""
NOTICES = 80


def seconds(command: list[str], prepare: Callable[[], None], good: frozenset[int] = frozenset({0})) -> tuple[float, float]:
    """Return the wall and the CPU time of one process that ends well, after the workspace was made cold."""
    prepare()
    start, before = time.perf_counter(), _cpu()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    spent = time.perf_counter() - start, _cpu() - before
    if done.returncode not in good:
        raise RuntimeError(done.stderr)
    return spent


def _cpu() -> float:
    """Return the CPU seconds of all processes that have ended, and of theirs."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def slowed() -> float:
    """Return how many times as long a calculation takes while another process does the same: 1 where two processors are free."""
    alone = _calculated()
    child = os.fork()
    beside = _calculated()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return beside / alone


def _calculated() -> float:
    begun = time.perf_counter()
    sum(range(10_000_000))
    return time.perf_counter() - begun


def jobs(workspace: Path) -> bytes:
    """Return template and data of every document, for the plain script."""
    every = printables(material_of(workspace, PERIOD))
    folder = workspace / "templates/notices"
    names = {name: "单位情况" if name == "单位情况" else "县情况" if name.startswith("县情况") else name for name in every}
    done: Done = {}
    return pickle.dumps(
        [(str(folder / f"{names[name]}.docx"), plain(one.without_charts, done)) for name, own in every.items() for one in own]
    )


def main() -> None:
    """Print the medians and the ratios."""
    compileall.compile_dir(ROOT / "pipeline", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        workspace = lay_out(Path(folder) / "county", longer=int(sys.argv[1]) if len(sys.argv) > 1 else 1)
        add_to(workspace / "templates/notices", NOTICES - 62)
        ours = [sys.executable, "-m", "pipeline", "run", "--workspace", str(workspace), "--period", PERIOD, "--quiet"]
        seconds(ours, lambda: None, OURS_ENDS)
        (Path(folder) / "rest").write_bytes(pickle.dumps(rest_of(workspace / "outbox" / PERIOD)))
        (Path(folder) / "jobs").write_bytes(jobs(workspace))
        plain_out, good = Path(folder) / "plain", (workspace / "state/found-good").read_bytes()

        def cold() -> None:
            for path in (workspace / "outbox", workspace / "state", plain_out):
                shutil.rmtree(path, ignore_errors=True)
            plain_out.mkdir()

        def checked() -> None:
            cold()
            (workspace / "state").mkdir()
            (workspace / "state/found-good").write_bytes(good)

        given = [str(workspace / "inbox"), f"{folder}/jobs", str(plain_out)]
        contenders = {
            "the plain script": ([sys.executable, "-m", "benchmarks.plain_month", *given], cold),
            WHOLE: (
                [sys.executable, "-m", "benchmarks.plain_outbox", *given, f"{folder}/rest"],
                cold,
            ),
            OURS: (ours, cold, OURS_ENDS),
            "ours, its definitions found good before": (ours, checked, OURS_ENDS),
        }
        rounds = [({name: seconds(*contender) for name, contender in contenders.items()}, slowed()) for _ in range(ROUNDS)]
        made = len(list((workspace / "outbox" / PERIOD).glob("*.docx")))
        print(f"{len(list((workspace / 'inbox').iterdir()))} files, {made} notices; medians of {ROUNDS} rounds")
    for line in told(rounds):
        print(line)


def told(rounds: Sequence[tuple[dict[str, tuple[float, float]], float]]) -> Iterator[str]:
    """Yield the medians, and of each round how far ours was ahead and what the machine had to give."""
    for name in rounds[0][0]:
        wall, cpu = (statistics.median(times[name][place] for times, _ in rounds) for place in (0, 1))
        yield f"{name}: {wall:.2f} s, CPU {cpu:.2f} s"
    for times, beside in rounds:
        faster = times[WHOLE][0] / times[OURS][0]
        yield f"a round: {faster:.1f} times; two processes beside each other took {beside:.2f} times as long as one alone"


if __name__ == "__main__":
    main()
