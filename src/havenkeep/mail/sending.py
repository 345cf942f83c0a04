"""The worker's half of the outbox: nothing is sent twice, even when the worker is killed in the middle.

A message moves like this, and every arrow is one committed write before the next thing is done:

    waiting, held ──▶ offered (MAIL, RCPT) ──▶ sending ──▶ DATA, text, final answer ──▶ sent

- **Killed before `sending`**: the text has provably not left this computer. The lease runs out, and another
  worker tries again.
- **Killed in `sending`**: only the server's last answer would tell, and it is lost. Whether the message went
  out is unknown, so it becomes *unsure*: nobody retries it but a person, who is told. (Between the write and
  DATA the text has not left either, but nobody can prove it afterwards.)
- **The server says no to DATA or to the text** (4xx, 5xx): it has not taken it. So it is tried later, or
  refused.
- **The connection breaks after DATA**: as if killed. RFC 5321 4.5.3.2.6 has clients send again here, and
  RFC 1047 tells of the copies that come of it; we would rather ask.
- **Two workers**: the move to `sending` succeeds only for who still holds the row, so a lease that ran out
  meanwhile costs a try and never a copy.
- **Night falls**: what goes by day only is not due at night, and the last look at the clock is taken just
  before `sending`. So neither a slow server nor a try put off brings a reminder in the night.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Final

import structlog
from django.db.models import F, QuerySet

from havenkeep.leases.claiming import LET_GO, claim, free, hold, mine
from havenkeep.mail.dialogue import Line, Stopped, connected
from havenkeep.mail.domain.composing import Unwritable, compose, plain
from havenkeep.mail.domain.hours import Hours, may_go
from havenkeep.mail.domain.outcomes import CUT_OFF, SENT, Outcome, Result
from havenkeep.mail.domain.pacing import ENOUGH_TRIES, GIVE_UP_AFTER, is_over, pause_after
from havenkeep.mail.domain.server import Server
from havenkeep.mail.domain.states import State
from havenkeep.mail.locking import PasswordLost
from havenkeep.mail.models import Message
from havenkeep.mail.queries import current_server

log = structlog.get_logger()
Clock = Callable[[], datetime]
LEASE: Final = timedelta(minutes=5)
BATCH: Final = 20
ENOUGH: Final = 8.0  # seconds of sending in one round, so that a worker that is to stop soon can
NO_SERVER: Final = "E-mail was not set up within two days, so this was not sent."
_ENDS: Final = {Result.REFUSED: State.FAILED, Result.UNSURE: State.UNSURE}


def send_due(*, clock: Clock, by: str, enough: float = ENOUGH) -> int:
    """Send what is due, for about `enough` seconds, and return how many messages a server took."""
    at = clock()
    settle_cut_off(at=at)
    try:
        server = current_server()
    except PasswordLost as lost:
        _postpone(Message.objects.due(at=at), sentence=str(lost), tries=1, at=at)
        return 0
    if server is None:
        stale = Message.objects.waiting().filter(wanted_at__lte=at - GIVE_UP_AFTER)
        stale.update(state=State.GIVEN_UP, result=NO_SERVER, ended_at=at, **LET_GO)
        return 0
    sent, until = 0, time.monotonic() + enough
    while time.monotonic() < until:
        batch = claim(Message.objects.due(at=clock()), by=by, at=clock(), lasting=LEASE, most=BATCH)
        taken, well = _hand_over(batch, server=server, clock=clock, until=until) if batch else (0, False)
        sent += taken
        if not well:
            break
    return sent


def settle_cut_off(*, at: datetime) -> int:
    """Say of messages whose sender went silent past the point of no return that nobody knows; how many.

    The holder's name stays: should it only have been slow, its answer still counts.
    """
    lost = Message.objects.filter(free(at=at, lasting=LEASE), state=State.SENDING)
    return lost.update(state=State.UNSURE, result=CUT_OFF, ended_at=at)


def _hand_over(batch: list[Message], *, server: Server, clock: Clock, until: float) -> tuple[int, bool]:
    """Hand a batch over on one connection. Return how many were taken, and whether to go on."""
    left = deque(batch)
    line = None
    try:
        with connected(server) as line:
            while left and time.monotonic() < until:
                outcome = _send(left[0], line=line, server=server, clock=clock)
                _settle(left.popleft(), outcome, at=clock())
                if outcome is not None and outcome.of_server:
                    return line.handed_over, _goes_on(line, outcome, clock=clock)
    except Stopped as stopped:
        log.warning("the mail server cannot be used")
        for message in left:
            mine(message).update(**LET_GO)
        at = clock()
        sentence = stopped.outcome.sentence
        _postpone(Message.objects.due(at=at), sentence=sentence, tries=left[0].tries + 1, at=at)
        left.clear()
    finally:
        for message in left:
            mine(message).update(**LET_GO)
    return (line.handed_over, True) if line is not None else (0, False)


def _goes_on(line: Line, outcome: Outcome, *, clock: Clock) -> bool:
    """Whether to open another connection at once: some servers hang up after a number of messages."""
    if line.handed_over:
        return True
    at = clock()
    _postpone(Message.objects.due(at=at), sentence=outcome.sentence, tries=1, at=at)
    return False


def _send(message: Message, *, line: Line, server: Server, clock: Clock) -> Outcome | None:
    """Try one message. None when another worker, or somebody who cancelled it, or the night was quicker."""
    if not hold(message, at=clock(), lasting=LEASE):
        return None
    message_id = make_msgid(domain=plain(server.from_address).rpartition("@")[2])
    try:
        sender, recipient, text = compose(
            server=server,
            to=message.to,
            subject=message.subject,
            body=message.body,
            message_id=message_id,
            at=clock(),
        )
        line.offer(sender=sender, recipient=recipient)
    except Unwritable:
        return Outcome(
            result=Result.REFUSED, sentence="This address cannot be written so that mail finds it."
        )
    except Stopped as stopped:
        line.forget()
        return stopped.outcome
    if not _goes_now(message, message_id=message_id, at=clock()):
        line.forget()
        return None
    try:
        line.give(text)
    except Stopped as stopped:
        return stopped.outcome
    return SENT


def _goes_now(message: Message, *, message_id: str, at: datetime) -> bool:
    """Pass the point of no return, unless night fell, somebody cancelled it, or another worker has it."""
    if not may_go(Hours(message.hours), at=at):
        mine(message).update(**LET_GO)
        return False
    still = mine(message).filter(state=State.WAITING)
    return bool(still.update(state=State.SENDING, message_id=message_id, held_until=at + LEASE))


def _settle(message: Message, outcome: Outcome | None, *, at: datetime) -> None:
    """Keep what came of a try, unless the message has gone its own way meanwhile."""
    if outcome is None:
        return
    row = mine(message).filter(state__in=[State.WAITING, State.SENDING, State.UNSURE])
    tries = message.tries + 1
    if outcome.result is Result.SENT:
        row.update(state=State.SENT, body="", result="", sent_at=at, ended_at=at, tries=tries, **LET_GO)
    elif outcome.result is Result.LATER:
        over = is_over(wanted_at=message.wanted_at, tries=tries, at=at)
        row.update(
            state=State.GIVEN_UP if over else State.WAITING,
            result=outcome.sentence,
            tries=tries,
            next_try_at=at + pause_after(tries),
            ended_at=at if over else None,
            **LET_GO,
        )
    else:
        state = _ENDS[outcome.result]
        row.update(state=state, result=outcome.sentence, ended_at=at, tries=tries, **LET_GO)


def _postpone(messages: QuerySet[Message], *, sentence: str, tries: int, at: datetime) -> None:
    """Put off everything that would meet the same trouble, and give up what was tried long enough."""
    waiting = messages.order_by().filter(free(at=at, lasting=LEASE))
    over = waiting.filter(wanted_at__lte=at - GIVE_UP_AFTER, tries__gte=ENOUGH_TRIES - 1)
    over.update(state=State.GIVEN_UP, result=sentence, tries=F("tries") + 1, ended_at=at)
    waiting.update(result=sentence, tries=F("tries") + 1, next_try_at=at + pause_after(tries))
