"""Reading a return from its bytes: guard, reading, typing and addresses against python-calamine alone and pandas with openpyxl.

    python -m benchmarks.reading

All in one process on one core, the contenders in turn on the same files, the median of several rounds. What a child process costs
beside that is measured last: the whole inbox through the children, as a batch reads it.
"""

import gc
import hashlib
import io
import os
import statistics
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from pipeline.config import load_definitions
from pipeline.intake import collect
from pipeline.intake.content import content_kind
from pipeline.model.definitions import Definitions
from pipeline.model.submission import InboxFile
from pipeline.reading import lexicon, returns, starting
from pipeline.reading.limits import ReadingLimits
from tools.sample_county import projects, workbooks
from tools.sample_county.drawing import drawn

ROOT = Path(__file__).parents[1]
PERIOD = "2023-04"
RECEIVED = datetime(2023, 5, 4)
ROUNDS = 7
AT_MOST, AT_LEAST = 3.0, 4.0
"""times calamine alone; times faster than pandas with openpyxl"""
SIZES = (12, 60, 120, 1000)

File = tuple[str, bytes]
Contender = Callable[[File], object]


def main() -> None:
    """Measure and print; says at the end which promises hold."""
    warnings.simplefilter("ignore")
    definitions = load_definitions(ROOT)
    contenders = {"ours": _ours(definitions), "calamine": _calamine, "pandas": _pandas}
    kept = []
    gc.freeze()  # as a child does before its first file: what is loaded is not looked through again
    print(
        f"median of {ROUNDS} rounds, CPU ms a file; promised: ours ≤ {AT_MOST:g}× calamine alone, ≥ {AT_LEAST:g}× faster than pandas+openpyxl\n"
    )
    print(f"{'files':<34}{'ours':>9}{'calamine':>10}{'pandas':>9}{'× calamine':>12}{'× faster':>10}")
    for name, files in _material().items():
        spent = _measured(files, contenders)
        slower, faster = spent["ours"] / spent["calamine"], spent["pandas"] / spent["ours"]
        print(f"{name:<34}{spent['ours']:>9.2f}{spent['calamine']:>10.2f}{spent['pandas']:>9.2f}{slower:>12.2f}{faster:>10.1f}")
        kept.append((name, slower <= AT_MOST, faster >= AT_LEAST))
    for name, within, ahead in kept:
        if not within or not ahead:
            print(f"NOT KEPT for {name.strip()}:{'' if within else ' × calamine'}{'' if ahead else ' × faster'}")
    _whole_inbox(definitions)


def _material() -> dict[str, list[File]]:
    """Return the sample's own returns, and returns of one form of several lengths."""
    sample = [(path.name, path.read_bytes()) for path in sorted((ROOT / "inbox/2023-04").iterdir()) if "登记" not in path.name]
    newer = [file for file in sample if content_kind(file[1]) == "xlsx"]
    made = {f"{rows} rows of 重点项目": [_made(rows)] for rows in SIZES}
    return {f"{len(newer)} sample .xlsx": newer, **made}


def _made(rows: int) -> File:
    """Draw a return of 重点项目 as 县交通局 sends it, with as many rows: the sample's own, again under further names."""
    own = projects.rows("县交通局", PERIOD)
    more = [{**own[row % len(own)], "项目名称": f"{own[row % len(own)]['项目名称']}第{row + 1}标段"} for row in range(rows)]
    return f"县交通局2023年4月重点项目{rows}.xlsx", workbooks.excel([drawn("县交通局", "重点项目", PERIOD, more)])


def _ours(definitions: Definitions) -> Contender:
    given = lexicon.Definitions(dict(definitions.forms), definitions.directory, definitions.vocabulary, ReadingLimits())
    words = lexicon.Lexicon(given)

    def read(file: File) -> object:
        name, content = file
        received = InboxFile(name, hashlib.sha256(content).hexdigest(), len(content), RECEIVED, content_kind(content))
        return returns.read_file(received, content, words)

    return read


def _calamine(file: File) -> object:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    book = CalamineWorkbook.from_filelike(io.BytesIO(file[1]))
    return [book.get_sheet_by_index(index).to_python(skip_empty_area=False) for index in range(len(book.sheet_names))]


def _pandas(file: File) -> object:
    import pandas as pd  # noqa: PLC0415

    return pd.read_excel(io.BytesIO(file[1]), sheet_name=None, header=None, engine="openpyxl")


def _measured(files: Sequence[File], contenders: dict[str, Contender]) -> dict[str, float]:
    """Return CPU milliseconds a file; small sets are repeated until a round lasts long enough to be measured."""
    spent: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, contender in contenders.items():
            again = max(1, (10 if name == "pandas" else 100) // len(files))
            gc.collect()
            begun = time.process_time()
            for _ in range(again):
                for file in files:
                    contender(file)
            spent[name].append((time.process_time() - begun) * 1000 / (again * len(files)))
    return {name: statistics.median(times) for name, times in spent.items()}


def _whole_inbox(definitions: Definitions) -> None:
    inbox = ROOT / "inbox"
    begun = time.perf_counter()
    files, _ = collect(inbox, definitions.office, {}, datetime(2040, 1, 1))
    listed = time.perf_counter()
    starting.read(files, inbox, definitions)
    ended = time.perf_counter()
    print(
        f"\nthe whole inbox, {len(files)} files, as a batch reads it: intake {(listed - begun) * 1000:.0f} ms, "
        f"{os.cpu_count()} cores in children {(ended - listed) * 1000:.0f} ms, their start included"
    )


if __name__ == "__main__":
    main()
