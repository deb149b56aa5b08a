"""Names on a page are inert and readable, and their links lead to them."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.overview import link, visible


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("核校稿/通报（核校稿）.docx", "核校稿/通报（核校稿）.docx"),
        ("100% #1 ?a.xlsx", "100%25%20%231%20%3Fa.xlsx"),
        ('a"b<c>.xlsx', "a%22b%3Cc%3E.xlsx"),
        ("javascript:alert(1)", "./javascript%3Aalert(1)"),
        ("甲\u202excod.乙", "甲%E2%80%AExcod.乙"),
        ("全角　空格", "全角%E3%80%80空格"),
    ],
)
def test_chinese_stands_as_it_is_and_what_means_something_is_encoded(path: str, address: str) -> None:
    assert link(path) == address


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_link_leads_back_to_its_path(path: str) -> None:
    assert unquote(link(path).removeprefix("./")) == path.removeprefix("./")


def test_a_name_of_broken_bytes_is_linked_to_by_its_bytes() -> None:
    assert link("\udcff.xls") == "%FF.xls"


def test_what_cannot_be_seen_is_shown_by_its_number() -> None:
    assert visible("甲\u202e乙\u200b丙\x00\udcff") == "甲[U+202E]乙[U+200B]丙[U+0000][U+DCFF]"
    assert visible("县发改局（核校稿）2023年1—4月.docx") == "县发改局（核校稿）2023年1—4月.docx"
