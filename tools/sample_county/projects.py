"""重点项目: the key projects and how far they are, month by month."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from tools.sample_county.course import APRIL, DECEMBER, day_in, month_of, reached
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
REASONS = (
    "征地拆迁协议尚未全部签订，正在逐户做工作",
    "用地报批组卷资料正在补正，预计两个月内获批",
    "施工图审查意见正在修改，预计下月挂网招标",
)
"""why a project is late that was to start after April"""
DELAYS = (0, 0, 1, 2, 5, 20)
"""months between the planned start and the real one; the last never starts in its year"""
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
    start = started_on(fact, year)
    started = bool(start) and start[:7] <= period
    before = Decimal(fact["年初以前完成"])
    total = MARCH_TOTALS.get(name, Decimal(fact["总投资"])) if "2023" < period <= "2023-03" else Decimal(fact["总投资"])
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
        "开工时间": start if started else None,
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
    later = REASONS[chosen(fact["项目名称"], len(REASONS))] if period > "2023-04" else None
    reason = fact["未开工原因"] or later
    trouble = TROUBLES[chosen(fact["项目名称"], len(TROUBLES))] if this_year else "前期手续正在办理"
    return {
        "形象进度": next(words for most, words in PROGRESS if rate <= most),
        "存在问题": reason or trouble if late else trouble,
        "未开工原因": reason if late else None,
    }


def _to_date(fact: Mapping[str, str], period: str) -> tuple[Decimal, Decimal]:
    """Return what was completed in the period's month, and in its year so far."""
    month, course = month_of(period), _course(fact, period[:4])
    to_date = reached(course, month)
    if month == APRIL:
        return percent_of(fact["本月份额"], to_date), to_date
    return to_date - reached(course, month - 1), to_date


def _course(fact: Mapping[str, str], year: str) -> Mapping[int, Decimal]:
    """Return what was completed by the end of the months that fix the others; April is what the speech needs."""
    name, nothing = fact["项目名称"], Decimal(0)
    april = completed(year)[name]
    aim = cents(Decimal(fact["年度计划"]) * (88 + chosen(name + year, 25)) / 100)
    if not april:
        start = started_on(fact, year)
        month = month_of(start) if start else DECEMBER
        return {0: nothing, month - 1: nothing, DECEMBER: cents(aim * (13 - month) / 13) if start else nothing}
    march = april - percent_of(fact["本月份额"], april) + (REPORTED_TOO_MUCH.get(name, nothing) if year == "2023" else nothing)
    course = {0: nothing, 3: march, APRIL: april, DECEMBER: max(aim, cents(april * 21 / 20))}
    begun = month_of(fact["开工"]) if fact["开工"][:4] == year else 1
    if begun < 3:
        course[2] = march - cents(march * 2 / 5)
    return course | dict.fromkeys(range(1, min(begun, APRIL)), nothing)


def started_on(fact: Mapping[str, str], year: str) -> str:
    """Return the day a project starts, empty where it does not in this year; after April it is the plan and a delay."""
    name = fact["项目名称"]
    if fact["开工"]:
        return fact["开工"]
    if year != "2023":
        return ""
    delay = 0 if fact["计划开工"] in {"2023-05", "2023-06"} and not fact["未开工原因"] else DELAYS[chosen(name, len(DELAYS))]
    month = max(5, month_of(fact["计划开工"]) if fact["计划开工"][:4] == year else 5) + delay
    return day_in(year, month, chosen(name, 97)) if month <= DECEMBER else ""


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
