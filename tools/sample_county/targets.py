"""What the returns of April 2023 must add up to: the figures of the speech. The tests read the written files against these."""

from decimal import Decimal

PERIODS = ("2022-04", "2023-03", "2023-04")

COMPLETED = {"2022": Decimal(209420), "2023": Decimal(295700)}
"""万元 of investment completed from January to April by all key projects; 29.57亿元 is 41.2 % more than the year before"""
COMPLETED_PRIVATELY = {"2022": Decimal(72500), "2023": Decimal(113600)}
"""of it by private investors: 11.36亿元, 38.42 %"""

PROJECTS = 60
STRUCTURE = {"基础设施": 34, "产业": 26}
INDUSTRY = {"工业": 8, "农业": 3, "旅游": 7, "物流": 3, "其他": 5}
PRIVATE_PROJECTS = 28
NOT_STARTED = 21
STARTED_TOGETHER = 15
STARTED_TOGETHER_TOTAL = Decimal(500000)
THREE_GORGES_NOT_STARTED = 4
GROWN_BY_HALF = ("县文旅局", "县水利局", "县交通局", "县扶贫办", "县发改局", "县住建局")

PLANNED = {
    "2022": {"亿元以上": 29, "五千万至亿元": 40, "五千万以下": 52},
    "2023": {"亿元以上": 33, "五千万至亿元": 124, "五千万以下": 38},
}
"""planned projects by size; 157 of 5000万元 or more in 2023, 88 more than in 2022"""
PLANNED_PRIVATE = {"2022": 22, "2023": 18}
PLANNED_PPP = {"2022": 5, "2023": 2}
PLANNED_THREE_GORGES = {"2022": 24, "2023": 31}
