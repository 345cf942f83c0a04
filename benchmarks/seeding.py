"""Many homes at once, each with a whole submission. Only here are rows written past the actions."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from havenkeep.assessment.models import Confirmation, Cover, Response, Submission
from havenkeep.audit.models import Head
from havenkeep.evidence.models import Proof, ProofUse
from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.models import Appointment, SystemUse
from havenkeep.identity.models import new_ref
from havenkeep.organisations.models import Home, Profile, Provider
from havenkeep.privacy.models import Registration
from havenkeep.standards.domain.edition import AnswerKind, Edition
from havenkeep.standards.queries import edition_in_force

A_PROVIDER = 20  # homes of one provider
PROVEN_BY = 10  # items of a home with proof
NUMBER = "ZX900001"
LEAD = "Avery Lane"


@transaction.atomic
def seed_homes(count: int, *, at: datetime) -> list[Home]:
    """Make homes that have answered and confirmed every item, with registers and some proof."""
    edition = edition_in_force(on=timezone.localdate(at))
    providers = Provider.objects.bulk_create(
        [_provider(number, at=at) for number in range((count + A_PROVIDER - 1) // A_PROVIDER)]
    )
    homes = Home.objects.bulk_create(
        [_home(number, providers[number // A_PROVIDER], at=at) for number in range(count)]
    )
    Profile.objects.bulk_create([Profile(home=home) for home in homes])
    streams = [home.stream for home in homes] + [provider.stream for provider in providers]
    Head.objects.bulk_create([Head(stream=stream, number=1, digest="0" * 64) for stream in streams])
    _registers(homes, at=at)
    _answers(homes, edition=edition, at=at)
    _proofs(homes, edition=edition, at=at)
    return homes


def _provider(number: int, *, at: datetime) -> Provider:
    return Provider(name=f"Seeded Care {number}", slug=f"seeded-care-{number}", ref=new_ref(), made_at=at)


def _home(number: int, provider: Provider, *, at: datetime) -> Home:
    return Home(
        provider=provider,
        name=f"Seeded House {number}",
        slug=f"seeded-house-{number}",
        ref=f"s{number:07d}",
        kind="residential",
        made_at=at,
    )


def _registers(homes: list[Home], *, at: datetime) -> None:
    ends_on = timezone.localdate(at) + timedelta(days=200)
    Registration.objects.bulk_create(
        [Registration(home=home, number=NUMBER, ends_on=ends_on, noted_at=at) for home in homes]
    )
    Appointment.objects.bulk_create(
        [
            Appointment(
                home=home, duty=Duty.LEAD.value, name=LEAD, job_title="deputy", signed_by="Owner", noted_at=at
            )
            for home in homes
        ]
    )
    SystemUse.objects.bulk_create(
        [
            SystemUse(home=home, system=system, use="yes", noted_at=at)
            for home in homes
            for system in ("nhsmail", "gp_connect")
        ]
    )


def _answers(homes: list[Home], *, edition: Edition, at: datetime) -> None:
    submissions = Submission.objects.bulk_create(
        [Submission(home=home, edition=edition.id, made_at=at) for home in homes]
    )
    Cover.objects.bulk_create(
        [
            Cover(submission=submission, home=home, edition=edition.id)
            for submission, home in zip(submissions, homes, strict=True)
        ]
    )
    responses = Response.objects.bulk_create(
        [
            Response(
                submission=submission,
                item=item.ref,
                value="yes" if item.kind is AnswerKind.YES_NO else f"{NUMBER}, {LEAD}, as last year",
                comment="Looked at by two people in the office, and kept in the blue folder.",
                origin="typed",
                saved_at=at,
                saved_by=LEAD,
            )
            for submission in submissions
            for item in edition.mandatory
        ],
        batch_size=2_000,
    )
    Confirmation.objects.bulk_create(
        [Confirmation(response=response, revision=1, at=at, by=LEAD) for response in responses],
        batch_size=2_000,
    )


def _proofs(homes: list[Home], *, edition: Edition, at: datetime) -> None:
    items = [item.ref for item in edition.mandatory[:PROVEN_BY]]
    proofs = Proof.objects.bulk_create(
        [
            Proof(home=home, kind=Proof.Kind.PLACE, title="A paper", where="Blue folder", added_at=at)
            for home in homes
            for _ in items
        ],
        batch_size=2_000,
    )
    ProofUse.objects.bulk_create(
        [ProofUse(proof=proof, item=items[index % len(items)]) for index, proof in enumerate(proofs)],
        batch_size=2_000,
    )
