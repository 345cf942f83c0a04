"""An approved training needs analysis as a Word file, to edit, sign and upload."""

from __future__ import annotations

from havenkeep.design.wording import say_date
from havenkeep.needs.pages.analysis import FrozenRole, VersionPage
from havenkeep.needs.papers.paper import Paper
from havenkeep.needs.papers.version_pdf import TITLE, approved_words, file_name, people_words
from havenkeep.printing.document import Block, Callout, Document, Facts, Heading, Paragraph, Table
from havenkeep.printing.docx import write_docx

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write(page: VersionPage) -> Paper:
    """Return the version as a .docx file."""
    blocks: list[Block] = [Callout(label="", text=approved_words(page))]
    if page.systems:
        blocks.append(Paragraph(text=f"NHS systems in use: {', '.join(page.systems)}."))
    for row in page.roles:
        blocks += _role(row)
    content = write_docx(
        Document(
            title=page.home_name,
            kicker=f"{TITLE}, version {page.analysis.number}",
            running=f"{TITLE} · {page.home_name} · {say_date(page.analysis.approved_on)}",
            subject=f"{TITLE} of {page.home_name}",
            made_at=page.analysis.made_at,
            blocks=tuple(blocks),
        )
    )
    return Paper(name=file_name(page, "docx"), content_type=DOCX_TYPE, content=content)


def _role(row: FrozenRole) -> list[Block]:
    facts = [("Who", people_words(row)), ("Sees", row.sees), ("Note", row.note)]
    blocks: list[Block] = [
        Heading(text=row.title, level=2),
        Facts(pairs=tuple((label, words) for label, words in facts if words)),
    ]
    if not row.needs:
        return [*blocks, Paragraph(text="Needs no training of its own.", quiet=True)]
    table = Table(
        headings=("Training", "When", "Why", "Had it then"),
        rows=tuple((need.title, need.terms, need.why, need.had) for need in row.needs),
        widths=(3, 3, 4, 1.6),
    )
    return [*blocks, table]
