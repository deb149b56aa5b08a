"""What a frozen issue says that newer returns contradict: document, sentence, old → new."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import Final

from pipeline.catalogue import publishing as say
from pipeline.catalogue.corrections import OWN_FILES
from pipeline.model.correction import Correction, FrozenIssue
from pipeline.model.document import Document
from pipeline.publishing.folder import hash_of
from pipeline.publishing.frozen import copy_of
from pipeline.publishing.paragraphs import lines_of

_SENTENCE: Final = re.compile(r"[^。！？；]+[。！？；]?")
_ISSUED_KINDS: Final = (".docx", ".xlsx")
"""what is corrected in words; pages, registers, texts, and all that stands in folders of its own, is not what was printed"""


def corrections(workspace: Path, issue: FrozenIssue, documents: Sequence[Document]) -> tuple[Correction, ...]:
    """Compare what was written for a frozen issue with what would be written now, in the order of the documents."""
    new = {document.path: document.content for document in documents if _is_corrected(document.path)}
    old = [path for path in issue.outputs if _is_corrected(path) and path not in OWN_FILES]
    found = [one for path, content in new.items() for one in _of_one(workspace, issue, path, content)]
    found += [Correction(path, say.WHOLE_DOCUMENT, say.WAS_ISSUED, say.NO_LONGER_ISSUED) for path in old if path not in new]
    return tuple(found)


def _is_corrected(path: str) -> bool:
    return path.endswith(_ISSUED_KINDS) and "/" not in path


def _of_one(workspace: Path, issue: FrozenIssue, path: str, content: bytes) -> Iterator[Correction]:
    if path not in issue.outputs:
        yield Correction(path, say.WHOLE_DOCUMENT, say.NOT_ISSUED_THEN, say.NEWLY_ISSUED)
        return
    sha256 = issue.outputs[path]
    if hashlib.sha256(content).hexdigest() == sha256:
        return
    if not path.endswith(".docx"):
        yield Correction(path, say.WHOLE_DOCUMENT, say.TABLES_AS_ISSUED, say.TABLES_CHANGED)
        return
    standing = _lines(_standing(workspace, issue, path))
    kept = copy_of(workspace, issue.period, sha256)
    old = standing if kept is None else _lines(kept)
    issued = "\n".join(standing)
    for place, before, after in _changed_lines(old, _lines(content)):
        for was, will_be in _changed_sentences(before, after):
            edited = bool(was) and was not in issued
            yield Correction(path, say.PARAGRAPH.format(number=place), was, will_be, edited)


def _standing(workspace: Path, issue: FrozenIssue, path: str) -> bytes:
    place = workspace / "outbox" / issue.period / issue.folder / path
    return place.read_bytes() if hash_of(place) else b""


def _lines(content: bytes) -> list[str]:
    return lines_of(content) or []


def _changed_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield number in the old text, old line and new line, in pairs; empty where one has no counterpart."""
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            for place, (before, after) in enumerate(zip_longest(old[start:end], new[new_start:new_end], fillvalue=""), start + 1):
                yield min(place, max(len(old), 1)), before, after


def _changed_sentences(before: str, after: str) -> Iterator[tuple[str, str]]:
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield "".join(old[start:end]).strip(), "".join(new[new_start:new_end]).strip()
