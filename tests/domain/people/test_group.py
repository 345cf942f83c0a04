"""A list of a whole group: which service each row is of, and what it does to each."""

from __future__ import annotations

from datetime import date

from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.group import Lists, lay_group, read_group
from havenkeep.people.domain.group_places import (
    NONE_OF_OURS,
    GroupPlaces,
    Service,
    find_places,
    place_key,
    question_of,
)
from havenkeep.people.domain.matching import KnownPerson, KnownPost

ON = date(2026, 11, 23)
OAK = Service(pk=1, ref="oak", name="Oak Lodge", codes=("1-12345",))
ELM = Service(pk=2, ref="elm", name="Elm Court")
EMPTY = Lists(people=[], posts={}, settled={})


def find(*places: str, remembered: dict[str, int | None] | None = None, **said: str) -> GroupPlaces:
    rows = [
        (number, {"name": f"P {number}", "location": place}) for number, place in enumerate(places, start=2)
    ]
    answers = {question_of(place_key(place.replace("_", " "))): ref for place, ref in said.items()}
    return find_places(rows, [ELM, OAK], remembered=remembered or {}, said=answers)


def numbers(found: GroupPlaces) -> dict[int, list[int]]:
    return {pk: [number for number, _ in rows] for pk, rows in found.rows.items()}


def test_a_service_is_known_by_its_exact_name_or_code_whatever_its_case() -> None:
    found = find("OAK  LODGE", "elm court", "1-12345")
    assert numbers(found) == {1: [2, 4], 2: [3]}
    assert not found.asked


def test_a_name_that_is_almost_one_is_asked_about_and_the_likeliest_comes_first() -> None:
    found = find("Oak Lodge Care Home", "Oak Lodge")
    (asked,) = found.asked
    assert (asked.text, asked.row, asked.rows) == ("Oak Lodge Care Home", 2, 1)
    assert [service.name for service in asked.services] == ["Oak Lodge", "Elm Court"]
    assert numbers(found) == {1: [3]}


def test_what_somebody_says_is_taken_and_to_be_remembered() -> None:
    found = find("CC 7", "Head office", CC_7="oak", Head_office=NONE_OF_OURS)
    assert numbers(found) == {1: [2]}
    assert found.elsewhere == {"Head office": 1}
    assert found.said == {"cc 7": 1, "head office": None}
    assert [one.told for one in found.told] == ["“CC 7” is Oak Lodge", "“Head office” is none of ours"]


def test_what_was_said_before_holds_until_it_is_said_otherwise() -> None:
    before: dict[str, int | None] = {"cc 7": 1, "gone": 99, "head office": None}
    found = find("CC 7", "Gone", "Head office", remembered=before)
    assert (numbers(found), found.said) == ({1: [2]}, {})
    assert [one.text for one in found.asked] == ["Gone"]
    assert numbers(find("CC 7", remembered=before, CC_7="elm")) == {2: [2]}


def test_a_row_that_names_no_service_is_asked_about_and_not_remembered() -> None:
    assert [one.shown for one in find("", "Oak Lodge").asked] == ["No service named (1 row)"]
    rows = [(2, {"name": "A", "location": ""}), (3, {"name": "Total", "payroll": "5"})]
    said = find_places(rows, [OAK], remembered={}, said={question_of(""): "oak"})
    assert (numbers(said), said.said) == ({1: [2]}, {})


def test_an_answer_that_names_no_service_of_theirs_is_no_answer() -> None:
    assert find("CC 7", CC_7="a stranger's ref").asked


def test_two_services_of_one_name_are_asked_about() -> None:
    twin = Service(pk=3, ref="oak2", name="Oak lodge")
    rows = [(2, {"name": "A", "location": "Oak Lodge"})]
    assert find_places(rows, [OAK, twin], remembered={}, said={}).asked


def lay(rows: dict[int, list[dict[str, str]]], lists: Lists = EMPTY) -> dict[int, tuple[int, int, int]]:
    """Return by service how many are added, changed and asked about."""
    number = 1
    texts: dict[int, list[tuple[int, dict[str, str]]]] = {}
    for service, theirs in rows.items():
        for row in theirs:
            number += 1
            texts.setdefault(service, []).append((number, row))
    reads = read_group(texts, on=ON, each_shift=False, days={})
    return {
        part.service: (
            len(part.bringing.added),
            len(part.bringing.changed),
            len(part.bringing.differences) + len(part.bringing.errors),
        )
        for part in lay_group(reads, lists, on=ON)
    }


MARY = {"name": "Mary Quill"}


def test_somebody_new_in_two_services_is_one_only_by_number() -> None:
    numbered = {**MARY, "payroll": "7"}
    assert lay({1: [numbered], 2: [numbered]}) == {1: (1, 0, 0), 2: (1, 0, 0)}
    assert lay({1: [MARY], 2: [MARY]}) == {1: (1, 0, 0), 2: (0, 0, 1)}


def test_the_same_number_is_the_same_newcomer() -> None:
    reads = read_group(
        {1: [(2, {**MARY, "payroll": "7"})], 2: [(3, {**MARY, "payroll": "7"})]},
        on=ON, each_shift=False, days={},
    )  # fmt: skip
    first, second = lay_group(reads, EMPTY, on=ON)
    assert first.bringing.added[0].person is None
    assert second.bringing.added[0].person is not None
    assert second.bringing.added[0].person.pk == -1


def test_one_number_under_two_names_is_refused_in_both_services() -> None:
    kofi = {"name": "Kofi Mensah", "payroll": "7"}
    assert lay({1: [{**MARY, "payroll": "7"}, {"name": "Ann Lee"}], 2: [kofi]}) == {
        1: (1, 0, 1),
        2: (0, 0, 1),
    }


def test_of_two_addresses_of_one_number_the_first_is_taken_so_that_a_second_time_changes_nothing() -> None:
    post = KnownPost(
        pk=1, engagement=Engagement.EMPLOYED, role=JobRole.OTHER, job_title="", agency="",
        started_on=None, ended_on=None,
    )  # fmt: skip
    person = KnownPerson(pk=5, ref="m", name="Mary Quill", name_key="mary quill", payroll="7", email="a@b.cc")
    lists = Lists(people=[person], posts={1: {5: (post,)}, 2: {5: (post,)}}, settled={})
    rows = [{**MARY, "payroll": "7", "email": email} for email in ("a@b.cc", "other@b.cc")]
    assert lay({1: [rows[0]], 2: [rows[1]]}, lists) == {1: (0, 0, 0), 2: (0, 0, 0)}
