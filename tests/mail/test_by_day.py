"""What may wait for the morning waits in the outbox itself; what somebody waits for goes at any hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import count
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.mail.actions import leave_message, send_again, set_server
from havenkeep.mail.domain.hours import Hours
from havenkeep.mail.domain.states import State
from havenkeep.mail.models import Message
from havenkeep.mail.queries import health
from havenkeep.mail.sending import send_due
from havenkeep.upkeep.doctor_work import email
from havenkeep.web.mail.pages import OutboxLine
from tests.mail.post_office import HERE, Postbox, post_office
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts([HERE])]
ALMOST_FIVE = datetime(2026, 11, 24, 16, 59, tzinfo=UTC)
FIVE = ALMOST_FIVE + timedelta(minutes=1)
THREE = datetime(2026, 11, 25, 3, tzinfo=UTC)
NINE = datetime(2026, 11, 25, 9, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with post_office() as opened:
        set_server(server=opened.server(), by=SYSTEM, at=ALMOST_FIVE)
        yield opened


def leave(name: str = "cara", *, hours: Hours = Hours.DAY, at: datetime = ALMOST_FIVE) -> Message:
    return leave_message(
        to=f"{name}@example.org",
        subject="Training to do",
        body="Two minutes.",
        kind="training reminder",
        by=SYSTEM,
        at=at,
        key=name,
        hours=hours,
    )


def send(at: datetime) -> int:
    return send_due(clock=lambda: at, by="tests")


def test_a_reminder_that_failed_just_before_five_goes_at_nine_and_once(postbox: Postbox) -> None:
    postbox.answers["RCPT"] = "451 Greylisted"
    leave()
    send(ALMOST_FIVE)
    postbox.answers.clear()
    for minutes in range(0, 16 * 60, 20):
        assert send(FIVE + timedelta(minutes=minutes)) == 0
    assert Message.objects.get().tries == 1
    assert send(NINE - SECOND) == 0
    assert send(NINE) == 1
    assert send(NINE) == 0
    assert postbox.to == ["cara@example.org"]


def test_started_again_at_three_a_backlog_stays_and_a_way_in_goes_at_once(postbox: Postbox) -> None:
    for number in range(30):
        leave(f"person{number}")
    leave("locked.out", hours=Hours.ANY, at=THREE)
    assert send(THREE) == 1
    assert postbox.to == ["locked.out@example.org"]
    assert send(NINE) == 30
    assert len(set(postbox.to)) == 31


@pytest.mark.parametrize(
    ("left", "asleep", "opens"),
    [
        ((2026, 3, 28, 16, 30), (2026, 3, 29, 7, 59), (2026, 3, 29, 8)),
        ((2026, 10, 24, 15, 30), (2026, 10, 25, 8, 59), (2026, 10, 25, 9)),
    ],
)
def test_the_night_in_which_the_clocks_change_ends_at_nine_too(
    postbox: Postbox, left: tuple[int, ...], asleep: tuple[int, ...], opens: tuple[int, ...]
) -> None:
    at, before, morning = (datetime(*when, tzinfo=UTC) for when in (left, asleep, opens))
    leave(at=at)
    assert send(before) == 0
    assert send(morning) == 1


def test_when_the_clock_strikes_five_in_the_middle_the_rest_stays(postbox: Postbox) -> None:
    for number in range(3):
        leave(f"person{number}")
    ticks = count()

    def clock() -> datetime:
        return ALMOST_FIVE if next(ticks) < 9 else FIVE

    send_due(clock=clock, by="tests")
    sent = len(postbox.messages)
    assert 0 < sent < 3
    assert set(Message.objects.waiting().values_list("tries", "held_by")) == {(0, "")}
    assert send(NINE) == 3 - sent


def test_a_server_that_is_away_at_night_is_not_a_try_for_what_sleeps() -> None:
    with post_office() as gone:
        server = gone.server()
    set_server(server=server, by=SYSTEM, at=ALMOST_FIVE)
    leave()
    leave("locked.out", hours=Hours.ANY)
    send(THREE)
    assert list(Message.objects.order_by("pk").values_list("tries", flat=True)) == [0, 1]


def test_a_person_who_sends_it_again_at_night_does_not_wake_anybody(postbox: Postbox) -> None:
    message = leave()
    Message.objects.update(state=State.UNSURE)
    send_again(message_id=message.pk, by=SYSTEM, at=THREE)
    assert send(THREE) == 0
    assert send(NINE) == 1


def test_the_doctor_says_it_waits_for_the_morning_and_late_only_when_it_could_have_gone(
    settings: Settings,
) -> None:
    settings.SMTP_URL = "smtps://smtp.example.org?from=care@example.org"
    leave()
    assert "One message waits for the morning." in email(at=THREE).sentence
    assert health(now=NINE).for_morning == 0
    assert health(now=NINE + HOUR).slow_since == ALMOST_FIVE
    leave("all.day", at=ALMOST_FIVE - 2 * HOUR)
    assert "has waited in the outbox since 24 November 2026 at 14:59" in email(at=THREE).sentence


def test_the_outbox_says_what_waits_for_the_morning(world: World, settings: Settings) -> None:
    settings.SMTP_URL = "smtps://smtp.example.org?from=care@example.org"
    asleep = OutboxLine.of(leave(), set_up=True, now=THREE)
    assert (asleep.sleeps.startswith("Waits for the morning"), asleep.next_try_at) == (True, NINE)
    awake = OutboxLine.of(leave("locked.out", hours=Hours.ANY), set_up=True, now=THREE)
    assert (awake.sleeps, awake.next_try_at) == ("", None)
    client: Client = world.client(world.olive)
    assert b"Training to do" in client.get("/installation/mail/outbox/").content


def test_reminders_that_wait_when_havenkeep_is_updated_go_by_day_from_then_on() -> None:
    leave(hours=Hours.ANY)
    migration = import_module("havenkeep.mail.migrations.0002_hours")
    migration.let_reminders_sleep(apps, SimpleNamespace(connection=connection))
    assert Message.objects.get().hours == Hours.DAY
