"""Finding cards, tablets and links, and saying whether somebody may come in by one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from havenkeep.identity.models import User
from havenkeep.identity.protection.queries import has_second_step
from havenkeep.identity.roles import Role
from havenkeep.keycards.domain.codes import typed
from havenkeep.keycards.domain.refusals import Refusal
from havenkeep.keycards.models import CardDevice, KeyCard, SharedTablet, SignInLink
from havenkeep.keycards.pepper import code_digest
from havenkeep.keycards.sitting import OwnSitting
from havenkeep.organisations.models import Home, Membership
from havenkeep.people.models import Person, Post


def is_shared_tablet(request: HttpRequest) -> bool:
    """Say whether somebody is signed in with their card on a shared tablet. No query."""
    sitting = OwnSitting.of(request.session)
    return sitting is not None and sitting.tablet is not None


def card_with(token_digest: str) -> KeyCard | None:
    """Return the card with this digest, also one that is over. One query."""
    return _cards().filter(token_digest=token_digest).first()


def card_with_code(text: str) -> KeyCard | None:
    """Return the card whose printed code somebody typed. One query, none for what is no code."""
    code = typed(text)
    return _cards().filter(code_secret=code_digest(code)).first() if code else None


def card_kept_on(device_digest: str) -> KeyCard | None:
    """Return the live card that a phone stands for; the one used last. One query."""
    row = (
        CardDevice.objects.filter(secret_digest=device_digest, remembered=True, card__ended_at=None)
        .select_related("card__person__provider", "card__person__user")
        .order_by("-seen_at")
        .first()
    )
    return row.card if row is not None else None


def stands_for(card: KeyCard, device_digest: str) -> bool:
    """Say whether a phone stands for a card, so that its PIN is all it is asked for. One query."""
    return card.devices.filter(secret_digest=device_digest, remembered=True).exists()


def tablet_with(device_digest: str) -> SharedTablet | None:
    """Return the shared tablet that a browser is. One query."""
    return SharedTablet.objects.live().select_related("home").filter(secret_digest=device_digest).first()


def tablet_waiting(token_digest: str, *, at: datetime) -> SharedTablet | None:
    """Return the tablet that a one-time link is to make. One query."""
    return (
        SharedTablet.objects.waiting(at=at).select_related("home").filter(token_digest=token_digest).first()
    )


def link_with(token_digest: str, *, at: datetime) -> SignInLink | None:
    """Return the link with this digest while it is good. One query."""
    links = SignInLink.objects.good(at=at).select_related("person__provider", "person__user")
    return links.filter(token_digest=token_digest).first()


def live_card(person: Person) -> KeyCard | None:
    """Return the card that somebody has. One query."""
    return person.key_cards.live().first()


def why_not(person: Person, *, at: datetime) -> Refusal | None:
    """Say why somebody may not come in by card or link; None when they may. At most three queries."""
    on = timezone.localdate(at)
    posts = person.posts.all()
    if not posts.on(on).exists():
        return Refusal.NOT_YET if posts.filter(started_on__gt=on).exists() else Refusal.LEFT
    if person.user is None:
        return None
    if not person.user.is_active:
        return Refusal.CLOSED
    if stronger(at=at).filter(user=person.user).exists() or has_second_step(person.user):
        return Refusal.STRONGER
    return None


def has_more(person: Person, *, at: datetime) -> bool:
    """Say whether somebody has access that a card does not open. One query, none without an account."""
    return person.user_id is not None and stronger(at=at).filter(user=person.user_id).exists()


def stronger(*, at: datetime) -> QuerySet[Membership]:
    """Return access that needs a password and a second step: all but a member of staff's own."""
    return Membership.objects.in_force(at=at).exclude(role=Role.STAFF)


def is_open(sitting: OwnSitting, *, user: User, at: datetime) -> bool:
    """Say whether a sitting may go on: they work here today, card and tablet are good. One query."""
    asked = Person.objects.filter(pk=sitting.person, user=user).filter(
        Exists(Post.objects.filter(person=OuterRef("pk")).on(timezone.localdate(at))),
        ~Exists(stronger(at=at).filter(user=OuterRef("user"))),
    )
    if sitting.card is not None:
        live = KeyCard.objects.live().filter(pk=sitting.card, person=OuterRef("pk"))
        asked = asked.filter(Exists(live))
    if sitting.tablet is not None:
        asked = asked.filter(Exists(SharedTablet.objects.live().filter(pk=sitting.tablet)))
    return asked.exists()


def people_here(home: Home, *, at: datetime) -> QuerySet[Person]:
    """Return everyone who works in the home or is about to, with what lets them in, by name. One query.

    Each row has `card_pk`, `card_made_at`, `card_used_at`, `card_locked_at` and `has_more`, see
    `pages/manage.py`.
    """
    return _here(home, at=at)


def to_print_for(home: Home, *, at: datetime, again: bool) -> QuerySet[Person]:
    """Return those who have no card yet, or with `again` those who have one. One query."""
    return _here(home, at=at).filter(has_more=False, card_made_at__isnull=not again)


def _here(home: Home, *, at: datetime) -> QuerySet[Any]:
    on = timezone.localdate(at)
    posts = home.posts.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))
    card = KeyCard.objects.live().filter(person=OuterRef("pk"))
    return (
        Person.objects.filter(pk__in=posts.values("person"))
        .annotate(
            card_pk=Subquery(card.values("pk")[:1]),
            card_made_at=Subquery(card.values("made_at")[:1]),
            card_used_at=Subquery(card.values("used_at")[:1]),
            card_locked_at=Subquery(card.values("locked_at")[:1]),
            has_more=Exists(stronger(at=at).filter(user=OuterRef("user"))),
        )
        .order_by("name_key", "pk")
    )


def reachable_by(email: str, *, on: date) -> list[Person]:
    """Return whom an e-mail leads to: one person of each provider at most, who works there today. One query.

    An e-mail that two people of one provider have is nobody's: a shared mailbox tells nobody from another.
    """
    wanted = email.strip().casefold()
    if not wanted:
        return []
    twin = Person.objects.filter(provider=OuterRef("provider"), email=OuterRef("email")).exclude(
        pk=OuterRef("pk")
    )
    working = Post.objects.filter(person=OuterRef("pk")).on(on)
    return list(
        Person.objects.filter(Exists(working), ~Exists(twin), email=wanted)
        .select_related("provider", "user")
        .order_by("pk")[:5]
    )


def _cards() -> QuerySet[KeyCard]:
    return KeyCard.objects.select_related("person__provider", "person__user")
