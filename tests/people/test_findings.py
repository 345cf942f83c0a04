"""The staff list is proven by a second source under a month old, with every difference settled."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from havenkeep.assessment.actions import NewAnswer, confirm_many, open_submission, save_answer
from havenkeep.assessment.domain.status import ItemState
from havenkeep.assessment.queries import lay
from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.organisations.models import Home
from havenkeep.people import actions
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.findings import staff_list
from havenkeep.people.models import ListDifference
from havenkeep.standards.queries import edition_in_force
from tests.people.hands import brings, on_list
from tests.world import AT, TODAY, World

CHECK = "people.staff_list"


def found(world: World, on: date = TODAY) -> Finding | None:
    return staff_list(homes=Home.objects.all(), on=on).get(world.thistlewick.pk)


def test_nothing_recorded_is_not_told(world: World) -> None:
    assert found(world) is None


def test_a_list_never_matched_proves_nothing(world: World) -> None:
    on_list(world, "Ann Lee")
    finding = found(world)
    assert finding is not None
    assert finding.state is FindingState.COULD_NOT_TELL
    assert "never matched" in finding.sentence


def test_a_match_proves_the_list_until_a_month_after_the_export(world: World) -> None:
    brings(world, [{"name": "Ann Lee"}], dated_on=TODAY - timedelta(days=10))
    states = [found(world, TODAY + timedelta(days=days)) for days in (0, 14, 15, 21, 22)]
    assert [finding.state.value for finding in states if finding] == [
        "met", "met", "lapsing", "lapsing", "not_met"
    ]  # fmt: skip
    assert states[0] is not None
    assert states[0].lapses_on == TODAY + timedelta(days=21)
    assert states[0].sentence == (
        "1 person is on the staff list, last matched with the rota of 13 November 2026, "
        "and all differences are settled."
    )


def test_an_open_difference_and_an_unread_row_stand_in_the_way(world: World) -> None:
    on_list(world, "Ann Lee")
    brings(world, [{"name": "Kofi Mensah"}, {"name": "Ida Moss", "start": "never"}])
    finding = found(world)
    assert finding is not None
    assert "1 difference is still open; 1 row could not be read." in finding.sentence
    row = ListDifference.objects.open().get()
    actions.keep_as_it_is(difference=row, reason="Volunteer", by=world.alice.as_actor(), at=AT)
    brings(world, [{"name": "Kofi Mensah"}, {"name": "Ida Moss"}])
    row = ListDifference.objects.open().get()
    actions.keep_as_it_is(difference=row, reason="Volunteer", by=world.alice.as_actor(), at=AT)
    finding = found(world)
    assert finding is not None
    assert finding.state is FindingState.MET


def test_somebody_put_on_afterwards_who_should_have_been_in_the_export_counts(world: World) -> None:
    brings(world, [{"name": "Ann Lee"}])
    by, later = world.alice.as_actor(), AT + timedelta(hours=1)
    kofi = on_list(world, "Kofi Mensah", started_on=TODAY + timedelta(days=1))
    kofi.posts.update(noted_at=later)
    assert found(world).state is FindingState.MET
    for started_on in (None, date(2026, 1, 1)):
        kofi.posts.update(started_on=started_on)
        assert "1 person was added since" in found(world).sentence
    actions.remove_post(post=kofi.posts.get(), by=by, at=later)
    assert found(world).state is FindingState.MET


def test_an_older_export_brought_in_later_is_not_the_newest(world: World) -> None:
    brings(world, [{"name": "Ann Lee"}])
    brings(world, [{"name": "Ann Lee"}], dated_on=TODAY - timedelta(days=40))
    assert found(world).state is FindingState.MET


def test_it_takes_three_queries_for_any_number_of_homes(world: World) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            staff_list(homes=Home.objects.all(), on=TODAY)
        return len(asked)

    brings(world, [{"name": "Ann Lee"}])
    one = cost()
    for number in range(20):
        home = Home.objects.create(
            provider=world.larkfield, slug=f"h{number}", name=f"H{number}", kind="residential", made_at=AT
        )
        on_list(world, f"Person {number}", home=home)
        home.list_checks.create(source="hr", dated_on=TODAY, rows=1, made_at=AT)
    assert one == cost() == 3
    assert len(staff_list(homes=Home.objects.all(), on=TODAY)) == 21


def test_a_yes_that_the_list_does_not_bear_out_is_contradicted(world: World) -> None:
    edition = edition_in_force(on=TODAY)
    item = next(one for one in edition.items if CHECK in one.checks)
    by = world.alice.as_actor()
    submission = open_submission(home=world.thistlewick, edition_id=edition.id, by=by, at=AT)
    on_list(world, "Ann Lee")
    save_answer(
        submission=submission, answer=NewAnswer(item=item.ref, value="Yes"), seen_revision=0, by=by, at=AT
    )
    confirm_many(submission=submission, revisions={item.ref: 1}, by=by, at=AT)

    def state() -> ItemState:
        laid = lay(submission, on=TODAY, homes=[world.thistlewick])
        return next(row.state for row in laid.assessed.statuses if row.item.ref == item.ref)

    assert state() is ItemState.SAID
    brings(world, [{"name": "Ann Lee"}], dated_on=TODAY - timedelta(days=40))
    assert state() is ItemState.CONTRADICTED
    brings(world, [{"name": "Ann Lee"}])
    assert state() is ItemState.PROVEN


def test_an_older_export_does_not_settle_what_a_newer_one_asks(world: World) -> None:
    on_list(world, "Ann Lee")
    brings(world, [{"name": "Kofi Mensah"}])
    assert "1 difference is still open" in found(world).sentence
    brings(world, [{"name": "Ann Lee"}, {"name": "Kofi Mensah"}], dated_on=TODAY - timedelta(days=9))
    assert "1 difference is still open" in found(world).sentence


def test_a_list_that_nobody_is_on_any_more_is_never_green(world: World) -> None:
    brings(world, [{"name": "Ann Lee"}])
    post = world.thistlewick.posts.get()
    actions.end_post(post=post, ended_on=TODAY, by=world.alice.as_actor(), at=AT)
    assert found(world).state is FindingState.MET
    gone = found(world, TODAY + timedelta(days=1))
    assert gone is not None
    assert (gone.state, gone.sentence) == (
        FindingState.COULD_NOT_TELL,
        "Nobody is on the staff list today, so it shows nothing.",
    )


def test_an_export_with_nobody_in_it_matches_nothing_and_who_was_kept_is_told(world: World) -> None:
    on_list(world, "Ann Lee")
    for rows in ([], [{"name": "Kofi Mensah"}]):
        brings(world, rows)
        row = ListDifference.objects.open().get()
        actions.keep_as_it_is(difference=row, reason="On leave", by=world.alice.as_actor(), at=AT)
        finding = found(world)
        assert finding is not None
        assert finding.state is (FindingState.MET if rows else FindingState.NOT_MET)
        assert ("Nobody in it could be matched." in finding.sentence) is (not rows)
    assert "all differences are settled: 1 person was not in it and was left on the list" in finding.sentence


def test_a_second_post_of_somebody_matched_is_nobody_new_and_a_return_is(world: World) -> None:
    brings(world, [{"name": "Ann Lee"}])
    by, later = world.alice.as_actor(), AT + timedelta(hours=1)
    ann = world.larkfield.people.get()
    actions.start_post(
        person=ann, home=world.thistlewick, engagement=Engagement.BANK, role=JobRole.KITCHEN, by=by, at=later
    )
    assert found(world).state is FindingState.MET
    ann.posts.filter(role="carer").update(started_on=None, ended_on=TODAY - timedelta(days=60))
    ann.posts.filter(role="other").update(started_on=None, ended_on=TODAY - timedelta(days=60))
    assert "1 person was added since" in found(world).sentence
