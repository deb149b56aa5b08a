"""The theme of the workbooks we write ourselves."""

from typing import Final

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS: Final = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "2F5597", "accent2": "C55A11",
    "accent3": "7F7F7F", "accent4": "BF9000", "accent5": "548235", "accent6": "7030A0", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip


def theme() -> bytes:
    """Return the part xl/theme/theme1.xml, which Excel insists on; nothing in the workbook refers to it."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    face = '<a:latin typeface="宋体"/><a:ea typeface="宋体"/><a:cs typeface=""/>'
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    formats = (
        f"<a:fillStyleLst>{plain * 3}</a:fillStyleLst>"
        f"<a:lnStyleLst>{f'<a:ln>{plain}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst>"
    )
    return (
        f'{_DECLARATION}<a:theme xmlns:a="{_DRAWING}" name="Office"><a:themeElements>'
        f'<a:clrScheme name="Office">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Office"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Office">{formats}</a:fmtScheme></a:themeElements></a:theme>'
    ).encode()
