"""Files opened and saved again by LibreOffice, as somebody does who has no Excel."""

import shutil
import subprocess
from pathlib import Path

import pytest

WANTED = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def saved_again(path: Path, folder: Path, kind: str = "xlsx") -> Path:
    """Let LibreOffice open a file, work out its formulas and save it in another folder."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"{path.stem}.{kind}"
