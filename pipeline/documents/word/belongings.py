"""What a template says about the people who edited it, taken out before notices are made of it."""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from pipeline.catalogue import templates as say
from pipeline.documents.word.relations import PARSER, content_types, serialised, without_parts, word_kind

_REMARKS: Final = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
_CORE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_PERSONAL: Final = frozenset(("lastModifiedBy", "lastPrinted", "created", "modified", "revision"))
_DRAWN: Final = ("drawingml.chart+xml", "drawingml.diagramData+xml")
_TAG_BEGINS: Final = ("{{", "{%")


def without_traces(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a template without remarks, editors' names and dates of editing."""
    types = content_types(parts)
    kept = without_parts(parts, {name for name in parts if word_kind(types.get(name, "")) in _REMARKS})
    for name in kept:
        if types.get(name) == _CORE:
            root = etree.fromstring(kept[name], PARSER)
            for one in list(root):
                if etree.QName(one).localname in _PERSONAL:
                    root.remove(one)
            kept[name] = serialised(root)
    return kept


def tags_out_of_reach(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Say where tags stand that no rendering reaches: in the properties of the file, in charts."""
    for name, kind in content_types(parts).items():
        if name in parts and (kind == _CORE or kind.endswith(_DRAWN)):
            text = "".join(map(str, etree.fromstring(parts[name], PARSER).itertext()))
            if any(begin in text for begin in _TAG_BEGINS):
                yield say.TAG_IN_PROPERTIES if kind == _CORE else say.TAG_IN_CHART.format(part=name)
