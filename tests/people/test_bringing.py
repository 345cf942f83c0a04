"""A rota or HR sheet comes into the list: whom it adds, changes and ends, and what it leaves to a person."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from havenkeep.audit.models import Event
from havenkeep.importing.models import Preview
from havenkeep.people import actions
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.list_check import DifferenceKind, ListSource
from havenkeep.people.imports import Source, find_layout, keep, needed_of, read_file, read_pasted
from havenkeep.people.models import ListDifference, Person, Post
from tests.people.hands import brings, on_list
from tests.world import AT, TODAY, World

KOFI = {"name": "Kofi Mensah", "payroll": "17", "job_title": "Night Care Assistant", "engagement": "Bank"}
MARY = {"name": "Quill, Mary", "job_title": "Cook", "start": "03/06/2019"}


def posts(world: World) -> list[tuple[str, str, str]]:
    rows = world.thistlewick.posts.order_by("person__name")
    return list(rows.values_list("person__name", "role", "engagement"))


def kinds() -> list[str]:
    return sorted(ListDifference.objects.open().values_list("kind", flat=True))


def test_a_first_list_fills_an_empty_one(world: World) -> None:
    brings(world, [KOFI, MARY])
    assert posts(world) == [
        ("Kofi Mensah", "night_carer", "bank"),
        ("Mary Quill", "kitchen", "employed"),
    ]
    assert Person.objects.get(name="Mary Quill").posts.get().started_on == date(2019, 6, 3)


def test_the_same_list_again_changes_nothing(world: World) -> None:
    rows = [KOFI, MARY, {**MARY, "name": "Ann Lee", "end": "01/10/2026"}]
    brings(world, rows)
    before = list(Person.objects.values()), list(Post.objects.values())
    again = brings(world, rows)
    assert (len(again.added), len(again.changed), len(again.ended), again.same) == (0, 0, 0, 3)
    assert before == (list(Person.objects.values()), list(Post.objects.values()))
    assert Event.objects.filter(event="people.list_brought_in").count() == 1


def test_a_payroll_number_finds_somebody_whose_name_changed(world: World) -> None:
    person = on_list(world, "Kofi Owusu", payroll_number="17")
    brings(world, [KOFI])
    person.refresh_from_db()
    assert (person.name, person.name_key) == ("Kofi Mensah", "kofi mensah")
    assert Person.objects.count() == 1


def test_a_number_that_is_somebody_elses_is_asked_about(world: World) -> None:
    on_list(world, "Ann Lee", payroll_number="17")
    brings(world, [KOFI])
    assert kinds() == ["unclear"]
    assert Person.objects.count() == 1


def test_a_number_finds_somebody_of_another_service(world: World) -> None:
    person = on_list(world, "Kofi Mensah", payroll_number="17", home=world.oak_lodge)
    brings(world, [KOFI])
    assert person.posts.count() == 2
    assert Person.objects.count() == 1


@pytest.mark.parametrize("home", ["oak_lodge", "thistlewick"])
def test_two_of_one_name_are_never_made_one(world: World, home: str) -> None:
    on_list(
        world, "Mary Quill", home=getattr(world, home), payroll_number="4" if home == "thistlewick" else ""
    )
    brings(world, [{**MARY, "payroll": "5"}] if home == "thistlewick" else [MARY])
    assert kinds() == ["unclear"]
    assert Person.objects.count() == 1


def test_two_rows_of_one_name_are_two_questions(world: World) -> None:
    brings(world, [MARY, {**MARY, "job_title": "Carer"}])
    assert kinds() == ["unclear", "unclear"]
    assert not Person.objects.exists()


def test_a_rota_with_a_row_for_each_shift_is_one_person_when_somebody_says_so(world: World) -> None:
    brings(world, [MARY, MARY, MARY, KOFI, KOFI], each_shift=True)
    assert Person.objects.count() == 2


def test_a_name_spelled_almost_alike_is_asked_about(world: World) -> None:
    on_list(world, "Katarzyna Nowak")
    found = brings(world, [{"name": "Katarzina Nowak"}])
    assert [one.kind for one in found.differences] == [DifferenceKind.UNCLEAR]


def test_who_stands_in_no_row_is_asked_about_and_stays(world: World) -> None:
    on_list(world, "Mary Quill")
    on_list(world, "Kofi Mensah")
    brings(world, [MARY])
    assert [row.person.name for row in ListDifference.objects.open() if row.person] == ["Kofi Mensah"]
    assert world.thistlewick.posts.on(TODAY).count() == 2


def test_a_last_day_in_the_list_ends_a_post(world: World) -> None:
    brings(world, [KOFI])
    found = brings(world, [{**KOFI, "end": "31/10/2026"}])
    assert len(found.ended) == 1
    assert world.thistlewick.posts.get().ended_on == date(2026, 10, 31)


def test_who_left_without_a_day_is_asked_about(world: World) -> None:
    brings(world, [KOFI])
    brings(world, [{**KOFI, "status": "Leaver"}])
    assert kinds() == ["no_last_day"]
    assert world.thistlewick.posts.get().ended_on is None


def test_a_leaver_who_is_live_in_the_rota_is_asked_about(world: World) -> None:
    on_list(world, "Kofi Mensah", payroll_number="17", ended_on=date(2026, 5, 3))
    brings(world, [KOFI])
    assert kinds() == ["back"]
    brings(world, [{**KOFI, "start": "01/09/2026"}])
    assert world.thistlewick.posts.on(TODAY).count() == 1


def test_a_row_with_a_mistake_takes_nobody_off(world: World) -> None:
    on_list(world, "Mary Quill")
    found = brings(world, [{**MARY, "start": "31/02/2026"}])
    assert [one.row for one in found.errors] == [2]
    assert not found.differences
    assert world.thistlewick.list_checks.get().unread == 1


def test_what_a_person_said_of_a_row_is_remembered(world: World) -> None:
    on_list(world, "Mary Quill", home=world.oak_lodge)
    brings(world, [MARY])
    row = ListDifference.objects.open().get()
    new = actions.settle_unclear(difference=row, person=None, by=world.alice.as_actor(), at=AT)
    assert brings(world, [MARY]).same == 1
    assert not ListDifference.objects.open().exists()
    assert new is not None
    assert list(world.thistlewick.posts.values_list("person", flat=True)) == [new.pk]


def test_a_volunteer_kept_once_is_kept_again_and_an_employee_is_asked_again(world: World) -> None:
    on_list(world, "Vi Dale", engagement=Engagement.VOLUNTEER, role=JobRole.VOLUNTEER)
    on_list(world, "Ann Lee")
    brings(world, [KOFI])
    for row in ListDifference.objects.open():
        actions.keep_as_it_is(difference=row, reason="On no rota", by=world.alice.as_actor(), at=AT)
    brings(world, [KOFI])
    assert [row.person.name for row in ListDifference.objects.open() if row.person] == ["Ann Lee"]


def test_what_was_said_of_a_volunteer_is_asked_again_after_half_a_year(world: World) -> None:
    on_list(world, "Vi Dale", engagement=Engagement.VOLUNTEER, role=JobRole.VOLUNTEER)
    brings(world, [KOFI])
    said = ListDifference.objects.get()
    actions.keep_as_it_is(difference=said, reason="On no rota", by=world.alice.as_actor(), at=AT)
    ListDifference.objects.update(settled_at=AT - timedelta(days=183))
    brings(world, [KOFI])
    assert not ListDifference.objects.open().exists()
    ListDifference.objects.filter(pk=said.pk).update(settled_at=AT - timedelta(days=184))
    brings(world, [KOFI])
    assert ListDifference.objects.open().count() == 1


def test_a_newer_list_overtakes_what_was_open(world: World) -> None:
    on_list(world, "Ann Lee")
    brings(world, [KOFI, {**MARY, "name": "Ann Lees"}])
    brings(world, [KOFI, {**MARY, "name": "Ann Lee"}])
    assert not ListDifference.objects.open().exists()
    assert all(row.said == {} for row in ListDifference.objects.all())


def test_a_list_of_ones_own_is_no_match(world: World) -> None:
    brings(world, [KOFI], source=ListSource.OWN)
    assert world.thistlewick.posts.count() == 1
    assert not world.thistlewick.list_checks.exists()


def test_a_list_of_a_day_to_come_is_refused_whole(world: World) -> None:
    with pytest.raises(actions.CannotKeep, match="day to come"):
        brings(world, [KOFI], dated_on=TODAY + timedelta(days=1))
    assert not Person.objects.exists()


def test_two_thousand_people_take_no_more_queries_than_ten_but_for_the_batches(world: World) -> None:
    def cost(number: int, start: int) -> int:
        rows = [
            {"name": f"Person {number}", "payroll": str(number)} for number in range(start, start + number)
        ]
        with CaptureQueriesContext(connection) as asked:
            brings(world, rows, source=ListSource.OWN)
        return len(asked)

    assert cost(2_000, 10_000) - cost(10, 0) <= 2 * 2_000 / 60  # in batches, as the engine allows


SHEET = (
    "Employee Name,Payroll No,NI Number,Date of birth,Home address,Salary,Job title,Notes\n"
    "Kofi Mensah,17,QQ123456C,03/02/1980,4 Mill Lane,24500,Carer,likes tea\n"
)


def test_only_columns_that_are_needed_are_ever_kept(world: World) -> None:
    upload = read_file(SHEET.encode(), name="staff.csv")
    layout = find_layout(upload, home=world.thistlewick)
    assert layout is not None
    kept = needed_of(
        upload, layout, home=world.thistlewick, said=Source(source=ListSource.HR, dated_on=TODAY)
    )
    preview = keep(kept, home=world.thistlewick, by=world.alice.as_actor(), at=AT, said=(upload, layout))
    whole = json.dumps(list(Preview.objects.values("rows", "choices", "result")))
    assert "Kofi Mensah" in whole
    for secret in ("QQ123456C", "1980", "Mill Lane", "24500", "likes tea"):
        assert secret not in whole
    assert set(preview.rows["headings"]) == {"name", "payroll", "job_title"}


def test_rows_pasted_from_a_spreadsheet_are_read(world: World) -> None:
    upload = read_pasted("First name\tSurname\tRole\nKofi\tMensah\tChef\nMary\tQuill\t\n")
    layout = find_layout(upload, home=world.thistlewick)
    assert layout is not None
    assert layout.columns == {"first_name": 0, "last_name": 1, "job_title": 2}


def test_rows_of_another_service_are_left_out(world: World) -> None:
    upload = read_pasted(
        "Name\tLocation\nKofi\tThistlewick\nMary\tOak Lodge\nAnn\tThistlewick House\nIda\t\n"
    )
    layout = find_layout(upload, home=world.thistlewick)
    assert layout is not None
    kept = needed_of(
        upload, layout, home=world.thistlewick, said=Source(source=ListSource.HR, dated_on=TODAY)
    )
    assert [fields["name"] for _, fields in kept.rows] == ["Ann", "Ida"]
    assert kept.elsewhere == {"Thistlewick": 1, "Oak Lodge": 1}
