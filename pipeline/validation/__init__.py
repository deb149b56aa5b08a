"""Stage 3 of 7 — validation. Takes typed returns and what was reported before. Gives the accepted returns and findings. Never changes a value.

A return with a 强制 finding is 退回 and goes no further. Whether a return is accepted depends on its own rows and its own past only:
what concerns several units is at most 核实.
"""

from pipeline.validation.acceptance import validate
from pipeline.validation.explanations import settle
from pipeline.validation.reporting import Received, first_receipts, standing

__all__ = ["Received", "first_receipts", "settle", "standing", "validate"]
