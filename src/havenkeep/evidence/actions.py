"""Putting proof on file and taking it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.evidence.models import Proof, ProofUse
from havenkeep.organisations.models import Home, Provider


@transaction.atomic
def keep_proof(
    *,
    owner: Home | Provider,
    items: Sequence[str],
    kind: Proof.Kind,
    title: str,
    where: str,
    by: Actor,
    at: datetime,
    dated_on: date | None = None,
    valid_until: date | None = None,
) -> Proof:
    """Put one proof on file for one or more items."""
    proof = Proof.objects.create(
        home=owner if isinstance(owner, Home) else None,
        provider=owner if isinstance(owner, Provider) else None,
        kind=kind,
        title=title,
        where=where,
        dated_on=dated_on,
        valid_until=valid_until,
        added_at=at,
        added_by=by.label,
    )
    ProofUse.objects.bulk_create([ProofUse(proof=proof, item=item) for item in items])
    record(
        stream=owner.stream,
        event="evidence.proof_kept",
        by=by,
        at=at,
        subject=f"evidence.proof:{proof.ref}",
        fields=["items", *items],
    )
    return proof


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofToKeep:
    """One of several proofs to put on file together."""

    items: tuple[str, ...]
    kind: Proof.Kind
    title: str
    where: str
    dated_on: date | None = None
    valid_until: date | None = None


@transaction.atomic
def keep_proofs(
    *, owner: Home | Provider, proofs: Sequence[ProofToKeep], by: Actor, at: datetime
) -> list[Proof]:
    """Put several proofs on file in a constant number of queries, as imports do."""
    kept = Proof.objects.bulk_create(
        [
            Proof(
                home=owner if isinstance(owner, Home) else None,
                provider=owner if isinstance(owner, Provider) else None,
                kind=proof.kind,
                title=proof.title,
                where=proof.where,
                dated_on=proof.dated_on,
                valid_until=proof.valid_until,
                added_at=at,
                added_by=by.label,
            )
            for proof in proofs
        ]
    )
    ProofUse.objects.bulk_create(
        [
            ProofUse(proof=row, item=item)
            for row, proof in zip(kept, proofs, strict=True)
            for item in proof.items
        ]
    )
    if kept:
        items = sorted({item for proof in proofs for item in proof.items})
        record(
            stream=owner.stream,
            event="evidence.proofs_kept",
            by=by,
            at=at,
            subject=f"evidence.proof:{kept[0].ref}",
            fields=["items", *items],
        )
    return kept


@transaction.atomic
def withdraw_proof(*, proof: Proof, by: Actor, at: datetime) -> None:
    """Take a proof off file; the row stays, so that an old answer book can still name it."""
    owner = proof.home or proof.provider
    if owner is None or proof.withdrawn_at is not None:
        return
    Proof.objects.filter(pk=proof.pk).update(withdrawn_at=at)
    record(
        stream=owner.stream,
        event="evidence.proof_withdrawn",
        by=by,
        at=at,
        subject=f"evidence.proof:{proof.ref}",
    )
