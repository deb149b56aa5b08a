"""Competition ranking: units equal in everything share a rank, and the ranks they fill are skipped (1, 2, 2, 4)."""

from collections import Counter
from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def ranks(values: Mapping[Key, tuple[Decimal, ...]]) -> dict[Key, int]:
    """Return the rank of each by its values, the larger first; a later value decides only between equals in all before it.

    九、九、十一: {A: 77.93, B: 77.93, C: 75.5} behind eight better ones gives A 9, B 9, C 11. The order in which they are given does
    not matter.
    """
    sizes = Counter(values.values())
    first: dict[tuple[Decimal, ...], int] = {}
    better = 0
    for value in sorted(sizes, reverse=True):
        first[value] = better + 1
        better += sizes[value]
    return {key: first[value] for key, value in values.items()}


def shared(given: Mapping[Key, int]) -> frozenset[int]:
    """Return the ranks held by more than one."""
    return frozenset(rank for rank, holders in Counter(given.values()).items() if holders > 1)
