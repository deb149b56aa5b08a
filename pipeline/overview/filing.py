"""The files a manifest lists, in the groups in which people look for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct

from pipeline.catalogue import overview as say
from pipeline.catalogue.answers import FOLDER as REVIEWS
from pipeline.catalogue.register import FOLDER as PROOFS
from pipeline.catalogue.register import PROOF_NAME

_FOR_PROGRAMS = (".json",)
_WORD = ".docx"


class Filed(Struct, frozen=True):
    """One file of a period: where it stands, seen from the period's page, and which document it is."""

    path: str
    document: str
    size: int
    proof: str = ""

    @property
    def folder(self) -> str:
        """The folders of the document; empty for one that stands at the top."""
        return self.document.rpartition("/")[0]

    @property
    def beside(self) -> str:
        """The name of the document beside which this one had to be put; empty where it stands in its place."""
        name = PurePosixPath(self.document).name
        return "" if PurePosixPath(self.path).name == name else name

    @property
    def shown(self) -> dict[str, Any]:
        size = say.KILOBYTES.format(size=max(1, round(self.size / 1024)))
        name = PurePosixPath(self.path).name
        return {"path": self.path, "name": name, "beside": self.beside, "size": size, "proof": self.proof}

    def is_review_of(self, unit: str) -> bool:
        return self.folder == f"{REVIEWS}/{unit}"


def filed(facts: Mapping[str, Any], below: str = "") -> list[Filed]:
    """Return the files people open, in the order of the manifest; `below` is the folder the manifest stands in."""
    entries = [entry for entry in facts["outputs"] if not entry["path"].endswith(_FOR_PROGRAMS)]
    standing = {entry.get("document", entry["path"]): below + entry["path"] for entry in entries}
    return [
        Filed(standing[document], document, entry["bytes"], standing.get(_proof_name(document), ""))
        for entry in entries
        for document in [entry.get("document", entry["path"])]
    ]


def groups(files: Sequence[Filed]) -> Iterator[dict[str, Any]]:
    """Yield what is issued, the tables, and each folder; a proof copy stands beside its document, a marked workbook with its unit."""
    proofs = {one.proof for one in files if one.proof}
    rest = [one for one in files if one.path not in proofs and one.folder.partition("/")[0] != REVIEWS]
    top = [one for one in rest if not one.folder]
    yield from _group(say.ISSUED, (one for one in top if one.document.endswith(_WORD)))
    yield from _group(
        say.TABLES, (one for one in rest if one.folder == PROOFS or (one in top and not one.document.endswith(_WORD)))
    )
    for folder in dict.fromkeys(one.folder for one in rest if one.folder not in ("", PROOFS)):
        yield from _group(folder, (one for one in rest if one.folder == folder))


def _group(name: str, files: Iterable[Filed]) -> Iterator[dict[str, Any]]:
    listed = [one.shown for one in files]
    if listed:
        slips = name not in {say.ISSUED, say.TABLES}
        yield {"name": name, "documents": listed, "proofs": any(one["proof"] for one in listed), "slips": slips}


def _proof_name(document: str) -> str:
    return PROOF_NAME.format(folder=PROOFS, stem=document.removesuffix(_WORD)) if document.endswith(_WORD) else ""
