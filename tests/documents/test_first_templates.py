"""The Word files shipped are, to the letter, those tools/first_templates writes, so that a change made in one is not lost to the other."""

from pathlib import Path

import docx
import pytest

from tools.first_templates.__main__ import monthly, plain_paper, speech
from tools.first_templates.ledger_slips import SLIPS
from tools.first_templates.papers import PAPERS, paper
from tools.first_templates.slips import reminder, returned
from tools.first_templates.topic_notices import NAMES, Paper

SHIPPED = Path(__file__).parents[2] / "templates/notices"
WRITTEN = {
    "月通报": monthly,
    "推进会发言材料": speech,
    "退回通知": returned,
    "催报单": reminder,
    **{name: lambda name=name: Paper(name).written() for name in NAMES},
    **{name: lambda name=name, shape=shape: paper(name, shape) for name, shape in PAPERS.items()},
    **{name: lambda parts=parts: plain_paper(parts) for name, parts in SLIPS.items()},
}


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.docx")), ids=lambda path: path.stem)
def test_the_shipped_file_says_what_the_script_writes(path: Path) -> None:
    assert docx.Document(str(path)).element.xml == WRITTEN[path.stem]().element.xml
