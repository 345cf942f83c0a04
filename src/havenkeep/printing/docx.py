"""Documents as Word files in the house style: plain styles, repeated table headings, no macro."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from typing import Any, Final

import docx
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from havenkeep.printing import docx_styles
from havenkeep.printing.document import (
    Block,
    Bullets,
    Callout,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
)
from havenkeep.printing.text import printable

A4_MM: Final = (210, 297)
MARGIN_MM: Final = 20
AFTER_BOX_POINTS: Final = 12
KEEP_ROW_WHOLE_LETTERS: Final = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    paper: Paper
    styles: Mapping[str, str]


def write_docx(document: Document) -> bytes:
    """Return `document` as a .docx file in British English. It holds no macro and no link to elsewhere."""
    paper = docx.Document()
    _page(paper, landscape=document.landscape)
    page = _Page(paper=paper, styles=docx_styles.apply(paper))
    _properties(paper, document)
    _footer(paper, printable(document.running))
    if document.kicker:
        _line(page, document.kicker, "House Kicker")
    _line(page, document.title, "Title")
    if document.standfirst:
        _line(page, document.standfirst, "Subtitle")
    for block in document.blocks:
        WRITERS[type(block)](page, block)
    held = BytesIO()
    paper.save(held)
    return held.getvalue()


def _page(paper: Paper, *, landscape: bool) -> None:
    section = paper.sections[0]
    short, long = (Mm(side) for side in A4_MM)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(MARGIN_MM)


def _properties(paper: Paper, document: Document) -> None:
    made = document.made_at.astimezone(UTC).replace(tzinfo=None)
    properties = paper.core_properties
    properties.title = printable(document.title)[:255]
    properties.subject = printable(document.subject)[:255]
    properties.author = properties.last_modified_by = "Havenkeep"
    properties.comments = ""
    properties.language = "en-GB"
    properties.created = properties.modified = made
    properties.revision = 1


def _footer(paper: Paper, running: str) -> None:
    line = paper.sections[0].footer.paragraphs[0]
    line.style = "Footer"
    line.add_run(f"{running} · Page " if running else "Page ")
    _field(line, "PAGE")
    line.add_run(" of ")
    _field(line, "NUMPAGES")


def _field(line: Line, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)


def _line(page: _Page, text: str, style: str) -> Line:
    line = page.paper.add_paragraph(printable(text))
    line._p.style = page.styles[style]  # by id: the library looks a name up in the whole file each time
    return line


def _heading(page: _Page, block: Heading) -> None:
    line = _line(page, block.text, f"Heading {block.level}")
    line.paragraph_format.page_break_before = block.new_page or None


def _paragraph(page: _Page, block: Paragraph) -> None:
    _line(page, block.text, "House Small" if block.small else "House Quiet" if block.quiet else "Normal")


def _callout(page: _Page, block: Callout) -> None:
    style = "House Soon" if block.soon else "House Callout"
    if block.label:
        label = _line(page, block.label, style)
        label.runs[0].bold = True
        label.paragraph_format.keep_with_next = True
    _line(page, block.text, style).paragraph_format.space_after = Pt(AFTER_BOX_POINTS)


def _bullets(page: _Page, block: Bullets) -> None:
    for line in block.lines:
        _line(page, line, "List Bullet")


def _facts(page: _Page, block: Facts) -> None:
    for label, words in block.pairs:
        line = _line(page, "", "House Fact")
        line.add_run(printable(label)).bold = True
        line.add_run(f"\t{printable(words)}")


def _table(page: _Page, block: Table) -> None:
    section = page.paper.sections[0]
    line = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    widths = [int(line * share / sum(block.widths)) for share in block.widths]
    table = page.paper.add_table(rows=0, cols=len(block.headings), style="House Table")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _row(table, block.headings, widths, style=page.styles["House Table Heading"], heading=True)
    for row in block.rows:
        _row(table, row, widths, style=page.styles["House Cell"])
    _line(page, "", "House Cell")


def _row(table: Any, texts: tuple[str, ...], widths: list[int], *, style: str, heading: bool = False) -> None:
    row = table.add_row()
    properties = row._tr.get_or_add_trPr()
    if max(map(len, texts), default=0) <= KEEP_ROW_WHOLE_LETTERS:
        properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        line = cell.paragraphs[0]
        line._p.style = style
        line.add_run(printable(text))


WRITERS: Final[Mapping[type[Block], Callable[[_Page, Any], None]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Callout: _callout,
    Bullets: _bullets,
    Facts: _facts,
    Table: _table,
}
