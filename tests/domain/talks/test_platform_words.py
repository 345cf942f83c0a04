"""What the cells of a platform's list say, and what they do not."""

from __future__ import annotations

import pytest

from havenkeep.talks.domain.platform_words import (
    NoScore,
    Status,
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
