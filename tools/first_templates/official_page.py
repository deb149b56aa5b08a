"""Pages in the layout of GB/T 9704-2012 for the templates first shipped: styles, sections, page numbers, 版记.

python-docx writes the package; its styles, theme and settings are replaced by the few an official document needs, so that a template
stays small and opens alike in Word, WPS and LibreOffice. Lengths are twips (1/20 pt) unless they say otherwise.
"""

from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

SONG, FANG, KAI, HEI, BODY_SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
RED = "FF0000"
LINE_PITCH = 579
"""22 lines in the 225 mm of the text area; 580 would leave room for 21"""
CHARACTER = 320
"""one character of 三号: a first-line indent is two"""
PORTRAIT = {"w": 11906, "h": 16838, "top": 2098, "right": 1474, "bottom": 1984, "left": 1587}
LANDSCAPE = {"w": 16838, "h": 11906, "top": 1587, "right": 2098, "bottom": 1474, "left": 1984}
"""a portrait page turned left: the head of a wide table lies at the binding"""
TEXT_WIDTH = PORTRAIT["w"] - PORTRAIT["left"] - PORTRAIT["right"]
WIDE_WIDTH = LANDSCAPE["w"] - LANDSCAPE["left"] - LANDSCAPE["right"]
FOOTER = 1395
LETTER_FOOTER = 1134
"""the lower double line of a letter stands 20 mm above the edge of the sheet; its page numbers are lifted to where others stand"""
LETTER_TOP = 1701
"""the mark of a letter stands 30 mm below the edge of the sheet (10.1)"""
LETTER_LINE = 9638
"""its red lines are 170 mm long, 7 mm wider than the text on either side"""
WIDER = (LETTER_LINE - TEXT_WIDTH) // 2

EMU = 36000
"""in a millimetre"""

W = nsdecls("w")
SPACES = (
    f'{W} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def style(name: str, ppr: str = "", rpr: str = "", *, font: str = "", size: int = 0, based: str = "a") -> str:
    """Return a paragraph style; `size` in half points."""
    face = fonts(font) if font else ""
    points = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{STYLE_IDS[name]}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"<w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{face}{rpr}{points}</w:rPr></w:style>"
    )


NAMES = (
    "公文正文", "发文机关标志", "发文字号", "公文标题", "主送机关", "一级标题", "二级标题", "附件说明", "附件说明续", "署名", "成文日期",
    "附件标号", "附件标题", "表格标题", "表格单位", "表头", "表格文字", "表格居中", "表格数字", "表注", "版记", "页码", "页码双", "空行", "落款空行",
    "催报项", "催报内容", "信函标志", "信函文号", "信函底线", "期号", "编发单位", "图",
)  # fmt: skip
STYLE_IDS = {name: f"t{number}" for number, name in enumerate(NAMES, 1)}

_UNSPACED = '<w:spacing w:val="0"/>'
_TITLE_LINE = '<w:snapToGrid w:val="0"/><w:spacing w:line="640" w:lineRule="exact"/>'
_FOOTER_LINE = '<w:snapToGrid w:val="0"/>'
_CENTRED = '<w:jc w:val="center"/>'
_TABLE_LINE = '<w:snapToGrid w:val="0"/><w:spacing w:line="270" w:lineRule="exact"/>'


def indent(**sides: int) -> str:
    """Return an indent in hundredths of a character, with the same in twips for readers that know only those."""
    parts = "".join(f' w:{side}Chars="{value}" w:{side}="{value * CHARACTER // 100}"' for side, value in sides.items())
    return f"<w:ind{parts}/>"


def _rule(line: str, width: int, space: int) -> str:
    return f'<w:pBdr><w:bottom w:val="{line}" w:sz="{width}" w:space="{space}" w:color="{RED}"/></w:pBdr>'


def styles_xml() -> bytes:
    """Return word/styles.xml."""
    first_line = indent(firstLine=200)
    keep = "<w:keepNext/>"
    listed = [
        style("公文正文", first_line + '<w:jc w:val="both"/>'),
        style("发文机关标志", '<w:snapToGrid w:val="0"/><w:spacing w:before="1860" w:line="1000" w:lineRule="exact"/>' + _CENTRED,
              f'<w:color w:val="{RED}"/><w:spacing w:val="0"/><w:w w:val="78"/>', font=SONG, size=92),
        style("发文字号", keep + _rule("single", 18, 11) + _CENTRED),
        style("公文标题", keep + _TITLE_LINE + _CENTRED, _UNSPACED, font=SONG, size=44),
        style("主送机关"),
        style("一级标题", keep + first_line, font=HEI),
        style("二级标题", keep + first_line, font=KAI),
        style("附件说明", keep + indent(left=600, hanging=400)),
        style("附件说明续", keep + indent(left=600, hanging=100)),
        style("署名", keep + indent(right=250) + '<w:jc w:val="right"/>'),
        style("成文日期", indent(right=400) + '<w:jc w:val="right"/>'),
        style("附件标号", keep, font=HEI),
        style("附件标题", keep + _TITLE_LINE + _CENTRED, _UNSPACED, font=SONG, size=44),
        style("表格标题", f'{keep}<w:spacing w:before="120"/>{_CENTRED}', font=HEI, size=28),
        style("表格单位", f'{keep}{_TABLE_LINE}<w:jc w:val="right"/>', size=21),
        style("表头", f'<w:keepNext/>{_TABLE_LINE}{_CENTRED}', _UNSPACED, font=HEI, size=21),
        style("表格文字", _TABLE_LINE, _UNSPACED, size=21),
        style("表格居中", _TABLE_LINE + _CENTRED, _UNSPACED, size=21),
        style("表格数字", _TABLE_LINE + '<w:jc w:val="right"/>', _UNSPACED, size=21),
        style("表注", '<w:snapToGrid w:val="0"/><w:spacing w:before="60" w:line="300" w:lineRule="exact"/>', size=21),
        style("版记", '<w:snapToGrid w:val="0"/><w:spacing w:line="400" w:lineRule="exact"/>', _UNSPACED, size=28),
        style("页码", _FOOTER_LINE + '<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>', _UNSPACED, font=BODY_SONG, size=28),
        style("页码双", _FOOTER_LINE + '<w:ind w:leftChars="100" w:left="280"/>', _UNSPACED, font=BODY_SONG, size=28),
        style("空行"),
        style("落款空行", keep),
        style("催报项", '<w:snapToGrid w:val="0"/><w:spacing w:line="480" w:lineRule="exact"/>' + _CENTRED, _UNSPACED, font=HEI, size=28),
        style("信函标志", _rule("thickThinSmallGap", 24, 11) + '<w:snapToGrid w:val="0"/>'
              + f'<w:spacing w:line="900" w:lineRule="exact"/><w:ind w:left="-{WIDER}" w:right="-{WIDER}"/>' + _CENTRED,
              f'<w:color w:val="{RED}"/><w:spacing w:val="0"/><w:w w:val="78"/>', font=SONG, size=84),
        style("信函文号", '<w:spacing w:before="280"/><w:jc w:val="right"/>'),
        style("信函底线", _rule("thinThickSmallGap", 24, 0) + '<w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/>'
              + f'<w:ind w:left="-{WIDER}" w:right="-{WIDER}"/>', size=2),
        style("期号", keep + _CENTRED),
        style("编发单位", keep + _rule("single", 18, 6) + f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH - 320}"/></w:tabs>'
              + indent(left=100, right=100)),
        style("图", '<w:snapToGrid w:val="0"/><w:spacing w:before="60" w:after="60"/>' + _CENTRED, _UNSPACED),
        style("催报内容", '<w:snapToGrid w:val="0"/><w:spacing w:line="480" w:lineRule="exact"/><w:jc w:val="both"/>', _UNSPACED, size=28),
    ]  # fmt: skip
    return (
        f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}"
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr><w:rPr><w:spacing w:val="-5"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/>'
        '<w:semiHidden/></w:style><w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="57" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        + "".join(listed) + "</w:styles>"
    ).encode()  # fmt: skip


SETTINGS = (
    f'<w:settings {W}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
    '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="579"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
).encode()


_ALTERNATIVES = {SONG: "方正小标宋_GBK", FANG: "仿宋", KAI: "楷体", HEI: "SimHei", BODY_SONG: "SimSun"}
FONT_TABLE = (
    f"<w:fonts {W}>"
    + "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, other in _ALTERNATIVES.items()
    )
    + "</w:fonts>"
).encode()

_LINE = '<a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_COLOURS = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6"} | {f"accent{n}": "4472C4" for n in range(1, 7)}
_COLOURS |= {"hlink": "0563C1", "folHlink": "954F72"}
_FACES = f'<a:latin typeface="{FANG}"/><a:ea typeface="{FANG}"/><a:cs typeface=""/>'
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="公文"><a:themeElements><a:clrScheme name="公文">'
    + "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    + f'</a:clrScheme><a:fontScheme name="公文"><a:majorFont>{_FACES}</a:majorFont><a:minorFont>{_FACES}</a:minorFont></a:fontScheme>'
    f'<a:fmtScheme name="公文"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst><a:effectStyleLst>'
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + f"</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
).encode()


def trimmed() -> Docx:
    """Return python-docx's document with a theme, a font table and styles of its own, and without what it does not need."""
    document = Document()
    part = document.part
    for key, relation in list(part.rels.items()):
        if relation.reltype == RT.THEME:
            relation.target_part._blob = THEME
        elif relation.reltype == RT.FONT_TABLE:
            relation.target_part._blob = FONT_TABLE
        elif relation.reltype not in (RT.STYLES, RT.SETTINGS):
            part.rels.pop(key)
    for key, relation in list(part.package.rels.items()):
        if relation.reltype.endswith("thumbnail"):
            part.package.rels.pop(key)
    part._styles_part._element = parse_xml(styles_xml())
    part._settings_part._element = parse_xml(SETTINGS)
    properties = part.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.title = ""
    body = document.element.body
    for child in list(body):
        body.remove(child)
    return document


def section(page: dict[str, int], footers: tuple[str, str], *, landscape: bool = False) -> str:
    """Return section properties; a section begins on a new page and goes on numbering."""
    odd, even = footers
    turned = ' w:orient="landscape"' if landscape else ""
    sides = "".join(f' w:{side}="{page[side]}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr {nsdecls("w", "r")}><w:footerReference w:type="default" r:id="{odd}"/><w:footerReference w:type="even" r:id="{even}"/>'
        f'<w:pgSz w:w="{page["w"]}" w:h="{page["h"]}"{turned}/><w:pgMar{sides} w:header="851" w:footer="{FOOTER}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{LINE_PITCH}"/></w:sectPr>'
    )


_PAGE = (
    '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r>'
)


def letter_section(footers: tuple[str, str], first: str) -> str:
    """Return the section properties of a letter: no page number on its first page, which has a footer of its own."""
    own = f'<w:footerReference w:type="first" r:id="{first}"/>'
    standing = section({**PORTRAIT, "top": LETTER_TOP}, footers)
    lowered = standing.replace(f'w:footer="{FOOTER}"', f'w:footer="{LETTER_FOOTER}"')
    return lowered.replace("<w:pgSz", own + "<w:pgSz").replace("<w:docGrid", "<w:titlePg/><w:docGrid")


def page_number(style_name: str, lifted: int = 0) -> str:
    spacing = f'<w:spacing w:after="{lifted}"/>' if lifted else ""
    return f'<w:p {W}><w:pPr><w:pStyle w:val="{STYLE_IDS[style_name]}"/>{spacing}</w:pPr>{_PAGE}</w:p>'


@dataclass(frozen=True)
class Box:
    """Where a text box lies: attributes of its positions, and its size in mm."""

    across: str
    down: str
    width: Decimal
    height: Decimal
    turned: bool = False


LETTER_FOOT = f'<w:p {W}><w:pPr><w:pStyle w:val="{STYLE_IDS["信函底线"]}"/></w:pPr></w:p>'
"""the red double line 20 mm above the foot of a letter's first page"""


def text_box(content: str, box: Box, number: int) -> str:
    """Return a paragraph that holds a text box without border or margins; it grows with its text."""
    width, height = int(box.width * EMU), int(box.height * EMU)
    direction = "vert" if box.turned else "horz"
    fit = "" if box.turned else "<a:spAutoFit/>"
    drawing = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" '
        f'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH {box.across}</wp:positionH>'
        f'<wp:positionV {box.down}</wp:positionV><wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'{"<wp:wrapNone/>" if box.turned else "<wp:wrapTopAndBottom/>"}<wp:docPr id="{number}" name="文本框{number}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr rot="0" vert="{direction}" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">{fit}</wps:bodyPr></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    choice = f'<mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice></mc:AlternateContent>'
    return f'<w:p {SPACES}><w:pPr><w:pStyle w:val="{STYLE_IDS["表注"]}"/></w:pPr><w:r>{choice}</w:r></w:p>'


def turned_page_number(style_name: str, top: int, height: int, number: int) -> str:
    """Return a page number that stands where it stands on the upright pages once the sheet is turned back."""
    content = f'<w:p><w:pPr><w:pStyle w:val="{STYLE_IDS[style_name]}"/></w:pPr>{_PAGE}</w:p>'
    return text_box(content, Box(from_page(23), from_page(top), Decimal(8), Decimal(height), turned=True), number)


def from_page(millimetres: int) -> str:
    """Return a position so far from the edge of the sheet."""
    return f'relativeFrom="page"><wp:posOffset>{millimetres * EMU}</wp:posOffset>'


FOOT_OF_PAGE = Box(
    'relativeFrom="margin"><wp:align>center</wp:align>',
    'relativeFrom="margin"><wp:align>bottom</wp:align>',
    Decimal(156),
    Decimal(22),
)
"""the foot of the text area, over its whole width"""


def saved(document: Docx, path: Path) -> None:
    """Write a document with an empty history: no dates, no author; the same document is the same bytes."""
    saved_now, undated = BytesIO(), BytesIO()
    document.save(saved_now)
    with ZipFile(saved_now) as package, ZipFile(undated, "w", ZIP_DEFLATED) as written:
        for part in package.namelist():
            written.writestr(ZipInfo(part), package.read(part), ZIP_DEFLATED)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(undated.getvalue())
