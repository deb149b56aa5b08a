"""The numbers of charts are compared with the register, whatever the parts of the package are called now."""

import io
import zipfile

from pipeline.proofreading import proofread, read
from pipeline.proofreading.registered import Printed
from tests.documents.engine.docx_builder import docx
from tests.proofreading.test_reading_word_files import CHART

FIGURES = (("word/charts/figure1.xml", ("12.5", "7.0")), ("word/charts/figure2.xml", ("3.0", "4.0")))
REGISTER = [
    Printed("稿.docx", part, 0, place, text, f"{part}的{place}", "number")
    for part, texts in FIGURES
    for place, text in enumerate(texts)
]


def document(*charts: tuple[str, str, str]) -> bytes:
    made = io.BytesIO(docx("正文"))
    with zipfile.ZipFile(made, "a") as package:
        for name, first, second in charts:
            package.writestr(name, CHART.replace("12.5", first).replace("<c:v>7<", f"<c:v>{second}<"))
    return made.getvalue()


def codes(*charts: tuple[str, str, str]) -> list[tuple[str, str]]:
    return [(one.code, one.found) for one in proofread(read(document(*charts), "稿.docx"), REGISTER)]


def test_charts_named_anew_and_in_another_order_are_the_same() -> None:
    assert codes(("word/charts/chart1.xml", "3", "4"), ("word/charts/chart2.xml", "12.5", "7")) == []


def test_a_number_changed_in_a_chart_is_found() -> None:
    assert codes(("word/charts/figure1.xml", "12.5", "9"), ("word/charts/figure2.xml", "3", "4")) == [("B-05", "9")]


def test_a_chart_that_is_gone_is_found() -> None:
    assert [code for code, _ in codes(("word/charts/chart1.xml", "12.5", "7"))] == ["B-02"]
