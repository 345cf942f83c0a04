"""Writing, approving, signing, noting and taking back: one true row, one event, and no signature too soon."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from havenkeep.audit.models import Event
from havenkeep.joining.actions import agreements, inductions, versions
from havenkeep.joining.actions.refusal import CannotSign, ChangedMeanwhile
from havenkeep.joining.domain.papers import AgreementKind, Signers
from havenkeep.joining.models import Agreement, Checklist, Induction
from havenkeep.joining.queries import waiting_for
from havenkeep.people.domain.engagement import Engagement
from havenkeep.people.models import Person
from havenkeep.training.domain.titles import titles
from tests.joining.papers import ready_papers, work, worker
from tests.world import AT, TODAY, World

DAY = timedelta(days=1)


@pytest.fixture
def kofi(world: World) -> Person:
    """Kofi started at Thistlewick House three days ago; checklist and clause are approved."""
    ready_papers(world.thistlewick)
    return worker(world.thistlewick, "Kofi Mensah", user=world.bob)


def sign(world: World, person: Person, *, name: str = "Kofi Mensah", digest: str = "") -> Induction:
    checklist = world.thistlewick.checklists.approved().latest("number")
    return inductions.sign_induction(
        person=person,
        home=world.thistlewick,
        seen_digest=digest or checklist.digest,
        typed_name=name,
        by=world.bob.as_actor(),
        at=AT,
    )


def promise(world: World, person: Person, *, name: str = "Kofi Mensah") -> Agreement:
    clause = world.thistlewick.clauses.approved().latest("number")
    return agreements.sign_agreement(
        person=person,
        home=world.thistlewick,
        seen_digest=clause.digest,
        typed_name=name,
        by=world.bob.as_actor(),
        at=AT,
    )


def note(world: World, person: Person, **said: Any) -> Induction:
    sheet = {"checklist": None, "signed_on": TODAY, "signed_off_by": "Lena Reed", "signed_off_on": TODAY}
    return inductions.note_paper_induction(
        person=person,
        home=world.thistlewick,
        sheet=inductions.Sheet(**{**sheet, **said}),
        proof=None,
        by=world.alice.as_actor(),
        at=AT,
    )


def saw(world: World, person: Person, kind: AgreementKind, **said: Any) -> Agreement:
    clause = None if kind is AgreementKind.AGENCY_TERMS else world.thistlewick.clauses.get()
    seen = agreements.SeenAgreement(**{"kind": kind, "clause": clause, "signed_on": TODAY, **said})
    return agreements.note_agreement(
        person=person,
        home=world.thistlewick,
        seen=seen,
        proof=None,
        by=world.alice.as_actor(),
        at=AT,
    )


def events(world: World, *, of: str = "joining.") -> list[str]:
    kept = Event.objects.filter(stream=world.thistlewick.stream, event__startswith=of)
    return list(kept.order_by("number").values_list("event", flat=True))


def test_a_draft_is_rewritten_and_an_approved_version_never(world: World) -> None:
    by = world.alice.as_actor()
    given: dict[str, Any] = {"home": world.thistlewick, "within_days": 7, "signers": Signers.EDITORS}
    first = versions.save_checklist(points=["One"], by=by, at=AT, **given)
    again = versions.save_checklist(points=["Two"], by=by, at=AT, **given)
    assert (again.pk, again.points) == (first.pk, ["Two"])
    with pytest.raises(ChangedMeanwhile):
        versions.approve(version=again, seen_digest=first.digest, by=by, at=AT)
    for _ in range(2):
        versions.approve(version=again, seen_digest=again.digest, by=by, at=AT)
    newer = versions.save_checklist(points=["Three"], by=by, at=AT, **given)
    assert newer.number == 2
    assert Checklist.objects.get(pk=again.pk).points == ["Two"]
    assert world.thistlewick.checklists.approved().get().approved_by == "Alice Fenn"
    assert events(world).count("joining.checklist_approved") == 1


def test_the_starters_signature_and_the_managers_make_one_induction(world: World, kofi: Person) -> None:
    kept = sign(world, kofi)
    assert sign(world, kofi).pk == kept.pk
    for _ in range(2):
        inductions.sign_off_induction(induction=kept, by=world.alice.as_actor(), at=AT)
    row = Induction.objects.get()
    assert (row.signed_name, row.signed_by_id, row.signed_off_by) == (
        "Kofi Mensah",
        world.bob.ref,
        "Alice Fenn",
    )
    assert row.digest == world.thistlewick.checklists.get().digest
    signed = [event for event in events(world) if "induction" in event]
    assert signed == ["joining.induction_signed", "joining.induction_signed_off"]


def test_nobody_signs_with_another_name_or_signs_themselves_off(world: World, kofi: Person) -> None:
    with pytest.raises(CannotSign, match="Type your name as it stands here: Kofi Mensah"):
        sign(world, kofi, name="Alice Fenn")
    kept = sign(world, kofi, name="  kofi  MENSAH ")
    with pytest.raises(CannotSign, match="Somebody else signs it off"):
        inductions.sign_off_induction(induction=kept, by=world.bob.as_actor(), at=AT)


def test_who_has_not_started_cannot_sign(world: World) -> None:
    ready_papers(world.thistlewick)
    early = worker(world.thistlewick, "Kofi Mensah", days=-1)
    with pytest.raises(CannotSign, match="first day is 24 November 2026"):
        sign(world, early)


def test_a_text_approved_in_between_is_not_what_was_read(world: World, kofi: Person) -> None:
    read = world.thistlewick.checklists.get().digest
    newer = versions.save_checklist(
        home=world.thistlewick,
        points=["Only this"],
        within_days=7,
        signers=Signers.LEADS,
        by=world.alice.as_actor(),
        at=AT,
    )
    assert sign(world, kofi, digest=read).digest == read  # a draft changes nothing yet
    versions.approve(version=newer, seen_digest=newer.digest, by=world.alice.as_actor(), at=AT)
    with pytest.raises(ChangedMeanwhile):
        sign(world, kofi, digest=read)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"signed_on": TODAY - 4 * DAY, "signed_off_on": TODAY}, "before the first day does not count"),
        ({"signed_off_on": TODAY + DAY}, "cannot lie in the future"),
        ({"signed_off_on": TODAY - DAY}, "signed off before it was signed"),
        ({"signed_off_by": "kofi mensah"}, "Somebody else signs a starter off"),
    ],
)
def test_a_sheet_that_cannot_be_true_is_refused(
    world: World, kofi: Person, said: dict[str, Any], says: str
) -> None:
    with pytest.raises(CannotSign, match=says):
        note(world, kofi, **said)
    assert not Induction.objects.exists()


def test_a_sheet_is_noted_once(world: World, kofi: Person) -> None:
    note(world, kofi)
    with pytest.raises(CannotSign, match="noted already"):
        note(world, kofi)
    assert Induction.objects.count() == 1


def test_a_promise_is_kept_once_with_what_was_read_and_told_to_every_service(
    world: World, kofi: Person
) -> None:
    work(kofi, world.oak_lodge)
    for _ in range(2):
        promise(world, kofi)
    row = Agreement.objects.get()
    assert (row.signed_name, row.signed_by_id, row.signed_at) == ("Kofi Mensah", world.bob.ref, AT)
    assert row.digest == world.thistlewick.clauses.get().digest
    told = Event.objects.filter(event="joining.agreement_signed").values_list("stream", flat=True)
    assert set(told) == {world.thistlewick.stream, world.oak_lodge.stream}


def test_a_contract_older_than_the_clause_does_not_hold_it(world: World) -> None:
    ready_papers(world.thistlewick, since=TODAY - 100 * DAY)
    old = worker(world.thistlewick, "Ada Quill", days=4000)
    with pytest.raises(CannotSign, match="in your papers since 15 August 2026, and this one is older"):
        saw(world, old, AgreementKind.CONTRACT, signed_on=TODAY - 101 * DAY)
    assert saw(world, old, AgreementKind.CONTRACT, signed_on=TODAY - 100 * DAY).seen_by == "Alice Fenn"


def test_what_cannot_bind_is_refused(world: World, kofi: Person) -> None:
    for kind, says in [
        (AgreementKind.CONTRACT, "from which day"),
        (AgreementKind.AGENCY_TERMS, "bind the people it sends"),
    ]:
        with pytest.raises(CannotSign, match=says):
            saw(world, kofi, kind)
    with pytest.raises(CannotSign, match="future"):
        saw(world, kofi, AgreementKind.ADDENDUM, signed_on=TODAY + DAY)
    with pytest.raises(CannotSign, match="Approve the confidentiality clause first"):
        saw(world, kofi, AgreementKind.ADDENDUM, clause=None)
    assert not Agreement.objects.exists()


def test_many_contracts_are_noted_at_once_and_long_servers_never_by_it(
    world: World, django_assert_max_num_queries: Any
) -> None:
    home = world.thistlewick
    clause = ready_papers(home, since=TODAY - 100 * DAY)[1]
    new = [worker(home, f"New {number}", days=number + 1) for number in range(20)]
    old = worker(home, "Ada Quill", days=4000)
    stranger = worker(world.brookside, "Charlie Stone", days=3)
    asked = [person.ref for person in (*new, old, stranger)]
    given: dict[str, Any] = {"home": home, "clause": clause, "by": world.alice.as_actor(), "at": AT}
    with django_assert_max_num_queries(14):
        assert agreements.note_contracts(people=asked, **given) == 20
    assert agreements.note_contracts(people=asked, **given) == 0
    assert set(Agreement.objects.values_list("person", flat=True)) == {person.pk for person in new}


def test_what_waits_for_somebody_goes_when_it_is_signed(
    world: World, kofi: Person, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(5):
        papers = waiting_for(kofi, on=TODAY)
    assert [paper.url_name for paper in papers] == ["joining:own_induction", "joining:own_agreement"]
    assert papers[0].due_on == TODAY + 4 * DAY
    assert papers[0].title == "Your induction at Thistlewick House"
    assert {paper.words for paper in papers} <= set(titles())
    sign(world, kofi)
    promise(world, kofi)
    assert waiting_for(kofi, on=TODAY) == []


def test_nothing_waits_for_who_left_or_was_here_for_years_or_comes_once(world: World) -> None:
    ready_papers(world.thistlewick)
    left = worker(world.thistlewick, "Kofi Mensah", days=90, ended_on=TODAY - DAY)
    once = worker(world.thistlewick, "Otto Blue", engagement=Engagement.ONE_OFF)
    years = worker(world.thistlewick, "Ada Quill", days=4000)
    assert waiting_for(left, on=TODAY) == []
    assert waiting_for(once, on=TODAY) == []
    assert [paper.url_name for paper in waiting_for(years, on=TODAY)] == ["joining:own_agreement"]
