"""What the training needs find, for one home and for many, and what that does to an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from havenkeep.assessment.actions import open_submission
from havenkeep.assessment.domain.status import ItemStatus
from havenkeep.assessment.queries import lay
from havenkeep.evidence.domain.finding import FindingState
from havenkeep.needs.actions import approve, note_role
from havenkeep.needs.domain.plan import digest_of
from havenkeep.needs.findings import training_needs
from havenkeep.needs.queries.analysing import todays_needs
from havenkeep.organisations.actions import make_home
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.standards.domain.words import ServiceKind
from havenkeep.standards.queries import edition_in_force
from tests.needs.staff import hire
from tests.world import AT, TODAY, World

CHECK = "needs.training_needs"


def approved(home: Home, world: World) -> None:
    seen = digest_of(todays_needs(home, on=TODAY).content(on=TODAY))
    approve(home=home, seen=seen, by=world.alice.as_actor(), at=AT)


def status(world: World) -> ItemStatus:
    edition = edition_in_force(on=TODAY)
    submission = open_submission(
        home=world.thistlewick, edition_id=edition.id, by=world.alice.as_actor(), at=AT
    )
    home = Home.objects.select_related("provider", "profile").get(pk=world.thistlewick.pk)
    statuses = lay(submission, on=TODAY, homes=[home]).assessed.statuses
    return next(status for status in statuses if CHECK in status.item.checks)


def found() -> dict[int, FindingState]:
    return {home: one.state for home, one in training_needs(homes=Home.objects.all(), on=TODAY).items()}


def test_a_home_that_never_approved_any_is_left_out(world: World) -> None:
    hire(world.thistlewick, "Cara Finch")
    assert found() == {}


def test_an_agency_worker_now_and_then_brings_no_role_and_a_regular_does(world: World) -> None:
    home = world.thistlewick
    hire(home, "Cara Finch")
    approved(home, world)
    hire(home, "Vic Once", JobRole.NURSE, engagement=Engagement.ONE_OFF)
    assert found() == {home.pk: FindingState.MET}
    hire(home, "Rae Often", JobRole.NURSE, engagement=Engagement.AGENCY)
    assert found() == {home.pk: FindingState.NOT_MET}


def test_approved_needs_draft_the_answer_and_a_new_role_contradicts_it(world: World) -> None:
    home = world.thistlewick
    hire(home, "Cara Finch")
    approved(home, world)
    before = status(world)
    assert before.draft == "Training needs approved on 23 November 2026 by Alice Fenn: 1 role, 1 person."
    page = f"/homes/{home.ref}/assessment/items/{before.item.ref}/confirmation/"
    world.client(world.alice).post(page, {"revision": "0"})
    assert status(world).words == "Proven"
    hire(home, "Kit Stew", JobRole.KITCHEN)
    assert status(world).words == "Contradicted"


def test_a_role_that_was_approved_without_training_counts_only_when_it_sees_nothing(world: World) -> None:
    home, by = world.thistlewick, world.alice.as_actor()
    hire(home, "Kit Stew", JobRole.KITCHEN, sees=False)
    note_role(home=home, role=JobRole.KITCHEN, sees="Nothing", trainings=[], by=by, at=AT)
    approved(home, world)
    assert found() == {home.pk: FindingState.MET}
    hire(home, "Pan Stew", JobRole.KITCHEN)
    approved(home, world)
    assert found() == {home.pk: FindingState.NOT_MET}


@pytest.mark.parametrize("more", [0, 12])
def test_any_number_of_homes_takes_two_queries(world: World, more: int) -> None:
    for number in range(more):
        made = make_home(
            provider=world.larkfield,
            name=f"House {number}",
            kind=ServiceKind.RESIDENTIAL,
            by=world.alice.as_actor(),
            at=AT,
        )
        hire(made, f"Person {number}")
        approved(made, world)
    hire(world.thistlewick, "Cara Finch")
    approved(world.thistlewick, world)
    with CaptureQueriesContext(connection) as asked:
        met = training_needs(homes=Home.objects.all(), on=TODAY + timedelta(days=1))
    assert len(met) == more + 1
    assert len(asked) == 2
