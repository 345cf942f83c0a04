"""A row is about one person or it is a question. It is never a guess."""

from __future__ import annotations

import pytest

from havenkeep.people.domain.names import name_key
from havenkeep.talks.domain.who import Colleague, Staff, Written

PEOPLE = [
    ("Siân Davies", "101", "sian@example.org"),
    ("Mohammed Khan", "102", ""),
    ("Sarah Jones", "103", ""),
    ("Sarah Jones", "104", "sarah@example.org"),
    ("Katarzyna Nowak", "", "office@example.org"),
    ("Oluwaseun Adeyemi", "", "office@example.org"),
]
STAFF = Staff(
    colleagues=tuple(
        Colleague(pk=pk, ref=f"ref{pk}", name=name, key=name_key(name), number=number, email=email)
        for pk, (name, number, email) in enumerate(PEOPLE, start=1)
    ),
    known={name_key("Kasia Nowak"): 5, name_key("Bank Nurse"): None},
)


@pytest.mark.parametrize(
    ("written", "pk"),
    [
        (Written(name="SIAN DAVIES"), 1),
        (Written(name="Davies, Siân"), 1),
        (Written(name="Sarah Jones", number="104"), 4),
        (Written(name="S Jones", email="Sarah@Example.org"), 4),
        (Written(number="102"), 2),
        (Written(name="Adeyemi, Oluwaseun", email="office@example.org"), 6),
        (Written(name="Kasia Nowak"), 5),
    ],
)
def test_a_number_an_address_or_a_name_that_only_one_has_is_enough(written: Written, pk: int) -> None:
    found = STAFF.find(written).colleague
    assert found is not None
    assert found.pk == pk


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (Written(name="Sarah Jones"), "Several people have this name."),
        (Written(name="Mohammad Khan"), "Nobody on the staff list"),
        (Written(name="Peter Flint", number="101"), "the name is not"),
        (Written(name="Mohammed Khan", number="999"), "another payroll number"),
        (Written(number="101", email="sarah@example.org"), "two people’s"),
        (Written(email="office@example.org"), "Several people have this e-mail"),
    ],
)
def test_all_else_is_asked(written: Written, why: str) -> None:
    found = STAFF.find(written)
    assert found.colleague is None
    assert why in found.why


def test_a_name_once_said_to_be_nobodys_is_not_asked_again() -> None:
    assert STAFF.find(Written(name="Bank Nurse")).not_ours


def test_names_alike_are_shown_and_not_taken() -> None:
    assert [one.pk for one in STAFF.near("Mohammad Khan")] == [2]
    assert STAFF.near("Zebediah Quill") == ()


def test_what_somebody_types_has_to_be_one_person() -> None:
    assert STAFF.called("Sarah Jones") is None
    assert STAFF.called("104") == STAFF.colleagues[3]
    assert STAFF.called("") is None
