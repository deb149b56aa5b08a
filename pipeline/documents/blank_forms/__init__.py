"""Blank forms: one workbook for a unit, a sheet for every form due from it, made from the definitions by which returns are read.

A sheet is stamped, asks only for what is not known yet, lets nothing in that reading would refuse, and says in its last column what
the checks would say, as far as Excel can work it out.
"""

from pipeline.documents.blank_forms.handout import FormToFill, Handout
from pipeline.documents.blank_forms.prefilling import own_rows, rows_before
from pipeline.documents.blank_forms.workbook import blank_workbook

__all__ = ["FormToFill", "Handout", "blank_workbook", "own_rows", "rows_before"]
