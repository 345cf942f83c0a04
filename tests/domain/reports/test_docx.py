from __future__ import annotations

from io import BytesIO

import docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from havenkeep.reports.domain.answer_book import AnswerBook
from havenkeep.reports.formats import docx as docx_format
from tests.domain.reports.books import book, row, whole_book


def opened(made: AnswerBook) -> docx.document.Document:
    return docx.Document(BytesIO(docx_format.write(made)))


def words(made: AnswerBook) -> str:
    return "\n".join(line.text for line in opened(made).paragraphs)


def test_it_opens_with_the_service_the_day_the_standing_and_the_three_numbers() -> None:
    lines = [line.text for line in opened(book()).paragraphs if line.text]
    assert lines[:3] == [
        "Answer book · Data Security and Protection Toolkit 2025-26",
        "Rosebank House",
        "12 June 2026 · VLZ99",
    ]
    assert lines[3].startswith("Standing: Nearly there")
    assert [line.split("\t")[0] for line in lines[5:9]] == ["Said", "Shown", "Proven", "Ready"]


def test_every_item_is_a_heading_in_the_books_order() -> None:
    made = whole_book()
    headings = [
        line.text for line in opened(made).paragraphs if line.style and line.style.name == "Heading 2"
    ]
    assert headings == [f"{row.ref}  {row.title}" for row in made.rows]


def test_what_is_open_is_a_table_with_repeated_headings() -> None:
    table = opened(book()).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Item", "Title", "Still to do"]
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert table.rows[1].cells[0].text == "1.2"


def test_it_ends_with_the_audit_head() -> None:
    assert "The head of the history chain: 9f2c1a77e0b4 (event 1,204), so that a cut chain shows." in words(
        book()
    )


def test_an_answer_of_ten_thousand_letters_is_whole() -> None:
    answer = "We lock the office. 🔒 " * 450
    assert answer.strip() in words(book(rows=(row("A.1", paste=answer),)))


def test_homes_that_a_head_office_covers_are_listed() -> None:
    assert "Elm Lodge" in words(book(covers=("Rosebank House", "Elm Lodge")))


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=80))
def test_any_text_opens_again(text: str) -> None:
    made = book(home_name=text, home_code=text, rows=(row("A.1", title=text, paste=text, comment=text),))
    assert "About this book" in words(made)
