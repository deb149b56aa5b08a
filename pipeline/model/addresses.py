"""A1 addresses: columns by letters, rows from 1."""

from functools import lru_cache


@lru_cache(maxsize=1024)
def letter(column: int) -> str:
    """Return the letters of a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return the A1 address of a cell, both counted from 0."""
    return f"{letter(column)}{row + 1}"


def column_number(letters: bytes | str) -> int:
    """Return the column that letters name, from 0."""
    number = 0
    for char in letters.encode() if isinstance(letters, str) else letters:
        number = number * 26 + char - 64
    return number - 1
