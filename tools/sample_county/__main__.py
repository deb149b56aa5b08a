"""Write the sample county's inbox: python -m tools.sample_county [--years] [FOLDER]; --years writes all months of 2022 and 2023."""

import sys
from pathlib import Path

from tools.sample_county.inbox import YEARS, files


def main() -> None:
    """Write every file of the inbox; files of other names are left alone."""
    whole, arguments = "--years" in sys.argv, [one for one in sys.argv[1:] if one != "--years"]
    folder = Path(arguments[0]) if arguments else Path(__file__).parents[2] / "inbox"
    written = files(YEARS) if whole else files()
    for path, content in written.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    print(f"{len(written)} files, {sum(map(len, written.values())) / 1024:.0f} KB → {folder}")


main()
