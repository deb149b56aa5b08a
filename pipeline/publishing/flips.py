"""What would change in print: ranks, lists of names and sentences of the issue that stands, against those of a new one."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pipeline.catalogue import flips as say
from pipeline.model.document import Document
from pipeline.model.register import FILE, listing_of
from pipeline.publishing.paragraphs import lines_of, text_differences

_KINDS: Final = {"rank": say.RANK, "names": say.LIST}
_PROOFS: Final = "/"
Json = Mapping[str, Any]


def flips(documents: Sequence[Document], folder: Path) -> tuple[str, ...]:
    """Return the ranks and lists that would flip, then the sentences; nothing where no issue stands."""
    new = next((document.content for document in documents if document.path == FILE), None)
    try:
        old = (folder / FILE).read_bytes()
    except OSError:
        return ()
    told = [] if new is None else [*_flipped(_printed(old), _printed(new))]
    sentences = [line for document in documents for line in _sentences(document, folder)]
    return (*dict.fromkeys(told), *sentences)


def _printed(content: bytes) -> dict[tuple[str, str], str]:
    """Return what is printed under each name: a rank, or a list of names; the first place stands for all."""
    printed: dict[tuple[str, str], str] = {}
    for entry in listing_of(content)["printed"]:
        if entry["kind"] in _KINDS and entry["value"] is not None:
            printed.setdefault((entry["kind"], entry["figure"]), entry["text"])
    return printed


def _flipped(old: Mapping[tuple[str, str], str], new: Mapping[tuple[str, str], str]) -> Iterator[str]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key, say.NOT_PRINTED), new.get(key, say.NOT_PRINTED)
        if before != after:
            kind, name = key
            yield _KINDS[kind].format(name=name, old=before, new=after)


def _sentences(document: Document, folder: Path) -> Iterator[str]:
    """Yield the sentences of one notice that read otherwise; its proof copy says nothing new."""
    if not document.path.endswith(".docx") or _PROOFS in document.path:
        return
    try:
        old = (folder / document.path).read_bytes()
    except OSError:
        return
    if lines_of(old) is None:
        return
    for before, after in text_differences(old, document.content):
        yield say.SENTENCE.format(document=document.path, old=before or say.NOT_PRINTED, new=after or say.NOT_PRINTED)
