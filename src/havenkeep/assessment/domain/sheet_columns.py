"""Where an answer sheet holds what. References tell themselves, whatever the column is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from havenkeep.assessment.domain.sheet_row import SheetRow
from havenkeep.assessment.domain.sheet_words import written_references
from havenkeep.importing.domain.columns import Field, Layout, SheetKind, aliases, by_headings
from havenkeep.importing.domain.days import is_day, orders_of
from havenkeep.sheets.headings import NoHeadings, find_headings
from havenkeep.sheets.table import Row, Sheet

FIELDS = (
    Field(
        name="ref",
        label="Reference",
        headings=(
            "reference", "ref", "evidence reference", "evidence ref", "evidence item reference",
            "evidence item ref", "evidence item number", "evidence item no", "evidence number",
            "item reference", "item ref", "item number", "item no", "question reference", "question ref",
            "question number", "question no", "question id", "dspt reference", "dspt ref", "dspt number",
            "dspt question number", "toolkit reference", "assertion and evidence", "ref no",
            "reference number", "evidence id", "item id", "evidence item", "item", "question", "number",
            "no", "id", "code",
        ),
        needed=True,
    ),
    Field(
        name="answer",
        label="Answer",
        headings=(
            "answer", "our answer", "your answer", "answer given", "current answer", "response",
            "our response", "your response", "current response", "reply", "answer or response",
            "answer text", "final answer", "last year's answer", "previous answer", "evidence provided",
            "evidence given", "answer yes no", "yes no", "yes or no", "y n", "tick", "ticked",
            "confirmed", "evidence text provided", "text to paste", "for the toolkit", "value",
        ),
        needed=True,
    ),
    Field(
        name="comment",
        label="Comment",
        headings=(
            "comment", "comments", "our comment", "your comments", "comments optional",
            "optional comments", "note", "notes", "additional comments", "additional information",
            "further information", "remarks", "explanation", "reason", "narrative",
        ),
    ),
    Field(
        name="where",
        label="Where the proof is kept",
        headings=(
            "proof and where it is", "proof", "where is the proof", "where the proof is kept",
            "where kept", "where is it kept", "where it is kept", "where", "location",
            "document location", "evidence location", "location of evidence", "location of document",
            "describe document location", "document", "documents", "document name", "document link",
            "link", "links", "file", "file name", "supporting evidence", "supporting document",
            "supporting documents", "attachment", "attachments", "proof held", "held at",
        ),
    ),
    Field(
        name="dated",
        label="Date",
        headings=(
            "date", "confirmed on", "date answered", "date completed", "completed on", "answered on",
            "date updated", "last updated", "updated on", "updated", "date of evidence", "evidence date",
            "dated", "date confirmed", "date reviewed", "last reviewed", "reviewed on",
        ),
        is_day=True,
    ),
    Field(
        name="aside",
        label="Not applicable",
        headings=(
            "not applicable", "n a", "na", "does not apply", "applicable n a", "not applicable reason",
        ),
    ),
    Field(
        name="year",
        label="Year of the row",
        headings=(
            "edition", "toolkit edition", "dspt edition", "dspt year", "toolkit year", "assessment year",
            "year", "submission year", "dspt version", "toolkit version", "submission",
        ),
    ),
)  # fmt: skip

ANSWERS = SheetKind(name="answers", fields=FIELDS, nothing_above="None: the answers begin at once")
_ENOUGH = 3


def find_layout(sheets: Sequence[Sheet], *, known: Collection[str]) -> Layout:
    """Return where the answers are. `known` are references as they are compared.

    Raises:
        NoHeadings: neither headings nor references say which column holds the answers.
    """
    try:
        layout = by_headings(sheets, fields=FIELDS)
    except NoHeadings:
        by_refs = (_by_references(index, sheet, known=known) for index, sheet in enumerate(sheets))
        found = next((layout for layout in by_refs if layout is not None), None)
        if found is None:
            raise
        return found
    return _with_references(layout, sheet=sheets[layout.sheet], known=known)


def sheet_rows(layout: Layout, sheets: Sequence[Sheet], *, order: str = "") -> list[SheetRow]:
    """Return the rows below the headings, a field empty where the sheet has no such column.

    `order` is how it writes days, when a person said so.
    """
    read = layout.read(sheets)
    answers = [cells.get("answer", "") for _, cells in read]
    days = orders_of(
        {
            "dated": [cells.get("dated", "") for _, cells in read],
            "answer": [text for text in answers if is_day(text)],
        },
        said=order,
    )
    return [
        SheetRow(
            number=number,
            ref=cells.get("ref", ""),
            answer=cells.get("answer", ""),
            comment=cells.get("comment", ""),
            where=cells.get("where", ""),
            dated=cells.get("dated", ""),
            aside=cells.get("aside", ""),
            year=cells.get("year", ""),
            days=days,
        )
        for number, cells in read
    ]


def _with_references(layout: Layout, *, sheet: Sheet, known: Collection[str]) -> Layout:
    """Take the column that does hold references, where another one was headed so."""
    below = [row for row in sheet.rows if row.number > layout.heading_row]
    counts = _counts(below, known=known)
    if not counts:
        return layout
    best, most = counts.most_common(1)[0]
    if counts[layout.columns["ref"]] * 2 >= most or best == layout.columns["answer"]:
        return layout
    others = {name: column for name, column in layout.columns.items() if column != best}
    return replace(layout, columns={**others, "ref": best})


def _by_references(index: int, sheet: Sheet, *, known: Collection[str]) -> Layout | None:
    counts = _counts(sheet.rows, known=known)
    if not counts:
        return None
    ref, most = counts.most_common(1)[0]
    if most < min(_ENOUGH, len(sheet.rows)):
        return None
    first = next(row for row in sheet.rows if _is_known(row.at(ref), known))
    above = [row for row in sheet.rows if row.number < first.number]
    others = [field for field in FIELDS if field.name != "ref"]
    try:
        found = find_headings(above, aliases=aliases(others), required=frozenset({"answer"}))
    except NoHeadings:
        filled = {column for row in sheet.rows for column, cell in enumerate(row.cells) if cell}
        if above or len(filled) != 2:
            return None
        return Layout(sheet=index, heading_row=0, columns={"ref": ref, "answer": (filled - {ref}).pop()})
    columns = {name: column for name, column in found.columns.items() if column != ref}
    if "answer" not in columns:
        return None
    return Layout(sheet=index, heading_row=found.row_number, columns={"ref": ref, **columns})


def _counts(rows: Sequence[Row], *, known: Collection[str]) -> Counter[int]:
    return Counter(
        column for row in rows for column, cell in enumerate(row.cells) if cell and _is_known(cell, known)
    )


def _is_known(text: str, known: Collection[str]) -> bool:
    return any(ref in known for ref in written_references(text))
