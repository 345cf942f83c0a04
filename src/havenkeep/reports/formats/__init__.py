"""The formats a book or plan can be taken in: one total table each, from a name to what writes it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from havenkeep.reports.domain.answer_book import AnswerBook
from havenkeep.reports.domain.plan_file import ImprovementPlan
from havenkeep.reports.formats import csv, docx, json, pdf, plan_docx, plan_xlsx, xlsx

T = TypeVar("T")

XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Format(Generic[T]):
    """A file that a book or plan can become. `title` is for a button.

    `write` takes it and returns the bytes; the PDF's raises `printing.pdf.CouldNotPrint`.
    """

    extension: str
    content_type: str
    title: str
    write: Callable[[T], bytes]


FORMATS: Final[Mapping[str, Format[AnswerBook]]] = MappingProxyType(
    {
        "pdf": Format(
            extension="pdf",
            content_type="application/pdf",
            title="PDF, to read, print and hand over",
            write=pdf.write,
        ),
        "xlsx": Format(
            extension="xlsx",
            content_type=XLSX_TYPE,
            title="Spreadsheet, to copy answers from",
            write=xlsx.write,
        ),
        "docx": Format(
            extension="docx",
            content_type=DOCX_TYPE,
            title="Word file, to edit",
            write=docx.write,
        ),
        "csv": Format(
            extension="csv",
            content_type="text/csv; charset=utf-8",
            title="CSV, one row for each item",
            write=csv.write,
        ),
        "json": Format(
            extension="json",
            content_type="application/json",
            title="JSON, for programs",
            write=json.write,
        ),
    }
)

PLAN_FORMATS: Final[Mapping[str, Format[ImprovementPlan]]] = MappingProxyType(
    {
        "docx": Format(
            extension="docx",
            content_type=DOCX_TYPE,
            title="Word file, to edit and sign",
            write=plan_docx.write,
        ),
        "xlsx": Format(
            extension="xlsx", content_type=XLSX_TYPE, title="Spreadsheet, to work from", write=plan_xlsx.write
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
