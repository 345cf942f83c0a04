"""The writers of this room: putting proof on file, replacing it, taking it off, deleting it, signing off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.evidence.domain.paper_kinds import OTHER
from havenkeep.evidence.models import KeptFile, Proof, ProofUse, ProofVersion, SignOff, reading_stream
from havenkeep.evidence.receiving import Received, vault
from havenkeep.organisations.models import Home, Provider


class ChangedMeanwhile(Exception):
    """Someone else replaced the proof while this page was open. The message is one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofToKeep:
    """A proof to put on file. `files` are locked already; only a proof kept here has any."""

    items: tuple[str, ...]
    kind: Proof.Kind
    title: str
    where: str
    dated_on: date | None = None
    valid_until: date | None = None
    paper: str = OTHER
    files: tuple[Received, ...] = ()


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
    paper: str = OTHER,
    files: Sequence[Received] = (),
) -> Proof:
    """Put one proof on file for any number of items."""
    proof = ProofToKeep(
        items=tuple(items),
        kind=kind,
        title=title,
        where=where,
        dated_on=dated_on,
        valid_until=valid_until,
        paper=paper,
        files=tuple(files),
    )
    return keep_proofs(owner=owner, proofs=[proof], by=by, at=at)[0]


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
                paper=proof.paper,
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
    both = list(zip(kept, proofs, strict=True))
    ProofUse.objects.bulk_create(
        [ProofUse(proof=row, item=item) for row, proof in both for item in proof.items]
    )
    _name_files([(row, one) for row, proof in both for one in proof.files], at=at)
    if kept:
        items = sorted({item for proof in proofs for item in proof.items})
        record(
            stream=owner.stream,
            event="evidence.proof_kept" if len(kept) == 1 else "evidence.proofs_kept",
            by=by,
            at=at,
            subject=kept[0].subject,
            fields=["items", *items],
        )
    return kept


@transaction.atomic
def replace_proof(
    *,
    proof: Proof,
    seen_version: int,
    kind: Proof.Kind,
    where: str,
    dated_on: date | None,
    valid_until: date | None,
    files: Sequence[Received] = (),
    by: Actor,
    at: datetime,
) -> None:
    """Put a newer version in a proof's place. The one before stays, with its files.

    Raises:
        ChangedMeanwhile: the version that was seen is not the newest any more.
    """
    now = Proof.objects.select_for_update().get(pk=proof.pk)
    if now.version != seen_version:
        raise ChangedMeanwhile("Someone else added a newer version in the meantime. Look at it first.")
    ProofVersion.objects.create(
        proof=now,
        number=now.version,
        kind=now.kind,
        where=now.where,
        dated_on=now.dated_on,
        valid_until=now.valid_until,
        added_at=now.added_at,
        added_by=now.added_by,
        replaced_at=at,
    )
    now.version += 1
    now.kind, now.where, now.dated_on, now.valid_until = kind, where, dated_on, valid_until
    now.added_at, now.added_by, now.withdrawn_at = at, by.label, None
    now.save()
    _name_files([(now, one) for one in files], at=at)
    _record(now, "evidence.proof_replaced", by=by, at=at)


@transaction.atomic
def correct_proof(
    *,
    proof: Proof,
    title: str,
    paper: str,
    dated_on: date | None,
    valid_until: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """Mend what is written about a proof. The proof itself stays the same version."""
    wanted = {"title": title, "paper": paper, "dated_on": dated_on, "valid_until": valid_until}
    changed = sorted(name for name, value in wanted.items() if getattr(proof, name) != value)
    if changed:
        Proof.objects.filter(pk=proof.pk).update(**{name: wanted[name] for name in changed})
        _record(proof, "evidence.proof_corrected", by=by, at=at, fields=changed)


@transaction.atomic
def use_proof(*, proof: Proof, items: Sequence[str], by: Actor, at: datetime) -> None:
    """Say which items a proof serves, all of them."""
    had = set(ProofUse.objects.filter(proof=proof).values_list("item", flat=True))
    changed = sorted(had ^ set(items))
    if not changed:
        return
    ProofUse.objects.filter(proof=proof, item__in=had - set(items)).delete()
    ProofUse.objects.bulk_create(ProofUse(proof=proof, item=item) for item in sorted(set(items) - had))
    _record(proof, "evidence.proof_used", by=by, at=at, fields=["items", *changed])


@transaction.atomic
def withdraw_proof(*, proof: Proof, by: Actor, at: datetime) -> None:
    """Take a proof off file; the row stays, so that an old answer book can still name it."""
    if Proof.objects.on_file().filter(pk=proof.pk).update(withdrawn_at=at):
        _record(proof, "evidence.proof_withdrawn", by=by, at=at)


@transaction.atomic
def put_back_proof(*, proof: Proof, by: Actor, at: datetime) -> None:
    """Put a proof on file again that was taken off."""
    if Proof.objects.off_file().filter(pk=proof.pk).update(withdrawn_at=None):
        _record(proof, "evidence.proof_put_back", by=by, at=at)


@transaction.atomic
def erase_proof(*, proof: Proof, by: Actor, at: datetime) -> None:
    """Really delete a proof: rows, versions, sign-offs and files. The event stays and names nothing personal.

    The files go when the rows are gone for good; a process killed in between leaves them to the sweep.
    """
    stored = list(KeptFile.objects.filter(proof=proof).values_list("stored_as", flat=True))
    SignOff.objects.filter(subject=proof.subject).delete()
    _record(proof, "evidence.proof_erased", by=by, at=at)
    proof.delete()
    room = vault()
    for name in stored:
        transaction.on_commit(lambda name=name: room.remove(name))  # type: ignore[misc]


@transaction.atomic
def note_read(*, file: KeptFile, by: Actor, at: datetime) -> None:
    """Note that somebody read a kept file, in a stream of its own: `evidence:<ref of the place>`."""
    record(
        stream=reading_stream(file.proof.owner),
        event="evidence.file_read",
        by=by,
        at=at,
        subject=f"evidence.file:{file.ref}",
        fields=[f"version {file.version}"],
    )


@transaction.atomic
def sign_off(*, owner: Home | Provider, subject: str, version: str, by: Actor, at: datetime) -> SignOff:
    """Sign one version of something off. Each person signs a version once; a second time changes nothing.

    `subject` is `room.model:id`; `version` is at most 64 characters.
    """
    made, new = SignOff.objects.get_or_create(
        subject=subject,
        version=version,
        by_id=by.id,
        defaults={
            "home": owner if isinstance(owner, Home) else None,
            "provider": owner if isinstance(owner, Provider) else None,
            "by": by.label,
            "at": at,
        },
    )
    if new:
        record(
            stream=owner.stream,
            event="evidence.signed_off",
            by=by,
            at=at,
            subject=subject,
            fields=[f"version {version}"],
        )
    return made


def _name_files(files: Sequence[tuple[Proof, Received]], *, at: datetime) -> None:
    KeptFile.objects.bulk_create(
        KeptFile(
            proof=proof,
            version=proof.version,
            name=one.name,
            file_type=one.file_type.value,
            stored_as=one.kept.name,
            size=one.kept.size,
            sha256=one.kept.sha256,
            scan=one.scan.value,
            kept_at=at,
        )
        for proof, one in files
    )


def _record(proof: Proof, event: str, *, by: Actor, at: datetime, fields: Sequence[str] = ()) -> None:
    record(stream=proof.owner.stream, event=event, by=by, at=at, subject=proof.subject, fields=fields)
