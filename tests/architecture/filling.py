"""A place with an answer, a plan, a proof and a publication."""

from __future__ import annotations

from datetime import timedelta

from havenkeep.assessment.actions import (
    NewAnswer,
    make_plan,
    record_publication,
    save_answer,
)
from havenkeep.assessment.domain.sheet_columns import ANSWERS
from havenkeep.assessment.domain.standing import Assessed, Standing
from havenkeep.assessment.models import Submission
from havenkeep.assessment.queries import lay
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.evidence.actions import keep_proof, sign_off
from havenkeep.evidence.judging.verdict import FileType
from havenkeep.evidence.models import Proof
from havenkeep.evidence.receiving import Received, vault
from havenkeep.evidence.scanning import Scan
from havenkeep.importing.actions import keep_preview
from havenkeep.organisations.models import Home, Provider
from tests.world import AT, TODAY


def publish(submission: Submission, assessed: Assessed) -> None:
    """Record a publication of yesterday."""
    record_publication(
        submission=submission,
        assessed=assessed,
        standing=Standing.APPROACHING,
        published_on=TODAY - timedelta(days=1),
        by=SYSTEM,
        at=AT,
    )


def filled(submission: Submission, place: Home | Provider, *, item: str) -> dict[str, object]:
    """Answer an item, plan the rest, keep a proof and record a publication."""
    save_answer(
        submission=submission, answer=NewAnswer(item=item, value="Yes"), seen_revision=0, by=SYSTEM, at=AT
    )
    homes = [place] if isinstance(place, Home) else list(place.homes.filter(covers__submission=submission))
    laid = lay(submission, on=TODAY, homes=homes)
    jobs = make_plan(
        place=place, assessed=laid.assessed, owner_name="Alice Fenn", start=TODAY, by=SYSTEM, at=AT
    )
    publish(submission, laid.assessed)
    kept = vault().keep([b"\xff\xd8\xff picture"])
    picture = Received(name="notes.jpg", file_type=FileType.JPEG, kept=kept, scan=Scan.NOT_SCANNED)
    proof = keep_proof(
        owner=place,
        items=[item],
        kind=Proof.Kind.FILE,
        title="Notes",
        where="Shelf",
        files=[picture],
        by=SYSTEM,
        at=AT,
    )
    sign_off(owner=place, subject=proof.subject, version="1", by=SYSTEM, at=AT)
    rows = {"file": "a.csv", "hidden": 0, "sheets": [{"name": "a", "rows": [[1, ["Ref", "Answer"]]]}]}
    preview = keep_preview(place=place, kind=ANSWERS.name, rows=rows, by=SYSTEM, at=AT)
    refs = {"proof": proof.ref, "file": proof.files.get().ref, "preview": preview.ref}
    return refs | {"job": jobs[0].ref}
