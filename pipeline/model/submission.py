"""报送的文件: what arrived, and what it claims to be."""

from datetime import datetime

from msgspec import Struct

from pipeline.model.period import Period


class InboxFile(Struct, frozen=True):
    """One settled file of the inbox.

    `path` is below inbox/ with forward slashes, fit to be printed; a file inside a zip stands below the zip's own name.
    `content` is the kind found by its bytes: workbooks, web tables and text tables can be read, any other kind (pdf, encrypted,
    incomplete …) is answered with a finding. Hash and size are those of the file itself, also inside a zip.
    """

    path: str
    sha256: str
    size: int
    received: datetime
    content: str
    on_disk: str = ""
    """the path as the file system has it, where that is spelled differently"""
    member: str = ""
    """name inside the zip that lies there, where the file is part of one"""

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def location(self) -> str:
        """The path to open, below inbox/: that of the zip for a file inside one."""
        return self.on_disk or self.path


class Submission(Struct, frozen=True):
    """One return: one unit, one form, one period, on one sheet of one file."""

    file: InboxFile
    unit: str
    form: str
    period: Period
    sheet: str
    first: InboxFile | None = None
    """the edition received first, where that was another file"""
