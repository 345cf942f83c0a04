"""Coming in with a card: choosing its PIN, trying it, and the account that opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor, ActorKind
from havenkeep.identity.actions import make_user
from havenkeep.identity.models import User
from havenkeep.keycards.device import Device
from havenkeep.keycards.domain.pins import check_pin
from havenkeep.keycards.domain.tries import MOST, Outcome, is_locked_after, wait_after
from havenkeep.keycards.models import CardDevice, KeyCard
from havenkeep.keycards.pepper import is_same, pin_digest
from havenkeep.people.actions import link_account
from havenkeep.people.models import Person
from havenkeep.people.queries import streams_of

MOST_DEVICES: Final = 20  # of one card; the ones not seen for longest are forgotten


class PinTaken(Exception):
    """Raised when the card has a PIN already, or is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """`until` is when this device may try again; `left` is how many tries the card has, on all devices."""

    outcome: Outcome
    until: datetime | None = None
    left: int = MOST


@transaction.atomic
def choose_pin(*, card: KeyCard, pin: str, device: Device, at: datetime) -> None:
    """Give a card that is used for the first time its holder's PIN.

    Raises:
        BadPin: with the sentence why it cannot be this one.
        PinTaken: somebody has chosen one by now, or the card is over.
    """
    check_pin(pin)
    kept = _locked(card)
    if kept.pin_secret or kept.ended_at is not None:
        raise PinTaken
    kept.pin_secret = pin_digest(pin, token_digest=kept.token_digest)
    kept.pin_chosen_at = kept.used_at = at
    kept.save(update_fields=["pin_secret", "pin_chosen_at", "used_at"])
    _note(kept, "keycards.pin_chosen", at=at)
    _welcome(kept, _row(kept, device, at=at), at=at)


@transaction.atomic
def try_pin(*, card: KeyCard, pin: str, device: Device, at: datetime) -> Tried:
    """Try a PIN, and count it when it is wrong: on this device, and for the card on all of them.

    The card's row is locked meanwhile, so tries at the same moment are all counted.
    """
    kept = _locked(card)
    if kept.ended_at is not None:
        return Tried(outcome=Outcome.OVER)
    if kept.locked_at is not None:
        return Tried(outcome=Outcome.LOCKED, left=0)
    row = _row(kept, device, at=at)
    if row.waits_until is not None and row.waits_until > at:
        return Tried(outcome=Outcome.WAIT, until=row.waits_until, left=MOST - kept.wrong)
    if is_same(kept.pin_secret, pin_digest(pin, token_digest=kept.token_digest)):
        return _right(kept, row, at=at)
    return _wrong(kept, row, at=at)


def remember_card(*, card: KeyCard, device: Device) -> None:
    """Have a phone stand for its owner's card, so that it asks for the PIN only."""
    card.devices.filter(secret_digest=device.digest).update(remembered=True)


@transaction.atomic
def account_of(*, person: Person, by: Actor, at: datetime) -> User:
    """Return the account of somebody on the staff list; made now if there is none. It opens no register."""
    kept = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    if kept.user is None:
        made = make_user(name=kept.name, email=None, password=None, by=by, at=at)
        link_account(person=kept, user=made, by=by, at=at)
        return made
    return kept.user


def holder(person: Person, *, origin: str = "") -> Actor:
    """Return whom the history names while nobody is signed in yet: the person, by their reference."""
    return Actor(kind=ActorKind.PERSON, id=person.ref, label=person.name, origin=origin)


def _right(card: KeyCard, row: CardDevice, *, at: datetime) -> Tried:
    card.wrong, card.used_at = max(0, card.wrong - row.wrong), at
    card.save(update_fields=["wrong", "used_at"])
    row.wrong, row.waits_until = 0, None
    _welcome(card, row, at=at)
    return Tried(outcome=Outcome.RIGHT)


def _wrong(card: KeyCard, row: CardDevice, *, at: datetime) -> Tried:
    row.wrong, card.wrong = row.wrong + 1, card.wrong + 1
    wait = wait_after(row.wrong)
    row.waits_until = at + wait if wait else None
    row.save()
    if is_locked_after(card.wrong):
        card.locked_at = at
        _note(card, "keycards.card_locked", at=at)
    card.save(update_fields=["wrong", "locked_at"])
    left = MOST - card.wrong
    if card.locked_at is not None:
        return Tried(outcome=Outcome.LOCKED, left=0)
    return Tried(outcome=Outcome.WAIT if wait else Outcome.WRONG, until=row.waits_until, left=left)


def _welcome(card: KeyCard, row: CardDevice, *, at: datetime) -> None:
    """Note a device on which the PIN was right; the first time it is told in the history."""
    is_new, row.since = row.since is None, row.since or at
    row.save()
    if is_new:
        _note(card, "keycards.device_used", at=at)
        known = card.devices.filter(since__isnull=False).order_by("-seen_at", "-pk")
        card.devices.filter(pk__in=[one.pk for one in known[MOST_DEVICES:]]).delete()


def _row(card: KeyCard, device: Device, *, at: datetime) -> CardDevice:
    row = card.devices.filter(secret_digest=device.digest).first() or CardDevice(
        card=card, secret_digest=device.digest
    )
    row.words, row.seen_at = device.words, at
    return row


def _locked(card: KeyCard) -> KeyCard:
    cards = KeyCard.objects.select_for_update(of=("self",)).select_related("person__provider")
    return cards.get(pk=card.pk)


def _note(card: KeyCard, event: str, *, at: datetime) -> None:
    by = holder(card.person)
    for stream in streams_of(card.person, on=timezone.localdate(at)):
        record(stream=stream, event=event, by=by, at=at, subject=card.person.subject)
