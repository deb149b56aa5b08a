"""The pages in a real browser: sorting, filtering, links, hostile names."""

from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from pipeline.batch import run_batch
from tests.overview.browser import Browser
from tests.overview.conftest import HOSTILE_UNIT, NOW, PERIOD, hostile

pytestmark = pytest.mark.browser
RANKING = "document.querySelector('table.ranking')"


def percentages(tab: Browser) -> list[float]:
    """Return the values of the first ranking as they stand."""
    cells = tab.run(f"[].map.call({RANKING}.tBodies[0].rows, function (row) {{ return row.cells[3].textContent; }})")
    return [float(cell) for cell in cells]


def click(tab: Browser, heading: int) -> None:
    tab.run(f"{RANKING}.tHead.rows[0].cells[{heading}].click()")


def complaints(tab: Browser) -> list[object]:
    return [event for event in tab.events if event.get("method") in {"Log.entryAdded", "Runtime.exceptionThrown"}]


def asked_for(tab: Browser) -> list[str]:
    return [event["params"]["request"]["url"] for event in tab.events if event.get("method") == "Network.requestWillBeSent"]


def test_a_page_opens_without_a_complaint_and_asks_for_itself_alone(county: Path, tab: Browser) -> None:
    for path in (county / "outbox").rglob("index.html"):
        tab.open(path)
        assert tab.run("document.querySelectorAll('.can').length") > 0
        assert complaints(tab) == []
        assert asked_for(tab) == [path.as_uri()]


def test_a_click_on_a_heading_sorts_numbers_as_numbers_and_the_next_one_turns_round(county: Path, tab: Browser) -> None:
    tab.open(county / "outbox/2023-04/index.html")
    before = percentages(tab)
    assert len(before) > 3
    assert before == sorted(before, reverse=True)
    click(tab, 3)
    assert percentages(tab) == sorted(before)
    assert tab.run(f"{RANKING}.tHead.rows[0].cells[3].getAttribute('aria-sort')") == "ascending"
    click(tab, 3)
    assert percentages(tab) == sorted(before, reverse=True)


def test_numbers_of_several_digits_are_not_sorted_as_words(county: Path, tab: Browser) -> None:
    tab.open(county / "outbox/2023-04/index.html")
    script = """(function () {
        var body = document.querySelector('table.ranking').tBodies[0], given = ['9', '10.5', '-3', '—', '1,200', '>1000'];
        for (var i = 0; i < given.length; i += 1) { body.rows[i].cells[3].textContent = given[i]; }
        while (body.rows.length > given.length) { body.removeChild(body.rows[given.length]); }
        document.querySelectorAll('table.ranking thead th')[3].click();
        return [].map.call(body.rows, function (row) { return row.cells[3].textContent; });
    }())"""
    assert tab.run(script) == ["-3", "9", "10.5", ">1000", "1,200", "—"]


def test_a_filter_leaves_the_rows_that_hold_all_its_words(county: Path, tab: Browser) -> None:
    tab.open(county / "outbox/2023-04/index.html")
    script = """(function (text) {{
        var field = document.querySelector('#matrix').previousSibling.querySelector('input');
        field.value = text;
        field.dispatchEvent(new Event('input'));
        return [].filter.call(document.querySelectorAll('#matrix tbody tr'), function (row) {{ return row.offsetHeight > 0; }})
            .map(function (row) {{ return row.cells[0].textContent; }});
    }}('{text}'))"""
    assert tab.run(script.format(text="镇")) == ["青滩镇", "白马岭镇", "望江坪镇", "石门河镇", "龙潭坪镇"]
    assert tab.run(script.format(text="镇  白马")) == ["白马岭镇"]
    assert len(tab.run(script.format(text=""))) == 12


def test_links_with_chinese_and_awkward_names_lead_to_their_files(county: Path, tab: Browser) -> None:
    hostile(county)
    run_batch(county, PERIOD, NOW)
    tab.open(county / "outbox/2023-04/index.html")
    addresses = tab.run("[].map.call(document.links, function (link) { return link.href; })")
    places = [Path(unquote(urlparse(address).path)) for address in addresses]
    assert len(places) > 20
    assert [place for place in places if not place.exists()] == []
    assert any("100%25 #1" in place.name for place in places)


def test_a_click_leads_from_all_periods_to_one_and_back(county: Path, tab: Browser) -> None:
    tab.open(county / "outbox/index.html")
    for selector, title in (("table a", "2023年4月 报送和通报"), (".nav a", "各期报送和通报一览")):
        tab.events.clear()
        tab.run(f"document.querySelector('{selector}').click()")
        tab.wait("Page.loadEventFired")
        assert tab.run("document.title") == title


def test_hostile_names_do_nothing_in_a_browser(county: Path, tab: Browser) -> None:
    hostile(county)
    run_batch(county, PERIOD, NOW)
    for name in ("outbox/2023-04/index.html", "outbox/index.html"):
        tab.open(county / name)
        assert tab.run("window.hit") is None
        assert tab.run("document.scripts.length") == 1
        assert complaints(tab) == []
    tab.open(county / "outbox/2023-04/index.html")
    assert HOSTILE_UNIT.replace("\u202e", "[U+202E]") in tab.run("document.body.textContent")


def test_the_policy_stops_what_escaping_would_have_missed(county: Path, tab: Browser, tmp_path: Path) -> None:
    page = (county / "outbox/2023-04/index.html").read_text("utf-8")
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(page.replace("<h1>", "<img src=x onerror='window.hit=1'><script>window.hit=1</script><h1>"), "utf-8")
    tab.open(spoilt)
    assert tab.run("window.hit") is None
    assert len(complaints(tab)) >= 2


def test_printing_shows_all_rows_and_no_controls(county: Path, tab: Browser) -> None:
    tab.open(county / "outbox/2023-04/index.html")
    tab.call("Emulation.setEmulatedMedia", media="print")
    shown = "[].filter.call(document.querySelectorAll('{what}'), function (one) {{ return one.offsetHeight > 0; }}).length"
    assert tab.run(shown.format(what=".filter, .nav")) == 0
    assert tab.run(shown.format(what="#matrix tbody tr")) == 12
    tab.call("Emulation.setEmulatedMedia", media="")


def test_on_a_narrow_screen_only_the_tables_scroll_sideways(county: Path, tab: Browser) -> None:
    tab.call("Emulation.setDeviceMetricsOverride", width=480, height=900, deviceScaleFactor=1, mobile=False)
    for name in ("outbox/index.html", "outbox/2023-04/index.html"):
        tab.open(county / name)
        assert tab.run("document.documentElement.scrollWidth") <= 480
    tab.call("Emulation.clearDeviceMetricsOverride")
