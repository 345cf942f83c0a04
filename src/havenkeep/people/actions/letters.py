"""The agencies' letters about the training of those they send."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.evidence.models import Proof
from havenkeep.organisations.models import Home
from havenkeep.people.actions.refusal import CannotKeep
from havenkeep.people.models import AgencyLetter


@transaction.atomic
def note_letter(
    *,
    home: Home,
    agency: str,
    dated_on: date,
    good_until: date,
    checked_by: str,
    by: Actor,
    at: datetime,
    proof: Proof | None = None,
) -> AgencyLetter:
    """Note an agency's letter that everyone it sends is trained. An older letter of it stays beside it.

    Raises:
        CannotKeep: a name is missing, the letter is of the future, or ends before it was written.
    """
    agency, checked_by = " ".join(agency.split()), " ".join(checked_by.split())
    if not agency or not checked_by:
        raise CannotKeep("Enter the agency’s name, and who read the letter.")
    if dated_on > timezone.localdate(at):
        raise CannotKeep("The letter’s date is in the future. Check it.")
    if good_until < dated_on:
        raise CannotKeep("The letter would end before it was written. Check both dates.")
    letter, made = AgencyLetter.objects.get_or_create(
        home=home,
        agency=agency,
        dated_on=dated_on,
        defaults={"good_until": good_until, "checked_by": checked_by, "proof": proof, "noted_at": at},
    )
    if made:
        _record(letter, "people.letter_noted", by=by, at=at)
    return letter


@transaction.atomic
def remove_letter(*, letter: AgencyLetter, by: Actor, at: datetime) -> None:
    """Take a letter off that was noted by mistake."""
    _record(letter, "people.letter_removed", by=by, at=at)
    letter.delete()


def _record(letter: AgencyLetter, event: str, *, by: Actor, at: datetime) -> None:
    record(stream=letter.home.stream, event=event, by=by, at=at, subject=f"people.agencyletter:{letter.ref}")
