"""How parent and child talk: length-prefixed pickles over pipes; what a child sends is unpickled against a list of harmless types."""

import pickle
from io import BytesIO
from struct import Struct
from typing import Any, BinaryIO, Final

LENGTH: Final = Struct("<Q")
READY: Final = "ready"
"""a child's first message, so that a child that cannot start is told from one that died of a file"""
_HARMLESS: Final = frozenset(
    {
        ("decimal", "Decimal"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "time"),
        ("datetime", "timedelta"),
        ("pipeline.model.explanation", "Answered"),
        ("pipeline.model.finding", "Explanation"),
        ("pipeline.model.finding", "Finding"),
        ("pipeline.model.finding", "Level"),
        ("pipeline.model.grid", "Grid"),
        ("pipeline.model.period", "Cadence"),
        ("pipeline.model.period", "Period"),
        ("pipeline.model.rereading", "Contrast"),
        ("pipeline.model.rereading", "Difference"),
        ("pipeline.model.rereading", "Reread"),
        ("pipeline.model.submission", "InboxFile"),
        ("pipeline.model.submission", "Submission"),
        ("pipeline.model.table", "ReturnTable"),
        ("pipeline.model.table", "TotalRow"),
        ("pipeline.model.values", "Precision"),
        ("pipeline.model.values", "StatedDate"),
        ("pipeline.reading.answer", "Receipt"),
        ("pipeline.reading.answer", "Answer"),
    }
)


def packed(message: object) -> bytes:
    """Return a message as bytes with their length in front."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body


def receive(pipe: BinaryIO) -> Any:  # noqa: ANN401 — the two sides agree on what is sent when
    """Wait for one message from the parent; raises EOFError when it has gone."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    return pickle.loads(pipe.read(LENGTH.unpack(head)[0]))  # nosec B301  # noqa: S301 - from our own parent


def unpacked(body: bytes) -> Any:  # noqa: ANN401
    """Return what a child sent; raises UnpicklingError if it holds anything but the nouns a child may send."""
    return _Checked(BytesIO(body)).load()


class _Checked(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        if (module, name) not in _HARMLESS:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)
