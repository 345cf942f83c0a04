"""Submissions as they stand: read in a fixed number of queries, for one or for many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, FilteredRelation, Q

from havenkeep.assessment.domain.answer import Answer, Origin, ProofOnFile
from havenkeep.assessment.domain.bringing import under_present_refs
from havenkeep.assessment.domain.merge import merge, names
from havenkeep.assessment.domain.standing import Assessed, assess
from havenkeep.assessment.domain.status import CheckedFinding, item_status
from havenkeep.assessment.kept import Findings, findings_by_home
from havenkeep.assessment.models import Attestation, Confirmation, Cover, Publication, Response, Submission
from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.evidence.models import ProofUse
from havenkeep.organisations.models import Home, Provider
from havenkeep.standards.domain.edition import Edition
from havenkeep.standards.queries import current_edition

TRUE_HERE = "assessment.true_here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A submission to lay out beside the findings of some homes, under a key of the asker's."""

    key: int
    submission: Submission
    homes: tuple[Home, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A submission with everything that lies beside its answers."""

    submission: Submission
    homes: tuple[Home, ...]
    assessed: Assessed


def submission_for(home: Home, *, edition_id: str) -> Submission | None:
    """Return the submission that covers a home in an edition: its own or head office's. One query."""
    covers = Cover.objects.filter(home=home, edition=edition_id).select_related("submission__provider")
    cover = covers.first()
    return _at_home(cover.submission, home) if cover else None


def _at_home(submission: Submission, home: Home) -> Submission:
    """Give a home's own submission the home that is at hand already."""
    if submission.home_id == home.pk:
        submission.home = home
    return submission


def answers_of(submission: Submission, *, edition: Edition) -> dict[str, Answer]:
    """Return a submission's answers by the reference their item goes by in an edition. One query."""
    return under_present_refs(_answers([submission.pk])[submission.pk], edition=edition)


def covered_homes(submission: Submission) -> list[Home]:
    """Return the homes a submission covers, by name. One query."""
    homes = Home.objects.filter(covers__submission=submission)
    return list(homes.select_related("provider", "profile").order_by("name", "pk"))


def coverable(provider: Provider, *, edition_id: str) -> tuple[list[Home], list[Home]]:
    """Return a provider's homes that it can answer for in an edition, and those that answer themselves.

    Two queries.
    """
    answering = Submission.objects.filter(
        edition=edition_id, home__provider=provider, responses__isnull=False
    ).values_list("home", flat=True)
    own = set(answering)
    homes = list(provider.homes.order_by("name", "pk"))
    return [home for home in homes if home.pk not in own], [home for home in homes if home.pk in own]


def lay(submission: Submission, *, on: date, homes: Sequence[Home], edition: Edition | None = None) -> Laid:
    """Return one submission as it stands on a day, beside what the homes' records find.

    Five queries when the findings are fresh and the `edition` is at hand.
    """
    known = {edition.id: edition} if edition is not None else None
    return lay_many([Asked(key=0, submission=submission, homes=tuple(homes))], on=on, editions=known)[0]


def lay_many(
    asked: Collection[Asked], *, on: date, editions: Mapping[str, Edition] | None = None
) -> dict[int, Laid]:
    """Return many submissions as they stand, by key, in a constant number of queries."""
    submissions = list({one.submission.pk: one.submission for one in asked}.values())
    if editions is None:
        editions = {edition: current_edition(edition) for edition in {s.edition for s in submissions}}
    homes = {home.pk: home for one in asked for home in one.homes}
    findings = findings_by_home(homes.values(), on=on)
    answers = _answers([submission.pk for submission in submissions])
    proofs = _proofs(submissions)
    denials = _denials(submissions, answers=answers)
    return {
        one.key: Laid(
            submission=one.submission,
            homes=one.homes,
            assessed=_assess(
                editions[one.submission.edition],
                findings=_merged([(home.name, findings[home.pk]) for home in one.homes]),
                answers=answers[one.submission.pk],
                proofs=proofs[one.submission.pk],
                denials=denials[one.submission.pk],
                plus_until=_plus_until(one.homes),
                on=on,
            ),
        )
        for one in asked
    }


def standings(homes: Sequence[Home], *, edition_id: str, on: date) -> dict[int, Laid]:
    """Return how each home stands, by primary key: by its own or head office's answers, or by none yet.

    The number of queries is the same for one home and for a thousand. Homes come with provider and profile.
    """
    by_pk = {home.pk: home for home in homes}
    covers = Cover.objects.filter(home__in=list(by_pk), edition=edition_id)
    by_home = {
        row.home_id: _at_home(row.submission, by_pk[row.home_id])
        for row in covers.select_related("submission__provider")
    }
    asked = [
        Asked(
            key=home.pk,
            # A home that has not begun yet stands as one that has answered nothing.
            submission=by_home.get(home.pk) or Submission(pk=-home.pk, home=home, edition=edition_id),
            homes=(home,),
        )
        for home in homes
    ]
    return lay_many(asked, on=on)


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


def _merged(by_home: Sequence[tuple[str, Findings]]) -> Findings:
    if len(by_home) == 1:
        return by_home[0][1]
    checks = {check for _, findings in by_home for check in findings}
    return {check: merge([(home, found[check]) for home, found in by_home]) for check in checks}


def _answers(pks: Iterable[int]) -> Mapping[int, Mapping[str, Answer]]:
    """Return the answers of submissions by item, with the confirmation of what each says now. One query."""
    confirmed = FilteredRelation("confirmations", condition=Q(confirmations__revision=F("revision")))
    rows = (
        Response.objects.filter(submission__in=list(pks))
        .annotate(confirmed=confirmed)
        .values_list(
            "submission", "item", "value", "not_applicable", "comment", "origin", "reworded", "revision",
            "saved_at", "saved_by", "confirmed__at", "confirmed__by",
        )
    )  # fmt: skip
    answers: dict[int, dict[str, Answer]] = defaultdict(dict)
    for (
        submission,
        item,
        value,
        not_applicable,
        comment,
        origin,
        reworded,
        revision,
        at,
        by,
        c_at,
        c_by,
    ) in rows:
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
            confirmed_at=c_at,
            confirmed_by=c_by or "",
        )
    return answers


def _proofs(submissions: Collection[Submission]) -> Mapping[int, Mapping[str, list[ProofOnFile]]]:
    """Return the proof on file of each submission's publisher, by item. One query."""
    by_home = {s.home_id: s.pk for s in submissions if s.home_id is not None}
    by_provider = {s.provider_id: s.pk for s in submissions if s.provider_id is not None}
    uses = ProofUse.objects.filter(
        Q(proof__home__in=list(by_home)) | Q(proof__provider__in=list(by_provider)),
        proof__withdrawn_at__isnull=True,
    )
    found: dict[int, dict[str, list[ProofOnFile]]] = defaultdict(lambda: defaultdict(list))
    rows = uses.order_by("pk").values_list(
        "item", "proof__home", "proof__provider", "proof__ref", "proof__title", "proof__where", "proof__kind",
        "proof__dated_on", "proof__valid_until",
    )  # fmt: skip
    for item, home, provider, ref, title, where, kind, dated_on, valid_until in rows:
        owner = by_home.get(home) or by_provider.get(provider)
        if owner is not None:
            found[owner][item].append(
                ProofOnFile(
                    ref=ref, title=title, where=where, kind=kind, dated_on=dated_on, valid_until=valid_until
                )
            )
    return found


def _denials(
    submissions: Collection[Submission], *, answers: Mapping[int, Mapping[str, Answer]]
) -> Mapping[int, Mapping[str, Finding]]:
    """Return what covered homes have said is not true there, of answers as they now stand. One query."""
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
        note = f": {homes[0][1].rstrip('.')}" if homes[0][1] else ""
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


def unattested(submission: Submission, *, home: Home) -> list[str]:
    """Return items whose confirmed answer this covered home has not spoken about as it now stands."""
    spoken = set(Attestation.objects.filter(submission=submission, home=home).values_list("item", "revision"))
    said = Confirmation.objects.in_force().filter(response__submission=submission)
    return [
        item
        for item, revision in said.values_list("response__item", F("response__revision"))
        if (item, revision) not in spoken
    ]


def earlier_publications(submission: Submission) -> list[Publication]:
    """Return what the same publisher recorded in other years, newest first. One query."""
    of_publisher = Publication.objects.select_related("submission").filter(
        submission__home=submission.home_id, submission__provider=submission.provider_id
    )
    return list(of_publisher.exclude(submission=submission).order_by("-published_on"))
