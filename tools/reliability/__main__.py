"""Run the trials: `python -m tools.reliability [--every N] [--only NAME …]`; exits 1 where a promise was broken."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.reliability import injector


def main() -> int:
    """Run what was asked for and print one line for each set of trials."""
    options = _options()
    if why := injector.missing():
        print(f"reliability: skipped, {why}")
        return 0
    if not injector.is_loaded():
        return injector.start_with_injector(sys.argv[1:])
    return _run(options)


def _run(options: argparse.Namespace) -> int:
    from tools.reliability import counting, interruptions, surroundings  # noqa: PLC0415 - they need the injector
    from tools.reliability.interruptions import Figure  # noqa: PLC0415
    from tools.reliability.scene import Scene  # noqa: PLC0415

    sets: dict[str, Callable[[Scene, int], Iterator[Figure]]] = {
        "kills": interruptions.kills,
        "twice": interruptions.second_kills,
        "random": interruptions.random_kills,
        "errors": interruptions.errors,
        "disks": surroundings.full_disks,
        "rivals": surroundings.rivals,
        "copies": surroundings.partial_copies,
        "clocks": surroundings.clocks,
        "places": surroundings.places,
    }
    broken = 0
    with tempfile.TemporaryDirectory(prefix="tongbao-reliability-", dir=_in_memory()) as place:
        scene = Scene(Path(place))
        if options.count:
            print("\n".join(counting.calls(scene)))
            return 0
        for name in options.only or sets:
            begun = time.monotonic()
            for figure in sets[name](scene, options.every):
                broken += len(figure.failures)
                took, begun = time.monotonic() - begun, time.monotonic()
                print(
                    f"{name}: {figure.name}: {figure.trials} trials, {len(figure.failures)} broken, {took:.0f} s; {figure.note}",
                    flush=True,
                )
                for failure in figure.failures[: options.show]:
                    print(f"    {failure}", flush=True)
    return 1 if broken else 0


def _in_memory() -> str | None:
    """Return a folder in memory, where fsync costs nothing: a killed process loses nothing that it has written, whatever the disk."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder made in it is private
    return str(memory) if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 1 << 30 else None


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="try only every n-th point")
    parser.add_argument("--only", nargs="*", help="sets of trials to run")
    parser.add_argument("--count", action="store_true", help="only name the calls of an undisturbed batch that change files")
    parser.add_argument("--show", type=int, default=5, help="failures shown of each set")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
