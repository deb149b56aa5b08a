"""报送的文件: what arrived, and what it claims to be."""

from dataclasses import dataclass
from datetime import datetime

from pipeline.model.period import Period


@dataclass(frozen=True)
class InboxFile:
    """One settled file of the inbox that is safe to open.

    `path` is below inbox/ with forward slashes; `content` is the kind found by content: xlsx, xls, xlsb or ods.
    """

    path: str
    sha256: str
    size: int
    received: datetime
    content: str

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Submission:
    """One return: one unit, one form, one period, on one sheet of one file."""

    file: InboxFile
    unit: str
    form: str
    period: Period
    sheet: str
