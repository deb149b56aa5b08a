"""register.json as it lies in the outbox: where each piece is printed, and, once for all its places, what is said of it.

{"format": 2, "said": [{figure, kind, value, …}], "printed": [[document, part, paragraph, start, text, number in said]], …}; the first
format repeated what is said at every place, and is still read.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

FILE: Final = "register.json"
FORMAT: Final = 2
PLACE: Final = ("document", "part", "paragraph", "start", "text")
"""what is known of a piece besides what is said of it"""

Json = dict[str, Any]


def folded(names: Sequence[str], entries: Iterable[tuple[Sequence[Any], tuple[Any, ...]]]) -> Json:
    """Return entries, each (its place, what is said), as `said` and `printed`; equal sayings stand once, in the order of first use.

    `names` are those of the facts a saying consists of.
    """
    numbers: dict[tuple[Any, ...], int] = {}
    printed = [[*place, numbers.setdefault(saying, len(numbers))] for place, saying in entries]
    return {"said": [dict(zip(names, saying, strict=True)) for saying in numbers], "printed": printed}


def listing_of(content: bytes) -> Json:
    """Return what a register.json holds, each entry of `printed` whole; raises ValueError, KeyError or TypeError for what is none."""
    listing: Json = json.loads(content)
    listing["printed"] = [{**dict(zip(PLACE, place, strict=True)), **said} for place, said in pieces_of(listing)]
    return listing


def pieces_of(listing: Json) -> Iterator[tuple[Sequence[Any], Json]]:
    """Yield each printed piece of a register as it was written: its place, and what is said of it, of many pieces together."""
    if "said" in listing:
        said = listing["said"]
        yield from ((place, said[number]) for *place, number in listing["printed"])
    else:
        yield from (([entry[name] for name in PLACE], entry) for entry in listing["printed"])
