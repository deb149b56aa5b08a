"""The sample county's own definitions, and Word templates with one thing changed."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.config import load_definitions
from pipeline.model.definitions import Definitions

WORKSPACE = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    return load_definitions(WORKSPACE)


@pytest.fixture
def rewritten():
    """Return a function that replaces text in the body of a .docx."""

    def rewrite(content: bytes, old: str, new: str) -> bytes:
        changed = BytesIO()
        with ZipFile(BytesIO(content)) as before, ZipFile(changed, "w") as after:
            for name in before.namelist():
                part = before.read(name)
                if name == "word/document.xml":
                    assert old in part.decode()
                    part = part.decode().replace(old, new, 1).encode()
                after.writestr(name, part)
        return changed.getvalue()

    return rewrite
