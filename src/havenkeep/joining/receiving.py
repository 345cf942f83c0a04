"""From a valid form with a photo to proof on file and the paper noted, both or neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from havenkeep.audit.domain.actor import Actor
from havenkeep.evidence.actions import keep_proof
from havenkeep.evidence.models import Proof
from havenkeep.evidence.receiving import NotReceived, Received, received
from havenkeep.joining.actions.agreements import SeenAgreement, note_agreement
from havenkeep.joining.actions.inductions import Sheet, note_paper_induction
from havenkeep.joining.actions.refusal import CannotSign
from havenkeep.joining.domain.papers import AgreementKind
from havenkeep.joining.forms import PaperAgreementForm, PaperForm, PaperInductionForm
from havenkeep.joining.models import Checklist, Clause
from havenkeep.organisations.models import Home
from havenkeep.people.models import Person

PAPER = "signed_statement"
LONGEST_TITLE = 160


def receive_sheet(
    form: PaperInductionForm,
    *,
    person: Person,
    home: Home,
    versions: Sequence[Checklist],
    by: Actor,
    at: datetime,
) -> bool:
    """Note a valid form's sheet with its photo. False, and the form says why, when it is refused."""
    data = form.cleaned_data
    sheet = Sheet(
        checklist=next((row for row in versions if str(row.number) == data["sheet"]), None),
        signed_on=data["signed_on"],
        signed_off_by=data["signed_off_by"],
        signed_off_on=data["signed_off_on"],
    )
    with _keeping(form):
        proof = _Proof(
            title=f"Induction checklist, signed: {person.name}",
            dated_on=sheet.signed_off_on,
        )
        with received(form.cleaned_data["upload"]) as files, transaction.atomic():
            kept = _keep(form, proof, files, home=home, by=by, at=at)
            note_paper_induction(person=person, home=home, sheet=sheet, proof=kept, by=by, at=at)
    return not form.errors


def receive_agreement(
    form: PaperAgreementForm, *, person: Person, home: Home, clause: Clause | None, by: Actor, at: datetime
) -> bool:
    """Note a valid form's agreement with its photo. False, and the form says why, when it is refused."""
    kind = form.cleaned_data["kind"]
    seen = SeenAgreement(
        kind=kind,
        clause=None if kind is AgreementKind.AGENCY_TERMS else clause,
        signed_on=form.cleaned_data["signed_on"],
    )
    with _keeping(form):
        proof = _Proof(
            title=f"Confidentiality agreed in writing: {person.name}",
            dated_on=seen.signed_on,
        )
        with received(form.cleaned_data["upload"]) as files, transaction.atomic():
            kept = _keep(form, proof, files, home=home, by=by, at=at)
            note_agreement(person=person, home=home, seen=seen, proof=kept, by=by, at=at)
    return not form.errors


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proof:
    title: str
    dated_on: date | None


@contextmanager
def _keeping(form: PaperForm) -> Iterator[None]:
    """Say on the form why nothing is kept."""
    try:
        yield
    except NotReceived as why:
        for sentence in why.sentences:
            form.add_error("upload", sentence)
    except CannotSign as why:
        form.add_error(None, str(why))


def _keep(
    form: PaperForm, proof: _Proof, files: Sequence[Received], *, home: Home, by: Actor, at: datetime
) -> Proof:
    # For no item: one person's paper shows nothing about everyone's. The finding does.
    return keep_proof(
        owner=home,
        items=(),
        kind=Proof.Kind.FILE if files else Proof.Kind.PLACE,
        title=proof.title[:LONGEST_TITLE],
        where="" if files else form.cleaned_data["where"],
        dated_on=proof.dated_on,
        paper=PAPER,
        files=files,
        by=by,
        at=at,
    )
