"""Making, replacing and taking back cards, and opening one that wrong PINs have locked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.identity.sessions.actions import end_sittings
from havenkeep.keycards.domain.codes import new_code
from havenkeep.keycards.models import KeyCard
from havenkeep.keycards.pepper import code_digest
from havenkeep.organisations.domain.tokens import digest_of, new_token
from havenkeep.organisations.models import Home
from havenkeep.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """What goes on one card and is kept nowhere: print it first, then keep its digests (`keep_cards`)."""

    person: Person
    token: str
    code: str


def new_print(person: Person) -> Print:
    return Print(person=person, token=new_token(), code=new_code())


class JustPrinted(Exception):
    """Raised when somebody has a newer card than whoever pressed the button had seen."""


@transaction.atomic
def keep_cards(
    *, home: Home, prints: Iterable[Print], by: Actor, at: datetime, seen: int | None = None
) -> None:
    """Make the printed cards good. What somebody had before is dead at once, and their sessions end.

    `seen` is the key of the newest card there was when the page was shown, so that a second press of the same
    button does not end the card that the first one printed; None to print whatever there is.

    Raises:
        JustPrinted: one of these people has a newer card. No card is replaced.
    """
    wanted = {one.person.pk: one for one in prints}
    locked = Person.objects.select_for_update(of=("self",)).select_related("user")
    people = list(locked.filter(provider=home.provider_id, pk__in=wanted).order_by("pk"))
    if seen is not None and KeyCard.objects.filter(person__in=people, pk__gt=seen).exists():
        raise JustPrinted
    for person in people:
        replaced = _end_live(person, by=by, at=at)
        KeyCard.objects.create(
            person=person,
            token_digest=digest_of(wanted[person.pk].token),
            code_secret=code_digest(wanted[person.pk].code),
            made_at=at,
            made_by_id=by.id,
        )
        event = "keycards.card_replaced" if replaced else "keycards.card_made"
        record(stream=home.stream, event=event, by=by, at=at, subject=person.subject)


@transaction.atomic
def end_card(*, home: Home, person: Person, by: Actor, at: datetime) -> bool:
    """Take somebody's card back, end their sessions, and say whether there was one."""
    kept = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    ended = _end_live(kept, by=by, at=at)
    if ended:
        record(stream=home.stream, event="keycards.card_ended", by=by, at=at, subject=person.subject)
    return ended


@transaction.atomic
def open_card(*, home: Home, person: Person, by: Actor, at: datetime) -> bool:
    """Let somebody try their PIN again after too many wrong ones, and say whether the card was locked."""
    card = KeyCard.objects.live().select_for_update().filter(person=person, locked_at__isnull=False).first()
    if card is None:
        return False
    card.wrong, card.locked_at = 0, None
    card.save(update_fields=["wrong", "locked_at"])
    card.devices.filter(since=None).delete()
    card.devices.update(wrong=0, waits_until=None)
    record(stream=home.stream, event="keycards.card_opened", by=by, at=at, subject=person.subject)
    return True


def _end_live(person: Person, *, by: Actor, at: datetime) -> bool:
    ended = bool(person.key_cards.live().update(ended_at=at))
    if ended and person.user is not None:
        end_sittings(user=person.user, sittings=person.user.sittings.all(), by=by, at=at)
    return ended
