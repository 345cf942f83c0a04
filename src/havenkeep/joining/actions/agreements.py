"""Who agreed to keep things confidential: on screen, on paper, in a contract that somebody looked at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.design.wording import say_date
from havenkeep.evidence.models import Proof
from havenkeep.joining.actions.inductions import NEW_VERSION, check_own_name
from havenkeep.joining.actions.refusal import CannotSign, ChangedMeanwhile
from havenkeep.joining.domain.contracts import binds, clause_since
from havenkeep.joining.domain.papers import AgreementKind, How
from havenkeep.joining.models import Agreement, Clause
from havenkeep.joining.queries import contract_candidates
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import Engagement
from havenkeep.people.models import Person, Post


@transaction.atomic
def sign_agreement(
    *, person: Person, home: Home, seen_digest: str, typed_name: str, by: Actor, at: datetime
) -> Agreement:
    """Keep a person’s own signature under the clause in force. A second time is the first.

    Raises:
        ChangedMeanwhile: the text is not the one that was read.
        CannotSign: no clause is approved, or the name is not theirs.
    """
    clause = home.clauses.approved().order_by("-number").first()
    if clause is None:
        raise CannotSign("There is nothing to sign yet. Your manager is still writing it.")
    if clause.digest != seen_digest:
        raise ChangedMeanwhile(NEW_VERSION)
    check_own_name(person, typed_name)
    Person.objects.select_for_update().get(pk=person.pk)
    agreement, new = Agreement.objects.get_or_create(
        person=person,
        clause=clause,
        kind=AgreementKind.ADDENDUM.value,
        how=How.SCREEN.value,
        withdrawn_at=None,
        defaults={
            "home": home,
            "digest": clause.digest,
            "signed_name": typed_name.strip(),
            "signed_on": timezone.localdate(at),
            "signed_at": at,
            "signed_by_id": by.id,
            "noted_at": at,
        },
    )
    if new:
        _record(agreement.subject, "joining.agreement_signed", people=[person], by=by, at=at)
    return agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAgreement:
    """What somebody saw on paper: the contract, an addendum, or the terms of an agency."""

    kind: AgreementKind
    clause: Clause | None
    signed_on: date | None


@transaction.atomic
def note_agreement(
    *, person: Person, home: Home, seen: SeenAgreement, proof: Proof | None, by: Actor, at: datetime
) -> Agreement:
    """Note that somebody agreed on paper, and that `by` looked at it.

    Raises:
        CannotSign: the day is in the future, the clause is missing, an agency’s terms bind nobody here, the
            contract is older than the clause, or it is noted already.
    """
    check_seen(person, home=home, seen=seen, on=timezone.localdate(at))
    Person.objects.select_for_update().get(pk=person.pk)
    agreement, new = Agreement.objects.get_or_create(
        person=person,
        clause=seen.clause,
        kind=seen.kind.value,
        how=How.PAPER.value,
        signed_on=seen.signed_on,
        withdrawn_at=None,
        defaults={
            "home": home,
            "signed_name": person.name if seen.kind is AgreementKind.ADDENDUM else "",
            "seen_by": by.label,
            "seen_by_id": by.id,
            "proof": proof,
            "noted_at": at,
        },
    )
    if not new:
        raise CannotSign("This paper is noted already, with the same date.")
    _record(agreement.subject, "joining.agreement_noted", people=[person], by=by, at=at)
    return agreement


def check_seen(person: Person, *, home: Home, seen: SeenAgreement, on: date) -> None:
    """Check what somebody says they saw.

    Raises:
        CannotSign: with the sentence to show.
    """
    if seen.signed_on and seen.signed_on > on:
        raise CannotSign("The signature cannot lie in the future. Check the date on the paper.")
    how = [
        Engagement(value)
        for value in person.posts.filter(home=home).on(on).values_list("engagement", flat=True)
    ]
    if not how:
        raise CannotSign(f"{person.name} does not work here today, so there is nothing to note.")
    if not any(binds(seen.kind, {engagement}) for engagement in how):
        raise CannotSign(
            "Whoever an agency sends has no contract with you. Note its terms, or let them sign the addendum."
            if seen.kind is AgreementKind.CONTRACT
            else "An agency’s terms bind the people it sends. This person needs a contract or an addendum."
        )
    if seen.kind is AgreementKind.AGENCY_TERMS:
        return
    if seen.clause is None:
        raise CannotSign("Approve the confidentiality clause first. Then note who has it.")
    if seen.kind is AgreementKind.CONTRACT:
        _check_contract(seen.clause, how, seen.signed_on)


def _check_contract(clause: Clause, how: Sequence[Engagement], signed_on: date | None) -> None:
    since = clause_since(how, staff_since=clause.staff_since, others_since=clause.others_since)
    if since is None:
        raise CannotSign(
            "Note on the clause’s page first from which day your contracts and agreements hold it."
        )
    if signed_on is not None and signed_on < since:
        raise CannotSign(
            f"The clause is in your papers since {say_date(since)}, and this one is older. If it was changed "
            "later, enter that day. Otherwise let them sign the addendum."
        )


@transaction.atomic
def note_contracts(*, home: Home, people: Collection[str], clause: Clause, by: Actor, at: datetime) -> int:
    """Note that the contracts of people, by their refs, hold a clause: `by` looked at each. Returns how many.

    Who is bound already, or whose contract is older than the clause, is left out. The same number of queries
    for any number of people.
    """
    on = timezone.localdate(at)
    asked = set(people)
    lines = {
        line.person: line for line in contract_candidates(home, clause=clause, on=on) if line.ref in asked
    }
    listed = list(Person.objects.select_for_update().filter(pk__in=lines).select_related("provider"))
    Agreement.objects.bulk_create(
        Agreement(
            home=home,
            person=person,
            clause=clause,
            kind=AgreementKind.CONTRACT.value,
            how=How.PAPER.value,
            signed_on=lines[person.pk].started_on,
            seen_by=by.label,
            seen_by_id=by.id,
            noted_at=at,
        )
        for person in listed
    )
    if listed:
        _record(clause.subject, "joining.contracts_noted", people=listed, by=by, at=at)
    return len(listed)


@transaction.atomic
def withdraw_agreement(*, agreement: Agreement, by: Actor, at: datetime) -> None:
    """Take back an agreement that was noted by mistake. It stays on record and counts no more."""
    if Agreement.objects.standing().filter(pk=agreement.pk).update(withdrawn_at=at):
        _record(agreement.subject, "joining.agreement_withdrawn", people=[agreement.person], by=by, at=at)


def _record(subject: str, event: str, *, people: Sequence[Person], by: Actor, at: datetime) -> None:
    """Tell every home where they work: what somebody agreed with the provider counts in each."""
    posts = Post.objects.filter(person__in=people).on(timezone.localdate(at))
    refs = posts.order_by("home__ref").values_list("home__ref", flat=True).distinct()
    streams = [f"home:{ref}" for ref in refs] or [people[0].provider.stream]
    for stream in streams:
        record(stream=stream, event=event, by=by, at=at, subject=subject)
