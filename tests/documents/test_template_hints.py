"""A number or a direction typed into a template is hinted at; dates, numbers of documents, names and stated bands are not."""

import pytest

from pipeline.documents.template_hints import typed_directions, typed_numbers
from pipeline.documents.word.tags import tags_in

STATED = (
    "meaning: 总投资5000万元以上（含）的项目\nmeaning: 合同价增加超过10%（不含）的项目\nmeaning: 低于序时进度10个百分点以上的项目"
)


def numbers(text: str) -> list[str]:
    return list(typed_numbers(text, tags_in(text)[0], STATED))


def directions(text: str) -> list[str]:
    return list(typed_directions(text, tags_in(text)[0]))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("全县重点项目60个，完成投资{{ 工程建设.累计完成投资 | 亿元 }}", ["60个"]),
        ("完成投资14.31亿元，占56.7%", ["14.31亿元", "56.7%"]),
        ("高于序时进度２.５个百分点", ["２.５个百分点"]),
        ("投资3000万元以上项目{{ 工程建设.项目总数 | 个 }}", ["3000万元"]),
        ("增幅居第1名", ["1名"]),
        ("合同价增加超过12%", ["12%"]),
        ("完成1,234.5万元", ["1,234.5万元"]),
        ("（2）共有12家单位", ["12家"]),
    ],
)
def test_a_number_typed_by_hand_is_found(text: str, typed: list[str]) -> None:
    assert numbers(text) == typed


@pytest.mark.parametrize(
    "text",
    [
        "正在实施的5000万元以上项目{{ 工程建设.五千万以上项目 | 个 }}",
        "低于序时进度10个百分点以上的项目",
        "合同价增加超过10%的，须先报县政府批准",
        "于2023年5月10日17:00前报送，3个工作日内答复",
        "{{ 期.年 }}年1—4月份",
        "安政督〔2023〕15号、第3期",
        "附件：1.排名表",
        "2.未按期开工项目清单（详见附件2、3）",
        "（1）重点项目",
        "根据《关于印发2023年度100项重点工作的通知》和“1+3”工作法",
        "联系电话：0912-4216688",
        "— 1 —",
        "政府与社会资本合作（P3）和5G项目",
        "{{ 工程建设.民间投资占比 | 百分比(2) }}",
    ],
)
def test_what_is_no_number_of_the_data_is_left_alone(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("同比增长{{ 工程建设.累计完成投资.同比 | 百分比 }}", ["增长"]),
        ("比上年减少了{{ 甲.乙 | 个 }}，增加{{ 甲.丙 | 万元 }}", ["减少", "增加"]),
        ("低于序时进度，高于{{ 甲.差 | 百分点(1) }}", ["高于"]),
        ("下降至{{ 甲.乙 | 亿元 }}", ["下降"]),
    ],
)
def test_a_direction_beside_a_figure_is_found(text: str, typed: list[str]) -> None:
    assert directions(text) == typed


@pytest.mark.parametrize(
    "text",
    [
        "{{ 工程建设.累计完成投资.同比 | 增长 }}",
        "增长率{{ 甲.乙 | 百分比 }}，新增{{ 甲.丙 | 个 }}",
        "低于{{ 期.序时 | 百分比 }}的单位",
        "争取额低于上年同期，共{{ 甲.乙 | 个 }}",
        "增长较快的有{{ 甲.单位 | 顿号 }}",
        "不低于{{ 甲.差 | 百分点 }}",
    ],
)
def test_words_that_are_no_direction_are_left_alone(text: str) -> None:
    assert directions(text) == []
