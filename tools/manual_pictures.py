"""The pictures of 使用手册, made anew from an outbox: `python -m tools.manual_pictures outbox/2023-04`; needs Chromium, LibreOffice and poppler.

Each shows what a clerk sees: the page of a period, a unit's workbook with its marks, the confirmation of the ledger, 送审说明.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PICTURES: Final = Path(__file__).parents[1] / "docs/pictures"


@dataclass(frozen=True)
class Picture:
    """A part of a page of a document: from where, how much of it, in dots of so many to the inch."""

    name: str
    document: str
    page: int
    dots: int
    corner: tuple[int, int]
    size: tuple[int, int]


WANTED: Final = (
    Picture("review", "审核意见/县经信局/*.xlsx", 1, 100, (30, 40), (1080, 320)),
    Picture("marked", "审核意见/县经信局/*.xlsx", 2, 150, (880, 100), (980, 170)),
    Picture("confirmation", "台账确认.xlsx", 1, 90, (55, 65), (1370, 400)),
    Picture("judgement", "核校稿/送审说明.docx", 1, 85, (55, 55), (600, 620)),
)


def main() -> None:
    """Make them all."""
    outbox = Path(sys.argv[1]).resolve()
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _browse(outbox / "index.html", folder)
        for picture in WANTED:
            _print(picture, outbox, folder)


def _browse(page: Path, folder: Path) -> None:
    quiet = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--hide-scrollbars",
    )
    size, target = "--window-size=1120,560", f"--screenshot={PICTURES / 'page.png'}"
    subprocess.run(["chromium", *quiet, f"--user-data-dir={folder / 'browser'}", size, target, page.as_uri()], check=True)


def _print(picture: Picture, outbox: Path, folder: Path) -> None:
    (document,) = outbox.glob(picture.document)
    copy = Path(shutil.copy(document, folder / f"copy{document.suffix}"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, copy], check=True)
    (left, top), (width, height) = picture.corner, picture.size
    part = ["-x", left, "-y", top, "-W", width, "-H", height]
    page = ["-f", picture.page, "-l", picture.page, "-r", picture.dots, "-singlefile", "-png"]
    command = ["pdftoppm", *page, *part, copy.with_suffix(".pdf"), PICTURES / picture.name]
    subprocess.run([*map(str, command)], check=True)


if __name__ == "__main__":
    main()
