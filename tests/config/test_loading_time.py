"""Definitions load quickly: the batch waits for them every time, and so does `tongbao check`."""

import time
from pathlib import Path

from pipeline.config import load_definitions

ROOT = Path(__file__).parents[2]


def test_the_sample_countys_definitions_load_in_well_under_150_ms() -> None:
    load_definitions(ROOT)
    times = []
    for _ in range(5):
        start = time.process_time()
        load_definitions(ROOT)
        times.append(time.process_time() - start)
    assert min(times) < 0.15
