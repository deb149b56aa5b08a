"""Hundreds of workbooks nobody here wrote: every one ends with a table or a finding, and costs the others nothing."""

import resource
import time
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.intake import collect
from pipeline.reading.starting import read

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_every_file_of_the_corpus_is_answered(definitions):
    files, unsettled = collect(CORPUS, SimpleNamespace(settle_seconds=0), {}, datetime(2040, 1, 1))
    begun = time.monotonic()
    tables, findings = read(files, CORPUS, definitions)
    assert time.monotonic() - begun < 120
    answered = {finding.file for finding in (*unsettled, *findings)} | {table.submission.file.path for table in tables}
    assert answered == {file.path for file in files}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 300 * 1024
