"""register.json says once what is said of a figure, and is read as if it said it at every place."""

import json

import pytest

from pipeline.model.register import PLACE, folded, listing_of

SAID = {"figure": "工程建设.项目总数", "value": "60", "sources": ("a.xlsx|表|B4:B9",)}
PLACES = [
    ("通报.docx", "word/document.xml", 3, 5, "60个"),
    ("通报.docx", "word/document.xml", 9, 0, "60"),
    ("材料.docx", "word/document.xml", 1, 2, "60个"),
]


def written(entries) -> bytes:
    return json.dumps(
        {"format": 2, **folded(tuple(SAID), ((place, tuple(said.values())) for place, said in entries))}, ensure_ascii=False
    ).encode()


def test_what_is_said_stands_once_and_is_read_back_at_each_place() -> None:
    content = written((place, SAID) for place in PLACES)
    assert content.decode().count("工程建设.项目总数") == 1
    whole = {**SAID, "sources": list(SAID["sources"])}
    assert listing_of(content)["printed"] == [{**dict(zip(PLACE, place, strict=True)), **whole} for place in PLACES]


def test_different_sayings_keep_the_order_of_their_first_use() -> None:
    other = {**SAID, "value": "61"}
    listing = folded(
        tuple(SAID), [(PLACES[0], tuple(SAID.values())), (PLACES[1], tuple(other.values())), (PLACES[2], tuple(SAID.values()))]
    )
    assert [one["value"] for one in listing["said"]] == ["60", "61"]
    assert [entry[-1] for entry in listing["printed"]] == [0, 1, 0]


def test_a_register_of_the_first_format_is_read_as_it_stands() -> None:
    entry = {**dict(zip(PLACE, PLACES[0], strict=True)), **SAID, "sources": []}
    assert listing_of(json.dumps({"format": 1, "printed": [entry]}).encode())["printed"] == [entry]


@pytest.mark.parametrize(
    "content", [b"{", b'{"said": [], "printed": [["a", "b", 0, 0, "c", 0]]}', b'{"said": [{}], "printed": [["a", 0]]}']
)
def test_what_is_no_register_is_told(content: bytes) -> None:
    with pytest.raises((ValueError, LookupError, TypeError)):
        listing_of(content)
