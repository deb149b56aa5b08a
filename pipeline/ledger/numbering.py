"""Numbers of items: 2023-017, counted within the year in which a problem was first proposed; given once and never changed."""

from collections.abc import Iterable, Mapping

from pipeline.model.ledger import Identity, Sighting


def numbered(sightings: Iterable[Sighting], taken: Mapping[Identity, str], year: int) -> dict[Identity, str]:
    """Return the numbers of problems that have none yet, in the order in which they were seen.

    They follow the highest number ever given in the year, also by a later period: running an earlier period again moves no number.
    A problem a unit only says to have mended gets none.
    """
    start = f"{year}-"
    last = max((int(number.removeprefix(start)) for number in taken.values() if number.startswith(start)), default=0)
    fresh = dict.fromkeys(one.identity for one in sightings if not one.applied and one.identity not in taken)
    return {identity: f"{start}{serial:03}" for serial, identity in enumerate(fresh, last + 1)}
