from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from havenkeep.reports.domain.answer_book import AnswerBook, BookRow
from havenkeep.reports.formats import csv as csv_format
from havenkeep.reports.formats import json as json_format
from havenkeep.reports.formats.columns import COLUMNS
from tests.domain.reports.books import book, row, whole_book

ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)

KEYS = set(
    """home_name home_code publisher_name covers edition_title edition_note provisional revision on made_at
    standing standing_words standing_reason mandatory ready said shown proven open rows audit_head""".split()  # noqa: SIM905
)
ROW_KEYS = set(
    """ref aliases title ask level kind answer paste comment proofs confirmed_by confirmed_at state
    state_words findings certainty not_applicable how""".split()  # noqa: SIM905
)


def rows_of(made: AnswerBook) -> list[dict[str, str]]:
    text = csv_format.write(made).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_one_row_for_each_item_whatever_is_in_it() -> None:
    made = book(rows=(row("A.1", paste='two\nlines, "quoted"'), row("A.2")))
    rows = rows_of(made)
    assert [line["Reference"] for line in rows] == ["A.1", "A.2"]
    assert rows[0]["Text to paste"] == 'two\nlines, "quoted"'


def test_csv_has_all_77_items() -> None:
    assert len(rows_of(whole_book())) == 77


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1+cmd", "-cmd", "@x", "\t=1", "\n=1"])
def test_csv_cannot_run_a_text(text: str) -> None:
    (line,) = rows_of(book(rows=(row("A.1", paste=text),)))
    assert line["Text to paste"].startswith("'")
    assert line["Text to paste"].endswith(text.strip())


@settings(max_examples=40, deadline=None)
@given(ANYTHING)
def test_csv_of_any_text_has_all_its_columns(text: str) -> None:
    (line,) = rows_of(book(rows=(row("A.1", paste=text, comment=text),)))
    assert list(line) == [column.heading for column in COLUMNS]
    assert None not in line.values()


def test_json_keys_are_those_of_the_book_and_its_rows() -> None:
    made = json.loads(json_format.write(book()))
    assert made["format"] == "havenkeep-answer-book"
    assert made["version"] == 1
    assert set(made) == {"format", "version", *AnswerBook.__dataclass_fields__}
    assert set(made["rows"][0]) == set(BookRow.__dataclass_fields__)
    assert set(made["rows"][0]["proofs"][0]) == {"what", "where", "dated_on", "valid_until", "lapsed"}


def test_json_keys_stay_as_programs_know_them() -> None:
    made = json.loads(json_format.write(book()))
    assert set(made) >= KEYS
    assert set(made["rows"][0]) >= ROW_KEYS


def test_json_dates_are_iso_and_texts_whole() -> None:
    answer = "A" * 10_000 + " 🎉 שלום"
    made = json.loads(json_format.write(book(rows=(row("A.1", answer=answer),))))
    assert made["on"] == "2026-06-12"
    assert made["made_at"] == "2026-06-12T13:05:00+00:00"
    assert made["rows"][0]["confirmed_at"] == "2026-06-03T17:40:00+00:00"
    assert made["rows"][0]["level"] == "met"
    assert made["rows"][0]["answer"] == answer


@settings(max_examples=40, deadline=None)
@given(ANYTHING)
def test_json_of_any_text_is_utf_8_and_reads_again(text: str) -> None:
    made = json.loads(json_format.write(book(home_name=text)).decode("utf-8"))
    assert isinstance(made["home_name"], str)
