"""Taking a starter through the checklist: their signature, the manager’s, both on paper, and taking back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.design.wording import say_date
from havenkeep.evidence.models import Proof
from havenkeep.joining.actions.refusal import CannotSign, ChangedMeanwhile
from havenkeep.joining.domain.papers import How
from havenkeep.joining.domain.stays import Stay, stay_on
from havenkeep.joining.models import Checklist, Induction
from havenkeep.organisations.models import Home
from havenkeep.people.domain.names import name_key
from havenkeep.people.models import Person

NEW_VERSION = "A new version was approved while you were reading. Here it is: please read this one."


@transaction.atomic
def sign_induction(
    *, person: Person, home: Home, seen_digest: str, typed_name: str, by: Actor, at: datetime
) -> Induction:
    """Keep the starter’s own signature under the checklist in force. A second time is the first.

    Raises:
        ChangedMeanwhile: the points are not those that were read.
        CannotSign: no checklist is approved, the name is not theirs, or they have not started yet.
    """
    checklist = home.checklists.approved().order_by("-number").first()
    if checklist is None:
        raise CannotSign("There is nothing to sign yet. Your manager is still writing it.")
    if checklist.digest != seen_digest:
        raise ChangedMeanwhile(NEW_VERSION)
    check_own_name(person, typed_name)
    on = timezone.localdate(at)
    stay = begun_stay(person, home=home, on=on, signed_on=on)
    mine = _lock(person).inductions.standing().filter(home=home, how=How.SCREEN)
    if stay.started_on is not None:
        mine = mine.filter(signed_on__gte=stay.started_on)
    kept = mine.first()
    if kept is not None:
        return kept
    induction = Induction.objects.create(
        home=home,
        person=person,
        checklist=checklist,
        how=How.SCREEN.value,
        digest=checklist.digest,
        signed_name=typed_name.strip(),
        signed_on=on,
        signed_at=at,
        signed_by_id=by.id,
        noted_at=at,
    )
    _record(induction, "joining.induction_signed", by=by, at=at)
    return induction


@transaction.atomic
def sign_off_induction(*, induction: Induction, by: Actor, at: datetime) -> None:
    """Put the manager’s signature under an induction. A second time changes nothing.

    Raises:
        CannotSign: it is one’s own, or it was taken back.
    """
    kept = Induction.objects.select_for_update().select_related("home").get(pk=induction.pk)
    if kept.withdrawn_at:
        raise CannotSign("This was taken back. Let the starter sign again.")
    if kept.signed_by_id == by.id:
        raise CannotSign("This is your own induction. Somebody else signs it off.")
    if kept.signed_off_on:
        return
    kept.signed_off_by, kept.signed_off_by_id = by.label, by.id
    kept.signed_off_on, kept.signed_off_at = timezone.localdate(at), at
    kept.save(update_fields=["signed_off_by", "signed_off_by_id", "signed_off_on", "signed_off_at"])
    _record(kept, "joining.induction_signed_off", by=by, at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a sheet on paper says. `checklist` None is an older sheet of the home."""

    checklist: Checklist | None
    signed_on: date
    signed_off_by: str
    signed_off_on: date


@transaction.atomic
def note_paper_induction(
    *, person: Person, home: Home, sheet: Sheet, proof: Proof | None, by: Actor, at: datetime
) -> Induction:
    """Note a sheet that both signed on paper. The same sheet a second time is the first.

    Raises:
        CannotSign: a day lies before the first day or in the future, or one person signed twice.
    """
    today = timezone.localdate(at)
    if sheet.signed_on > today or sheet.signed_off_on > today:
        raise CannotSign("A signature cannot lie in the future. Check the dates on the sheet.")
    if sheet.signed_off_on < sheet.signed_on:
        raise CannotSign("The sheet was signed off before it was signed. Check both dates.")
    if name_key(sheet.signed_off_by) == person.name_key:
        raise CannotSign("Somebody else signs a starter off. Check whose names are on the sheet.")
    begun_stay(person, home=home, on=today, signed_on=sheet.signed_on)
    _lock(person)
    induction, new = Induction.objects.get_or_create(
        home=home,
        person=person,
        how=How.PAPER.value,
        signed_on=sheet.signed_on,
        signed_off_on=sheet.signed_off_on,
        withdrawn_at=None,
        defaults={
            "checklist": sheet.checklist,
            "signed_name": person.name,
            "signed_off_by": sheet.signed_off_by.strip(),
            "proof": proof,
            "noted_at": at,
        },
    )
    if not new:
        raise CannotSign("This sheet is noted already, with the same two dates.")
    _record(induction, "joining.induction_noted", by=by, at=at)
    return induction


@transaction.atomic
def withdraw_induction(*, induction: Induction, by: Actor, at: datetime) -> None:
    """Take back an induction that was noted by mistake. It stays on record and counts no more."""
    if Induction.objects.standing().filter(pk=induction.pk).update(withdrawn_at=at):
        _record(induction, "joining.induction_withdrawn", by=by, at=at)


def check_own_name(person: Person, typed: str) -> None:
    """Check that a typed signature is the person’s own name, whatever its case and accents.

    Raises:
        CannotSign: it is not.
    """
    if name_key(typed) != person.name_key:
        raise CannotSign(
            f"Type your name as it stands here: {person.name}. If that is not how you write it, "
            "tell your manager."
        )


def begun_stay(person: Person, *, home: Home, on: date, signed_on: date) -> Stay:
    """Return the stay that a signature belongs to.

    Raises:
        CannotSign: they have not started, or the signature lies before their first day.
    """
    posts = person.posts.filter(home=home).values_list("started_on", "ended_on")
    held = [Stay(started_on=first, ended_on=last) for first, last in posts]
    stay = stay_on(held, on=on)
    first = stay.started_on if stay else min((post.begins for post in held), default=None)
    if stay is None or (first is not None and signed_on < first):
        when = f"{person.name}’s first day is {say_date(first)}. " if first else ""
        raise CannotSign(
            f"{when}A signature before the first day does not count. Check the date, or mend the first day "
            "on the staff list."
        )
    return stay


def _lock(person: Person) -> Person:
    """Let two who note the same thing at once wait for each other."""
    return Person.objects.select_for_update().get(pk=person.pk)


def _record(induction: Induction, event: str, *, by: Actor, at: datetime) -> None:
    record(stream=induction.home.stream, event=event, by=by, at=at, subject=induction.subject)
