from __future__ import annotations

import pytest

from havenkeep.assessment.actions import (
    Conflict,
    NewAnswer,
    confirm_answer,
    confirm_many,
    save_answer,
    save_many,
)
from havenkeep.assessment.models import Confirmation, Response, ResponseVersion, Submission
from havenkeep.assessment.queries import lay
from havenkeep.audit.models import Event, Head
from havenkeep.standards.domain.edition import Item
from tests.assessment.conftest import say
from tests.world import AT, TODAY, World


def test_saving_and_confirming_counts_as_said(
    submission: Submission, ticks: list[Item], world: World
) -> None:
    say(submission, ticks[0], world=world)
    found = lay(submission, on=TODAY, homes=[world.thistlewick]).assessed
    assert (found.said, found.ready) == (1, 1)


def test_the_same_form_twice_changes_nothing(submission: Submission, ticks: list[Item], world: World) -> None:
    say(submission, ticks[0], world=world)
    before = (Head.objects.get(stream=submission.stream).number, Confirmation.objects.count())
    say(submission, ticks[0], world=world)
    assert (Head.objects.get(stream=submission.stream).number, Confirmation.objects.count()) == before


def test_a_second_tab_cannot_overwrite_the_first(
    submission: Submission, ticks: list[Item], world: World
) -> None:
    say(submission, ticks[0], "yes", world=world)
    with pytest.raises(Conflict, match="changed this answer while you had it open"):
        say(submission, ticks[0], "no", seen=0, world=world)
    assert Response.objects.get(item=ticks[0].ref).value == "yes"


def test_changing_an_answer_keeps_the_old_one_and_asks_for_a_new_confirmation(
    submission: Submission, ticks: list[Item], world: World
) -> None:
    say(submission, ticks[0], "yes", world=world)
    say(submission, ticks[0], "no", seen=1, world=world, confirm=False)
    response = Response.objects.get(item=ticks[0].ref)
    assert (response.revision, ResponseVersion.objects.get().value) == (2, "yes")
    assert not Confirmation.objects.in_force().exists()


def test_confirming_needs_the_revision_that_was_read(
    submission: Submission, ticks: list[Item], world: World
) -> None:
    say(submission, ticks[0], world=world, confirm=False)
    by = world.alice.as_actor()
    with pytest.raises(Conflict):
        confirm_answer(submission=submission, item=ticks[0].ref, revision=7, by=by, at=AT)
    confirm_answer(submission=submission, item=ticks[0].ref, revision=1, by=by, at=AT)
    assert Confirmation.objects.get().by == "Alice Fenn"


def test_confirming_several_leaves_out_what_has_changed(
    submission: Submission, ticks: list[Item], world: World
) -> None:
    for one in ticks[:3]:
        say(submission, one, world=world, confirm=False)
    revisions = {ticks[0].ref: 1, ticks[1].ref: 9, ticks[2].ref: 1}
    done = confirm_many(submission=submission, revisions=revisions, by=world.alice.as_actor(), at=AT)
    assert sorted(done) == sorted([ticks[0].ref, ticks[2].ref])


def test_when_the_audit_cannot_be_written_nothing_is_saved(
    submission: Submission, ticks: list[Item], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("no room")

    monkeypatch.setattr("havenkeep.assessment.actions.answers.record", refuse)
    with pytest.raises(RuntimeError, match="no room"):
        say(submission, ticks[0], world=world)
    assert not Response.objects.exists()


def test_bringing_in_many_takes_as_many_queries_as_a_few(
    submission: Submission, ticks: list[Item], world: World, django_assert_max_num_queries: object
) -> None:
    answers = [NewAnswer(item=one.ref, value="yes") for one in ticks]
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        report = save_many(submission=submission, answers=answers, by=world.alice.as_actor(), at=AT)
    assert (report.added, report.changed, report.unchanged) == (len(ticks), 0, 0)
    again = save_many(submission=submission, answers=answers, by=world.alice.as_actor(), at=AT)
    assert (again.added, again.changed, again.unchanged) == (0, 0, len(ticks))


def test_events_hold_no_answer(submission: Submission, ticks: list[Item], world: World) -> None:
    save_answer(
        submission=submission,
        answer=NewAnswer(item=ticks[0].ref, value="yes", comment="Joan Byre keeps it"),
        seen_revision=0,
        by=world.alice.as_actor(),
        at=AT,
    )
    kept = " ".join(str(event.body()) for event in Event.objects.all())
    assert "Joan" not in kept
    assert "Alice" not in kept
