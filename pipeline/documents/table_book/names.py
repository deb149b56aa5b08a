"""What a sheet may be called."""

import re

from pipeline.catalogue import workbook as words

_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name Excel accepts and no other sheet has; `taken` holds the others, case folded."""
    plain = _FORBIDDEN.sub("", wanted)[:_LONGEST_NAME] or words.TITLE
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: _LONGEST_NAME - 3]}{number}"
    return name
