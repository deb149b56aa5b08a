"""Plain tables as one Excel workbook: 汇总表, 溯源表, 审核问题汇总.

A text never becomes a formula, a link or a number, and the same tables give the same bytes. Written by ourselves, for a month of sixty
units prints some four hundred thousand cells, which are most of what a batch writes: a library that builds each of them costs ten times as much.
"""

from pipeline.documents.table_book.book import table_book
from pipeline.documents.table_book.names import sheet_name

__all__ = ["sheet_name", "table_book"]
