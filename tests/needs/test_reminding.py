"""What the worker sends: by day, once, gently, and to nobody who should not get it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.config.schedule import WORK, remind
from havenkeep.mail.models import Message
from havenkeep.needs.actions import set_reminders
from havenkeep.needs.models import Digest, Reminder
from havenkeep.needs.tasks import send_reminders
from havenkeep.organisations.actions import make_home
from havenkeep.people.actions import start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.models import Absence, Person
from havenkeep.standards.domain.words import ServiceKind
from tests.needs.staff import hire, train
from tests.world import AT, World

NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
DAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 20, 10, 0, tzinfo=UTC)
CARA = "cara.finch@example.org"


@pytest.fixture(autouse=True)
def _mail_is_set_up(settings: Any) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:2525"


@pytest.fixture
def cara(world: World) -> Person:
    return hire(world.thistlewick, "Cara Finch", email=CARA)


def sent(to: str = CARA) -> list[Message]:
    return list(Message.objects.filter(to=to).order_by("pk"))


def test_at_two_in_the_morning_nothing_goes_and_at_ten_one_does_however_often_it_runs(cara: Person) -> None:
    remind(NIGHT)
    assert not Message.objects.exists()
    remind(DAY)
    (message,) = sent()
    assert message.kind == "training reminder"
    assert "Hello Cara Finch" in message.body
    assert "- Yearly training for everyone: by 27 November 2026" in message.body
    remind(DAY)
    remind(DAY + timedelta(hours=2))
    assert len(sent()) == 1
    assert list(Reminder.objects.values_list("person", "training", "which", "sent_on")) == [
        (cara.pk, "everyone", "before", DAY.date())
    ]


def test_the_worker_runs_it_once_a_day() -> None:
    (piece,) = [piece for piece in WORK if piece.name == "needs.remind"]
    assert (piece.every, piece.hour) == (timedelta(days=1), 10)


def test_the_way_to_the_lessons_stands_in_it_where_the_address_is_known(cara: Person) -> None:
    send_reminders(DAY, site="https://care.example.org")
    assert "https://care.example.org/me/" in sent()[0].body


def test_day_by_day_it_is_one_before_one_after_and_one_every_two_weeks_to_the_limit(cara: Person) -> None:
    for day in range(120):
        remind(DAY + timedelta(days=day))
    told = list(Reminder.objects.order_by("pk").values_list("which", "sent_on"))
    assert told == [
        ("before", date(2026, 11, 24)),
        ("after", date(2026, 11, 28)),
        ("again", date(2026, 12, 12)),
        ("again", date(2026, 12, 26)),
    ]


def test_who_did_it_is_left_alone(cara: Person) -> None:
    train(cara, date(2026, 11, 23))
    remind(DAY)
    assert sent() == []


def test_two_trainings_stand_in_one_mail(world: World) -> None:
    hire(world.thistlewick, "Olga Pay", JobRole.OFFICE, email="o@example.org", started_on=date(2026, 9, 20))
    remind(DAY)
    (message,) = sent("o@example.org")
    assert message.body.count("it was due on") == 2
    assert Reminder.objects.count() == 2


def test_a_long_absence_is_left_in_peace_until_they_are_back(cara: Person) -> None:
    away = Absence.objects.create(person=cara, away_from=date(2026, 11, 22), noted_at=AT)
    remind(DAY)
    assert sent() == []
    away.back_on = date(2026, 12, 1)
    away.save()
    remind(datetime(2026, 12, 1, 10, 0, tzinfo=UTC))
    assert "by 15 December 2026" in sent()[0].body


def test_a_home_that_does_not_want_it_and_the_sample_send_nothing(world: World, cara: Person) -> None:
    set_reminders(home=world.thistlewick, wanted=False, most=4, by=SYSTEM, at=AT)
    hire(world.brookside, "Sam Sample", email="sam@example.org")
    world.meadowgate.is_sample = True
    world.meadowgate.save()
    remind(LATER)
    assert not Message.objects.exists()


def test_nothing_waits_to_burst_out_where_mail_is_not_set_up(cara: Person, settings: Any) -> None:
    settings.SMTP_URL = ""
    remind(DAY)
    assert not Message.objects.exists()
    assert not Reminder.objects.exists()


def test_somebody_at_two_homes_gets_one_mail(world: World, cara: Person) -> None:
    start_post(
        person=cara,
        home=world.oak_lodge,
        engagement=Engagement.BANK,
        role=JobRole.NIGHT_CARER,
        started_on=date(2026, 11, 20),
        by=SYSTEM,
        at=AT,
    )
    remind(DAY)
    assert len(sent()) == 1


def test_an_address_that_is_none_does_not_hold_the_others_up(world: World, cara: Person) -> None:
    hire(world.thistlewick, "Abe Ash", email="nowhere")
    remind(DAY)
    assert len(sent()) == 1
    assert Reminder.objects.filter(person=cara).count() == Reminder.objects.count()


def test_more_than_two_weeks_late_tells_the_lead_once_a_week_with_numbers(world: World, cara: Person) -> None:
    hire(world.thistlewick, "Dan Wool")
    lena = "lena.reed@example.org"
    remind(datetime(2026, 12, 11, 10, 0, tzinfo=UTC))
    assert sent(lena) == []
    for day in range(8):
        remind(datetime(2026, 12, 12 + day, 10, 0, tzinfo=UTC))
    first, second = sent(lena)
    assert "2 people are more than two weeks late" in first.body
    assert "Wool" not in first.body
    assert list(Digest.objects.values_list("sent_on", "people")) == [
        (date(2026, 12, 12), 2),
        (date(2026, 12, 19), 2),
    ]
    assert second.key != first.key


def test_where_nobody_leads_the_manager_is_told(world: World) -> None:
    hire(world.brookside, "Dan Wool", started_on=date(2026, 10, 1))
    remind(LATER)
    assert len(sent("charlie.stone@example.org")) == 1


@pytest.mark.parametrize("more", [0, 9])
def test_homes_with_nothing_to_send_cost_no_query_each(world: World, more: int) -> None:
    for number in range(more):
        made = make_home(
            provider=world.larkfield,
            name=f"House {number}",
            kind=ServiceKind.RESIDENTIAL,
            by=SYSTEM,
            at=AT,
        )
        train(hire(made, f"Person {number}", email=f"p{number}@example.org"), date(2026, 11, 20))
    with CaptureQueriesContext(connection) as asked:
        remind(DAY)
    assert len(asked) == 14
