"""How documents that staff have edited differ from the new text that stands beside them."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from pipeline.catalogue import publishing as say
from pipeline.model.document import Document
from pipeline.publishing.folder import hash_of, own_hashes
from pipeline.publishing.paragraphs import lines_of
from pipeline.publishing.placing import Placement


def differences(folder: Path, placements: Sequence[Placement]) -> Document | None:
    """Return the list of differences as a text Notepad shows well; None where nobody has edited anything."""
    own = own_hashes(folder)
    edited = [placement for placement in placements if _was_edited(folder, placement, own.get(placement.document.path))]
    if not edited:
        return None
    lines = [line for placement in edited for line in (*_compared(folder, placement), "")]
    return Document(say.DIFFERENCES, "\ufeff".encode() + "\r\n".join(lines).encode(), say.DIFFERENCES_TITLE)


def _was_edited(folder: Path, placement: Placement, own: str | None) -> bool:
    return placement.path != placement.document.path and hash_of(folder / placement.document.path) != own


def _compared(folder: Path, placement: Placement) -> Iterator[str]:
    path = placement.document.path
    yield say.DIFFERENCE_HEAD.format(path=path, beside=placement.path)
    if not path.endswith(".docx"):
        yield say.NOT_COMPARED
        return
    old, new = lines_of((folder / path).read_bytes()), lines_of(placement.document.content)
    if old is None or new is None:
        yield say.NO_WORD_FILE
    elif old == new:
        yield say.NO_DIFFERENCE_OF_TEXT
    else:
        yield from _changed(old, new)


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for number in range(start, end):
            yield say.DIFFERENCE_OLD.format(number=number + 1, text=old[number])
        for number in range(new_start, new_end):
            yield say.DIFFERENCE_NEW.format(number=number + 1, text=new[number])
