"""A test message, sent while its sender waits."""

from __future__ import annotations

import threading
from datetime import datetime
from email.utils import make_msgid
from typing import Final

from havenkeep.mail.dialogue import Stopped, connected
from havenkeep.mail.domain.composing import Unwritable, compose, plain
from havenkeep.mail.domain.outcomes import NO_ANSWER, SENT, TIMED_OUT, Outcome, Result
from havenkeep.mail.domain.server import Server

WITHIN: Final = 15.0  # seconds
EACH_ANSWER: Final = 8.0
SUBJECT: Final = "Test from Havenkeep"
BODY: Final = "E-mail from Havenkeep works. You need not answer this.\n"


def try_out(*, server: Server, to: str, at: datetime, within: float = WITHIN) -> Outcome:
    """Send a test message and return what came of it, after `within` seconds at most.

    It runs in a thread of its own, because a look-up of a name cannot be given a time limit.
    """
    found: list[Outcome] = []
    talk = threading.Thread(
        target=lambda: found.append(_talk(server=server, to=to, at=at)), name="test mail", daemon=True
    )
    talk.start()
    talk.join(timeout=within)
    return found[0] if found else Outcome(result=Result.LATER, sentence=TIMED_OUT, of_server=True)


def _talk(*, server: Server, to: str, at: datetime) -> Outcome:
    message_id = make_msgid(domain=plain(server.from_address).rpartition("@")[2])
    try:
        sender, recipient, text = compose(
            server=server, to=to, subject=SUBJECT, body=BODY, message_id=message_id, at=at
        )
        with connected(server, timeout=EACH_ANSWER) as line:
            line.offer(sender=sender, recipient=recipient)
            line.give(text, last_answer=EACH_ANSWER)
    except Unwritable:
        return Outcome(
            result=Result.REFUSED, sentence="Your address cannot be written so that mail finds it."
        )
    except Stopped as stopped:
        if stopped.outcome.result is Result.UNSURE:
            return Outcome(result=Result.UNSURE, sentence=NO_ANSWER)
        return stopped.outcome
    return SENT
