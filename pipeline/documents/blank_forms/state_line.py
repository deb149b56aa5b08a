"""The line above a table: what there is still to do, what is wrong, or that nothing is."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from xlsxwriter.utility import xl_rowcol_to_cell

from pipeline.catalogue import blank_forms as words
from pipeline.documents.blank_forms.columns import SheetColumns
from pipeline.documents.blank_forms.flags import carried_columns
from pipeline.documents.blank_forms.handout import RowBefore

Place = tuple[int, int]
LINE: Final = 2
"""the row the line stands in"""
SETTLED: Final = (words.NO_FAULT, words.ZERO_STATED)
"""what the line says where nothing is left to do"""


class StateLine(Struct, frozen=True):
    """What one sheet's line says; rows and columns count from 0."""

    columns: SheetColumns
    first: int
    last: int
    zero: Place
    """where a 零报告 is stated"""
    carried: Sequence[RowBefore]
    """the rows that are filled in already"""

    @property
    def counter(self) -> Place:
        """The hidden cell that counts blank required cells: said twice in the line itself, a wide form's count were too long for Excel."""
        return LINE, self.columns.counted

    @property
    def formula(self) -> str:
        """Return the formula of the line."""
        begun = f"COUNTA({self._block(1, self.columns.last_of_form)})"
        begin = f'"{words.NOT_BEGUN}"&ROW({xl_rowcol_to_cell(self.first, 1)})&"{words.FROM_ROW}"'
        nothing = f'IF({xl_rowcol_to_cell(*self.zero)}="{words.ZERO}","{words.ZERO_STATED}",{begin})'
        faulty, missing = self._faulty, xl_rowcol_to_cell(*self.counter)
        good = f'"{words.NO_FAULT}"'
        if self.carried:
            good = f'IF({begun}={self._carried_cells},"{words.AS_BEFORE}",{good})'
        blanks = f'"{words.MISSING}"&{missing}&"{words.MISSING_CELLS}"'
        faults = f'"{words.FAULTY}"&{faulty}&"{words.FAULTS}"&IF({missing}>0,"{words.AND}"&{blanks},"")'
        something = f"IF({faulty}>0,{faults},IF({missing}>0,{blanks},{good}))"
        return f'=IFERROR(IF({begun}=0,{nothing},{something}),"{words.BROKEN}")'

    @property
    def missing(self) -> str:
        """Return the formula of the counter; it looks at the cells themselves, for rows that are put in have no hidden columns."""
        if not self._required:
            return "=0"
        unbegun = "*".join(f"ISBLANK({self._block(place, place)})" for place in self.columns.of_form.values())
        places = [self.columns.of_form[name] for name in self._required]
        blank = "+".join(f"(LEN(TRIM({self._block(place, place)}))=0)" for place in places)
        return f"=SUMPRODUCT(({unbegun}=0)*({blank}))"

    @property
    def missing_before(self) -> int:
        """How many required cells of the rows filled in already are blank."""
        return sum(name not in filled for filled in self._filled_in() for name in self._required)

    def said_before(self, faulty: int) -> str:
        """Return what the formula comes to before anything is filled in, where so many rows are faulty."""
        if not self.carried:
            return f"{words.NOT_BEGUN}{self.first + 1}{words.FROM_ROW}"
        missing = self.missing_before
        blanks = f"{words.MISSING}{missing}{words.MISSING_CELLS}" if missing else ""
        if faulty:
            return f"{words.FAULTY}{faulty}{words.FAULTS}" + (words.AND + blanks if blanks else "")
        return blanks or words.AS_BEFORE

    @property
    def _faulty(self) -> str:
        verdicts = self._block(self.columns.verdict, self.columns.verdict)
        return f"SUMPRODUCT(--(LEN({verdicts})>0))"

    @property
    def _required(self) -> list[str]:
        return [name for name, column in self.columns.form.columns.items() if column.required]

    @property
    def _carried_cells(self) -> int:
        return sum(len(row) for row in self._filled_in())

    def _filled_in(self) -> Iterable[set[str]]:
        """Yield for every row the columns in which something stands already."""
        carried = carried_columns(self.columns)
        for row in self.carried:
            yield {name for name in carried if row.get(name) not in {None, ""}}

    def _block(self, left: int, right: int) -> str:
        corners = (xl_rowcol_to_cell(row, place, True, True) for row, place in ((self.first, left), (self.last, right)))
        return ":".join(corners)
