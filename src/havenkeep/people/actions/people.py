"""People on the provider's list: adding them, correcting what is written, and forgetting who left."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.identity.erasing import erase_account
from havenkeep.organisations.models import Provider
from havenkeep.people.actions.forgetting import drop_what_names
from havenkeep.people.actions.refusal import CannotKeep
from havenkeep.people.domain.languages import LANGUAGES
from havenkeep.people.domain.names import name_key
from havenkeep.people.models import Person
from havenkeep.people.queries import streams_of

FORGOTTEN = "Someone who left"
# Until then the toolkit's last twelve months and a late certificate may still need the name.
REMEMBERED_FOR = timedelta(days=366)


@transaction.atomic
def add_person(
    *,
    provider: Provider,
    name: str,
    by: Actor,
    at: datetime,
    payroll_number: str = "",
    email: str = "",
    phone: str = "",
    language: str = "en",
) -> Person:
    """Put somebody on a provider's list. A post at a home comes next (`start_post`).

    Raises:
        CannotKeep: the name is empty, or the payroll number is somebody else's.
    """
    name, payroll_number = _checked(provider, name=name, payroll_number=payroll_number)
    person = Person.objects.create(
        provider=provider,
        name=name,
        name_key=name_key(name),
        payroll_number=payroll_number,
        email=email.strip().casefold(),
        phone=phone.strip(),
        language=_language(language),
        made_at=at,
    )
    record(stream=provider.stream, event="people.person_added", by=by, at=at, subject=person.subject)
    return person


@transaction.atomic
def correct_person(
    *,
    person: Person,
    name: str,
    payroll_number: str,
    email: str,
    phone: str,
    language: str,
    by: Actor,
    at: datetime,
) -> None:
    """Put right what is written about somebody. The same as before changes nothing.

    Raises:
        CannotKeep: the name is empty, the payroll number is somebody else's, or the person was forgotten.
    """
    kept = Person.objects.select_for_update().select_related("provider").get(pk=person.pk)
    if kept.forgotten_at is not None:
        raise CannotKeep("This person was forgotten. Add them again if they came back.")
    name, payroll_number = _checked(kept.provider, name=name, payroll_number=payroll_number, but=kept)
    said = {
        "name": name,
        "payroll_number": payroll_number,
        "email": email.strip().casefold(),
        "phone": phone.strip(),
        "language": _language(language),
    }
    changed = [field for field, value in said.items() if getattr(kept, field) != value]
    if not changed:
        return
    for field in changed:
        setattr(kept, field, said[field])
    kept.name_key = name_key(name)
    kept.save(update_fields=[*changed, "name_key"])
    _record(kept, "people.person_corrected", by=by, at=at, fields=changed)


@transaction.atomic
def forget_person(*, person: Person, by: Actor, at: datetime) -> None:
    """Drop the name and contact of somebody who left over a year ago. Their posts stay, without a name.

    What the rooms above keep about them goes as their tables say (`forgetting.py`). Proof on file stays: see
    `proofs_of`.

    Raises:
        CannotKeep: they still work somewhere, or left less than a year ago.
    """
    kept = Person.objects.select_for_update().select_related("provider").get(pk=person.pk)
    if kept.forgotten_at is not None:
        return
    may_from = forgettable_from(kept)
    today = timezone.localdate(at)
    if may_from is None:
        raise CannotKeep("Note the last day of every post first. Only who has left can be forgotten.")
    if today < may_from:
        day = f"{may_from.day} {may_from:%B} {may_from.year}"
        raise CannotKeep(f"The records of the last year still need the name. Come back on {day}.")
    account = kept.user
    kept.name, kept.name_key, kept.payroll_number = FORGOTTEN, "", ""
    kept.email, kept.phone, kept.language, kept.user = "", "", "en", None
    kept.forgotten_at = at
    kept.save()
    drop_what_names(kept)
    if account is not None and account.email is None and not account.persons.exists():
        erase_account(user=account, name=FORGOTTEN, by=by, at=at)  # a key card's, and nobody's any more
    for home in {post.home for post in kept.posts.select_related("home")}:
        record(stream=home.stream, event="people.person_forgotten", by=by, at=at, subject=kept.subject)


def forgettable_from(person: Person) -> date | None:
    """Return the first day on which somebody may be forgotten; None while a post has no last day."""
    ends = [post.ended_on for post in person.posts.all()]
    last = [day for day in ends if day is not None]
    if len(last) < len(ends):
        return None
    return (max(last) if last else timezone.localdate(person.made_at)) + REMEMBERED_FOR


def _checked(
    provider: Provider, *, name: str, payroll_number: str, but: Person | None = None
) -> tuple[str, str]:
    name, payroll_number = " ".join(name.split()), payroll_number.strip()
    if not name_key(name):
        raise CannotKeep("Enter the person’s name.")
    if payroll_number:
        others = provider.people.filter(payroll_number=payroll_number)
        other = (others.exclude(pk=but.pk) if but else others).first()
        if other is not None:
            raise CannotKeep(f"Payroll number {payroll_number} is {other.name}’s. Check both numbers.")
    return name, payroll_number


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise CannotKeep("Choose a language of the list.")
    return code


def _record(person: Person, event: str, *, by: Actor, at: datetime, fields: list[str]) -> None:
    for stream in streams_of(person, on=timezone.localdate(at)):
        record(stream=stream, event=event, by=by, at=at, subject=person.subject, fields=fields)
