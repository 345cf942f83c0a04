"""What the e-mails say: to somebody who owes training, and once a week to whoever leads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from havenkeep.needs.domain.owing import Owed


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    subject: str
    body: str


REMINDER = """\
Hello {name},

{what} at {home}:

{lines}

{way}

Stop whenever you are needed, and go on later. If you have done a course somewhere else, show its certificate
to your manager: it may count.

If something here is not right, tell your manager.
"""
DIGEST = """\
Hello {name},

at {home}, {people} more than two weeks late with training:

{lines}

{way}

This comes at most once a week. You can turn reminders off on the same page.
"""
LESSONS = "Our lessons come in pieces of two or three minutes. Open them here: {address}"
NO_ADDRESS = "Our lessons come in pieces of two or three minutes. Open Havenkeep as you do at work."
THEIR_PAGE = "See who they are, and print a list for the handover room: {address}"
NO_PAGE = "See who they are under Training, Training needs, Training to do."


def reminder_letter(*, name: str, home: str, owed: Collection[Owed], address: str, on: date) -> Letter:
    """Return the mail about some trainings. `address` is where the lessons begin, empty when not known."""
    late = any(row.due_on < on for row in owed)
    return Letter(
        subject=f"Training {'that was due' if late else 'to do'} at {home}",
        body=REMINDER.format(
            name=name,
            what="there is training to do" if not late else "some training is waiting for you",
            home=home,
            lines="\n".join(f"- {row.title}: {_when(row, on=on)}" for row in owed),
            way=LESSONS.format(address=address) if address else NO_ADDRESS,
        ),
    )


def digest_letter(
    *, name: str, home: str, people: int, trainings: Collection[tuple[str, int]], address: str
) -> Letter:
    """Return the week's mail to somebody who leads: titles and numbers, no names of staff."""
    told = "1 person is" if people == 1 else f"{people} people are"
    return Letter(
        subject=f"Late training at {home}: {people} {'person' if people == 1 else 'people'}",
        body=DIGEST.format(
            name=name,
            home=home,
            people=told,
            lines="\n".join(f"- {title}: {number}" for title, number in trainings),
            way=THEIR_PAGE.format(address=address) if address else NO_PAGE,
        ),
    )


def _when(row: Owed, *, on: date) -> str:
    day = f"{row.due_on.day} {row.due_on:%B %Y}"
    return f"by {day}" if row.due_on >= on else f"it was due on {day}"
