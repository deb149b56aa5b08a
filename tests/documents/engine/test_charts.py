"""Charts are native and editable; their cache, their workbook and the references between them say the same."""

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from lxml import etree

from pipeline.documents.word.charts.data import ChartData, ChartSeries
from pipeline.documents.word.inspection import check_package
from pipeline.model.errors import TemplateError
from tests.documents.engine.docx_builder import audited, compiled, docx

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
RATES = ChartSeries("完成率", [Decimal("62.3"), Decimal("58.0"), None], 1, "%")
MONEY = ChartSeries("完成投资", [Decimal("3.45"), Decimal("12.30"), Decimal("0.98")], 2, "亿元")
UNITS = ["县发改局", "县<交>通局", "青滩镇"]


def chart(kind, *series, units=UNITS):
    return ChartData(kind, "完成情况", units, series or [RATES])


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def drawn(content, number=1):
    return etree.fromstring(parts_of(content)[f"word/charts/figure{number}.xml"])


def book(content, number=1):
    return openpyxl.load_workbook(io.BytesIO(parts_of(content)[f"word/embeddings/figure{number}.xlsx"])).active


def points(series, kind):
    return [(int(one.get("idx")), one[0].text) for one in series.find(C + kind).iter(C + "pt")]


def with_chart(data, name="排名"):
    return compiled(docx("前文", f"{{{{ 图.{name} }}}}", "后文")).render({}, {name: data})


@pytest.mark.parametrize("kind", ["bar", "column", "stacked", "line", "pie", "combination"])
def test_every_kind_is_valid_word(kind, tmp_path) -> None:
    line = ChartSeries("完成率", RATES.values, 1, "%", as_line=kind == "combination")
    content = with_chart(chart(kind, MONEY, line))
    assert check_package(content) == []
    assert audited(content, tmp_path) == []


def test_cache_workbook_and_references_say_the_same() -> None:
    content = with_chart(chart("column", RATES, MONEY))
    sheet = book(content)
    first, second = drawn(content).iter(C + "ser")
    assert [first.find(f"{C}{name}//{C}f").text for name in ("tx", "cat", "val")] == [
        "Sheet1!$B$1",
        "Sheet1!$A$2:$A$4",
        "Sheet1!$B$2:$B$4",
    ]
    assert second.find(f"{C}val//{C}f").text == "Sheet1!$C$2:$C$4"
    assert [cell.value for cell in sheet["A"]][1:] == UNITS == [text for _, text in points(first, "cat")]
    assert points(first, "val") == [(0, "62.3"), (1, "58.0")]
    assert [cell.value for cell in sheet["B"]] == ["完成率", 62.3, 58, None]
    assert [cell.value for cell in sheet["C"]] == ["完成投资", 3.45, 12.3, 0.98]


def test_numbers_are_printed_with_the_decimals_of_the_text() -> None:
    labels = [
        one.get("formatCode") for one in drawn(with_chart(chart("column", RATES, MONEY))).iterfind(f".//{C}dLbls/{C}numFmt")
    ]
    assert labels == ["0.0", "0.00"]


@pytest.mark.parametrize(("values", "from_zero"), [([Decimal(5), Decimal(3)], True), ([Decimal(5), Decimal(-3)], False)])
def test_the_axis_starts_at_zero_unless_a_value_is_below(values, from_zero: bool) -> None:
    content = with_chart(chart("bar", ChartSeries("增幅", values, 1, "%"), units=["甲", "乙"]))
    assert (drawn(content).find(f".//{C}valAx/{C}scaling/{C}min") is not None) is from_zero


def test_every_unit_is_named_beside_its_bar() -> None:
    (axis,) = drawn(with_chart(chart("bar", RATES))).iter(C + "catAx")
    assert axis.find(f"{C}tickLblSkip").get("val") == "1"


def test_different_units_have_different_axes() -> None:
    line = ChartSeries("完成率", RATES.values, 1, "%", as_line=True)
    assert len(list(drawn(with_chart(chart("combination", MONEY, line))).iter(C + "valAx"))) == 2
    same = ChartSeries("计划", MONEY.values, 2, "亿元", as_line=True)
    assert len(list(drawn(with_chart(chart("combination", MONEY, same))).iter(C + "valAx"))) == 1


def test_a_chart_without_rows_is_still_valid(tmp_path) -> None:
    content = with_chart(chart("column", ChartSeries("完成率", [], 1, "%"), units=[]))
    assert check_package(content) == audited(content, tmp_path) == []


def staff_drew(*series, units=UNITS, kind="column"):
    """A template with a chart somebody drew: red columns, alt text 图.排名."""
    return edited(with_chart(chart(kind, *series, units=units)), b"2F5597", b"FF0000")


def edited(content, old, new):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts_of(content).items():
            archive.writestr(name, part.replace(old, new) if name.endswith("figure1.xml") else part)
    return buffer.getvalue()


def test_a_chart_staff_drew_keeps_its_look_and_takes_the_data() -> None:
    template = compiled(staff_drew(RATES))
    content = template.render({}, {"排名": chart("column", MONEY, units=["一", "二", "三"])})
    series = next(drawn(content).iter(C + "ser"))
    assert b"FF0000" in etree.tostring(series)
    assert points(series, "val") == [(0, "3.45"), (1, "12.30"), (2, "0.98")]
    assert [text for _, text in points(series, "cat")] == ["一", "二", "三"]
    assert [cell.value for cell in book(content)["B"]] == ["完成投资", 3.45, 12.3, 0.98]


def test_more_series_take_the_next_colours_and_fewer_leave_none_behind(tmp_path) -> None:
    template = compiled(staff_drew(RATES, MONEY))
    more = [ChartSeries(str(number), MONEY.values, 2, "亿元") for number in range(4)]
    content = template.render({}, {"排名": chart("column", *more)})
    colours = [one.find(".//{*}srgbClr").get("val") for one in drawn(content).iter(C + "ser")]
    assert len(set(colours)) == 4
    assert check_package(content) == audited(content, tmp_path) == []
    assert len(list(drawn(template.render({}, {"排名": chart("column", RATES)})).iter(C + "ser"))) == 1


def test_slices_beyond_the_last_category_are_dropped() -> None:
    template = compiled(staff_drew(MONEY, kind="pie"))
    two = ChartSeries("个数", [Decimal(34), Decimal(26)], 0, "个")
    content = template.render({}, {"排名": chart("pie", two, units=["基础设施", "产业"])})
    assert len(list(drawn(content).iter(C + "dPt"))) == 2
    assert check_package(content) == []


def test_a_chart_nobody_defined_is_named_with_those_that_are() -> None:
    with pytest.raises(TemplateError, match=r"没有名为“排明”的图.*排名"):
        compiled(docx("{{ 图.排明 }}")).render({}, {"排名": chart("column")})


def test_a_tag_with_text_around_it_is_refused() -> None:
    with pytest.raises(TemplateError, match="独占一段"):
        compiled(docx("见{{ 图.排名 }}"))


def test_the_same_data_give_the_same_bytes() -> None:
    assert with_chart(chart("column")) == with_chart(chart("column"))


def test_a_drawing_stands_in_lines_as_high_as_it_needs() -> None:
    content = compiled(docx("{{ 图.排名 }}")).render({}, {"排名": chart("column")})
    assert 'w:lineRule="auto"' in parts_of(content)["word/document.xml"].decode()
