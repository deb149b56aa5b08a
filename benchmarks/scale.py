"""What a return costs among a hundred, a thousand and ten thousand, and what one changed return costs once all others were read.

python -m benchmarks.scale [returns …] — each a fresh process from a cold start to the finished outbox; CPU time of it and its children,
and the most memory any of them held. Units stand for one another: the sample county's returns, sent again by units of other names.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from benchmarks.county import LONG_AGO, PERIOD, ROOT, lay_out, units_sending

SIZES = (100, 1_000, 10_000)


@dataclass(frozen=True)
class Cost:
    """What one run cost."""

    wall: float
    cpu: float
    megabytes: int


def run(workspace: Path) -> Cost:
    """Run the month and return what it cost; raises RuntimeError where it could not finish."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "pipeline", "run", "--workspace", str(workspace), "--period", PERIOD, "--quiet"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise RuntimeError(process.returncode)
    return Cost(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def change_a_number(path: Path) -> None:
    """Raise the first amount of a return by one, as its sender would."""
    book = openpyxl.load_workbook(path)
    amounts = (cell for row in book.worksheets[0].iter_rows() for cell in row if isinstance(cell.value, float))
    amount = next(amounts)
    amount.value += 1
    book.save(path)
    os.utime(path, (LONG_AGO, LONG_AGO))


def main() -> None:
    """Print what a return costs at each size, against the first of them."""
    first = 0.0
    for size in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
        with tempfile.TemporaryDirectory() as folder:
            workspace = lay_out(Path(folder) / "province", units_sending(size))
            files = sorted((workspace / "inbox").iterdir())
            whole = run(workspace)
            each = whole.cpu / len(files)
            first = first or each
            print(
                f"{len(files)} returns: {whole.wall:.1f} s, CPU {whole.cpu:.1f} s, {each * 1000:.1f} ms a return "
                f"({each / first:.2f} times that of the first), at most {whole.megabytes} MB"
            )
            changed = next(path for path in files if path.name.endswith("重点项目.xlsx"))
            change_a_number(changed)
            again = run(workspace)
            print(
                f"  one of them changed: {again.wall:.1f} s, CPU {again.cpu:.1f} s, {again.cpu / whole.cpu:.0%} of the full run"
            )
            shutil.rmtree(workspace)


if __name__ == "__main__":
    main()
