"""The staff list as pages show it: people, counts, starters and leavers, a provider's services."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from django.db.models import Count, Q, QuerySet

from havenkeep.identity.models import User
from havenkeep.organisations.models import Home, Homes, Provider
from havenkeep.people.domain.engagement import COUNTED, Engagement
from havenkeep.people.domain.names import name_key
from havenkeep.people.models import Absence, Person, Post

A_YEAR = timedelta(days=365)
_COUNTED = Q(sees_personal_data=True, engagement__in=sorted(COUNTED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many work here today, each once; `counted` must be trained; `ever` were ever on the list."""

    people: int
    counted: int
    ever: int
    by_engagement: Mapping[Engagement, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of people with their posts in the service; `away` are on long absence, `found` counts all."""

    people: tuple[tuple[Person, tuple[Post, ...]], ...]
    found: int
    away: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Somebody started or left."""

    day: date
    began: bool
    ref: str
    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCount:
    people: int
    counted: int


def counts_of(home: Home, *, on: date) -> Counts:
    """Return a service's counts. Three queries."""
    today = home.posts.on(on)
    whole = today.aggregate(
        people=Count("person", distinct=True), counted=Count("person", distinct=True, filter=_COUNTED)
    )
    by = (
        today.values_list("engagement").annotate(people=Count("person", distinct=True)).order_by("engagement")
    )
    ever = home.posts.aggregate(people=Count("person", distinct=True))
    return Counts(
        people=whole["people"],
        counted=whole["counted"],
        ever=ever["people"],
        by_engagement={Engagement(key): number for key, number in by},
    )


def staff_of(home: Home, *, show: str, engagement: str = "", words: str = "", on: date) -> QuerySet[Person]:
    """Return who is on a service's list: `today`, `left` in the last year, `starting`, or `all`."""
    posts = home.posts.filter(engagement=engagement) if engagement else home.posts.all()
    held = posts.on(on).values("person")
    people = Person.objects.all()
    if show == "today":
        people = people.filter(pk__in=held)
    elif show == "left":
        gone = posts.filter(ended_on__lt=on, ended_on__gte=on - A_YEAR)
        people = people.filter(pk__in=gone.values("person")).exclude(
            pk__in=home.posts.on(on).values("person")
        )
    elif show == "starting":
        coming = posts.filter(started_on__gt=on).values("person")
        people = people.filter(pk__in=coming).exclude(pk__in=home.posts.on(on).values("person"))
    else:
        people = people.filter(pk__in=posts.values("person"))
    if words:
        key = name_key(words)
        people = people.filter(Q(payroll_number__iexact=words) | (Q(name_key__contains=key) if key else Q()))
    return people.order_by("name_key", "pk")


def listed(home: Home, people: QuerySet[Person], *, on: date, page: int, per_page: int) -> Listed:
    """Return one page of people. Four queries; `per_page` 0 gives all."""
    rows = list(people[(page - 1) * per_page : page * per_page] if per_page else people)
    posts: dict[int, list[Post]] = defaultdict(list)
    for post in home.posts.filter(person__in=people if not per_page else [row.pk for row in rows]):
        posts[post.person_id].append(post)
    away = Absence.objects.filter(person__in=people if not per_page else [row.pk for row in rows]).filter(
        Q(back_on__isnull=True) | Q(back_on__gt=on), away_from__lte=on
    )
    return Listed(
        people=tuple((row, tuple(posts[row.pk])) for row in rows if posts[row.pk]),
        found=people.count() if per_page else len(rows),
        away=frozenset(away.values_list("person", flat=True)),
    )


def events_of(home: Home, *, on: date) -> Sequence[Event]:
    """Return the starters and leavers of the last twelve months, the newest first. One query.

    Somebody who changes post on the same or the next day neither leaves nor starts.
    """
    since = on - A_YEAR
    posts: dict[int, list[Post]] = defaultdict(list)
    for post in home.posts.select_related("person").order_by("pk"):
        posts[post.person_id].append(post)
    events = [event for held in posts.values() for event in _events(held) if since <= event.day <= on]
    return sorted(events, key=attrgetter("day"), reverse=True)


def _events(posts: Sequence[Post]) -> list[Event]:
    found = []
    for post in posts:
        others = [other for other in posts if other is not post]
        if post.started_on and not any(
            other.held_on(post.started_on - timedelta(days=1)) for other in others
        ):
            found.append(_event(post, post.started_on, began=True))
        if post.ended_on and not any(other.held_on(post.ended_on + timedelta(days=1)) for other in others):
            found.append(_event(post, post.ended_on, began=False))
    return found


def _event(post: Post, day: date, *, began: bool) -> Event:
    return Event(day=day, began=began, ref=post.person.ref, name=post.person.name, title=post.title)


def me_of(home: Home, user: User, *, on: date) -> Person | None:
    """Return who on the list has the user's name and no account, when there is only one. Two queries at most.

    None when the user is on the provider's list already.
    """
    if user.persons.filter(provider=home.provider_id).exists():
        return None
    here = Person.objects.filter(pk__in=home.posts.on(on).values("person"))
    alike = list(here.filter(user__isnull=True, name_key=name_key(user.name))[:2])
    return alike[0] if len(alike) == 1 else None


def service_counts(homes: Homes, *, on: date) -> Mapping[int, ServiceCount]:
    """Return each service's counts. One query."""
    rows = (
        Post.objects.filter(home__in=homes)
        .on(on)
        .values_list("home")
        .annotate(
            people=Count("person", distinct=True), counted=Count("person", distinct=True, filter=_COUNTED)
        )
    )
    return {home: ServiceCount(people=people, counted=counted) for home, people, counted in rows}


def provider_count(provider: Provider, *, on: date) -> tuple[ServiceCount, int]:
    """Return a provider's people, each once, and how many of them work in several services. Two queries."""
    posts = Post.objects.filter(home__in=provider.homes.all()).on(on)
    whole = posts.aggregate(
        people=Count("person", distinct=True), counted=Count("person", distinct=True, filter=_COUNTED)
    )
    several = posts.values("person").annotate(homes=Count("home", distinct=True)).filter(homes__gt=1)
    return ServiceCount(**whole), several.count()


def people_alike(home: Home, *, name: str, payroll_number: str) -> list[tuple[Person, str]]:
    """Return people of the provider with this very name or number, and where they work. Three queries."""
    found = Q(name_key=name_key(name)) if name_key(name) else Q(pk__in=())
    if payroll_number:
        found |= Q(payroll_number=payroll_number)
    people = home.provider.people.filter(found).prefetch_related("posts__home").order_by("pk")[:10]
    return [(person, where_words(person)) for person in people]


def where_words(person: Person) -> str:
    """Return in words where somebody works, and their number."""
    posts = sorted(person.posts.all(), key=lambda post: post.ended_on or date.max, reverse=True)
    told = [
        f"{post.title} at {post.home.name}"
        + (f" until {post.ended_on.day} {post.ended_on:%B %Y}" if post.ended_on else "")
        for post in posts[:3]
    ]
    number = [f"payroll number {person.payroll_number}"] if person.payroll_number else []
    return "; ".join([*told, *number]) or "No post yet"
