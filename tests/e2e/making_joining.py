"""A home with people who joined lately and long ago, and texts that are approved."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.identity.actions import make_user
from havenkeep.identity.models import User
from havenkeep.joining.actions.versions import approve, note_clause_use, save_checklist, save_clause
from havenkeep.joining.domain import starting
from havenkeep.joining.domain.papers import Signers
from havenkeep.organisations.models import Home
from havenkeep.people.actions import add_person, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.models import Person

KOFI = "kofimens"
PEOPLE = (
    ("Kofi Mensah", Engagement.EMPLOYED, 2),
    ("Nell Fox", Engagement.BANK, 40),
    ("Ada Quill", Engagement.EMPLOYED, 4000),
    ("Jo Marsh", Engagement.DIRECTOR, 3000),
    ("Tam Hill", Engagement.VOLUNTEER, 500),
    ("Otto Blue", Engagement.ONE_OFF, 5),
)


def joining() -> None:
    """Put people on Thistlewick House's list; Kofi Mensah has an account."""
    at, today = timezone.now(), timezone.localdate()
    home = Home.objects.select_related("provider").get(name="Thistlewick House")
    for name, engagement, days in PEOPLE:
        person = add_person(provider=home.provider, name=name, by=SYSTEM, at=at)
        start_post(
            person=person,
            home=home,
            engagement=engagement,
            role=JobRole.CARER,
            started_on=today - timedelta(days=days),
            by=SYSTEM,
            at=at,
        )
    user = make_user(name="Kofi Mensah", email="kofi.mensah@example.org", password=None, by=SYSTEM, at=at)
    Person.objects.filter(name="Kofi Mensah").update(ref=KOFI, user=user)
    by = User.objects.get(name="Alice Fenn").as_actor()
    checklist = save_checklist(
        home=home,
        points=starting.POINTS,
        within_days=starting.DAYS,
        signers=Signers.EDITORS,
        by=by,
        at=at,
    )
    clause = save_clause(home=home, text=starting.CLAUSE, by=by, at=at)
    for version in (checklist, clause):
        approve(version=version, seen_digest=version.digest, by=by, at=at)
    since = today - timedelta(days=1000)
    note_clause_use(clause=clause, staff_since=since, others_since=since, by=by, at=at)
