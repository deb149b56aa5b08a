"""The script an office would write without us: pandas.read_excel with openpyxl, a group-by, docxtpl once per document.

It is flattered: it checks nothing, and the values its documents print are handed to it ready-made.
"""

import pickle
import sys
from pathlib import Path

import pandas as pd
from docxtpl import DocxTemplate

from benchmarks.figure_environment import FigureEnvironment
from pipeline.documents.formatters import formatters
from pipeline.model.office import Policies

NUMBERED = "序号"


def table(path: Path) -> pd.DataFrame:
    """Return the rows of a return below the row that begins with 序号."""
    sheet = pd.read_excel(path, header=None, engine="openpyxl")
    first = sheet.index[sheet.apply(lambda row: NUMBERED in row.astype(str).to_numpy(), axis=1)][0]
    rows = sheet.iloc[first + 1 :]
    return rows[pd.to_numeric(rows.iloc[:, 0], errors="coerce").notna()]


def main(inbox: Path, jobs: Path, outbox: Path) -> None:
    """Read everything, add up by file, render every document."""
    merged = pd.concat([table(path).assign(file=path.name) for path in sorted(inbox.glob("*.xlsx"))], ignore_index=True)
    merged.groupby("file").size().sort_values(ascending=False)
    filters = formatters(Policies(), {})
    for number, (template, context) in enumerate(pickle.loads(jobs.read_bytes())):  # noqa: S301 - our own file
        environment = FigureEnvironment(autoescape=True)
        environment.filters.update(filters)
        document = DocxTemplate(template)
        document.render(context, jinja_env=environment)
        document.save(outbox / f"{number}.docx")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
