"""The shell completes periods, units, forms and notices of the workspace, Chinese names too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.reliability.small_county import make

_PROGRAM = "import sys; sys.argv[0] = 'tongbao'; from pipeline.__main__ import main; main()"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    county = make(tmp_path_factory.mktemp("office") / "county")
    (county / "outbox/2023-04-上旬").mkdir(parents=True)
    (county / "outbox/空白表").mkdir()
    return county


def offered(county: Path, line: str) -> list[str]:
    """Return what bash is offered for the last word of a line, asked as bash asks."""
    words = line.split(" ")
    asked = {"_TONGBAO_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=county, env={**os.environ, **asked, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not done.stderr, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("tongbao forms --unit 县", ["县发改局", "县经信局", "县教育局", "县住建局", "县交通局", "县水利局", "县商务局"]),
        ("tongbao forms --unit 青滩", ["青滩镇"]),
        ("tongbao run --period 2023-04-", ["2023-04-上旬"]),
        ("tongbao freeze 2023", ["2023-04", "2023-04-上旬"]),
        ("tongbao check --try 重", ["重点项目"]),
        ("tongbao check --try-template 月", ["月通报"]),
        ("tongbao freez", ["freeze"]),
    ],
)
def test_bash_is_offered_what_the_workspace_knows(county: Path, line: str, words: list[str]) -> None:
    assert offered(county, line) == words


def test_a_workspace_named_in_the_line_is_the_one_that_is_asked(county: Path, tmp_path: Path) -> None:
    assert offered(tmp_path, f"tongbao status --workspace {county} --period 2023") == ["2023-04", "2023-04-上旬"]


@pytest.mark.parametrize("config", [None, "units: 3\n", "：：\n\t"])
def test_a_workspace_that_cannot_be_read_offers_nothing_and_says_nothing(tmp_path: Path, config: str | None) -> None:
    if config is not None:
        (tmp_path / "config.yaml").write_text(config, encoding="utf-8")
    assert offered(tmp_path, "tongbao forms --unit 县") == []
