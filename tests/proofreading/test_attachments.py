"""附件 are numbered in their order, and what the text refers to is there."""

import pytest

from pipeline.proofreading import proofread, read
from tests.documents.engine.docx_builder import docx

TEXT = (
    "排名情况（详见附件1）。",
    "列入附件2的项目要抓紧开工。",
    "附件：1.2023年1—4月排名表",
    "2.未开工项目清单",
    "附件1",
    "附件2",
)


def found(*texts: str) -> list[tuple[str, str]]:
    return [(one.code, one.found) for one in proofread(read(docx(*texts), "稿.docx"))]


def test_attachments_in_their_order_are_no_finding() -> None:
    assert found(*TEXT) == []
    assert found("情况见附件。", "附件：重点项目排名表", "附件") == []
    assert found("依据《考核办法》附件6计分。", *TEXT) == [], "that is an attachment of another document"
    assert found("详见附件3。") == [], "a text without attachments of its own refers to those of another"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("附件2", "附件6", "N-01"),
        ("列入附件2的", "列入附件6的", "N-03"),
        ("2.未开工项目清单", "6.未开工项目清单", "N-01"),
        ("附件：1.2023年1—4月排名表", "附件：4.2023年1—4月排名表", "N-01"),
    ],
)
def test_a_number_no_attachment_has_is_found(old: str, new: str, code: str) -> None:
    codes = [
        one
        for one, _ in found(*(new if text == old else text.replace(old, new) if old in text != old else text for text in TEXT))
    ]
    assert code in codes


def test_a_list_longer_than_the_attachments_is_doubted() -> None:
    assert found(*TEXT[:-1]) == [("N-02", "附件：1.")]
