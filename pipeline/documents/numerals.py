"""Chinese numerals for sections, places and 一是…二是…."""

from pipeline.catalogue import wording


def numeral(number: int) -> str:
    """Write a number below 100 in Chinese: 三, 十, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    if not tens:
        return wording.NUMERALS[ones]
    head = wording.TEN if tens == 1 else wording.NUMERALS[tens] + wording.TEN
    return head + (wording.NUMERALS[ones] if ones else "")
