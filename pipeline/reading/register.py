"""The receipt register (收文登记): when which file was received, kept by the office as a workbook in the inbox."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from pipeline.reading.answer import Receipt
from pipeline.reading.text import squeeze
from pipeline.reading.workbook import Raw, Sheet, Workbook

REGISTER_NAME: Final = "收文登记"
_TIME: Final = ("收文时间", "收到时间", "接收时间")
_FILE: Final = ("文件名", "文件", "文件名称")
_FIRST_ROWS = 10
_FORMATS: Final = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日%H:%M", "%Y-%m-%d")


def is_register(name: str) -> bool:
    """Tell whether a file is the register by its name."""
    return name.startswith(REGISTER_NAME)


def receipts_in(book: Workbook, path: str) -> list[Receipt] | None:
    """Return the register's lines, their files taken from the folder it lies in; None where there are no register's headings."""
    folder = path.rpartition("/")[0]
    for sheet in book.sheets:
        for row, cells in enumerate(sheet.rows[:_FIRST_ROWS]):
            texts = [squeeze(cell) if isinstance(cell, str) else "" for cell in cells]
            time = next((column for column, text in enumerate(texts) if text in _TIME), None)
            file = next((column for column, text in enumerate(texts) if text in _FILE), None)
            if time is not None and file is not None:
                return [_beside(receipt, folder) for receipt in _receipts(sheet, row + 1, time, file)]
    return None


def _beside(receipt: Receipt, folder: str) -> Receipt:
    return Receipt(f"{folder}/{receipt.file}", receipt.received) if folder else receipt


def _receipts(sheet: Sheet, begin: int, time: int, file: int) -> list[Receipt]:
    found = []
    for row in range(begin, len(sheet.rows)):
        name, received = sheet.at(row, file), _moment(sheet.at(row, time))
        if isinstance(name, str) and name.strip() and received:
            found.append(Receipt(name.strip().replace("\\", "/"), received))
    return found


def _moment(raw: Raw) -> datetime | None:
    if isinstance(raw, datetime):
        return raw.replace(microsecond=0)
    if isinstance(raw, date):
        return datetime(raw.year, raw.month, raw.day)
    if not isinstance(raw, str):
        return None
    for pattern in _FORMATS:
        try:
            return datetime.strptime(raw.strip(), pattern)  # noqa: DTZ007 — an office keeps local time
        except ValueError:
            continue
    return None


def received_at(path: str, receipts: Sequence[Receipt]) -> datetime | None:
    """Return when a file was received: by its path, or by its name alone where the register says no more; the last entry counts.

    What came in a zip came when the zip did.
    """
    while path:
        above, _, name = path.rpartition("/")
        for wanted in (path, name):
            times = [receipt.received for receipt in receipts if receipt.file == wanted]
            if times:
                return times[-1]
        path = above
    return None
