from __future__ import annotations

import re
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from havenkeep.reports.domain.answer_book import AnswerBook
from havenkeep.reports.formats import pdf
from tests.domain.reports.books import book, row, whole_book


def opened(made: AnswerBook) -> PdfReader:
    return PdfReader(BytesIO(pdf.write(made)))


def words(made: AnswerBook) -> str:
    text = " ".join(page.extract_text() for page in opened(made).pages)
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


def test_the_first_page_says_who_when_how_it_stands_and_what_is_open() -> None:
    first = re.sub(r"\s+", " ", opened(book()).pages[0].extract_text())
    for part in (
        "Rosebank House",
        "12 June 2026",
        "Nearly there",
        "lapsed on 31 March 2026",
        "44 of 45",
        "Answered, and confirmed by a named person for this edition.",
        "41 of 45",
        "Proof is on file and in date.",
        "36 of 45",
        "A live record finds it met.",
        "What is open",
        "Ask the contractor for the April certificate",
    ):
        assert part in first


def test_a_book_with_nothing_open_says_so() -> None:
    assert "Nothing is open." in words(book(open=()))


def test_items_come_in_order_with_answer_proof_and_who_stands_behind_them() -> None:
    text = words(book())
    refs = [text.index(f"{row.ref} {row.title}", text.index("toolkit’s order")) for row in book().rows]
    assert refs == sorted(refs)
    assert "Yes. Shredway Ltd collects locked bins each month" in text
    assert "Where: Evidence, Paper disposal" in text
    assert "Priya Anand, registered manager 3 June 2026 at 6:40pm" in text
    assert "Nothing to paste yet." in text
    assert "certainty: inferred" in text


def test_it_ends_with_the_head_of_the_history_chain() -> None:
    last = re.sub(r"\s+", " ", opened(book()).pages[-1].extract_text())
    assert "The head of the history chain: 9f2c1a77e0b4 (event 1,204), so that a cut chain shows." in last


def test_it_is_tagged_titled_dated_and_in_british_english() -> None:
    reader = opened(book())
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "Answer book for Rosebank House, 12 June 2026"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == book().made_at.date()
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_every_page_is_numbered_and_items_can_be_jumped_to() -> None:
    reader = opened(whole_book())
    count = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        assert f"Page {number} of {count}" in page.extract_text()
    assert "The answers" in str(reader.outline)
    assert "8.6" in str(reader.outline)


def test_an_edition_that_is_not_final_is_said_at_the_front() -> None:
    assert "not final" in opened(book(provisional=True)).pages[0].extract_text()


def test_markup_in_an_answer_stays_text() -> None:
    hostile = '#panic("x") *not bold* $x^2$ @ref <label> [a] \\ `code` // no comment'
    text = words(book(rows=(row("A.1", paste=hostile),)))
    assert '#panic("x") *not bold* $x^2$ @ref <label> [a] \\ `code` // no comment' in text


def test_a_long_answer_an_endless_word_emoji_and_right_to_left_text_are_printed() -> None:
    made = book(
        rows=(
            row("A.1", paste="We lock the office every evening. " * 300),
            row("A.2", paste="x" * 10_000),
            row("A.3", paste="All done 🎉😀", title="שלום العربية"),
        )
    )
    text = words(made)
    assert text.count("We lock the office every evening.") == 300
    assert sum(len(run) for run in re.findall("x{20,}", text)) == 10_000
    assert "[party popper]" in text


@pytest.mark.parametrize("blank", ["", "\x00", "\u202e", "\n\n"])
def test_empty_words_print_too(blank: str) -> None:
    bare = row(
        blank, title=blank, ask=blank, answer=blank, paste=blank, state_words=blank, how=blank, findings=()
    )
    made = book(
        home_name=blank, edition_title=blank, standing_words=blank, standing_reason=blank, rows=(bare,)
    )
    assert "This service" in words(made)


@settings(max_examples=8, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=120))
def test_any_text_prints(text: str) -> None:
    made = book(home_name=text, covers=(text,), rows=(row("A.1", title=text, paste=text, findings=(text,)),))
    assert len(opened(made).pages) >= 2
