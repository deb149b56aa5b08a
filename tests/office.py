"""Files opened and saved again by LibreOffice, as somebody does who has no Excel."""

import shutil
import subprocess
from pathlib import Path

import pytest

WANTED = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def saved_again(folder: Path, *paths: Path, kind: str = "xlsx") -> list[Path]:
    """Let LibreOffice open files, work out their formulas and save them in another folder."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=400)
    return [folder / f"{path.stem}.{kind}" for path in paths]
