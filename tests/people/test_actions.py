"""What can be done to people, posts, absences and letters, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from havenkeep.audit.models import Event
from havenkeep.people import actions
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.models import ListDifference, Person
from havenkeep.training.actions import note_completion
from havenkeep.training.domain.outcomes import ALL_OUTCOMES
from havenkeep.training.domain.sources import Source
from havenkeep.training.models import Completion
from tests.people.hands import brings, on_list
from tests.world import AT, TODAY, World

LONG_AGO = date(2025, 1, 31)


def events(world: World, event: str) -> int:
    return Event.objects.filter(stream=world.thistlewick.stream, event=f"people.{event}").count()


def trained(world: World, person: Person, on: date = TODAY) -> Completion:
    return note_completion(
        person=person,
        course="our-course",
        title="Our course",
        completed_on=on,
        source=Source.LESSONS,
        covers=ALL_OUTCOMES,
        by=world.alice.as_actor(),
        at=AT,
    )


def test_details_are_corrected_once(world: World) -> None:
    kofi, by = on_list(world, "Kofi Mensah"), world.alice.as_actor()
    for _ in range(2):
        actions.correct_person(
            person=kofi,
            name="Kofi  Mensah-Boateng",
            payroll_number="9",
            email="Kofi@Example.org",
            phone="",
            language="pl",
            by=by,
            at=AT,
        )
    kofi.refresh_from_db()
    assert (kofi.name_key, kofi.email, kofi.language) == ("kofi mensah boateng", "kofi@example.org", "pl")
    assert events(world, "person_corrected") == 1


def test_no_history_holds_a_name(world: World) -> None:
    kofi = on_list(world, "Kofi Mensah", payroll_number="1793")
    brings(world, [{"name": "Mary Quill"}])
    told = str(list(Event.objects.values("event", "subject", "fields", "digests")))
    assert kofi.ref in told
    for word in ("Kofi", "Mary", "1793"):
        assert word not in told


def test_a_post_that_ends_before_it_begins_is_refused(world: World) -> None:
    post = on_list(world, "Kofi Mensah").posts.get()
    with pytest.raises(actions.CannotKeep, match="before the first"):
        actions.end_post(post=post, ended_on=date(2020, 1, 1), by=world.alice.as_actor(), at=AT)


def test_a_mistaken_post_takes_its_person_along_unless_more_is_recorded(world: World) -> None:
    kofi, mary = on_list(world, "Kofi Mensah"), on_list(world, "Mary Quill")
    trained(world, mary)
    actions.remove_post(post=kofi.posts.get(), by=world.alice.as_actor(), at=AT)
    with pytest.raises(actions.CannotKeep, match="such as training"):
        actions.remove_post(post=mary.posts.get(), by=world.alice.as_actor(), at=AT)
    assert list(Person.objects.all()) == [mary]


def test_absences_do_not_overlap(world: World) -> None:
    kofi, by = on_list(world, "Kofi Mensah"), world.alice.as_actor()
    first = actions.note_absence(person=kofi, away_from=TODAY, back_on=None, by=by, at=AT)
    assert actions.note_absence(person=kofi, away_from=TODAY, back_on=None, by=by, at=AT) == first
    with pytest.raises(actions.CannotKeep, match="already"):
        actions.note_absence(person=kofi, away_from=TODAY + timedelta(3), back_on=None, by=by, at=AT)
    with pytest.raises(actions.CannotKeep, match="after the first"):
        actions.correct_absence(absence=first, away_from=TODAY, back_on=TODAY, by=by, at=AT)


def test_two_rows_of_one_person_become_one_with_all_that_hangs_on_them(world: World) -> None:
    kept, gone = (
        on_list(world, "Kofi Mensah"),
        on_list(world, "K Mensah", home=world.oak_lodge, payroll_number="3"),
    )
    trained(world, kept), trained(world, gone), trained(world, gone, on=date(2026, 3, 1))
    actions.link_account(person=gone, user=world.bob, by=world.alice.as_actor(), at=AT)
    actions.merge_people(kept=kept, gone=gone, by=world.alice.as_actor(), at=AT)
    kept.refresh_from_db()
    assert list(Person.objects.all()) == [kept]
    assert (kept.posts.count(), kept.completions.count()) == (2, 2)
    assert (kept.payroll_number, kept.user) == ("3", world.bob)
    assert events(world, "people_merged") == 1


def test_two_people_with_an_account_each_stay_two(world: World) -> None:
    one, other, by = on_list(world, "Kofi Mensah"), on_list(world, "Kofi Mensah"), world.alice.as_actor()
    actions.link_account(person=one, user=world.bob, by=by, at=AT)
    actions.link_account(person=other, user=world.lena, by=by, at=AT)
    with pytest.raises(actions.CannotKeep, match="account"):
        actions.merge_people(kept=one, gone=other, by=by, at=AT)
    with pytest.raises(actions.CannotKeep, match="two different"):
        actions.merge_people(kept=one, gone=one, by=by, at=AT)
    assert Person.objects.count() == 2


def test_only_who_left_over_a_year_ago_is_forgotten(world: World) -> None:
    by = world.alice.as_actor()
    here, lately = on_list(world, "Ann Lee"), on_list(world, "Kofi Mensah", ended_on=TODAY)
    for person, words in ((here, "last day of every post"), (lately, "24 November 2027")):
        with pytest.raises(actions.CannotKeep, match=words):
            actions.forget_person(person=person, by=by, at=AT)
    gone = on_list(world, "Mary Quill", ended_on=LONG_AGO, payroll_number="77")
    trained(world, gone, on=date(2024, 6, 1))
    actions.forget_person(person=gone, by=by, at=AT)
    gone.refresh_from_db()
    assert (gone.name, gone.name_key, gone.payroll_number, gone.email) == ("Someone who left", "", "", "")
    assert (gone.posts.count(), gone.completions.count()) == (1, 1)
    with pytest.raises(actions.CannotKeep, match="forgotten"):
        actions.correct_person(
            person=gone, name="Mary", payroll_number="", email="", phone="", language="en", by=by, at=AT
        )


def test_somebody_forgotten_is_matched_with_nobody(world: World) -> None:
    gone = on_list(world, "Mary Quill", ended_on=LONG_AGO)
    actions.forget_person(person=gone, by=world.alice.as_actor(), at=AT)
    found = brings(world, [{"name": "Someone who left"}, {"name": "Mary Quill"}])
    assert len(found.added) == 2


def test_settling_puts_the_list_right(world: World) -> None:
    on_list(world, "Ann Lee")
    back = on_list(world, "Kofi Mensah", payroll_number="1", ended_on=date(2026, 6, 1))
    brings(world, [{"name": "Kofi Mensah", "payroll": "1"}])
    by, rows = world.alice.as_actor(), {row.kind: row for row in ListDifference.objects.open()}
    actions.settle_left(difference=rows["missing"], ended_on=date(2026, 11, 1), by=by, at=AT)
    with pytest.raises(actions.CannotKeep, match="after the day they left"):
        actions.settle_back(difference=rows["back"], started_on=date(2026, 6, 1), by=by, at=AT)
    actions.settle_back(difference=rows["back"], started_on=date(2026, 9, 1), by=by, at=AT)
    actions.settle_back(difference=rows["back"], started_on=date(2026, 9, 2), by=by, at=AT)
    assert list(world.thistlewick.posts.on(TODAY).values_list("person", flat=True)) == [back.pk]
    assert events(world, "difference_settled") == 2


def test_a_difference_kept_needs_a_reason(world: World) -> None:
    on_list(world, "Ann Lee", engagement=Engagement.VOLUNTEER, role=JobRole.VOLUNTEER)
    brings(world, [{"name": "Kofi Mensah"}], source=ListSource.HR)
    row = ListDifference.objects.open().get()
    with pytest.raises(actions.CannotKeep, match="why"):
        actions.keep_as_it_is(difference=row, reason="  ", by=world.alice.as_actor(), at=AT)


def test_a_letter_is_noted_once_and_comes_off(world: World) -> None:
    said = {"agency": "Starfield Staff", "dated_on": TODAY, "checked_by": "Alice Fenn"}
    with pytest.raises(actions.CannotKeep, match="before it was written"):
        actions.note_letter(
            home=world.thistlewick, good_until=TODAY - timedelta(1), by=world.alice.as_actor(), at=AT, **said
        )
    for _ in range(2):
        letter = actions.note_letter(
            home=world.thistlewick, good_until=TODAY, by=world.alice.as_actor(), at=AT, **said
        )
    actions.remove_letter(letter=letter, by=world.alice.as_actor(), at=AT)
    assert (events(world, "letter_noted"), events(world, "letter_removed")) == (1, 1)
