"""Carers with an account and nothing else, signed in: their browsers are cookies.

`python -m tests.learners COUNT` makes them on the installation that the environment names, and prints them.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from havenkeep.upkeep.prepare import set_up_django


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Somebody's ref on the staff list, and the session that their browser sends."""

    person: str
    session: str


def make_learners(count: int, *, at: datetime) -> list[Signed]:
    """Put carers on the staff list of the first home, each with an account and a session. Needs Django."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from havenkeep.audit.domain.actor import SYSTEM
    from havenkeep.identity.actions import make_user
    from havenkeep.identity.domain.guard import Guard
    from havenkeep.identity.sessions.session import Mark
    from havenkeep.organisations.models import Home
    from havenkeep.people.actions import add_person, start_post
    from havenkeep.people.domain.engagement import Engagement, JobRole
    from havenkeep.people.models import Person

    home = Home.objects.select_related("provider").order_by("pk")[0]
    made = []
    for number in range(count):
        name = "Grace Bell" if count == 1 else f"Carer {number}"
        user = make_user(name=name, email=f"carer{number}@example.org", password=None, by=SYSTEM, at=at)
        person = add_person(provider=home.provider, name=name, by=SYSTEM, at=at)
        Person.objects.filter(pk=person.pk).update(user=user)
        start_post(
            person=person, home=home, engagement=Engagement.EMPLOYED, role=JobRole.CARER, by=SYSTEM, at=at
        )
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        Mark(guard=Guard.PROTECTED, since=at, seen=at, row=0).keep(session)
        session.save()
        made.append(Signed(person=person.ref, session=str(session.session_key)))
    return made


if __name__ == "__main__":
    set_up_django(Path(os.environ["HAVENKEEP_DATA"]))
    from django.utils import timezone

    made = make_learners(int(sys.argv[1]), at=timezone.now())
    print(json.dumps([asdict(one) for one in made]))  # noqa: T201
