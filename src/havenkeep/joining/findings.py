"""The checks that the papers of joining answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.joining.domain.contracts import Agreed, Bound, binding, contracts_finding
from havenkeep.joining.domain.induction import Approved, Signed, induction_finding, starter_of, year_before
from havenkeep.joining.domain.papers import AgreementKind
from havenkeep.joining.domain.stays import LONGEST_GAP, Stay, stay_on
from havenkeep.joining.models import Agreement, Checklist, Induction
from havenkeep.joining.queries import asked_posts
from havenkeep.organisations.models import Homes
from havenkeep.people.domain.engagement import Engagement

FIX_INDUCTION = "joining:joining"
FIX_DAYS = "people:staff"
FIX_CONTRACTS = "joining:agreements"


def induction(*, homes: Homes, on: date) -> Mapping[int, Finding]:
    """Whether everyone who started in the last 12 months was inducted in time. Three queries."""
    since = year_before(on)
    lists: dict[int, list[Checklist]] = defaultdict(list)
    for row in Checklist.objects.approved().filter(home__in=homes).order_by("number"):
        lists[row.home_id].append(row)
    held: dict[int, dict[int, list[Stay]]] = defaultdict(lambda: defaultdict(list))
    posts = asked_posts().filter(home__in=homes).exclude(ended_on__lt=since - LONGEST_GAP)
    listed: dict[tuple[int, int], datetime] = {}
    for home, person, first, last, noted_at in posts.values_list(
        "home", "person", "started_on", "ended_on", "noted_at"
    ):
        held[home][person].append(Stay(started_on=first, ended_on=last))
        listed[home, person] = min(noted_at, listed.get((home, person), noted_at))
    signed: dict[tuple[int, int], list[Signed]] = defaultdict(list)
    inductions = Induction.objects.standing().filter(home__in=homes, signed_on__gte=since)
    for home, person, own, other in inductions.values_list("home", "person", "signed_on", "signed_off_on"):
        signed[home, person].append(Signed(signed_on=own, signed_off_on=other))
    found = {}
    for home in held.keys() | lists.keys():
        approved = _in_force(lists.get(home, []))
        current = {person: stay_on(posts, on=on) for person, posts in held.get(home, {}).items()}
        here = {person: stay for person, stay in current.items() if stay is not None and not stay.over(on=on)}
        # Whoever is on the list for over a year did not start lately, whatever their first day was.
        undated = sum(
            stay.started_on is None and timezone.localdate(listed[home, one]) >= since
            for one, stay in here.items()
        )
        starters = [
            starter_of(
                stay,
                signed[home, person],
                within_days=approved.within_days if approved else None,
                on=on,
            )
            for person, stay in current.items()
            if stay is not None and stay.begins >= since
        ]
        finding = induction_finding(
            [row for row in starters if row is not None],
            checklist=approved,
            here=len(here),
            undated=undated,
        )
        unsure = undated and finding.state is FindingState.COULD_NOT_TELL and approved
        found[home] = replace(finding, fix=FIX_DAYS if unsure else FIX_INDUCTION)
    return found


def _in_force(versions: Sequence[Checklist]) -> Approved | None:
    """Return the newest of the approved versions, oldest first, and since when there is one."""
    days = [row.approved_on for row in versions if row.approved_on is not None]
    return versions[-1].as_approved(since=min(days)) if days else None


def contracts(*, homes: Homes, on: date) -> Mapping[int, Finding]:
    """Whether everyone who works in each home has agreed to confidentiality in writing. Two queries."""
    posts = asked_posts().filter(home__in=homes).on(on)
    agreed: dict[int, list[Agreed]] = defaultdict(list)
    rows = Agreement.objects.standing().filter(person__in=posts.values("person")).order_by("-pk")
    noted_at = set[int]()
    for person, home, kind, *days in rows.values_list(
        "person", "home", "kind", "signed_on", "clause__staff_since", "clause__others_since"
    ):
        signed_on, staff_since, others_since = days
        agreed[person].append(
            Agreed(
                kind=AgreementKind(kind),
                signed_on=signed_on,
                staff_since=staff_since,
                others_since=others_since,
            )
        )
        noted_at.add(home)
    ways: dict[int, dict[int, list[Engagement]]] = defaultdict(lambda: defaultdict(list))
    for home, person, how in posts.order_by("pk").values_list("home", "person", "engagement"):
        ways[home][person].append(Engagement(how))
    found = {}
    for home, people in ways.items():
        everyone = [
            Bound(engagement=how[0], kind=binding(agreed[person], how)) for person, how in people.items()
        ]
        # What somebody brought along from another home does not say that anyone keeps a record in this one.
        finding = contracts_finding(everyone, recorded=home in noted_at or _all_bound(everyone))
        found[home] = replace(finding, fix=FIX_CONTRACTS)
    return found


def _all_bound(everyone: Sequence[Bound]) -> bool:
    return all(bound.kind is not None for bound in everyone)
