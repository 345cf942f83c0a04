"""The answer book as a workbook: the answers, what is open, and what this book is."""

from __future__ import annotations

from typing import Final

from havenkeep.reports.domain.answer_book import AnswerBook
from havenkeep.reports.domain.wording import NOTHING_OPEN, about_pairs, day_words
from havenkeep.reports.formats.columns import COLUMNS, PRINTED, cells
from havenkeep.reports.formats.workbook import Tab, write_workbook

STATE: Final = len(PRINTED) - 1


def write(book: AnswerBook) -> bytes:
    """Return the book as an .xlsx file of three sheets."""
    return write_workbook(
        title=f"Answer book for {book.home_name}, {day_words(book.on)}",
        running=f"Answer book · {book.home_name} · {day_words(book.on)}",
        made_at=book.made_at,
        tabs=(_answers(book), _open(book), _about(book)),
    )


def _answers(book: AnswerBook) -> Tab:
    still_open = {row.ref for row in book.open}
    return Tab(
        name="Answer book",
        headings=[column.heading for column in COLUMNS],
        widths=[column.width for column in COLUMNS],
        rows=[cells(row) for row in book.rows],
        printed=len(PRINTED),
        strong=frozenset({0}),
        soon=frozenset((number, STATE) for number, row in enumerate(book.rows) if row.ref in still_open),
    )


def _open(book: AnswerBook) -> Tab:
    return Tab(
        name="What is open",
        headings=("Reference", "Title", "Still to do"),
        widths=(11, 48, 72),
        rows=[(row.ref, row.title, row.what) for row in book.open] or [("", NOTHING_OPEN, "")],
        strong=frozenset({0}),
    )


def _about(book: AnswerBook) -> Tab:
    return Tab(
        name="About this book",
        headings=("What", "In words"),
        widths=(20, 100),
        rows=about_pairs(book),
        strong=frozenset({0}),
    )
