"""The formats a book or plan can be taken in: one total table each, from a name to what writes it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from havenkeep.reports.domain.answer_book import AnswerBook
from havenkeep.reports.domain.plan_file import ImprovementPlan

T = TypeVar("T")

XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Format(Generic[T]):
    """A file that a book or plan can become. `title` is for a button, `writer` is a module of this folder."""

    extension: str
    content_type: str
    title: str
    writer: str

    def write(self, whole: T) -> bytes:
        """Return the bytes. The library that writes them loads only now, so that Havenkeep starts sooner.

        Raises:
            CouldNotPrint: the PDF could not be drawn.
        """
        written: bytes = import_module(f"{__name__}.{self.writer}").write(whole)
        return written


FORMATS: Final[Mapping[str, Format[AnswerBook]]] = MappingProxyType(
    {
        "pdf": Format(
            extension="pdf",
            content_type="application/pdf",
            title="PDF, to read, print and hand over",
            writer="pdf",
        ),
        "xlsx": Format(
            extension="xlsx",
            content_type=XLSX_TYPE,
            title="Spreadsheet, to copy answers from",
            writer="xlsx",
        ),
        "docx": Format(
            extension="docx",
            content_type=DOCX_TYPE,
            title="Word file, to edit",
            writer="docx",
        ),
        "csv": Format(
            extension="csv",
            content_type="text/csv; charset=utf-8",
            title="CSV, one row for each item",
            writer="csv",
        ),
        "json": Format(
            extension="json",
            content_type="application/json",
            title="JSON, for programs",
            writer="json",
        ),
    }
)

PLAN_FORMATS: Final[Mapping[str, Format[ImprovementPlan]]] = MappingProxyType(
    {
        "docx": Format(
            extension="docx",
            content_type=DOCX_TYPE,
            title="Word file, to edit and sign",
            writer="plan_docx",
        ),
        "xlsx": Format(
            extension="xlsx", content_type=XLSX_TYPE, title="Spreadsheet, to work from", writer="plan_xlsx"
        ),
    }
)


def file_name(book: AnswerBook, extension: str) -> str:
    """Return a name any computer takes, such as `answer-book-rosebank-house-vlz99-2026-06-12.pdf`."""
    return safe_file_name(
        "answer-book", book.home_name, book.home_code, f"{book.on:%Y-%m-%d}", extension=extension
    )


def plan_file_name(plan: ImprovementPlan, extension: str) -> str:
    """Return a name any computer takes, such as `improvement-plan-rosebank-house-2026-06-12.docx`."""
    return safe_file_name(
        "improvement-plan", plan.home_name, plan.home_code, f"{plan.on:%Y-%m-%d}", extension=extension
    )


def safe_file_name(*parts: str, extension: str) -> str:
    """Return `parts` as one plain name in lower-case letters, digits and hyphens, each part bounded."""
    slugs = (_slug(part) for part in parts)
    return f"{'-'.join(slug for slug in slugs if slug)}.{extension}"


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:LONGEST_NAME].strip("-")
