"""What the e-mails say: to somebody who owes training, and once a week to whoever leads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from havenkeep.needs.domain.owing import Owed
from havenkeep.needs.domain.own_words import words_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    subject: str
    body: str


DIGEST = """\
Hello {name},

at {home}, {people} more than two weeks late with training:

{lines}

{way}

This comes at most once a week. You can turn reminders off on the same page.
"""
LONGEST_SUBJECT = 200  # characters, which is what the outbox takes
THEIR_PAGE = "See who they are, and print a list for the handover room: {address}"
NO_PAGE = "See who they are under Training, Training needs, Who owes what."


def reminder_letter(
    *, name: str, home: str, owed: Collection[Owed], address: str, on: date, language: str = ""
) -> Letter:
    """Return the mail about some trainings. `address` is where the lessons begin, empty when not known.

    It begins in the reader's `language` where we have it, and the English follows.
    """
    every = words_for(language)
    late = any(row.due_on < on for row in owed)
    subjects = [(one.late if late else one.to_do).format(home=home) for one in every]
    both = " / ".join(subjects)
    bodies = [one.body(name=name, home=home, owed=owed, address=address, on=on) for one in every]
    between = f"\n{every[0].english}\n\n"
    return Letter(subject=both if len(both) <= LONGEST_SUBJECT else subjects[-1], body=between.join(bodies))


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
