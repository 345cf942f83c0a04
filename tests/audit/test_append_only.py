"""The database keeps the chain, whatever the program does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from havenkeep.audit.actions import OutsideTransaction, record
from havenkeep.audit.domain.actor import COMMAND_LINE, SYSTEM
from havenkeep.audit.models import Event, Head
from havenkeep.audit.queries import head_line, head_numbers, verify

AT = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def events(count: int, *, stream: str = "home:abc") -> list[Event]:
    with transaction.atomic():
        return [
            record(stream=stream, event=f"tests.step_{number}", by=SYSTEM, at=AT, subject="tests.thing:1")
            for number in range(count)
        ]


def drop_triggers() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in ("audit_event_no_update", "audit_event_no_delete"):
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("DROP TRIGGER audit_event_append_only ON audit_event")


def broken() -> dict[str, int | None]:
    return {report.stream: report.broken_at for report in verify()}


def test_an_event_cannot_be_changed() -> None:
    event = events(1)[0]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(event="tests.something_else")


def test_an_event_cannot_be_deleted() -> None:
    event = events(1)[0]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.delete()


def test_a_head_cannot_be_deleted() -> None:
    events(1)
    with pytest.raises(DatabaseError, match=r"kept|append-only"), transaction.atomic():
        Head.objects.all().delete()


@pytest.mark.parametrize("number", [0, 1, 2, 9])
def test_a_head_moves_one_step_forward_and_no_other_way(number: int) -> None:
    events(2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Head.objects.filter(stream="home:abc").update(number=number)


def test_a_chain_that_nobody_touched_holds() -> None:
    events(5)
    events(2, stream="instance")
    assert broken() == {"home:abc": None, "instance": None}


def test_a_forged_event_is_named_once_the_triggers_are_gone() -> None:
    forged = events(5)[2]
    drop_triggers()
    Event.objects.filter(pk=forged.pk).update(subject="tests.thing:2")
    assert broken() == {"home:abc": 3}


def test_an_event_taken_out_of_the_middle_shows() -> None:
    events(5)
    drop_triggers()
    Event.objects.filter(number=2).delete()
    assert broken() == {"home:abc": 2}


def test_a_chain_cut_short_shows_against_its_head() -> None:
    events(5)
    drop_triggers()
    Event.objects.filter(number__gt=3).delete()
    assert broken() == {"home:abc": 4}


def test_the_printed_head_tells_a_shorter_chain_from_the_one_on_paper() -> None:
    events(3)
    paper = head_line("home:abc")
    events(1)
    assert paper.startswith("home:abc 3 ")
    assert head_line("home:abc").startswith("home:abc 4 ")


def test_an_event_of_a_change_that_was_rolled_back_is_gone() -> None:
    events(1)
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        record(stream="home:abc", event="tests.undone", by=SYSTEM, at=AT, subject="tests.thing:1")
        raise ValueError("no")
    assert head_numbers(["home:abc", "home:none"]) == {"home:abc": 1, "home:none": 0}
    assert broken() == {"home:abc": None}


@pytest.mark.django_db(transaction=False)
def test_an_event_keeps_no_value_only_a_digest_under_the_installations_key() -> None:
    with transaction.atomic():
        event = record(
            stream="home:abc",
            event="tests.changed",
            by=COMMAND_LINE,
            at=AT,
            subject="tests.thing:1",
            fields=["name"],
            values={"name": "Alice Fenn"},
        )
    told = str({**event.body(), "digest": event.digest})
    assert "Alice" not in told
    assert "Command line" not in told
    assert len(event.digests["name"]) == 32


def test_recording_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(OutsideTransaction):
        record(stream="home:abc", event="tests.lost", by=SYSTEM, at=AT, subject="tests.thing:1")
