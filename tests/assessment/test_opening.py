"""Beginning a year with last year's answers."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from havenkeep.assessment.actions import (
    NewAnswer,
    confirm_many,
    open_provider_submission,
    open_submission,
    save_many,
)
from havenkeep.assessment.domain.answer import Origin
from havenkeep.assessment.models import Cover, Response, Submission
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.organisations.models import Home, Provider
from havenkeep.standards.domain import loading
from havenkeep.standards.domain.edition import AnswerKind, MappingKind
from havenkeep.standards.queries import edition_in_force
from tests.world import AT, TODAY, World

LAST, BEFORE_LAST = "dspt-2025-26", "dspt-2024-25"


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def answered(
    place: Home | Provider, edition_id: str = LAST, *, homes: list[Home] | None = None
) -> Submission:
    """Answer and confirm everything in an earlier edition."""
    if isinstance(place, Home):
        submission = open_submission(home=place, edition_id=edition_id, by=SYSTEM, at=AT)
    else:
        submission = open_provider_submission(
            provider=place, edition_id=edition_id, homes=homes or [], by=SYSTEM, at=AT
        )
    items = loading.edition(edition_id).mandatory
    answers = [
        NewAnswer(item=item.ref, value="yes" if item.kind is AnswerKind.YES_NO else "Words", comment="Kept")
        for item in items
    ]
    save_many(submission=submission, answers=answers, by=SYSTEM, at=AT)
    confirm_many(submission=submission, revisions={item.ref: 1 for item in items}, by=SYSTEM, at=AT)
    return submission


def address(world: World) -> str:
    return f"/homes/{world.thistlewick.ref}/assessment/opening/"


def this_year() -> Submission:
    return Submission.objects.get(edition=edition_in_force(on=TODAY).id)


def test_the_page_says_what_comes_over_and_saves_nothing(world: World) -> None:
    answered(world.thistlewick)
    page = world.client(world.alice).get(address(world)).content.decode()
    assert "Your answers of 2025-26 come over as drafts" in page
    assert "45 answers</" in page.replace(" come over</", "</")
    assert "Begin, and bring 45 answers over" in page
    assert not Submission.objects.filter(edition=edition_in_force(on=TODAY).id).exists()


def test_beginning_brings_last_year_over_to_confirm_again(world: World) -> None:
    answered(world.thistlewick)
    response = world.client(world.alice).post(address(world))
    assert response.headers["Location"].endswith("/assessment/confirmations/")
    rows = this_year().responses.all()
    assert {(row.origin, row.comment) for row in rows} == {("carried_forward", "Kept")}
    assert len(rows) == 45
    assert not any(row.confirmations.exists() for row in rows)


def test_the_page_takes_no_more_queries_for_a_whole_year_than_for_one_answer(world: World) -> None:
    counts = []
    answered(world.thistlewick)
    for left in (45, 1):
        Response.objects.exclude(pk__in=Response.objects.values("pk")[:left]).delete()
        client = world.client(world.alice)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(world))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_changed_and_new_questions_are_told_apart_over_two_years(world: World) -> None:
    answered(world.thistlewick, BEFORE_LAST)
    mapping = loading.mapping(old=BEFORE_LAST, new=edition_in_force(on=TODAY).id)
    reworded = {ref for row in mapping.rows if row.kind is MappingKind.REWORDED for ref in row.new}
    alice = world.client(world.alice)
    page = alice.get(address(world)).content.decode()
    assert "Which questions changed" in page
    assert "Which questions are new" in page
    alice.post(address(world))
    assert set(this_year().responses.filter(reworded=True).values_list("item", flat=True)) == reworded
    assert this_year().responses.count() == 43


def test_posted_twice_it_is_begun_once_and_nothing_is_overwritten(world: World) -> None:
    answered(world.thistlewick)
    alice = world.client(world.alice)
    alice.post(address(world))
    changed = Response.objects.filter(submission=this_year()).first()
    assert changed is not None
    Response.objects.filter(pk=changed.pk).update(value="mine", origin=Origin.TYPED.value)
    assert alice.post(address(world)).status_code == 302
    changed.refresh_from_db()
    assert (changed.value, this_year().responses.count()) == ("mine", 45)
    assert alice.get(address(world)).headers["Location"].endswith("/assessment/")


def test_a_year_begun_without_last_years_answers_can_still_have_them(world: World) -> None:
    answered(world.thistlewick)
    open_submission(home=world.thistlewick, edition_id=edition_in_force(on=TODAY).id, by=SYSTEM, at=AT)
    alice = world.client(world.alice)
    assert "Bring 45 answers over" in alice.get(address(world)).content.decode()
    alice.post(address(world))
    assert this_year().responses.count() == 45


def test_without_earlier_answers_it_simply_begins_and_offers_a_file(world: World) -> None:
    alice = world.client(world.alice)
    page = alice.get(address(world)).content.decode()
    assert "no earlier answers" in page
    assert "/assessment/bring/" in page
    assert alice.post(address(world)).headers["Location"].endswith("/assessment/")
    assert not this_year().responses.exists()


def test_who_may_only_read_is_told_who_begins(world: World) -> None:
    ivy = world.client(world.ivy)
    assert "The manager or the data security lead begins it" in ivy.get(address(world)).content.decode()
    assert ivy.post(address(world)).status_code == 403
    assert not Submission.objects.exists()


def test_head_office_begins_with_the_same_services_ticked(world: World) -> None:
    answered(world.larkfield, homes=[world.oak_lodge])
    gina = world.client(world.gina)
    place = f"/providers/{world.larkfield.ref}/assessment/opening/"
    page = gina.get(place).content.decode()
    ticked = [line for line in page.split("<input") if f'value="{world.oak_lodge.ref}"' in line]
    unticked = [line for line in page.split("<input") if f'value="{world.thistlewick.ref}"' in line]
    assert ["checked" in line for line in ticked + unticked] == [True, False]
    assert gina.post(place, {"homes": []}).status_code == 422
    assert not Submission.objects.filter(edition=edition_in_force(on=TODAY).id).exists()
    gina.post(place, {"homes": [world.oak_lodge.ref]})
    assert list(Cover.objects.filter(submission=this_year()).values_list("home", flat=True)) == [
        world.oak_lodge.pk
    ]
    assert this_year().responses.count() == 45


def test_head_office_cannot_take_over_a_service_that_answers_for_itself(world: World) -> None:
    own = open_submission(home=world.thistlewick, edition_id=edition_in_force(on=TODAY).id, by=SYSTEM, at=AT)
    save_many(submission=own, answers=[NewAnswer(item="x", value="yes")], by=SYSTEM, at=AT)
    gina = world.client(world.gina)
    place = f"/providers/{world.larkfield.ref}/assessment/opening/"
    page = gina.get(place).content.decode()
    assert "Thistlewick House has answers of its own this year" in page
    assert gina.post(place, {"homes": [world.thistlewick.ref]}).status_code == 422


def test_a_home_that_head_office_answered_for_is_asked_first(world: World) -> None:
    answered(world.larkfield, homes=[world.thistlewick])
    page = world.client(world.alice).get(address(world)).content.decode()
    assert "Larkfield Care Ltd answered for this service last year" in page


def test_head_offices_homes_have_nothing_to_begin(world: World) -> None:
    edition = edition_in_force(on=TODAY)
    open_provider_submission(
        provider=world.larkfield, edition_id=edition.id, homes=[world.thistlewick], by=SYSTEM, at=AT
    )
    alice = world.client(world.alice)
    assert alice.get(address(world)).headers["Location"].endswith("/assessment/")
    assert alice.post(address(world)).status_code == 403
