"""The answer book leaves in five formats, and other programs open each of them again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.e2e import setting_up
from tests.e2e.conftest import Begin
from tests.e2e.stages import Stage

pytestmark = pytest.mark.e2e


def spreadsheet(content: bytes) -> str:
    sheets = load_workbook(io.BytesIO(content), read_only=True).worksheets
    return "\n".join(
        str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row
    )


def word(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def table(content: bytes) -> str:
    return "\n".join("\n".join(row) for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def program(content: bytes) -> str:
    return json.dumps(json.loads(content), ensure_ascii=False)


READERS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "PDF": (".pdf", pdf),
    "Spreadsheet": (".xlsx", spreadsheet),
    "Word file": (".docx", word),
    "CSV": (".csv", table),
    "JSON": (".json", program),
}


def test_every_reader_finds_every_item_in_the_answer_book(visit: Begin) -> None:
    visitor = visit(Stage.SAMPLE)
    setting_up.looks_around_the_sample(visitor)
    visitor.opens("Answer book")
    headings = visitor.page.locator(".hk-book-row h2").all_inner_texts()
    titles = [heading.partition(" ")[2] for heading in headings]
    assert len(titles) > 40
    visitor.unfolds("Take it as a file")
    for words, (ending, read) in READERS.items():
        file = visitor.saves(words)
        told = " ".join(read(file.content).split())
        assert file.name.endswith(ending)
        assert [title for title in titles if title not in told] == [], f"missing in {file.name}"


def test_the_answer_book_prints_without_what_is_around_it(visit: Begin) -> None:
    visitor = visit(Stage.SAMPLE)
    setting_up.looks_around_the_sample(visitor)
    visitor.opens("Answer book")
    visitor.page.emulate_media(media="print")
    for around in ("Sign out", "Copy", "Menu"):
        expect(visitor.page.get_by_text(around, exact=True).locator("visible=true")).to_have_count(0)
    printed = " ".join(pdf(visitor.page.pdf(format="A4")).split())
    assert "Standing today" in printed
    assert "Confirmed by" in printed
