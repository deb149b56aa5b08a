"""Texts as a workbook holds them: each once, in the table of shared strings."""

from pipeline.documents.spreadsheet_text import escaped

LONGEST_TEXT = 32767
"""characters; Excel cuts off the rest"""


class SharedTexts:
    """Every text of a workbook, numbered as it first comes."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text, given anew where it has none."""
        return self._numbers.setdefault(text, len(self._numbers))

    def xml(self) -> bytes:
        """Return the part xl/sharedStrings.xml."""
        items = "".join(f'<si><t xml:space="preserve">{escaped(text)}</t></si>' for text in self._numbers)
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'uniqueCount="{len(self._numbers)}">{items}</sst>'
        ).encode()
