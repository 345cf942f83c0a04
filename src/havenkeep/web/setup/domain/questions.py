"""The ten questions of the first run, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from havenkeep.standards.domain.words import ServiceKind, in_words


class Asked(StrEnum):
    """Names a question, in addresses and in what is kept."""

    SERVICE = "service"
    PUBLISHER = "publisher"
    SIGN_IN = "sign-in"
    STANDING = "standing"
    NHS = "nhs"
    PEOPLE = "people"
    DUTIES = "duties"
    HAVINGS = "havings"
    COMPUTING = "computing"
    PRESSING = "pressing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One page: what it asks, one sentence under it, and why we ask for those who want to know.

    `topic` is how the question is called in the list of answers. Texts may hold `{service}`.
    """

    asked: Asked
    title: str
    lead: str
    why: str
    topic: str


QUESTIONS: tuple[Question, ...] = (
    Question(
        asked=Asked.SERVICE,
        title="Which service is yours?",
        lead="Type its name, or its code if you know it. We look in the national list.",
        why="The list tells us the code that the toolkit knows you by, so that you need not look it up.",
        topic="Your service",
    ),
    Question(
        asked=Asked.PUBLISHER,
        title="Who publishes the toolkit for your service?",
        lead="The toolkit (DSPT) is the NHS’s yearly check on how you keep information safe. "
        "Somebody answers it and presses Publish.",
        why="It decides your job: to answer it all, or to check that someone else’s answers are true.",
        topic="Who publishes",
    ),
    Question(
        asked=Asked.SIGN_IN,
        title="Can you sign in to the toolkit today?",
        lead="It lives at dsptoolkit.nhs.uk.",
        why="Many services find that the sign-in left with the last manager. If so, that comes first.",
        topic="Signing in to the toolkit",
    ),
    Question(
        asked=Asked.STANDING,
        title="What does the toolkit show for you?",
        lead="The last thing that was published. You see it when you sign in, or in its public search.",
        why="It tells us which answers can be carried forward, and which level is still open to you.",
        topic="Last published",
    ),
    Question(
        asked=Asked.NHS,
        title="Which of these do you use?",
        lead="Leave out what you do not know. We keep it as “not sure”.",
        why="These decide which level you need. Nothing here changes what you may use.",
        topic="NHS systems",
    ),
    Question(
        asked=Asked.PEOPLE,
        title="What kind of service is it, and how many people work there?",
        lead="A rough count will do. You can leave any number out.",
        why="It decides the words on the pages, what does not apply to you, and how many people may still "
        "be waiting for their training.",
        topic="Service and people",
    ),
    Question(
        asked=Asked.DUTIES,
        title="Who looks after these three things?",
        lead="Leave a box empty if nobody in your {service} does yet. The same person may do all three.",
        why="The toolkit wants a named person. A breach cannot wait until someone is back from leave.",
        topic="Who looks after it",
    ),
    Question(
        asked=Asked.HAVINGS,
        title="What do you already have?",
        lead="You keep what works. Tick all that you have.",
        why="We look at what you have first, and only help you make what is missing.",
        topic="Already there",
    ),
    Question(
        asked=Asked.COMPUTING,
        title="How does your {service} use computers?",
        lead="“Not sure” is fine. You can ask whoever fixes them later.",
        why="It decides which questions about computers apply to you, and whom to ask.",
        topic="Computers",
    ),
    Question(
        asked=Asked.PRESSING,
        title="Is anything pressing?",
        lead="It changes what we put first for your {service}.",
        why="A visit, a sale or a leaver moves some jobs to the front.",
        topic="Pressing",
    ),
)

BY_NAME: Mapping[Asked, Question] = {question.asked: question for question in QUESTIONS}


def number(asked: Asked) -> int:
    """Return the question's place, from 1."""
    return list(BY_NAME).index(asked) + 1


def worded(text: str, *, kind: ServiceKind | None) -> str:
    """Return the text in the words of the kind of service, or of any service while the kind is not known."""
    return text.replace("{service}", "service") if kind is None else in_words(text, kind=kind)


def before(asked: Asked) -> Question | None:
    """Return the question before, or None at the first."""
    place = number(asked)
    return QUESTIONS[place - 2] if place > 1 else None
