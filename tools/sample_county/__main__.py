"""Write the sample county's inbox: python -m tools.sample_county [FOLDER]."""

import sys
from pathlib import Path

from tools.sample_county.inbox import files


def main() -> None:
    """Write every file of the inbox; files of other names are left alone."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "inbox"
    written = files()
    for path, content in written.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    print(f"{len(written)} files, {sum(map(len, written.values())) / 1024:.0f} KB → {folder}")


main()
