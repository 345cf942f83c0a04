"""Whether the background works, piece by piece, and whether mail goes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from django.db.models import Max

from havenkeep.background.models import Beat
from havenkeep.design.wording import say_when
from havenkeep.mail.domain.states import State as MailState
from havenkeep.mail.queries import Health, health
from havenkeep.upkeep.check import Check, State
from havenkeep.upkeep.folder import Lock, held_since

NEVER: Final = datetime.min.replace(tzinfo=UTC)
WORKER_QUIET: Final = timedelta(minutes=10)
OFTEN: Final = 3  # failures in a row after which it does not look like an accident
LOOK: Final = "Open E-mail under This installation, and send yourself a test."
# The pieces of the schedule, in words.
PIECES: Final[Mapping[str, str]] = {
    "assessment.refresh_stale": "Work: findings",
    "evidence.sweep": "Work: kept files",
    "importing.clear_expired": "Work: old previews",
    "keycards.clear_links": "Work: old sign-in links",
    "mail.clear": "Work: old messages",
    "mail.send": "Work: sending e-mail",
    "needs.remind": "Work: training reminders",
    "sessions.clear": "Work: old sign-ins",
    "setup.key": "Work: set-up key",
    "upkeep.back_up": "Work: daily backup",
}


def worker(data: Path, *, at: datetime) -> Check:
    """Say whether anything works in the background."""
    name = "Background work"
    since = held_since(data, Lock.SERVER)
    if since is None:
        told = "Havenkeep is not running, so nothing works in the background."
        return Check(name=name, state=State.OK, sentence=told)
    newest = Beat.objects.aggregate(newest=Max("started_at"))["newest"] or NEVER
    if max(newest, since) < at - WORKER_QUIET:
        return Check(
            name=name,
            state=State.WRONG,
            sentence="Nothing has worked in the background for ten minutes.",
            what_to_do="Restart Havenkeep.",
        )
    if newest < since:
        return Check(name=name, state=State.OK, sentence="Havenkeep has just started.")
    return Check(name=name, state=State.OK, sentence=f"Last worked at {newest:%H:%M:%S} UTC.")


def pieces(data: Path) -> Iterator[Check]:
    """Yield how each piece of background work last went. One query."""
    for beat in Beat.objects.order_by("name"):
        yield _piece(beat, log=data / "logs" / "worker.log")


def _piece(beat: Beat, *, log: Path) -> Check:
    name = PIECES.get(beat.name, f"Work: {beat.name}")
    if not beat.failures:
        ran = (
            f"Last ran on {say_when(beat.finished_at)}."
            if beat.finished_at
            else "Has not run to its end yet."
        )
        return Check(name=name, state=State.OK, sentence=ran)
    since = say_when(beat.failing_since or beat.failed_at or NEVER)
    times = "once" if beat.failures == 1 else f"{beat.failures} times"
    return Check(
        name=name,
        state=State.WRONG if beat.failures >= OFTEN else State.WARN,
        sentence=f"Failed {times} since {since}. {beat.error}".strip(),
        what_to_do=f"It is tried again by itself. If it goes on failing, read the end of {log}.",
    )


def email(*, at: datetime) -> Check:
    """Say whether mail goes out. Four queries."""
    found = health(now=at)
    wrong = _trouble(found)
    if wrong is not None:
        return Check(name="E-mail", state=State.WARN, sentence=wrong[0], what_to_do=wrong[1])
    return Check(name="E-mail", state=State.OK, sentence=_well(found))


def _trouble(found: Health) -> tuple[str, str] | None:
    waiting = found.counts[MailState.WAITING]
    if not found.set_up:
        told = f"{_messages(waiting)} in the outbox, and e-mail is not set up."
        return (told, LOOK) if waiting else None
    if found.test is not None and not found.test.arrived:
        return f"The last test did not go out. {found.test.result}", LOOK
    if found.slow_since is not None:
        return f"A message has waited in the outbox since {say_when(found.slow_since)}.", LOOK
    stuck = {
        "may not have arrived": found.counts[MailState.UNSURE],
        "refused": found.counts[MailState.FAILED],
        "given up": found.counts[MailState.GIVEN_UP],
    }
    told = ", ".join(f"{count} {words}" for words, count in stuck.items() if count)
    return (f"In the outbox: {told}.", "Open the outbox and send them again.") if told else None


def _well(found: Health) -> str:
    if not found.set_up:
        return "E-mail is not set up; nothing needs it."
    told = (
        f"the last test went out on {say_when(found.test.at)}"
        if found.test is not None
        else "no test has been sent yet"
    )
    rest = f" {_messages(found.for_morning)} for the morning." if found.for_morning else ""
    return f"E-mail is set up; {told}.{rest}"


def _messages(count: int) -> str:
    return "One message waits" if count == 1 else f"{count} messages wait"
