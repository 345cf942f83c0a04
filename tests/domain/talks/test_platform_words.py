"""What the cells of a platform's list say, and what they do not."""

from __future__ import annotations

from datetime import date

import pytest

from havenkeep.talks.domain.platform_words import (
    NoDay,
    NoScore,
    Status,
    month_comes_first,
    read_day,
    read_score,
    read_status,
)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Completed", Status.DONE),
        (" PASSED ", Status.DONE),
        ("Complete/Pass", Status.DONE),
        ("100%", Status.DONE),
        ("Expired", Status.DONE),
        ("In progress", Status.NOT_DONE),
        ("Not-Started", Status.NOT_DONE),
        ("Failed", Status.NOT_DONE),
        ("80%", Status.NOT_DONE),
        ("N/A", Status.NOT_DONE),
        ("Overdue", Status.NOT_DONE),
        ("", Status.SILENT),
        ("Permanent", Status.UNKNOWN),
    ],
)
def test_a_status_is_done_not_done_silent_or_unknown(text: str, status: Status) -> None:
    assert read_status(text) is status


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05",
        "2026-03-05 14:05:00",
        "2026-03-05T14:05:00Z",
        "05/03/2026",
        "5.3.26",
        "5 March 2026",
        "Thursday, 5 March 2026, 2:05 PM",
        "5-Mar-2026",
        "5th Mar 2026 at 14:05",
        "March 5, 2026",
    ],
)
def test_a_day_is_read_however_platforms_write_it(text: str) -> None:
    assert read_day(text) == date(2026, 3, 5)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "03/25/2026", "yes", "45", "2026", "0/0/0000", "5/3", "32 March 2026"]
)
def test_what_the_calendar_does_not_have_is_no_day(text: str) -> None:
    with pytest.raises(NoDay):
        read_day(text)


def test_a_column_is_month_first_only_when_some_of_it_can_be_nothing_else() -> None:
    assert month_comes_first(["03/04/2026", "03/25/2026"])
    assert not month_comes_first(["03/04/2026", "04/05/2026"])
    assert not month_comes_first(["03/25/2026", "25/03/2026"])
    assert read_day("03/04/2026", month_first=True) == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("85", 85),
        ("85%", 85),
        ("85.7", 85),
        ("17/20", 85),
        ("17 out of 20", 85),
        ("0.85", 85),
        ("100", 100),
        ("0", 0),
        ("", None),
        ("-", None),
        ("Pass", None),
    ],
)
def test_a_score_is_a_percentage(text: str, score: int | None) -> None:
    assert read_score(text) == score


@pytest.mark.parametrize("text", ["101", "850%", "-5", "21/20", "0/0", "lots", "1e3"])
def test_what_is_no_percentage_is_no_score(text: str) -> None:
    with pytest.raises(NoScore):
        read_score(text)
