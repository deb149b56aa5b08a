"""The pages of outbox/ say how every period stands, follow what is done to it, and hold nothing from outside."""

import json
import os
import re
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline import editions, overview
from pipeline.batch import run_batch
from pipeline.catalogue import pages
from pipeline.overview.filing import Filed, groups
from pipeline.publishing import frozen_issues, manifest
from tests.overview.conftest import HOSTILE_UNIT, NOW, PERIOD, hostile
from tools.reliability.small_county import LONG_AGO, UNITS, report

PAGES = Path(next(iter(pages.__path__)))


class Page(HTMLParser):
    """What a reader and a browser find in a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text, self._silent = "", False
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._silent = tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._silent else data

    @property
    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.tags if tag == "a"]


def top(county: Path) -> Page:
    return Page(county / "outbox/index.html")


def april(county: Path) -> Page:
    return Page(county / "outbox/2023-04/index.html")


def test_the_first_page_lists_every_period_the_newest_first(county: Path) -> None:
    page = top(county)
    assert page.links.index("2023-04/index.html") < page.links.index("2023-03/index.html")
    assert "正式稿" in page.text


def test_every_link_of_every_page_leads_to_a_file_and_every_document_is_linked_to(county: Path) -> None:
    for path in (county / "outbox").rglob("index.html"):
        for address in Page(path).links:
            place, _, anchor = address.partition("#")
            assert (path.parent / unquote(place)).exists(), address
            assert not anchor or any(attributes.get("id") == anchor for _, attributes in Page(path).tags)
    listed = {entry["path"] for entry in (manifest(county / "outbox/2023-04") or {})["outputs"]}
    assert {path for path in listed if not path.endswith(".json")} <= set(map(unquote, april(county).links))


def test_returns_that_are_missing_late_or_sent_back_are_named_with_the_reason(county: Path) -> None:
    report(county, UNITS[0], "2023-04", 999_999)
    os.utime(report(county, UNITS[1], "2023-04", 300), (datetime(2023, 5, 6).timestamp(),) * 2)
    next((county / "inbox/2023-04").glob(f"{UNITS[2]}*")).unlink()
    run_batch(county, PERIOD, NOW)
    page = april(county)
    assert f"1份报表退回重报：{UNITS[0]}《重点项目》" in page.text
    assert f"1份报表没有报：{UNITS[2]}《重点项目》" in page.text
    assert "本年累计完成投资（C4=999999）大于总投资（B4=5000）" in page.text
    assert any("审核意见" in address and UNITS[0] in address for address in page.links)


def test_a_topic_of_which_this_batch_asked_nothing_is_not_shown(county: Path) -> None:
    form, statistic = county / "templates/forms/旬报.yaml", county / "templates/statistics/旬督查.yaml"
    told = (county / "templates/forms/重点项目.yaml").read_text(encoding="utf-8")
    form.write_text(
        told.replace("every: month", "every: ten days").replace("月报表", "旬报表").replace("Q-205", "Q-206"), encoding="utf-8"
    )
    told = (county / "templates/statistics/工程建设.yaml").read_text(encoding="utf-8")
    statistic.write_text(
        told.replace("title: 重点项目建设", "title: 旬督查情况").replace("from: 重点项目", "from: 旬报"), encoding="utf-8"
    )
    run_batch(county, PERIOD, NOW)
    page = april(county)
    assert "重点项目建设" in page.text
    assert "旬督查情况" not in page.text


def test_what_is_issued_stands_one_to_a_line_and_slips_side_by_side() -> None:
    files = [
        Filed(f"{folder}{number}.docx", f"{folder}{number}.docx", 1, "核校稿/一.docx")
        for folder in ("", "督办单/")
        for number in range(5)
    ]
    assert [(group["name"], group["slips"]) for group in groups(files)] == [("印发的文件", False), ("督办单", True)]


def test_nothing_is_to_be_done_where_all_is_well(county: Path) -> None:
    said = april(county).text
    assert "退回重报" not in said
    assert "对照核校稿审阅通报" in said
    assert "应报的报表全部按时报送" in said


def test_a_page_is_the_same_whenever_it_is_made(county: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (county / "outbox").rglob("*") if path.is_file()}
    run_batch(county, PERIOD, datetime(2023, 5, 9, 9))
    assert {path: path.stat().st_mtime_ns for path in (county / "outbox").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("lost", ["outbox/index.html", "outbox/2023-04/index.html", "state/periods.json"])
def test_a_page_that_was_lost_or_spoilt_is_made_again(county: Path, lost: str) -> None:
    before = {path: path.read_bytes() for path in (county / "outbox").rglob("index.html")}
    (county / lost).write_text("{}")
    run_batch(county, PERIOD, NOW)
    assert {path: path.read_bytes() for path in before} == before


def test_what_an_earlier_program_kept_of_the_periods_is_not_trusted(county: Path) -> None:
    before, kept = (county / "outbox/index.html").read_bytes(), county / "state/periods.json"
    told = json.loads(kept.read_text("utf-8"))
    del told["periods"]["2023-03"]["listed"]["due"]
    kept.write_text(json.dumps(told), "utf-8")
    overview.refresh(county, "2023-04")
    assert (county / "outbox/index.html").read_bytes() == before


def test_freezing_is_shown_on_both_pages_with_who_and_when(county: Path) -> None:
    editions.freeze(county, PERIOD, datetime(2023, 5, 20, 10, 30), "王主任")
    assert "第1版由王主任于 2023-05-20 10:30 封账" in april(county).text
    assert "已封账" in top(county).text


def test_a_late_return_of_a_frozen_period_shows_what_would_be_corrected(county: Path) -> None:
    editions.freeze(county, PERIOD, NOW, "甲")
    report(county, UNITS[0], "2023-04", 4000)
    run_batch(county, PERIOD, NOW)
    page = april(county)
    assert "tongbao reissue 2023-04" in page.text
    assert any(address.startswith("拟更正/") for address in page.links)


def test_the_next_edition_is_shown_first_and_the_one_before_stays_in_reach(county: Path) -> None:
    editions.freeze(county, PERIOD, NOW, "甲")
    before = april(county)
    report(county, UNITS[0], "2023-04", 4000)
    editions.reissue(county, PERIOD, NOW, "乙")
    page = april(county)
    assert "第2版 更正稿" in page.text
    assert "第2版由乙于" in page.text
    notices = [address for address in before.links if address.startswith("关于")]
    order = [page.links.index(f"第2版/{notices[0]}"), page.links.index(notices[0])]
    assert order == sorted(order)


def test_a_text_put_beside_an_edited_one_is_told(county: Path) -> None:
    (notice,) = (county / "outbox/2023-04").glob("关于*.docx")
    notice.write_bytes(b"edited by hand")
    run_batch(county, PERIOD, NOW)
    page = april(county)
    assert "1个文件被人工修改过或正被打开" in page.text
    assert any("新稿" in address for address in page.links)


def test_hostile_names_are_text_and_nothing_else(county: Path) -> None:
    hostile(county)
    run_batch(county, PERIOD, NOW)
    assert len(frozen_issues(county, PERIOD.code)) == 0
    for page in (top(county), april(county)):
        assert sum(tag == "script" for tag, _ in page.tags) == 1
        assert not [tag for tag, _ in page.tags if tag in {"img", "b onclick", "iframe", "object"}]
        assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", page.text)
    assert HOSTILE_UNIT.replace("\u202e", "[U+202E]") in april(county).text
    assert "<b onclick=window.hit=1>" in april(county).text


def test_pages_ask_for_nothing_from_outside(county: Path) -> None:
    for path in (county / "outbox").rglob("index.html"):
        page = Page(path)
        assert not [tag for tag, _ in page.tags if tag in {"link", "img", "iframe", "object", "embed", "form", "base"}]
        assert not [name for _, attributes in page.tags for name in attributes if name in {"src", "style", "srcset", "action"}]
        assert "http:" not in path.read_text("utf-8")
        assert "https:" not in path.read_text("utf-8")
        policy = next(
            attributes["content"] for _, attributes in page.tags if attributes.get("http-equiv", "").startswith("Content-S")
        )
        assert policy is not None
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy


def test_style_and_script_are_what_old_browsers_know() -> None:
    script, style = (PAGES / "table.js").read_text("utf-8"), (PAGES / "style.css").read_text("utf-8")
    assert not re.search(r"=>|`|\b(let|const|class|async|await|of)\b|\.\.\.|\.(closest|remove|append|includes|forEach)\(", script)
    assert not re.search(r"\b(grid|flex|calc|var)\b|--", style.replace("-webkit-", ""))


def test_a_manifest_of_an_earlier_program_still_has_its_page(county: Path) -> None:
    folder = county / "outbox/2023-03"
    facts = json.loads((folder / "manifest.json").read_text("utf-8"))
    facts["outputs"] = [entry for entry in facts["outputs"] if entry["path"] != "overview.json"]
    del facts["edition"]
    (folder / "manifest.json").write_text(json.dumps(facts), "utf-8")
    overview.refresh(county, "2023-03")
    assert "2023年3月" in Page(folder / "index.html").text


def test_other_things_in_the_outbox_are_left_alone(county: Path) -> None:
    for name in ("存档", "2022-13", ".隐藏"):
        (county / "outbox" / name).mkdir()
    (county / "outbox/说明.txt").write_text("请勿删除")
    os.utime(county / "outbox/说明.txt", (LONG_AGO, LONG_AGO))
    overview.refresh(county, "2023-04")
    assert len(top(county).links) == 2 + sum(len(address) > 0 for address in top(county).links if address.endswith(".docx"))
