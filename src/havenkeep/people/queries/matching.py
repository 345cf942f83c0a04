"""What an import needs to know of the list, and what the finding needs to know of its matches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from havenkeep.organisations.models import Home, Homes
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.list_check import Checked, DifferenceKind, ListFacts, ListSource
from havenkeep.people.domain.matching import KnownPerson, KnownPost
from havenkeep.people.models import ListCheck, ListDifference, Person, Post


def known_people(home: Home) -> list[KnownPerson]:
    """Return everyone on the list of a home's provider, with their posts in that home. Two queries."""
    posts: dict[int, list[KnownPost]] = defaultdict(list)
    for row in home.posts.order_by("-started_on", "-pk"):
        posts[row.person_id].append(_known_post(row))
    people = Person.objects.filter(provider=home.provider_id, forgotten_at__isnull=True).order_by("pk")
    return [
        KnownPerson(
            pk=pk, ref=ref, name=name, name_key=key, payroll=payroll, email=email,
            posts=tuple(_newest_first(posts.get(pk, ()))),
        )
        for pk, ref, name, key, payroll, email in people.values_list(
            "pk", "ref", "name", "name_key", "payroll_number", "email"
        )
    ]  # fmt: skip


def _known_post(row: Post) -> KnownPost:
    return KnownPost(
        pk=row.pk,
        engagement=Engagement(row.engagement),
        role=JobRole(row.role),
        job_title=row.job_title,
        agency=row.agency,
        started_on=row.started_on,
        ended_on=row.ended_on,
    )


def _newest_first(posts: Iterable[KnownPost]) -> list[KnownPost]:
    """A post without a last day comes before those that are over."""
    return sorted(posts, key=lambda post: post.ended_on or date.max, reverse=True)


def settled_before(home: Home) -> Mapping[str, int]:
    """Return who a person once said a row is, by the row's fingerprint. One query."""
    rows = ListDifference.objects.filter(
        check_made__home=home,
        kind=DifferenceKind.UNCLEAR,
        outcome=ListDifference.Outcome.APPLIED,
        person__isnull=False,
    ).exclude(fingerprint="")
    return dict(rows.order_by("pk").values_list("fingerprint", "person"))


def kept_before(home: Home, *, since: datetime) -> Mapping[int, str]:
    """Return why somebody said, since then, that who stood in no sheet stays on the list, by person.

    One query.
    """
    rows = ListDifference.objects.filter(
        check_made__home=home,
        kind=DifferenceKind.MISSING,
        outcome=ListDifference.Outcome.KEPT,
        settled_at__gte=since,
    ).exclude(settled_by="")
    return dict(rows.order_by("pk").values_list("person", "reason"))


def list_facts(homes: Homes, *, on: date) -> Mapping[int, ListFacts]:
    """Return what the finding needs, by home, for those with people or a match. Three queries."""
    people: dict[int, int] = dict(
        Post.objects.filter(home__in=homes)
        .on(on)
        .values("home")
        .annotate(people=Count("person", distinct=True))
        .values_list("home", "people")
    )
    newest = _newest_checks(homes)
    unmatched = _unmatched(homes, on=on)
    return {
        home: ListFacts(
            people=people.get(home, 0), checked=newest.get(home), unmatched=unmatched.get(home, 0)
        )
        for home in {*people, *newest}
    }


def facts_of(home: Home, *, on: date) -> ListFacts | None:
    """Return what the finding of one home needs, or None when its list is empty. Three queries."""
    return list_facts(Home.objects.filter(pk=home.pk), on=on).get(home.pk)


def _newer(check: QuerySet[ListCheck]) -> QuerySet[ListCheck]:
    """Those matches of the same home that take the place of a match."""
    return check.filter(home=OuterRef("home")).filter(
        Q(dated_on__gt=OuterRef("dated_on"))
        | Q(dated_on=OuterRef("dated_on"), made_at__gt=OuterRef("made_at"))
        | Q(dated_on=OuterRef("dated_on"), made_at=OuterRef("made_at"), pk__gt=OuterRef("pk"))
    )


def _newest_checks(homes: Homes) -> dict[int, Checked]:
    left = Q(differences__kind=DifferenceKind.MISSING, differences__outcome=ListDifference.Outcome.KEPT)
    rows = (
        ListCheck.objects.filter(~Exists(_newer(ListCheck.objects.all())), home__in=homes)
        .annotate(
            open=Count("differences", filter=Q(differences__outcome="")),
            kept=Count("differences", filter=left),
        )
        .values_list("home", "source", "dated_on", "rows", "open", "kept", "unread")
    )
    return {
        home: Checked(
            source=ListSource(source), dated_on=dated_on, rows=rows, open=still, kept=kept, unread=unread
        )
        for home, source, dated_on, rows, still, kept, unread in rows
    }


def _unmatched(homes: Homes, *, on: date) -> dict[int, int]:
    """Count people put on the list after the newest match who, by their first day, should have been in it.

    Who was on the list then by another post was matched, and who the match itself brought up was asked about.
    """
    newest = ListCheck.objects.filter(~Exists(_newer(ListCheck.objects.all())), home=OuterRef("home"))
    known = Post.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=OuterRef("dated_on")),
        person=OuterRef("person"),
        home=OuterRef("home"),
        noted_at__lte=OuterRef("made_at"),
    )
    told = ListDifference.objects.filter(check_made=OuterRef("newest"), person=OuterRef("person"))
    rows = (
        Post.objects.filter(home__in=homes)
        .on(on)
        .annotate(
            newest=Subquery(newest.values("pk")[:1]),
            made_at=Subquery(newest.values("made_at")[:1]),
            dated_on=Subquery(newest.values("dated_on")[:1]),
        )
        .filter(Q(started_on__isnull=True) | Q(started_on__lte=F("dated_on")), noted_at__gt=F("made_at"))
        .filter(~Exists(known), ~Exists(told))
    )
    return dict(
        rows.values("home").annotate(people=Count("person", distinct=True)).values_list("home", "people")
    )
