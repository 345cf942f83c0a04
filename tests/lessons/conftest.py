"""A learner: Grace Bell, a carer at Thistlewick House with an account and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.identity.actions import make_user
from havenkeep.identity.models import User
from havenkeep.lessons.domain.course import Course, load_course
from havenkeep.lessons.models import QuizAttempt
from havenkeep.organisations.models import Home
from havenkeep.people.actions import add_person, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.models import Person, Post
from tests.world import AT, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """Somebody on the staff list with an account, and the browser they are signed in with."""

    person: Person
    post: Post
    user: User
    client: Client

    def at(self, rest: str = "") -> str:
        return f"/me/{self.person.ref}/{rest}"

    def lesson(self, lesson: str = "trust", course: str = "everyone") -> str:
        return self.at(f"lessons/{course}/{lesson}/")

    def begins(self) -> QuizAttempt:
        """Begin the quiz of the course for everyone, on its page."""
        led = self.client.post(self.at("lessons/everyone/quiz/"))
        return self.person.quiz_attempts.get(ref=led["Location"].rstrip("/").rsplit("/", 1)[1])

    def page_of(self, attempt: QuizAttempt) -> str:
        return self.at(f"lessons/everyone/quiz/{attempt.ref}/")


def working_at(home: Home, name: str, client: Client) -> Learner:
    email = f"{name.replace(' ', '.').lower()}@example.org"
    user = make_user(name=name, email=email, password=None, by=SYSTEM, at=AT)
    person = add_person(provider=home.provider, name=name, by=SYSTEM, at=AT)
    Person.objects.filter(pk=person.pk).update(user=user)
    post = start_post(
        person=person, home=home, engagement=Engagement.EMPLOYED, role=JobRole.CARER, by=SYSTEM, at=AT
    )
    client.force_login(user)
    return Learner(person=Person.objects.get(pk=person.pk), post=post, user=user, client=client)


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def grace(world: World) -> Learner:
    return working_at(world.thistlewick, "Grace Bell", world.client())


@pytest.fixture
def course() -> Course:
    return load_course("everyone")


def right_answers(attempt: QuizAttempt, *, wrong: int = 0) -> dict[str, str]:
    """Return a form that answers all questions, so many of them wrongly."""
    bank = {question.id: question for question in load_course(attempt.course).bank}
    told = {}
    for number, (id_, order) in enumerate(attempt.questions):
        right = bank[id_].right
        told[f"q-{id_}"] = str(right if number >= wrong else next(one for one in order if one != right))
    return told
