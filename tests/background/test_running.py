"""Each piece of work runs when it is due, by one worker at a time, and a failure is kept in plain words."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from havenkeep.background.models import Beat
from havenkeep.background.running import LEASE, Running, Work, run_due
from tests.world import AT

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def piece(run: Callable[[datetime], None], *, name: str = "tests.work", every: timedelta = MINUTE) -> Work:
    return Work(name=name, every=every, run=run)


def fail(at: datetime) -> None:
    raise ValueError("Alice Fenn")


def test_each_piece_runs_when_due_and_once_after_a_sleep() -> None:
    ran: list[datetime] = []
    work = [piece(ran.append)]
    for at in (AT, AT + timedelta(seconds=59), AT + MINUTE, AT + timedelta(hours=9)):
        run_due(work, at=at)
    assert ran == [AT, AT + MINUTE, AT + timedelta(hours=9)]


def test_one_failing_does_not_stop_the_rest_and_is_kept_without_names() -> None:
    ran: list[datetime] = []
    assert run_due([piece(fail), piece(ran.append, name="tests.other")], at=AT) == 2
    beat = Beat.objects.get(name="tests.work")
    assert (beat.failures, beat.failing_since, beat.held_by) == (1, AT, "")
    assert beat.error == "It stopped with a ValueError; the log says more."
    assert ran == [AT]


def test_a_failing_piece_is_tried_less_and_less_often_until_it_works() -> None:
    tried: list[int] = []

    def sometimes(at: datetime) -> None:
        tried.append(int((at - AT) / MINUTE))
        if len(tried) < 5:
            raise ValueError

    for minute in range(40):
        run_due([piece(sometimes, every=timedelta(days=1))], at=AT + minute * MINUTE)
    assert tried == [0, 1, 3, 7, 15]
    beat = Beat.objects.get()
    assert (beat.failures, beat.failing_since, beat.error) == (0, None, "")


def test_what_another_worker_holds_is_left_alone_until_it_is_silent_too_long() -> None:
    ran: list[datetime] = []
    Beat.objects.create(name="tests.work", started_at=AT, held_by="another", held_until=AT + LEASE)
    run_due([piece(ran.append)], at=AT + LEASE - timedelta(seconds=1))
    assert ran == []
    run_due([piece(ran.append)], at=AT + LEASE)
    assert ran == [AT + LEASE]
    assert Beat.objects.get().held_by == ""


def test_work_that_cuts_its_worker_off_again_and_again_is_slowed_down_like_a_failure() -> None:
    Beat.objects.create(
        name="tests.work",
        started_at=AT,
        held_by="killed",
        held_until=AT + LEASE,
        failures=4,
        failing_since=AT - MINUTE,
    )
    ran: list[datetime] = []
    work = [piece(ran.append, every=timedelta(days=1))]
    run_due(work, at=AT + 15 * MINUTE)
    assert ran == []
    run_due(work, at=AT + 16 * MINUTE)
    assert len(ran) == 1


def test_a_lease_from_before_the_clock_was_set_back_is_free() -> None:
    ran: list[datetime] = []
    later = AT + timedelta(hours=5)
    Beat.objects.create(name="tests.work", started_at=later, held_by="another", held_until=later + LEASE)
    run_due([piece(ran.append)], at=AT)
    assert ran == [AT]


def test_a_heartbeat_keeps_a_long_piece_from_being_taken_over() -> None:
    running = Running()

    def long(at: datetime) -> None:
        running.hold_on(at=at + LEASE)
        ran: list[datetime] = []
        run_due([piece(ran.append)], at=at + LEASE + MINUTE)
        assert ran == []

    run_due([piece(long)], at=AT, running=running)
    assert Beat.objects.get().finished_at == AT


def test_a_worker_that_lost_its_lease_says_nothing_about_the_next_one() -> None:
    def slow(at: datetime) -> None:
        Beat.objects.update(held_by="another", held_until=at + 2 * LEASE)

    run_due([piece(slow)], at=AT)
    beat = Beat.objects.get()
    assert (beat.held_by, beat.finished_at) == ("another", None)


def test_a_piece_that_hangs_is_noted_as_a_failure() -> None:
    running = Running()
    hung: list[bool] = []

    def hang(at: datetime) -> None:
        hung.append(running.ended_for_hanging(at=at))
        running.began -= timedelta(hours=3).total_seconds()
        hung.append(running.ended_for_hanging(at=at))

    run_due([piece(hang)], at=AT, running=running)
    assert hung == [False, True]
    assert Beat.objects.get().error == "It took longer than it may, so it was ended."


def test_a_worker_told_to_stop_begins_nothing_new() -> None:
    stop = threading.Event()
    second: list[datetime] = []
    work = [piece(lambda at: stop.set()), piece(second.append, name="tests.second")]
    assert run_due(work, at=AT, stop=stop) == 1
    assert second == []


def test_an_idle_round_asks_one_question(django_assert_num_queries: Callable[..., object]) -> None:
    work = [piece(lambda at: None, name=f"tests.{number}") for number in range(10)]
    run_due(work, at=AT)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        run_due(work, at=AT)
