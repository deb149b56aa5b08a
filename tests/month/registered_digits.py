"""The digits of finished documents that are neither registered nor the template's own, and the numbers of charts that are not."""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from pipeline.model.register import listing_of
from tests.paragraphs import paragraph_texts

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
PROOFS = "核校稿"


def issued(folder: Path) -> dict[str, bytes]:
    """Return every Word document of a period folder by its path, those to single units too; proof copies have the same text."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.docx"))}
    return {path: content for path, content in found.items() if not path.startswith(PROOFS)}


def unregistered_digits(workspace: Path, period: str) -> Iterator[tuple[str, str, int, str]]:
    """Yield document, part, paragraph and digits that nothing accounts for."""
    folder = workspace / "outbox" / period
    covered = defaultdict(set)
    for entry in listing_of((folder / "register.json").read_bytes())["printed"]:
        covered[entry["document"], entry["part"], entry["paragraph"]].update(
            range(entry["start"], entry["start"] + len(entry["text"]))
        )
    fixed = _fixed_texts(workspace)
    for path, content in issued(folder).items():
        for part in _parts_with_text(content):
            for number, text in enumerate(paragraph_texts(content, part)):
                taken = covered[path, part, number]
                rest = "".join("\0" if place in taken else character for place, character in enumerate(text))
                free = re.findall(r"[^\d\0]?\d+[^\d\0]?", rest)
                yield from ((path, part, number, piece) for piece in free if piece not in fixed)


def unregistered_charts(workspace: Path, period: str) -> Iterator[tuple[str, str]]:
    """Yield document and part of each chart whose numbers are not those that are registered."""
    folder = workspace / "outbox" / period
    registered = defaultdict(list)
    for entry in listing_of((folder / "register.json").read_bytes())["printed"]:
        registered[entry["document"], entry["part"]].append(entry["text"])
    for path, content in issued(folder).items():
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for part in (name for name in package.namelist() if re.fullmatch(r"word/charts/\w+\.xml", name)):
                drawn = etree.fromstring(package.read(part)).iterfind(".//{*}val//{*}pt/{*}v")
                if sorted(float(value.text or "") for value in drawn) != sorted(map(float, registered[path, part])):
                    yield path, part


def _parts_with_text(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [name for name in package.namelist() if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", name)]


def _fixed_texts(workspace: Path) -> str:
    templates = [path.read_bytes() for path in (workspace / "templates/notices").glob("*.docx")]
    texts = (text for content in templates for part in _parts_with_text(content) for text in paragraph_texts(content, part))
    return "\n".join("\n".join(TAG.split(text)) for text in texts)
