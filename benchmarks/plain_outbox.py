"""The plain script that also makes what else lies in the outbox: proof copies, the units' own workbooks marked, and the three workbooks of tables.

python-docx writes the comments, openpyxl marks and writes the workbooks. It is flattered as before: what stands in comments, cells and tables
is handed to it, and a comment goes to the next run of the text, wherever the figure stands.
"""

import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import docx
import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from python_calamine import CalamineWorkbook

from benchmarks import plain_month
from pipeline.model.register import FILE, listing_of
from pipeline.publishing.folder import manifest

AUTHOR, INITIALS = "核校", "核"
TABLES = ("汇总表.xlsx", "审核问题汇总.xlsx", "核校稿/溯源表.xlsx")
Table = list[list[object]]


@dataclass(frozen=True)
class Rest:
    """What an outbox of ours holds besides its notices."""

    comments: Sequence[Sequence[str]]
    """of each notice, the comments of its proof copy"""
    marks: dict[str, list[tuple[str, str, str]]]
    """file in the inbox → (sheet, cell, what is said of it)"""
    tables: Sequence[tuple[str, dict[str, Table]]]
    """(file, sheet → rows)"""


def rest_of(folder: Path) -> Rest:
    """Read what an outbox of ours holds."""
    return Rest(_comments(folder), _marks(folder), [(name, _tables(folder / name)) for name in TABLES])


def _comments(folder: Path) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for entry in listing_of((folder / FILE).read_bytes())["printed"]:
        if entry["value"] is not None:
            told = (entry["figure"], entry["value"], entry["unit"], entry["meaning"], entry["formula"], entry["coverage"])
            found.setdefault(entry["document"], []).append("\n".join(filter(None, (*told, *entry["sources"][:10]))))
    return list(found.values())


def _marks(folder: Path) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for finding in (manifest(folder) or {})["findings"]:
        if finding["level"] != "提示" or finding["cells"]:
            cells = [cell for cell in finding["cells"] if cell.isalnum()]
            found.setdefault(finding["file"], []).extend((finding["sheet"], cell, finding["text"]) for cell in cells)
    return {file: marks for file, marks in found.items() if marks}


def _tables(path: Path) -> dict[str, Table]:
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def main(inbox: Path, jobs: Path, outbox: Path, rest: Path) -> None:
    """Make the notices as the plain script does, then everything else."""
    plain_month.main(inbox, jobs, outbox)
    more: Rest = pickle.loads(rest.read_bytes())  # noqa: S301 - our own file
    for number, comments in enumerate(more.comments):
        _proof_copy(outbox / f"{number}.docx", comments)
    for file, marks in more.marks.items():
        _marked(inbox / file, outbox / f"审核意见{Path(file).name}", marks)
    for name, tables in more.tables:
        _workbook(outbox / Path(name).name, tables)


def _proof_copy(path: Path, comments: Sequence[str]) -> None:
    document = docx.Document(str(path))
    paragraphs = [*document.paragraphs, *(one for table in document.tables for cell in table._cells for one in cell.paragraphs)]
    runs = cycle([run for paragraph in paragraphs for run in paragraph.runs])
    for text in comments:
        document.add_comment(runs=next(runs), text=text, author=AUTHOR, initials=INITIALS)
    document.save(str(path.with_name(f"{path.stem}（核校稿）.docx")))


def _marked(path: Path, place: Path, marks: Sequence[tuple[str, str, str]]) -> None:
    book, colour = openpyxl.load_workbook(path), PatternFill("solid", fgColor="FFD966")
    for sheet, cell, text in marks:
        found = book[sheet][cell]
        found.fill, found.comment = colour, Comment(text, AUTHOR)
    book.save(place)


def _workbook(path: Path, tables: dict[str, Table]) -> None:
    book = openpyxl.Workbook(write_only=True)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
