"""Rounding as official statistics do it: half up, once, from the exact value (handbook 5 §6.3–6.4)."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, localcontext

EXACT = Context(prec=60)


def half_up(value: Decimal, decimals: int) -> Decimal:
    """Return a value with so many decimals; 0.15 → 0.2, -0.15 → -0.2."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, EXACT)


def largest_remainder(shares: Sequence[Decimal], decimals: int) -> tuple[Decimal, ...]:
    """Return shares of one whole with so many decimals that add up to exactly 1.

    Every share is cut off; the units of the last place still missing go to the shares that lost most, of equals to the larger
    share, then to the earlier. Each stays within one unit of the last place of its exact value. The shares given must not be
    negative and must add up to 1.
    """
    step = Decimal(1).scaleb(-decimals)
    with localcontext(EXACT):
        cut = [share.quantize(step, ROUND_FLOOR) for share in shares]
        missing = int(((1 - sum(cut, Decimal(0))) / step).to_integral_value())
        by_loss = sorted(range(len(cut)), key=lambda place: (cut[place] - shares[place], -shares[place], place))
        for place in by_loss[:missing]:
            cut[place] += step
    return tuple(cut)


def rest_to(place: int, shares: Sequence[Decimal], decimals: int) -> tuple[Decimal, ...]:
    """Return shares rounded half up, but for one that takes what the others leave of 1."""
    rounded = [half_up(share, decimals) for share in shares]
    rounded[place] = Decimal(0)
    rounded[place] = Decimal(1) - sum(rounded, Decimal(0))
    return tuple(rounded)
