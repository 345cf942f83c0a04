"""The house style of Word files, in the colours of the web pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

# Every Word has it; the font of our pages may not be on the reader's computer.
FONT: Final = "Calibri"
LANGUAGE: Final = "en-GB"

INK: Final = "26221D"
QUIET: Final = "5C5348"
TEAL: Final = "0F5C5A"
TEAL_WASH: Final = "E4EFEC"
SOON: Final = "7A4B00"
SOON_MARK: Final = "E0A030"
SOON_WASH: Final = "FCEFD4"
LINE: Final = "E2D8C9"
LABEL_MM: Final = 34
BOX_INDENT_MM: Final = 3.5

THEME_FONTS: Final = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One paragraph style. Sizes and spaces in points; `wash` and `edge` are colours of a box."""

    size: float = 11
    colour: str = INK
    bold: bool = False
    before: float = 0
    after: float = 6
    keep: bool = False
    wash: str = ""
    edge: str = ""
    indent_mm: float = 0
    hanging_mm: float = 0


LOOKS: Final[Mapping[str, Look]] = {
    "Normal": Look(),
    "Title": Look(size=28, colour=TEAL, bold=True, after=4),
    "Subtitle": Look(size=13, colour=QUIET, after=16),
    "Heading 1": Look(size=18, colour=TEAL, bold=True, before=22, after=8, keep=True),
    "Heading 2": Look(size=13, bold=True, before=18, after=4, keep=True),
    "Heading 3": Look(size=11.5, bold=True, colour=TEAL, before=10, after=3, keep=True),
    "List Bullet": Look(after=3),
    "Footer": Look(size=9, colour=QUIET, after=0),
    "House Kicker": Look(colour=SOON, bold=True, after=2, keep=True),
    "House Quiet": Look(colour=QUIET),
    "House Callout": Look(wash=TEAL_WASH, edge=TEAL, after=0, indent_mm=BOX_INDENT_MM),
    "House Soon": Look(wash=SOON_WASH, edge=SOON_MARK, after=0, indent_mm=BOX_INDENT_MM),
    "House Small": Look(size=9.5, colour=QUIET),
    "House Fact": Look(after=3, hanging_mm=LABEL_MM),
    "House Cell": Look(size=10, before=2, after=2),
    "House Table Heading": Look(size=10, colour=TEAL, bold=True, before=2, after=2, keep=True),
}


def apply(paper: Paper) -> Mapping[str, str]:
    """Give `paper` the house's styles, make British English its language, and return style ids by name."""
    for name, look in LOOKS.items():
        _style(paper, name, look)
    _table_style(paper)
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    return {style.name: style.style_id for style in paper.styles if style.name}


def _style(paper: Paper, name: str, look: Look) -> None:
    known = {style.name for style in paper.styles}
    style = paper.styles[name] if name in known else paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is not a paragraph style.")
    if name not in known:
        style.base_style = paper.styles["Normal"]
        style.quick_style = True
    style.font.name = FONT
    style.font.size = Pt(look.size)
    style.font.bold = look.bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(look.colour)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.keep_with_next = look.keep
    if look.indent_mm:
        shape.left_indent = Mm(look.indent_mm)
    if look.hanging_mm:
        shape.left_indent, shape.first_line_indent = Mm(look.hanging_mm), Mm(-look.hanging_mm)
        shape.tab_stops.add_tab_stop(Mm(look.hanging_mm))
    _plain_fonts(style.element)
    _box(style.element, look)


def _plain_fonts(style: BaseOxmlElement) -> None:
    """Take away the theme's fonts, which would win over ours, and the template's letter spacing."""
    for fonts in style.iter(qn("w:rFonts")):
        for name in THEME_FONTS:
            fonts.attrib.pop(qn(f"w:{name}"), None)
    for spacing in list(style.iterfind(f"{qn('w:rPr')}/{qn('w:spacing')}")):
        spacing.getparent().remove(spacing)


def _box(style: BaseOxmlElement, look: Look) -> None:
    properties = style.get_or_add_pPr()
    for old in list(properties.iterfind(qn("w:pBdr"))):
        properties.remove(old)
    if not look.wash:
        return
    border = OxmlElement("w:pBdr")
    border.append(_edge("w:top", colour=look.wash, eighths=4, space=5))
    border.append(_edge("w:left", colour=look.edge, eighths=24, space=8))
    border.append(_edge("w:bottom", colour=look.wash, eighths=4, space=5))
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", look.wash)):
        shade.set(qn(f"w:{name}"), value)
    # The schema wants these two, in this order, before tabs, spacing and indents.
    place = next(
        (
            index
            for index, child in enumerate(properties)
            if child.tag in {qn("w:tabs"), qn("w:spacing"), qn("w:ind")}
        ),
        len(properties),
    )
    properties.insert(place, border)
    properties.insert(place + 1, shade)


def _edge(tag: str, *, colour: str, eighths: int, space: int = 0) -> BaseOxmlElement:
    edge = OxmlElement(tag)
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", str(space)), ("color", colour)):
        edge.set(qn(f"w:{name}"), value)
    return edge


def _table_style(paper: Paper) -> None:
    style = paper.styles.add_style("House Table", WD_STYLE_TYPE.TABLE)
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    borders.append(_edge("w:top", colour=TEAL, eighths=8))
    borders.append(_edge("w:bottom", colour=LINE, eighths=4))
    borders.append(_edge("w:insideH", colour=LINE, eighths=4))
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("left", 0), ("right", 170)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(margins)
    style.element.append(properties)
