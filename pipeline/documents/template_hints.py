"""What a template says by hand that the data should say: numbers and directions in its fixed text. Hints, never mistakes."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.catalogue import template_care as say
from pipeline.catalogue import templates as names
from pipeline.documents.word.draft import Complaint, Draft, Place, UnreadablePartError
from pipeline.documents.word.package import NotAPackage, read_parts
from pipeline.documents.word.relations import content_types, word_kind
from pipeline.documents.word.revisions import accept_revisions
from pipeline.documents.word.runs import OBJECT, ParagraphText
from pipeline.documents.word.tags import FoundTag, tags_in
from pipeline.documents.word.wordml import PARAGRAPH
from pipeline.model.errors import Mistake, Spot

_WIDE: Final = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_NUMBER: Final = re.compile(
    r"(?<![A-Za-z\d.])\d+(?:[.,]\d+)*(?:万亿元|[亿万]?元|个百分点|万美元|%|[个家项件份条人户处名次分亩])?(?![A-Za-z\d])"
)
_OF_BAND: Final = r"\d+(?:\.\d+)?(?:%|个百分点|[亿万]?元|万美元|[个家项件份条人户分名天])?"
_BAND: Final = re.compile(rf"{_OF_BAND}(?:（含）)?(?:及?以上|及?以下|以内|至少)|(?:超过|高于|达到|不足|不到|低于){_OF_BAND}")
_FIXED: Final = re.compile(
    r"(?:19|20)\d\d年|(?:\d{1,2}[—–至-])?\d{1,2}月份?|\d{1,2}[日号](?=前|以前|之前|至|起|，|。|$|\d)|\d{1,2}日|\d{1,2}[:：]\d\d|\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}时"
    r"|\d+个?(?:工作日|自然日)|\d+(?:天|个?小时)[以之]?[内前]"  # 3个工作日内
    r"|第\s*\d+\s*(?:[号期条款项页章节届批]|季度)|[〔\[［][^〕\]］]*[〕\]］]\s*\d*\s*号?"
    r"|^\s*[（(]?\d+[）).．、]|附[件表图]\s*[：:]?\s*\d*(?:[.．]|(?:[、和至—-]\d+)*)|(?<![\u4e00-\u9fff])[表图]\s*\d+|—\s*\d+\s*—"
    r"|(?:电\s*话|传\s*真|邮\s*编|手\s*机)[^\d]{0,6}[\d\s－—-]+|\d{3,4}[-－—]\d{7,8}"
    r"|“[^”]*”|《[^》]*》|「[^」]*」"
)
_MOVED: Final = r"增长|下降|增加|减少|上升|提升|提高|降低|回落|下滑"
_APART: Final = r"高于|低于|快于|慢于|高出|超过|领先|落后"
_BEHIND: Final = r"(?:了|约|近|为|到|至|超过)?\s*$"
_DIRECTION: Final = re.compile(rf"(?<![不未])({_MOVED}){_BEHIND}")
_POSITION: Final = re.compile(rf"(?<![不未])({_APART}|{_MOVED}){_BEHIND}")
_LAST_FILTER: Final = re.compile(r"\|\s*(\w+)(?:\([^()]*\))?\s*$")
_NUMBERS: Final = ("亿元", "万元", "元", "金额", "个", "数", "百分比", "增长", "增减")
_GAPS: Final = ("百分点",)


def template_hints(name: str, content: bytes, stated: str) -> tuple[Mistake, ...]:
    """Return a hint for each number and direction typed by hand; a band that the definitions state in words is none."""
    try:
        parts = read_parts(content)
    except NotAPackage:
        return ()
    kinds = {part: word_kind(kind) for part, kind in content_types(parts).items() if part in parts}
    hints = [
        complaint for kind, label in names.PARTS.items() for part in parts if kinds.get(part) == kind
        for complaint in _of_part(label, parts[part], stated)
    ]  # fmt: skip
    return tuple(dict.fromkeys(complaint.mistake(name) for complaint in hints))


def _of_part(label: str, content: bytes, stated: str) -> Iterator[Complaint]:
    try:
        draft = Draft.parse(label, content)
    except UnreadablePartError:
        return
    accept_revisions(draft.root)
    for number, paragraph in enumerate(draft.root.iter(PARAGRAPH), 1):
        text = ParagraphText(paragraph).text
        place = Place(label, number, text.replace(OBJECT, "").strip())
        found, _ = tags_in(text)
        for written in typed_numbers(text, found, stated):
            yield _hint(place, say.TYPED_NUMBER.format(number=written), written)
        for word in typed_directions(text, found):
            yield _hint(place, say.TYPED_DIRECTION.format(word=word), word)


def _hint(place: Place, message: str, written: str) -> Complaint:
    """Say it once: the message quotes what is written itself."""
    return Complaint(place.sentence(message), Spot(place.part, place.number, written, message))


def typed_numbers(text: str, found: list[FoundTag], stated: str) -> Iterator[str]:
    """Yield the numbers in the fixed text of a paragraph that are neither dates, numbers of documents and lists, nor names."""
    plain = _without(text, found).translate(_WIDE)
    fixed = [match.span() for match in _FIXED.finditer(plain)]
    fixed += [match.span() for match in _BAND.finditer(plain) if match.group() in stated]
    for match in _NUMBER.finditer(plain):
        if not any(start <= match.start() < end for start, end in fixed):
            yield text[match.start() : match.end()]


def typed_directions(text: str, found: list[FoundTag]) -> Iterator[str]:
    """Yield the direction words right before a tag that prints a figure without its sign."""
    past = 0
    for one in found:
        formatter = _LAST_FILTER.search(one.tag.expression) if one.tag.kind == "output" else None
        if formatter is not None:
            words = _POSITION if formatter[1] in _GAPS else _DIRECTION if formatter[1] in _NUMBERS else None
            match = words.search(text[past : one.start]) if words else None
            if match is not None:
                yield match[1]
        past = one.end


def _without(text: str, found: list[FoundTag]) -> str:
    """Return the text with something unlike text in the place of its tags."""
    for one in found:
        text = text[: one.start] + OBJECT * (one.end - one.start) + text[one.end :]
    return text
