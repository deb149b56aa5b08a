"""Put period codes in the order in which their batches are run: `ls inbox | python -m tools.sample_county.order`."""

import sys

from pipeline.model.period import Period


def in_order(codes: list[str]) -> list[str]:
    """Return the codes by the day their period ends; of two that end together the shorter comes first."""
    return sorted(codes, key=lambda code: (Period.parse(code).end, -Period.parse(code).start.toordinal()))


if __name__ == "__main__":
    print("\n".join(in_order(sys.stdin.read().split())))
