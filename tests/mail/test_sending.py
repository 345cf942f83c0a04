"""What waits in the outbox is sent once; what is refused for now is tried again, and not for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.core.mail import EmailMessage

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.mail.actions import BadMessage, cancel, leave_message, send_again, set_server, settle_restored
from havenkeep.mail.backend import Outbox
from havenkeep.mail.domain.states import State
from havenkeep.mail.models import MailServer, Message
from havenkeep.mail.sending import LEASE, send_due
from havenkeep.mail.tasks import clear_old
from tests.mail.post_office import DROP, HERE, Postbox, post_office
from tests.world import AT

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts([HERE])]
DAY = timedelta(days=1)


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with post_office() as opened:
        set_server(server=opened.server(), by=SYSTEM, at=AT)
        yield opened


def leave(number: int = 1, *, to: str = "", body: str = "One thing to do.", at: datetime = AT) -> Message:
    return leave_message(
        to=to or f"person{number}@example.org",
        subject=f"Number {number}: Grüße",
        body=body,
        kind="reminder",
        by=SYSTEM,
        at=at,
        key=f"tests:{number}",
    )


def send(at: datetime = AT) -> int:
    return send_due(clock=lambda: at, by="tests")


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def test_what_waits_is_sent_once_in_order_on_one_connection(postbox: Postbox) -> None:
    for number in range(3):
        leave(number)
    assert send() == 3
    assert send() == 0
    assert postbox.to == [f"person{number}@example.org" for number in range(3)]
    assert postbox.connections == 1
    assert {message["Message-ID"] for message in postbox.messages} == set(
        Message.objects.values_list("message_id", flat=True)
    )


def test_a_message_travels_whole(postbox: Postbox) -> None:
    body = "Grüße an alle,\n.\n.a dot at the start\nund ein sehr " + "langer " * 60 + "Satz.\n"
    leave(to="alice@bücher.example", body=body)
    send()
    message = postbox.messages[0]
    assert message["Subject"] == "Number 1: Grüße"
    assert message["To"] == "alice@xn--bcher-kva.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().replace("\r\n", "\n") == body


def test_the_text_is_blanked_once_it_was_sent(postbox: Postbox) -> None:
    leave(body="https://example.org/once/abc")
    send()
    sent = Message.objects.get()
    assert (sent.state, sent.body, sent.sent_at) == (State.SENT, "", AT)
    assert (sent.kind, sent.to) == ("reminder", "person1@example.org")


def test_refused_for_now_is_tried_again_ever_more_slowly_and_given_up_after_two_days(
    postbox: Postbox,
) -> None:
    postbox.answers["RCPT"] = "451 Greylisted"
    leave()
    tried: list[int] = []
    while states() == [State.WAITING]:
        at = Message.objects.get().next_try_at
        send(at - timedelta(seconds=1))
        assert Message.objects.get().tries == len(tried)
        send(at)
        tried.append((at - AT) // timedelta(minutes=1))
    assert tried[:7] == [0, 1, 3, 7, 15, 31, 63]
    assert max(later - earlier for earlier, later in pairwise(tried)) == 360
    assert 48 * 60 <= tried[-1] <= 54 * 60
    assert "451 Greylisted" in Message.objects.get().result


def test_a_weekend_asleep_is_no_reason_to_give_up(postbox: Postbox) -> None:
    postbox.answers["RCPT"] = "451 Greylisted"
    leave()
    send(AT + 3 * DAY)
    assert states() == [State.WAITING]
    postbox.answers.clear()
    assert send(AT + 3 * DAY + timedelta(minutes=1)) == 1


def test_refused_for_good_is_not_tried_again_and_stops_nobody_else(postbox: Postbox) -> None:
    postbox.refused = {"person1@example.org": "550 No such person"}
    leave(1)
    leave(2)
    assert send() == 1
    assert states() == [State.FAILED, State.SENT]
    assert "550 No such person" in Message.objects.get(state=State.FAILED).result
    postbox.refused = {}
    assert send(AT + DAY) == 0


def test_when_the_server_is_away_it_is_asked_once_and_everything_waits() -> None:
    with post_office() as gone:
        server = gone.server()
    set_server(server=server, by=SYSTEM, at=AT)
    for number in range(50):
        leave(number)
    assert send() == 0
    assert set(Message.objects.values_list("state", "tries", "held_by")) == {(State.WAITING, 1, "")}
    assert not Message.objects.due(at=AT + timedelta(seconds=59)).exists()
    assert Message.objects.due(at=AT + timedelta(minutes=1)).count() == 50


def test_a_connection_that_breaks_after_the_text_leaves_it_unsure_and_nobody_retries(
    postbox: Postbox,
) -> None:
    postbox.answers["DATA"] = DROP
    leave()
    send()
    assert states() == [State.UNSURE]
    postbox.answers.clear()
    assert send(AT + DAY) == 0
    assert len(postbox.messages) == 1
    send_again(message_id=Message.objects.get().pk, by=SYSTEM, at=AT + DAY)
    assert send(AT + DAY) == 1
    assert states() == [State.SENT]


def test_a_server_that_says_no_to_the_text_has_not_taken_it(postbox: Postbox) -> None:
    postbox.answers["DATA"] = "451 Try later"
    leave()
    send()
    assert states() == [State.WAITING]
    postbox.answers.clear()
    assert send(AT + timedelta(minutes=1)) == 1


def test_a_server_that_hangs_up_after_some_messages_gets_a_new_connection(postbox: Postbox) -> None:
    leave(1)
    leave(2)
    postbox.refused = {"person2@example.org": DROP}
    assert send() == 1
    assert states() == [State.SENT, State.WAITING]


def test_what_is_cancelled_is_not_sent(postbox: Postbox) -> None:
    message = leave()
    cancel(message_id=message.pk, by=SYSTEM, at=AT)
    assert send() == 0
    assert (Message.objects.get().state, Message.objects.get().body) == (State.CANCELLED, "")


def test_who_was_cut_off_while_sending_leaves_it_unsure_but_may_still_answer() -> None:
    message = leave()
    Message.objects.update(state=State.SENDING, held_by="slow", held_until=AT + LEASE)
    send(AT + LEASE - timedelta(seconds=1))
    assert states() == [State.SENDING]
    send(AT + LEASE)
    assert states() == [State.UNSURE]
    assert "may have arrived" in Message.objects.get(pk=message.pk).result
    assert Message.objects.get().held_by == "slow"


def test_without_a_server_messages_wait_and_then_are_given_up() -> None:
    leave()
    send(AT + DAY)
    assert states() == [State.WAITING]
    send(AT + 2 * DAY)
    assert states() == [State.GIVEN_UP]
    assert "not set up" in Message.objects.get().result


def test_a_password_that_cannot_be_opened_is_said_and_nothing_is_tried(postbox: Postbox) -> None:
    leave()
    MailServer.objects.update(user_name="care", locked_password="AAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    assert send() == 0
    assert "Enter it again" in Message.objects.get().result
    assert postbox.connections == 0


def test_after_a_restore_nothing_is_sent_by_itself(postbox: Postbox) -> None:
    leave()
    assert settle_restored(at=AT) == 1
    assert send() == 0
    assert states() == [State.UNSURE]


def test_old_messages_go_and_their_text_goes_before(postbox: Postbox) -> None:
    leave(1)
    leave(2)
    postbox.refused = {"person2@example.org": "550 No"}
    send()
    leave(3)
    clear_old(AT + 13 * DAY)
    assert Message.objects.get(state=State.FAILED).body
    clear_old(AT + 14 * DAY)
    assert not Message.objects.get(state=State.FAILED).body
    clear_old(AT + 90 * DAY)
    assert states() == [State.WAITING]


def test_mail_of_a_library_goes_through_the_outbox() -> None:
    mail = EmailMessage("Reset\n your password", "The link", "x@example.org", ["alice@example.org"])
    assert Outbox().send_messages([mail]) == 1
    left = Message.objects.get()
    assert (left.to, left.subject, left.body) == ("alice@example.org", "Reset your password", "The link")
    wrong = EmailMessage("Reset", "The link", "x@example.org", ["alice"])
    with pytest.raises(BadMessage):
        Outbox().send_messages([wrong])
    assert Outbox(fail_silently=True).send_messages([wrong]) == 0
