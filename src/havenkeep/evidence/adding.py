"""From a valid form to proof on file; every page that takes a proof goes through here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from havenkeep.audit.domain.actor import Actor
from havenkeep.evidence.actions import ProofToKeep, keep_proofs, replace_proof
from havenkeep.evidence.domain.file_names import title_of
from havenkeep.evidence.forms import ProofForm, ReplacementForm
from havenkeep.evidence.models import Proof
from havenkeep.evidence.receiving import NotReceived, Received, received
from havenkeep.organisations.models import Home, Provider


def add(
    form: ProofForm, *, owner: Home | Provider, items: Sequence[str], by: Actor, at: datetime
) -> list[Proof]:
    """Keep what a valid form holds, for `items` and those ticked; none, and the form says why, if refused."""
    chosen = sorted({*items, *form.cleaned_data["items"]})
    try:
        with received(form.cleaned_data["upload"]) as files:
            proofs = _proofs(form, items=tuple(chosen), files=files)
            return keep_proofs(owner=owner, proofs=proofs, by=by, at=at)
    except NotReceived as why:
        form.refuse(why.sentences)
        return []


def replace(form: ReplacementForm, *, seen_version: int, by: Actor, at: datetime) -> bool:
    """Keep a newer version. False, and the form says why, when a file is refused.

    Raises:
        ChangedMeanwhile: the version that was seen is not the newest any more.
    """
    data = form.cleaned_data
    try:
        with received(data["upload"]) as files:
            replace_proof(
                proof=form.proof,
                seen_version=seen_version,
                kind=Proof.Kind(data["kind"]),
                where=form.place(),
                dated_on=data["dated_on"],
                valid_until=data["valid_until"],
                files=files,
                by=by,
                at=at,
            )
    except NotReceived as why:
        form.refuse(why.sentences)
        return False
    return True


def _proofs(form: ProofForm, *, items: tuple[str, ...], files: Sequence[Received]) -> list[ProofToKeep]:
    data = form.cleaned_data
    apart = data["apart"] and len(files) > 1
    groups = [(one,) for one in files] if apart else [tuple(files)]
    return [
        ProofToKeep(
            items=items,
            kind=Proof.Kind(data["kind"]),
            title=(data["title"] if not apart else "") or title_of(group[0].name),
            where=form.place(),
            dated_on=data["dated_on"],
            valid_until=data["valid_until"],
            paper=form.paper(),
            files=group,
        )
        for group in groups
    ]
