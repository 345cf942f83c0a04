"""What the papers of joining show, in a few queries for one home or many."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from havenkeep.assessment.actions import open_submission
from havenkeep.assessment.domain.status import ItemStatus
from havenkeep.assessment.queries import lay
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.evidence.domain.finding import FindingState
from havenkeep.joining import findings
from havenkeep.joining.actions.agreements import SeenAgreement, note_agreement, note_contracts
from havenkeep.joining.actions.inductions import Sheet, note_paper_induction, withdraw_induction
from havenkeep.joining.actions.versions import approve, note_clause_use, save_checklist, save_clause
from havenkeep.joining.domain.papers import AgreementKind
from havenkeep.joining.models import Induction
from havenkeep.joining.queries import everyone
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import Engagement
from havenkeep.people.models import Person
from havenkeep.standards.queries import edition_in_force
from tests.joining.papers import ready_papers, work, worker
from tests.world import AT, TODAY, World

DAY = timedelta(days=1)


def induct(home: Home, person: Person, *, days: int = 29, by: str = "Lena Reed") -> Induction:
    """Note a sheet that both signed so many days ago."""
    on = TODAY - days * DAY
    sheet = Sheet(checklist=None, signed_on=on, signed_off_by=by, signed_off_on=on)
    return note_paper_induction(person=person, home=home, sheet=sheet, proof=None, by=SYSTEM, at=AT)


def bind(home: Home, person: Person, kind: AgreementKind = AgreementKind.ADDENDUM) -> None:
    clause = None if kind is AgreementKind.AGENCY_TERMS else home.clauses.get()
    seen = SeenAgreement(kind=kind, clause=clause, signed_on=TODAY)
    note_agreement(person=person, home=home, seen=seen, proof=None, by=SYSTEM, at=AT)


def state_of(check: Any, home: Home) -> FindingState | None:
    found = check(homes=Home.objects.filter(pk=home.pk), on=TODAY).get(home.pk)
    return found.state if found else None


def test_a_starter_on_paper_is_counted_and_taking_it_back_uncounts(world: World) -> None:
    home = world.thistlewick
    ready_papers(home)
    kofi = worker(home, "Kofi Mensah", days=30)
    assert state_of(findings.induction, home) is FindingState.NOT_MET
    kept = induct(home, kofi)
    assert state_of(findings.induction, home) is FindingState.MET
    withdraw_induction(induction=kept, by=SYSTEM, at=AT)
    assert state_of(findings.induction, home) is FindingState.NOT_MET


@pytest.mark.parametrize("engagement", [how for how in Engagement if how is not Engagement.ONE_OFF])
def test_however_somebody_comes_in_they_count(world: World, engagement: Engagement) -> None:
    home = world.thistlewick
    ready_papers(home)
    bind(home, worker(home, "Ada Quill", days=None))
    worker(home, "Kofi Mensah", days=30, engagement=engagement)
    assert state_of(findings.induction, home) is FindingState.NOT_MET
    assert state_of(findings.contracts, home) is FindingState.NOT_MET


def test_a_one_off_does_not_count_until_they_come_otherwise(world: World) -> None:
    home = world.thistlewick
    ready_papers(home)
    ada = worker(home, "Ada Quill", days=400)
    bind(home, ada)
    kofi = worker(home, "Kofi Mensah", days=60, engagement=Engagement.ONE_OFF)
    assert state_of(findings.induction, home) is FindingState.MET
    assert state_of(findings.contracts, home) is FindingState.MET
    work(kofi, home, days=30, engagement=Engagement.BANK)
    assert state_of(findings.induction, home) is FindingState.NOT_MET
    assert state_of(findings.contracts, home) is FindingState.NOT_MET


def test_a_new_role_here_is_no_start_and_a_new_service_is_one(world: World) -> None:
    ready_papers(world.thistlewick)
    ready_papers(world.oak_lodge)
    kofi = worker(world.thistlewick, "Kofi Mensah", days=800)
    work(kofi, world.thistlewick, days=30)
    work(kofi, world.oak_lodge, days=30)
    assert state_of(findings.induction, world.thistlewick) is FindingState.MET
    assert state_of(findings.induction, world.oak_lodge) is FindingState.NOT_MET


def test_one_agreement_holds_for_every_service_of_the_provider(world: World) -> None:
    ready_papers(world.thistlewick)
    kofi = worker(world.thistlewick, "Kofi Mensah", days=800)
    work(kofi, world.oak_lodge, days=30)
    assert state_of(findings.contracts, world.oak_lodge) is FindingState.COULD_NOT_TELL
    bind(world.thistlewick, kofi)
    assert state_of(findings.contracts, world.oak_lodge) is FindingState.MET


def test_nothing_recorded_is_never_green(world: World) -> None:
    assert findings.induction(homes=Home.objects.all(), on=TODAY) == {}
    assert findings.contracts(homes=Home.objects.all(), on=TODAY) == {}
    worker(world.thistlewick, "Kofi Mensah", days=30)
    assert state_of(findings.induction, world.thistlewick) is FindingState.COULD_NOT_TELL
    assert state_of(findings.contracts, world.thistlewick) is FindingState.COULD_NOT_TELL


@pytest.mark.parametrize(("check", "most"), [(findings.induction, 3), (findings.contracts, 2)])
def test_many_homes_take_as_many_queries_as_one(
    world: World, check: Any, most: int, django_assert_num_queries: Any
) -> None:
    for number, home in enumerate((world.thistlewick, world.oak_lodge, world.brookside)):
        ready_papers(home)
        for worker_number in range(number + 1):
            kofi = worker(home, f"Kofi {worker_number}", days=30)
            bind(home, kofi)
            induct(home, kofi)
    for homes in (Home.objects.filter(pk=world.brookside.pk), Home.objects.all()):
        with django_assert_num_queries(most):
            found = check(homes=homes, on=TODAY)
        assert {one.state for one in found.values()} == {FindingState.MET}


def status_of(world: World, check: str) -> ItemStatus:
    edition = edition_in_force(on=TODAY)
    submission = open_submission(
        home=world.thistlewick, edition_id=edition.id, by=world.alice.as_actor(), at=AT
    )
    home = Home.objects.select_related("provider", "profile").get(pk=world.thistlewick.pk)
    statuses = lay(submission, on=TODAY, homes=[home]).assessed.statuses
    return next(status for status in statuses if check in status.item.checks)


@pytest.mark.parametrize("check", ["joining.induction", "joining.contracts"])
def test_a_yes_that_the_records_deny_is_contradicted(world: World, check: str, time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)
    home, client = world.thistlewick, world.client(world.alice)
    ready_papers(home)
    kofi = worker(home, "Kofi Mensah", days=30)
    bind(home, kofi)
    induct(home, kofi)
    status = status_of(world, check)
    assert status.draft == "yes"
    client.post(f"/homes/{home.ref}/assessment/items/{status.item.ref}/confirmation/", {"revision": "0"})
    assert status_of(world, check).words == "Proven"
    worker(home, "Ada Quill", days=30)
    assert status_of(world, check).words == "Contradicted"


def test_the_queries_of_a_whole_year_stay_few(world: World, django_assert_num_queries: Any) -> None:
    ready_papers(world.thistlewick)
    for number in range(30):
        worker(world.thistlewick, f"Person {number}", days=number * 12)
    with django_assert_num_queries(3):
        findings.induction(homes=Home.objects.filter(pk=world.thistlewick.pk), on=TODAY)


def test_a_clause_that_came_in_later_than_was_said_leaves_older_contracts_out(world: World) -> None:
    home = world.thistlewick
    _, clause = ready_papers(home, since=TODAY - 900 * DAY)
    worker(home, "Kofi Mensah", days=800)
    note_contracts(
        home=home, people=home.posts.values_list("person__ref", flat=True), clause=clause, by=SYSTEM, at=AT
    )
    assert state_of(findings.contracts, home) is FindingState.MET
    note_clause_use(clause=clause, staff_since=TODAY - 700 * DAY, others_since=None, by=SYSTEM, at=AT)
    assert state_of(findings.contracts, home) is FindingState.NOT_MET
    assert [line.agreement for line in everyone(home, on=TODAY)] == [None]


def test_a_new_text_of_the_clause_or_the_checklist_leaves_what_was_signed_standing(world: World) -> None:
    home = world.thistlewick
    checklist, clause = ready_papers(home)
    kofi = worker(home, "Kofi Mensah", days=30)
    bind(home, kofi)
    induct(home, kofi)
    words = {"home": home, "by": SYSTEM, "at": AT}
    texts = (
        save_clause(text="You keep what you learn to yourself, ever after.", **words),
        save_checklist(points=["Lock the screen"], within_days=3, signers=checklist.as_signers, **words),
    )
    for text in texts:
        approve(version=text, seen_digest=text.digest, by=SYSTEM, at=AT)
    assert clause.number == 1
    assert state_of(findings.contracts, home) is FindingState.MET
    assert state_of(findings.induction, home) is FindingState.MET


def test_nobody_without_a_first_day_may_have_started_lately_unless_long_on_the_list(world: World) -> None:
    home = world.thistlewick
    ready_papers(home)
    worker(home, "Ada Quill", days=4000)
    ida = worker(home, "Ida Moss", days=None)
    found = findings.induction(homes=Home.objects.all(), on=TODAY)[home.pk]
    assert (found.state, found.fix) == (FindingState.COULD_NOT_TELL, "people:staff")
    ida.posts.update(noted_at=AT - 366 * DAY)
    assert state_of(findings.induction, home) is FindingState.MET
