"""Submissions as they stand: read in a fixed number of queries, for one or for many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from havenkeep.assessment.domain.answer import Answer, Origin, ProofOnFile
from havenkeep.assessment.domain.merge import merge, names
from havenkeep.assessment.domain.standing import Assessed, assess
from havenkeep.assessment.domain.status import CheckedFinding, item_status
from havenkeep.assessment.kept import Findings, findings_by_home
from havenkeep.assessment.models import Attestation, Confirmation, Cover, Response, Submission
from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.evidence.models import ProofUse
from havenkeep.organisations.models import Home
from havenkeep.standards.domain.edition import Edition
from havenkeep.standards.queries import current_edition

TRUE_HERE = "assessment.true_here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A submission with everything that lies beside its answers."""

    submission: Submission
    homes: tuple[Home, ...]
    assessed: Assessed


def submission_for(home: Home, *, edition_id: str) -> Submission | None:
    """Return the submission that covers a home in an edition: its own or head office's. One query."""
    cover = (
        Cover.objects.filter(home=home, edition=edition_id)
        .select_related("submission__home__provider", "submission__provider")
        .first()
    )
    return cover.submission if cover else None


def covered_homes(submission: Submission) -> list[Home]:
    """Return the homes a submission covers, by name. One query."""
    homes = Home.objects.filter(covers__submission=submission)
    return list(homes.select_related("provider", "profile").order_by("name", "pk"))


def lay(submission: Submission, *, on: date, homes: Sequence[Home] | None = None) -> Laid:
    """Return one submission as it stands on a day. Seven queries when the findings are fresh."""
    covered = tuple(covered_homes(submission) if homes is None else homes)
    return lay_many([submission], homes={submission.pk: covered}, on=on)[submission.pk]


def lay_many(
    submissions: Collection[Submission], *, homes: Mapping[int, Sequence[Home]], on: date
) -> dict[int, Laid]:
    """Return many submissions as they stand, by primary key, in a constant number of queries."""
    pks = [submission.pk for submission in submissions]
    editions = {edition: current_edition(edition) for edition in {s.edition for s in submissions}}
    findings = findings_by_home([home for covered in homes.values() for home in covered], on=on)
    answers = _answers(pks)
    proofs = _proofs(submissions)
    denials = _denials(submissions, answers=answers)
    laid: dict[int, Laid] = {}
    for submission in submissions:
        covered = homes.get(submission.pk, ())
        laid[submission.pk] = Laid(
            submission=submission,
            homes=tuple(covered),
            assessed=_assess(
                editions[submission.edition],
                findings=_merged({home.name: findings[home.pk] for home in covered}),
                answers=answers[submission.pk],
                proofs=proofs[submission.pk],
                denials=denials[submission.pk],
                plus_until=_plus_until(covered),
                on=on,
            ),
        )
    return laid


def _assess(
    edition: Edition,
    *,
    findings: Mapping[str, Finding],
    answers: Mapping[str, Answer],
    proofs: Mapping[str, list[ProofOnFile]],
    denials: Mapping[str, Finding],
    plus_until: date | None,
    on: date,
) -> Assessed:
    statuses = []
    for item in edition.in_toolkit_order:
        beside = [
            CheckedFinding(check=check, finding=findings[check]) for check in item.checks if check in findings
        ]
        if item.ref in denials:
            beside.append(CheckedFinding(check=TRUE_HERE, finding=denials[item.ref]))
        refs = (item.ref, *item.aliases)
        answer = next((answers[ref] for ref in refs if ref in answers), None)
        kept = [proof for ref in refs for proof in proofs.get(ref, ())]
        statuses.append(item_status(item, answer=answer, findings=beside, proofs=kept, on=on))
    return assess(edition, statuses, on=on, plus_until=plus_until)


def _merged(by_home: Mapping[str, Findings]) -> Mapping[str, Finding]:
    if len(by_home) == 1:
        return next(iter(by_home.values()))
    checks = {check for findings in by_home.values() for check in findings}
    return {check: merge({home: found[check] for home, found in by_home.items()}) for check in checks}


def _answers(pks: Iterable[int]) -> Mapping[int, Mapping[str, Answer]]:
    ids = list(pks)
    confirmed = {
        response: (at, by)
        for response, at, by in Confirmation.objects.in_force()
        .filter(response__submission__in=ids)
        .values_list("response", "at", "by")
    }
    answers: dict[int, dict[str, Answer]] = defaultdict(dict)
    rows = Response.objects.filter(submission__in=ids).values_list(
        "pk", "submission", "item", "value", "not_applicable", "comment", "origin", "reworded", "revision",
        "saved_at", "saved_by",
    )  # fmt: skip
    for pk, submission, item, value, not_applicable, comment, origin, reworded, revision, at, by in rows:
        confirmed_at, confirmed_by = confirmed.get(pk, (None, ""))
        answers[submission][item] = Answer(
            value=value,
            not_applicable=not_applicable,
            comment=comment,
            origin=Origin(origin),
            reworded=reworded,
            revision=revision,
            kept_as=item,
            saved_at=at,
            saved_by=by,
            confirmed_at=confirmed_at,
            confirmed_by=confirmed_by,
        )
    return answers


def _proofs(submissions: Collection[Submission]) -> Mapping[int, Mapping[str, list[ProofOnFile]]]:
    """Return the proof on file of each submission's publisher, by item. One query."""
    by_home = {s.home_id: s.pk for s in submissions if s.home_id is not None}
    by_provider = {s.provider_id: s.pk for s in submissions if s.provider_id is not None}
    uses = ProofUse.objects.filter(proof__withdrawn_at__isnull=True)
    if by_provider and by_home:
        uses = uses.filter(proof__home__in=list(by_home)) | uses.filter(proof__provider__in=list(by_provider))
    elif by_provider:
        uses = uses.filter(proof__provider__in=list(by_provider))
    else:
        uses = uses.filter(proof__home__in=list(by_home))
    found: dict[int, dict[str, list[ProofOnFile]]] = defaultdict(lambda: defaultdict(list))
    for use in uses.select_related("proof").order_by("pk"):
        proof = use.proof
        owner = (
            by_home.get(proof.home_id) if proof.home_id is not None else by_provider.get(proof.provider_id)
        )
        if owner is not None:
            found[owner][use.item].append(
                ProofOnFile(
                    ref=proof.ref,
                    title=proof.title,
                    where=proof.where,
                    kind=proof.kind,
                    dated_on=proof.dated_on,
                    valid_until=proof.valid_until,
                )
            )
    return found


def _denials(
    submissions: Collection[Submission], *, answers: Mapping[int, Mapping[str, Answer]]
) -> Mapping[int, Mapping[str, Finding]]:
    """Return what covered homes have said is not true there, of answers as they now stand. One query or none."""
    found: dict[int, dict[str, Finding]] = defaultdict(dict)
    shared = [submission.pk for submission in submissions if submission.provider_id is not None]
    if not shared:
        return found
    said: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    rows = Attestation.objects.filter(submission__in=shared, holds=False).order_by("home__name")
    for pk, item, revision, home, note in rows.values_list(
        "submission", "item", "revision", "home__name", "note"
    ):
        answer = answers[pk].get(item)
        if answer is not None and answer.revision == revision:
            said[(pk, item)].append((home, note))
    for (pk, item), homes in said.items():
        note = f": {homes[0][1]}" if homes[0][1] else ""
        found[pk][item] = Finding(
            state=FindingState.NOT_MET,
            sentence=f"{names([home for home, _ in homes])} says this is not true there{note}.",
            numerator=0,
            denominator=len(homes),
        )
    return found


def _plus_until(homes: Sequence[Home]) -> date | None:
    """Cyber Essentials Plus counts when every covered home is inside one; the earliest end is the end."""
    days = [home.profile.cyber_essentials_plus_until for home in homes]
    return min(day for day in days if day) if days and all(days) else None


def revisions(submission: Submission) -> Mapping[str, int]:
    """Return the revision of each answer, by item. One query."""
    return dict(submission.responses.values_list("item", "revision"))


def unattested(submission: Submission, *, home: Home) -> list[str]:
    """Return items whose confirmed answer this covered home has not spoken about as it now stands."""
    spoken = set(Attestation.objects.filter(submission=submission, home=home).values_list("item", "revision"))
    said = Confirmation.objects.in_force().filter(response__submission=submission)
    return [
        item
        for item, revision in said.values_list("response__item", F("response__revision"))
        if (item, revision) not in spoken
    ]
