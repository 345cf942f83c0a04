"""What an import needs to know of the list, and what the finding needs to know of its matches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from havenkeep.organisations.models import Home, Homes, Provider
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.group import Lists
from havenkeep.people.domain.group_places import Service
from havenkeep.people.domain.list_check import Checked, DifferenceKind, ListFacts, ListSource
from havenkeep.people.domain.matching import KnownPerson, KnownPost
from havenkeep.people.models import ListCheck, ListDifference, Person, Post


def known_people(home: Home) -> list[KnownPerson]:
    """Return everyone on the list of a home's provider, with their posts in that home. Two queries."""
    posts = _posts_of(Home.objects.filter(pk=home.pk)).get(home.pk, {})
    return [replace(person, posts=posts.get(person.pk, ())) for person in _people_of(home.provider_id)]


def lists_of(provider: Provider, *, homes: Homes) -> Lists:
    """Return what is on the lists of these homes of a provider. Three queries, whatever their number."""
    return Lists(people=_people_of(provider.pk), posts=_posts_of(homes), settled=settled_before(homes))


def services_of(provider: Provider) -> list[Service]:
    """Return a provider's services as a list may name them, by name. One query."""
    rows = provider.homes.order_by("name", "pk").values_list(
        "pk", "ref", "name", "ods_code", "cqc_location_id"
    )
    return [Service(pk=pk, ref=ref, name=name, codes=tuple(codes)) for pk, ref, name, *codes in rows]


def remembered_places(provider: Provider) -> Mapping[str, int | None]:
    """Return which service a person once said a place is, by key; None for none of theirs. One query."""
    return dict(provider.place_names.values_list("called", "home"))


def _people_of(provider: int) -> list[KnownPerson]:
    people = Person.objects.filter(provider=provider, forgotten_at__isnull=True).order_by("pk")
    fields = ("pk", "ref", "name", "name_key", "payroll_number", "email")
    return [
        KnownPerson(pk=pk, ref=ref, name=name, name_key=key, payroll=payroll, email=email)
        for pk, ref, name, key, payroll, email in people.values_list(*fields)
    ]


def _posts_of(homes: Homes) -> dict[int, dict[int, tuple[KnownPost, ...]]]:
    posts: dict[int, dict[int, list[KnownPost]]] = defaultdict(lambda: defaultdict(list))
    for row in Post.objects.filter(home__in=homes).order_by("-started_on", "-pk"):
        posts[row.home_id][row.person_id].append(_known_post(row))
    return {
        home: {person: tuple(_newest_first(theirs)) for person, theirs in people.items()}
        for home, people in posts.items()
    }


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


def settled_before(homes: Homes) -> Mapping[int, Mapping[str, int]]:
    """Return who a person once said a row is, by home and the row's fingerprint. One query."""
    rows = ListDifference.objects.filter(
        check_made__home__in=homes,
        kind=DifferenceKind.UNCLEAR,
        outcome=ListDifference.Outcome.APPLIED,
        person__isnull=False,
    ).exclude(fingerprint="")
    settled: dict[int, dict[str, int]] = defaultdict(dict)
    for home, fingerprint, person in rows.order_by("pk").values_list(
        "check_made__home", "fingerprint", "person"
    ):
        settled[home][fingerprint] = person
    return settled


def kept_before(homes: Homes, *, since: datetime) -> Mapping[tuple[int, int], str]:
    """Return why somebody said, since then, that who stood in no sheet stays on a list, by home and person.

    One query.
    """
    rows = ListDifference.objects.filter(
        check_made__home__in=homes,
        kind=DifferenceKind.MISSING,
        outcome=ListDifference.Outcome.KEPT,
        settled_at__gte=since,
    ).exclude(settled_by="")
    told = rows.order_by("pk").values_list("check_made__home", "person", "reason")
    return {(home, person): reason for home, person, reason in told if person is not None}


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
