"""Reading a rota or HR sheet, and matching it, without a database."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from havenkeep.people.domain.bringing import lay_beside
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.list_check import DifferenceKind
from havenkeep.people.domain.matching import KnownPerson, KnownPost, match_rows
from havenkeep.people.domain.names import name_key
from havenkeep.people.domain.said import row_of, said_of
from havenkeep.people.domain.sheet_places import sort_places
from havenkeep.people.domain.sheet_rows import ReadRows, read_rows
from havenkeep.people.domain.sheet_words import engagement_of, role_of, says_left

ON = date(2026, 11, 23)


def read(*rows: dict[str, str], each_shift: bool = False) -> ReadRows:
    return read_rows(list(enumerate(rows, start=2)), on=ON, each_shift=each_shift)


def known(
    pk: int, name: str, payroll: str = "", *, here: bool = True, ended: date | None = None
) -> KnownPerson:
    post = KnownPost(
        pk=pk,
        engagement=Engagement.EMPLOYED,
        role=JobRole.CARER,
        job_title="",
        agency="",
        started_on=None,
        ended_on=ended,
    )
    return KnownPerson(
        pk=pk,
        ref=f"r{pk}",
        name=name,
        name_key=name_key(name),
        payroll=payroll,
        email="",
        posts=(post,) if here else (),
    )


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Registered Manager", JobRole.MANAGER),
        ("Deputy Home Manager", JobRole.DEPUTY),
        ("RGN", JobRole.NURSE),
        ("Staff nurse (nights)", JobRole.NURSE),
        ("Senior Care Assistant", JobRole.SENIOR_CARER),
        ("Night Care Assistant", JobRole.NIGHT_CARER),
        ("HCA", JobRole.CARER),
        ("Kitchen Manager", JobRole.KITCHEN),
        ("Head Housekeeper", JobRole.DOMESTIC),
        ("Handyperson/Gardener", JobRole.MAINTENANCE),
        ("HR Administrator", JobRole.OFFICE),
        ("Trustee", JobRole.DIRECTOR),
        ("Juggler", JobRole.OTHER),
        ("", JobRole.OTHER),
    ],
)
def test_a_job_title_is_one_of_our_roles(title: str, role: JobRole) -> None:
    assert role_of(title) is role


@pytest.mark.parametrize(
    ("words", "engagement"),
    [
        ("Permanent - Full Time", Engagement.EMPLOYED),
        ("Zero hours contract", Engagement.BANK),
        ("Bank staff", Engagement.BANK),
        ("Agency Worker", Engagement.AGENCY),
        ("Voluntary", Engagement.VOLUNTEER),
        ("Sessional", None),
    ],
)
def test_a_contract_type_is_one_of_our_ways(words: str, engagement: Engagement | None) -> None:
    assert engagement_of(words) is engagement


def test_words_for_having_left() -> None:
    assert all(says_left(word) for word in ("Leaver", "LEFT", "Inactive", "No longer employed"))
    assert not any(says_left(word) for word in ("Active", "", "Current", "On leave"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"job_title": "Carer"}, "no name"),
        ({"name": "Ann", "start": "soon"}, "could not read the first day, “soon”"),
        ({"name": "Ann", "start": "31/02/2026"}, "could not read"),
        ({"name": "Ann", "start": "01/05/2206"}, "could not read"),
        ({"name": "Ann", "end": "01/05/2090"}, "cannot be right"),
        ({"name": "Ann", "start": "02/05/2026", "end": "01/05/2026"}, "before the first day"),
        ({"name": "A" * 121}, "longer than 120"),
        ({"name": "Ann", "payroll": "9" * 41}, "longer than 40"),
        ({"name": "Ann", "email": "ann at home"}, "not a whole one"),
    ],
)
def test_a_row_with_a_mistake_is_refused_in_one_sentence(fields: dict[str, str], words: str) -> None:
    found = read(fields)
    assert not found.rows
    assert [error.row for error in found.errors] == [2]
    assert words in found.errors[0].sentence


def test_one_number_under_two_names_is_refused_in_both_rows() -> None:
    found = read({"name": "Ann Lee", "payroll": "7"}, {"name": "Kofi", "payroll": "7"}, {"name": "Ida"})
    assert [error.row for error in found.errors] == [2, 3]
    assert [row.name for row in found.rows] == ["Ida"]


def test_two_rows_of_one_number_are_one_person_who_is_still_here() -> None:
    gone = {"name": "Ann Lee", "payroll": "7", "start": "01/02/2019", "end": "01/03/2020"}
    (row,) = read(gone, {"name": "Ann Lee", "payroll": "7", "start": "01/02/2024"}).rows
    assert (row.started_on, row.ended_on) == (date(2019, 2, 1), None)


def test_days_of_two_figures_and_words_for_none() -> None:
    (row,) = read({"name": "Ann", "start": "01/06/98", "end": "Current"}).rows
    assert (row.started_on, row.ended_on) == (date(1998, 6, 1), None)


def test_totals_and_empty_rows_are_nobody() -> None:
    assert read({"name": "Total"}, {"name": ""}, {"name": "Ann"}).rows[0].row == 4


def test_a_waiting_row_is_kept_whole() -> None:
    (row,) = read({"name": "Lee, Ann", "payroll": "7", "start": "01/06/2020", "status": "Left"}).rows
    assert row_of(said_of(row), row=row.row) == row


def test_somebody_about_to_begin_is_missed_by_no_rota() -> None:
    post = known(1, "Ann Lee").posts[0]
    coming = KnownPost(
        **{name: getattr(post, name) for name in post.__slots__} | {"started_on": date(2027, 1, 1)}
    )
    person = KnownPerson(
        pk=1, ref="r", name="Ann Lee", name_key="ann lee", payroll="", email="", posts=(coming,)
    )
    assert not lay_beside(read({"name": "Kofi"}), [person], settled={}, on=ON).differences


def test_places_that_are_wards_leave_nobody_out() -> None:
    rows = [(2, {"location": "Ground floor"}), (3, {"location": "Oak Lodge Care Home"}), (4, {})]
    found = sort_places(rows, here="Thistlewick House", others=["Oak Lodge"])
    assert [number for number, _ in found.here] == [2, 4]
    assert found.elsewhere == {"Oak Lodge Care Home": 1}


NAMES = st.sampled_from(["Ann Lee", "Anne Lee", "Kofi Mensah", "Mensah, Kofi", "Ida Moss", "Siân Davies"])
NUMBERS = st.sampled_from(["", "", "1", "2", "3"])
ROWS = st.lists(st.fixed_dictionaries({"name": NAMES, "payroll": NUMBERS}), max_size=7)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.lists(st.tuples(NAMES, NUMBERS, st.booleans()), max_size=6))
def test_nobody_is_matched_twice_and_no_name_by_itself_joins_two(
    rows: list[dict[str, str]], people: list[tuple[str, str, bool]]
) -> None:
    numbers: set[str] = set()
    listed = []
    for pk, (name, payroll, here) in enumerate(people, start=1):
        own = "" if payroll in numbers else payroll
        numbers.add(own)
        listed.append(known(pk, name, own, here=here))
    found = read(*rows)
    matches = match_rows(found.rows, listed, settled={}, on=ON)
    matched = [match.person.pk for match in matches if match.person]
    assert len(matched) == len(set(matched))
    for match in matches:
        person = match.person
        if person is not None and not (match.row.payroll and match.row.payroll == person.payroll):
            assert [one.name_key for one in listed].count(match.row.name_key) == 1
            assert [row.name_key for row in found.rows].count(match.row.name_key) == 1
            assert not (match.row.payroll and person.payroll)
    told = lay_beside(found, listed, settled={}, on=ON)
    counted = len(told.added) + len(told.changed) + len(told.ended) + told.same + told.long_gone
    asked = [one for one in told.differences if one.kind is not DifferenceKind.MISSING]
    assert counted + len(asked) == len(found.rows)
