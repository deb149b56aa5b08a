"""The one place where a number is rounded: once, half up, when it is printed."""

from decimal import ROUND_HALF_UP, Context, Decimal

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_QUANTA = tuple(Decimal(1).scaleb(-decimals) for decimals in range(13))
_PLAIN = 6
"""decimals up to which `str` writes a rounded number without an exponent, at a third of what a format costs"""


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half up; a value that rounds to nothing loses its sign."""
    result = _EXACT.quantize(value, _QUANTA[decimals])
    return result or abs(result)


def digits(value: Decimal, decimals: int) -> str:
    """Print with exactly so many decimals: 14.30, 50.00."""
    result = rounded(value, decimals)
    return str(result) if decimals <= _PLAIN else f"{result:f}"


def fixed(value: Decimal, decimals: int) -> str:
    """Print with all its decimals: 14.30; a whole number goes without: 50."""
    return f"{value.to_integral_value():f}" if value == value.to_integral_value() else digits(value, decimals)


def stripped(value: Decimal, decimals: int) -> str:
    """Print with no more decimals than needed: 14.3."""
    text = digits(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def vanishes(value: Decimal, decimals: int) -> bool:
    """Say whether a value that is not zero would be printed as zero."""
    return bool(value) and not rounded(value, decimals)


def least(decimals: int) -> str:
    """Print the smallest number these decimals can show: 0.01."""
    return f"{_QUANTA[decimals]:f}"
