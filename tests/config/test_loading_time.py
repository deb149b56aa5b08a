"""Definitions load quickly: the batch waits for them every time, and so does `tongbao check`.

Word templates are compiled for the batch anyway and have a benchmark of their own.
"""

import time
from pathlib import Path

from pipeline.config import load_definitions

ROOT = Path(__file__).parents[2]


def test_the_sample_countys_definitions_load_in_well_under_150_ms(monkeypatch) -> None:
    monkeypatch.setattr("pipeline.documents.check_templates", lambda _: ())
    load_definitions(ROOT)
    times = []
    for _ in range(5):
        start = time.process_time()
        load_definitions(ROOT)
        times.append(time.process_time() - start)
    assert min(times) < 0.15
