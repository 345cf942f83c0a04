"""Signing in somebody whose card or link was good: the last step of both."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from havenkeep.identity.domain.guard import Guard
from havenkeep.identity.sessions.session import origin
from havenkeep.identity.sign_in import sign_in
from havenkeep.keycards.actions import account_of
from havenkeep.keycards.actions.signing_in import holder
from havenkeep.keycards.landing import landing
from havenkeep.keycards.models import KeyCard, SharedTablet
from havenkeep.keycards.sitting import OwnSitting
from havenkeep.people.models import Person


def enter(
    request: HttpRequest,
    *,
    person: Person,
    at: datetime,
    card: KeyCard | None = None,
    tablet: SharedTablet | None = None,
) -> HttpResponse:
    """Sign in to the person's own account, made now when they come for the first time."""
    user = account_of(person=person, by=holder(person, origin=origin(request)), at=at)
    to = landing(request.session, person=person.ref, at=at)
    response = sign_in(request, user=user, to=to, guard=Guard.OWN)
    sitting = OwnSitting(
        person=person.pk,
        card=card.pk if card else None,
        tablet=tablet.pk if tablet else None,
        language=person.language,
    )
    sitting.keep(request.session)
    return response
