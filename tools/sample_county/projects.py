"""重点项目: the key projects and how far they are, month by month."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from tools.sample_county.facts import Row, cents, chosen, percent_of, table
from tools.sample_county.targets import COMPLETED, COMPLETED_PRIVATELY

BALANCE = "余"
"""instead of a rate: this project takes what the others leave of the county's total"""
INFRASTRUCTURE = frozenset({"交通", "水利", "城建", "生态环保", "社会事业"})
CONTENT = {
    "交通": "路基、路面、桥涵及安防设施，全长{n}公里",
    "水利": "治理河道及配套设施{n}公里",
    "城建": "改造道路、管网及附属设施，建筑面积{n}00平方米",
    "生态环保": "建设治理设施及配套工程，覆盖{n}0公顷",
    "社会事业": "新建业务用房{n}00平方米及配套设施",
    "工业": "建设厂房{n}000平方米，购置生产线{m}条",
    "农业": "建设标准化基地{n}00亩及加工、灌溉设施",
    "旅游": "建设游客中心、游步道{n}公里及接待设施",
    "物流": "建设仓储{n}000平方米及分拣配送系统",
    "其他": "建设主体工程{n}000平方米及配套设施",
}
PROGRESS = (
    (Decimal(0), "正在开展前期工作"),
    (Decimal(20), "正在进行场地平整和基础施工"),
    (Decimal(32), "基础工程完成，正在进行主体施工"),
    (Decimal(42), "主体工程完成过半，设备陆续进场"),
    (Decimal(1000), "主体工程基本完成，正在进行附属设施施工"),
)
TROUBLES = ("无", "无", "部分地段征拆协议未签订", "无", "砂石料供应紧张", "无", "弃土场用地手续未办结")
LEADERS = (
    "县委副书记、县长",
    "县委常委、常务副县长",
    "县委常委、政法委书记",
    "县人大常委会副主任",
    "副县长",
    "县政协副主席",
    "县委常委、宣传部部长",
)
MARCH_TOTALS = {"云台寺镇小流域治理": Decimal(1580), "城区停车场及充电设施": Decimal(5000)}
"""总投资 as reported in March, where April changes it"""
REVISED = {
    "云台寺镇小流域治理": "按县发改局批复调整概算，总投资由1580万元调为1680万元",
    "九里冲镇农村饮水安全巩固提升": "核减3月多报完成投资20万元",
}
REPORTED_TOO_MUCH = {"九里冲镇农村饮水安全巩固提升": Decimal(20)}
"""万元 that the March return had too much"""


def rows(unit: str, period: str) -> list[Row]:
    """Return a unit's rows of the key project return."""
    return [_row(fact, period) for fact in table(f"重点项目-{period[:4]}") if fact["单位"] == unit]


@cache
def completed(year: str) -> Mapping[str, Decimal]:
    """Return what every project has completed from January to April; the balancing ones make the totals come out."""
    facts = table(f"重点项目-{year}")
    done = {fact["项目名称"]: _pace(fact) for fact in facts if fact["完成率"] != BALANCE}
    privately = COMPLETED_PRIVATELY[year]
    for fact in facts:
        if fact["完成率"] == BALANCE:
            private = _is_private(fact)
            aim = privately if private else COMPLETED[year] - privately
            done[fact["项目名称"]] = aim - _sum(done[f["项目名称"]] for f in facts if _is_private(f) == private and f is not fact)
    return done


def _row(fact: Mapping[str, str], period: str) -> Row:
    name, year = fact["项目名称"], period[:4]
    this_month, this_year = _to_date(fact, period)
    started = bool(fact["开工"]) and fact["开工"][:7] <= period
    before = Decimal(fact["年初以前完成"])
    total = MARCH_TOTALS.get(name, Decimal(fact["总投资"])) if period == "2023-03" else Decimal(fact["总投资"])
    return {
        "项目名称": name,
        "项目类别": fact["项目类别"],
        "建设性质": fact["建设性质"],
        "投资主体": fact["投资主体"],
        "建设地点": fact["地点"],
        "建设内容及规模": CONTENT[fact["项目类别"]].format(n=3 + chosen(name, 17), m=1 + chosen(name, 3)),
        "建设年限": f"{fact['计划开工'][:4]}—{max(int(year), int(fact['计划开工'][:4])) + 1}年",
        "总投资": total,
        **_sources(fact, total),
        "专项资金渠道": fact["渠道"] or None,
        "计划年度": Decimal(fact["渠道年度"]) if fact["渠道年度"] else None,
        "上年底累计完成投资": before,
        "本年度计划投资": Decimal(fact["年度计划"]),
        "本月完成投资": this_month,
        "本年累计完成投资": this_year,
        "自开工累计完成投资": before + this_year,
        "是否开工": "已开工" if started else "未开工",
        "计划开工时间": fact["计划开工"],
        "开工时间": fact["开工"] if started else None,
        "集中开工批次": fact["集中开工"] or None,
        **_words(fact, this_year, period),
        "领办领导": LEADERS[chosen(fact["单位"], len(LEADERS))],
        "联系电话": f"0700-288{chosen(fact['单位'], 9000) + 1000}",
        "修订说明": REVISED.get(name) if period == "2023-04" else None,
        "备注": None,
    }


def _words(fact: Mapping[str, str], this_year: Decimal, period: str) -> Row:
    rate = this_year / Decimal(fact["年度计划"]) * 100
    late = not this_year and fact["计划开工"] <= period
    trouble = TROUBLES[chosen(fact["项目名称"], len(TROUBLES))] if this_year else "前期手续正在办理"
    return {
        "形象进度": next(words for most, words in PROGRESS if rate <= most),
        "存在问题": fact["未开工原因"] or trouble if late else trouble,
        "未开工原因": fact["未开工原因"] or None if late else None,
    }


def _to_date(fact: Mapping[str, str], period: str) -> tuple[Decimal, Decimal]:
    """Return what was completed in the period's month, and in its year so far."""
    name, year = fact["项目名称"], period[:4]
    in_april = completed(year)[name]
    april = percent_of(fact["本月份额"], in_april)
    if period.endswith("-04"):
        return april, in_april
    in_march = in_april - april + REPORTED_TOO_MUCH.get(name, Decimal(0))
    started_this_month = fact["开工"][:7] == period
    return (in_march if started_this_month else cents(in_march * 2 / 5)), in_march


def _pace(fact: Mapping[str, str]) -> Decimal:
    return percent_of(fact["完成率"], Decimal(fact["年度计划"]))


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))


def _is_private(fact: Mapping[str, str]) -> bool:
    return fact["投资主体"] == "民间投资"


def _sources(fact: Mapping[str, str], total: Decimal) -> Row:
    """Divide the total among its sources of money, by who invests."""
    government = fact["投资主体"] == "政府投资"
    above = cents(total * 3 / 5) if government else Decimal(0)
    loan = Decimal(0) if government else cents(total * 2 / 5)
    return {
        "上级资金": above,
        "地方配套": total - above if government else Decimal(0),
        "业主自筹": Decimal(0) if government else total - loan,
        "银行贷款": loan,
    }
