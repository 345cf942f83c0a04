"""A status is read in every wording, and an old list is never taken for news."""

from __future__ import annotations

from datetime import date

import pytest

from havenkeep.directory.domain.standing import Standing, is_current, parse_status, status_sentence

SEPTEMBER = date(2022, 9, 9)


@pytest.mark.parametrize(
    ("text", "standing", "year"),
    [
        ("21/22 Standards Met", Standing.MET, "2021-22"),
        ("2024-25 Standards Met", Standing.MET, "2024-25"),
        ("2024/25 Standards Exceeded", Standing.EXCEEDED, "2024-25"),
        ("2024–2025 Standards Met", Standing.MET, "2024-25"),
        ("Standards Met (24-25)", Standing.MET, "2024-25"),
        ("20/21 Approaching Standards", Standing.APPROACHING, "2020-21"),
        ("22/23 Standards Not Met", Standing.NOT_MET, "2022-23"),
        ("19/20 Standards Not Fully Met (Plan Agreed)", Standing.NOT_MET, "2019-20"),
        ("18/19 Entry Level", Standing.ENTRY_LEVEL, "2018-19"),
        ("Not Published", Standing.NOT_PUBLISHED, ""),
        ("", Standing.NOT_PUBLISHED, ""),
        ("  standards   met ", Standing.MET, ""),
        ("21/25 Standards Met", Standing.UNKNOWN, ""),
        ("25/26 Something New", Standing.UNKNOWN, "2025-26"),
    ],
)
def test_a_status_is_read_whatever_form_its_year_has(text: str, standing: Standing, year: str) -> None:
    status = parse_status(text)
    assert (status.standing, status.year) == (standing, year)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("21/22 Standards Met", "Standards Met in 21/22, as the national list stood on 9 September 2022."),
        ("2024-25 Standards Met", "Standards Met in 24/25, as the national list stood on 9 September 2022."),
        ("Not Published", "Nothing published, as the national list stood on 9 September 2022."),
        ("25/26 New Word", "New Word in 25/26, as the national list stood on 9 September 2022."),
    ],
)
def test_a_status_is_said_with_the_day_of_its_list(text: str, sentence: str) -> None:
    assert status_sentence(parse_status(text), dated_on=SEPTEMBER) == sentence


@pytest.mark.parametrize(
    ("text", "on", "current"),
    [
        ("21/22 Standards Met", date(2022, 9, 9), True),
        ("21/22 Standards Met", date(2022, 10, 10), True),
        ("21/22 Standards Met", date(2022, 10, 11), False),
        ("21/22 Standards Met", date(2026, 11, 22), False),
        ("21/22 Standards Met", date(2022, 9, 8), False),
        ("19/20 Standards Met", date(2022, 9, 9), False),
        ("Not Published", date(2022, 9, 9), False),
    ],
)
def test_only_a_fresh_list_and_a_year_that_has_not_lapsed_are_current(
    text: str, on: date, current: bool
) -> None:
    assert is_current(parse_status(text), dated_on=SEPTEMBER, on=on) is current


def test_a_publication_lapses_a_year_after_its_own_deadline() -> None:
    assert parse_status("21/22 Standards Met").lapses_on == date(2023, 6, 30)
