from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from havenkeep.assessment.domain.sheet_year import guess_year, named_year
from tests.domain.assessment.making import ON
from tests.domain.assessment.sheets import LAST, THIS, YEARS


def guessed(
    *,
    column: Sequence[str] = (),
    names: Sequence[str] = (),
    refs: Sequence[str] = (),
    days: Sequence[date] = (),
) -> str:
    return guess_year(YEARS, column=column, names=names, refs=set(refs), days=list(days), on=ON).year.id


def test_a_sheet_that_says_nothing_is_of_last_year() -> None:
    assert guessed() == LAST.id


def test_a_column_of_years_wins_and_its_newest_counts() -> None:
    assert guessed(column=["2024-25", "2025-26", "2024-25"], names=["2026-27.xlsx"]) == "dspt-2025-26"


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("DSPT answers 2024-25.xlsx", "dspt-2024-25"),
        ("dspt 24/25", "dspt-2024-25"),
        ("Answers 2026–27", "dspt-2026-27"),
        ("DSPT Version 8 answers", "dspt-2025-26"),
        ("dspt-2025-26", "dspt-2025-26"),
        ("answers_2022_23.csv", "dspt-2024-25"),
        ("answers 2020-21", "dspt-2020-21"),
        ("answers 2031-32", LAST.id),
        ("answers 2026-06-24.csv", LAST.id),
        ("v2 final FINAL.xlsx", LAST.id),
    ],
)
def test_the_name_of_the_file_tells_the_year(name: str, edition: str) -> None:
    assert guessed(names=[name]) == edition


def test_references_that_only_an_old_list_had_tell_it() -> None:
    later = set().union(*(year.known for year in YEARS[1:]))
    gone = [ref for ref in YEARS[0].known if ref not in later]
    assert guessed(refs=gone) == YEARS[0].id
    assert guessed(refs=[*gone[:2], *LAST.known]) == LAST.id


def test_a_reference_that_came_later_rules_the_older_year_out() -> None:
    until_last_year = YEARS[:-1]
    new = [ref for ref in LAST.known if ref not in YEARS[1].known]
    guess = guess_year(until_last_year, column=[], names=[], refs=new, days=[], on=date(2026, 1, 1))
    assert guess.year.id == LAST.id


def test_the_latest_day_in_it_tells_the_year_and_days_to_come_do_not() -> None:
    assert guessed(days=[date(2025, 1, 2), date(2024, 12, 1)]) == "dspt-2024-25"
    assert guessed(days=[date(2026, 10, 1)]) == THIS.id
    assert guessed(days=[date(2027, 3, 31)]) == LAST.id


def test_an_unknown_reference_proves_nothing() -> None:
    assert guessed(refs=["99.9.9"]) == LAST.id


@pytest.mark.parametrize("text", ["", "yes", "2025", "01/02/2025", "25-27", "0845 26"])
def test_what_names_no_year_is_none(text: str) -> None:
    assert named_year(text, YEARS) is None
