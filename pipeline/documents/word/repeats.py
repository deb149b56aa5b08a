"""What a loop repeats must not clash with itself: drawings get numbers of their own, bookmarks and numbers of controls go."""

from collections.abc import Iterator

from lxml import etree

from pipeline.documents.word.draft import DRAWING_ID, Draft
from pipeline.documents.word.wordml import DRAWING_PROPERTIES, is_mark, remove, w

_BOOKMARKS = (w("bookmarkStart"), w("bookmarkEnd"))


def keep_repeats_apart(draft: Draft) -> None:
    """Leave the numbers of repeated drawings to the rendering, and take out bookmarks that begin or end in a loop."""
    names: set[str | None] = set()
    for element in list(_repeated(draft)):
        if element.tag == DRAWING_PROPERTIES:
            element.set("id", DRAWING_ID)
        elif element.tag in _BOOKMARKS:
            names.add(element.get(w("id")))
        elif element.tag == w("sdtPr"):
            for number in element.findall(w("id")):
                element.remove(number)
    for bookmark in list(draft.root.iter(*_BOOKMARKS)):
        if bookmark.get(w("id")) in names:
            remove(bookmark)


def _repeated(draft: Draft) -> Iterator[etree._Element]:
    depth = 0
    for node in draft.root.iter():
        if is_mark(node):
            placed = draft.tag_of(node)
            keyword = "" if placed is None else placed.tag.keyword
            depth += (keyword == "for") - (keyword == "endfor")
        elif depth:
            yield node


def highest_drawing(root: etree._Element) -> int:
    """Return the highest number of a drawing of the part, 0 where it has none."""
    numbers = (element.get("id", "") for element in root.iter(DRAWING_PROPERTIES))
    return max((int(number) for number in numbers if number.isascii() and number.isdigit()), default=0)
