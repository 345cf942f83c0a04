"""Bringing a sheet's answers in as drafts, all of them or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from havenkeep.assessment.actions.answers import NewAnswer, save_many
from havenkeep.assessment.actions.submissions import open_submission
from havenkeep.assessment.domain.answer import Origin
from havenkeep.assessment.domain.bringing import Bringing, Brought, lay_beside
from havenkeep.assessment.domain.proof_lines import NewProof
from havenkeep.assessment.domain.sheet_answers import ReadSheet
from havenkeep.assessment.domain.sheet_year import Year
from havenkeep.assessment.models import Submission
from havenkeep.assessment.queries import answers_of
from havenkeep.audit.domain.actor import Actor
from havenkeep.evidence.actions import ProofToKeep, keep_proofs
from havenkeep.evidence.models import Proof
from havenkeep.importing.actions import close_preview, take_preview
from havenkeep.importing.models import Preview
from havenkeep.organisations.models import Home, Provider


@transaction.atomic
def bring_answers(
    *,
    place: Home | Provider,
    read: ReadSheet,
    year: Year,
    origin: Origin,
    by: Actor,
    at: datetime,
    preview: Preview | None = None,
) -> Bringing:
    """Bring in what a sheet says, each answer as a draft, and put its proofs on file.

    A home's submission is opened when there is none. A preview is applied once, and what came of it is kept
    with it. The number of queries does not grow with the sheet.

    Raises:
        importing.actions.CannotApply: the preview is too old, or was applied before.
        CannotCover: head office publishes for this home in this edition.
        Submission.DoesNotExist: a provider has not begun the edition.
    """
    if preview is not None:
        take_preview(preview=preview, at=at)
    submission = _submission(place, edition_id=year.new.id, by=by, at=at)
    # Locks them, so that what is decided now is still so when it is written.
    list(submission.responses.select_for_update().values_list("pk"))
    bringing = lay_beside(read, year=year, existing=answers_of(submission, edition=year.new), origin=origin)
    save_many(
        submission=submission,
        answers=[_new(one, origin) for one in bringing.written if one.answer.given or one.answer.comment],
        by=by,
        at=at,
    )
    _keep_proofs(submission.publisher, bringing.written, by=by, at=at)
    if preview is not None:
        close_preview(preview=preview, result=bringing.summary, by=by, at=at)
    return bringing


def _submission(place: Home | Provider, *, edition_id: str, by: Actor, at: datetime) -> Submission:
    if isinstance(place, Home):
        return open_submission(home=place, edition_id=edition_id, by=by, at=at)
    return place.submissions.get(edition=edition_id)


def _new(brought: Brought, origin: Origin) -> NewAnswer:
    return NewAnswer(
        item=brought.kept_as,
        value=brought.answer.value,
        not_applicable=brought.answer.not_applicable,
        comment=brought.answer.comment,
        origin=origin,
        reworded=brought.reworded,
    )


def _keep_proofs(owner: Home | Provider, brought: Sequence[Brought], *, by: Actor, at: datetime) -> None:
    """Put proofs on file that are not there yet; one that several items name is one proof."""
    if not any(one.proofs for one in brought):
        return
    there = set(owner.proofs.on_file().values_list("uses__item", "title", "where"))
    items: dict[NewProof, list[str]] = defaultdict(list)
    for one in brought:
        for proof in one.proofs:
            if (one.item.ref, proof.title, proof.where) not in there:
                items[proof].append(one.item.ref)
    keep_proofs(
        owner=owner,
        proofs=[
            ProofToKeep(
                items=tuple(dict.fromkeys(refs)),
                kind=Proof.Kind.LINK if proof.is_link else Proof.Kind.PLACE,
                title=proof.title,
                where=proof.where,
                dated_on=proof.dated_on,
                valid_until=proof.valid_until,
            )
            for proof, refs in items.items()
        ],
        by=by,
        at=at,
    )
