"""The answer book as comma-separated text, one row for each item."""

from __future__ import annotations

from havenkeep.reports.domain.answer_book import AnswerBook
from havenkeep.reports.formats.columns import COLUMNS, cells
from havenkeep.sheets.writing import write_csv


def write(book: AnswerBook) -> bytes:
    """Return the book as UTF-8 CSV. Times are London's; no text can run as a formula."""
    return write_csv(headings=[column.heading for column in COLUMNS], rows=map(cells, book.rows))
