"""`python -m pipeline`, and the command `tongbao`."""

import sys

from pipeline.reading.children import begin
from pipeline.reading.limits import ReadingLimits


def main() -> None:
    """Run the command line."""
    if sys.argv[1:2] == ["run"]:
        begin(ReadingLimits().children)  # they load what they need while the options are read
    from pipeline.cli import app  # noqa: PLC0415 - after the children have been started

    app()


if __name__ == "__main__":
    main()
