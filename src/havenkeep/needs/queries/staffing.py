"""Who works in some homes on a day, and what they have done: a few queries for any number of homes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from havenkeep.needs.domain.training import Done
from havenkeep.organisations.models import Homes
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.models import Absence, Person, Post
from havenkeep.training.domain.outcomes import Outcome
from havenkeep.training.models import Completion


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One post on the day. `owes`: its holder counts among those who must be trained."""

    home: int
    role: JobRole
    title: str
    started_on: date | None
    noted_on: date
    owes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Somebody and their posts. `back_on` is the last day they came back from a long absence."""

    id: int
    ref: str
    name: str
    name_key: str
    email: str
    language: str
    posts: tuple[Held, ...]
    away: bool
    back_on: date | None

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(post.title for post in self.posts))


def posts_in_use(*, homes: Homes, on: date) -> QuerySet[Post]:
    """Posts that the roles of a home are read from: all but those of agency workers now and then."""
    return Post.objects.filter(home__in=homes).on(on).exclude(engagement=Engagement.ONE_OFF)


def roles_today(*, homes: Homes, on: date) -> Mapping[int, Mapping[JobRole, int]]:
    """Return how many people hold each role in each home. One query."""
    found: dict[int, dict[JobRole, int]] = defaultdict(dict)
    rows = posts_in_use(homes=homes, on=on).values_list("home", "role").order_by("home", "role")
    for home, role, people in rows.annotate(people=Count("person", distinct=True)):
        found[home][JobRole(role)] = people
    return found


def workers(*, homes: Homes, on: date) -> tuple[Worker, ...]:
    """Return everyone who works in the homes that day, by name. Two queries."""
    posts = posts_in_use(homes=homes, on=on).order_by("person__name_key", "person", "pk")
    absences = Absence.objects.filter(person__in=posts.order_by().values("person"), away_from__lte=on)
    away: dict[int, list[date | None]] = defaultdict(list)
    for who, back_on in absences.values_list("person", "back_on"):
        away[who].append(back_on)
    held: dict[int, list[Post]] = defaultdict(list)
    for post in posts.select_related("person"):
        held[post.person_id].append(post)
    return tuple(_worker(mine[0].person, mine, away=away[who], on=on) for who, mine in held.items())


def worker_of(person: Person, posts: Iterable[Post], *, on: date) -> Worker | None:
    """Return one person by all their posts, or None when they work nowhere that day. One query."""
    held = [post for post in posts if post.held_on(on) and post.engagement != Engagement.ONE_OFF]
    if not held:
        return None
    away = person.absences.filter(away_from__lte=on).values_list("back_on", flat=True)
    return _worker(person, held, away=list(away), on=on)


def _worker(person: Person, posts: list[Post], *, away: list[date | None], on: date) -> Worker:
    """`away` are the days on which each absence that had begun ends, None while nobody knows."""
    return Worker(
        id=person.pk,
        ref=person.ref,
        name=person.name,
        name_key=person.name_key,
        email=person.email,
        language=person.language,
        posts=tuple(
            Held(
                home=post.home_id,
                role=post.as_role,
                title=post.title,
                started_on=post.started_on,
                noted_on=timezone.localdate(post.noted_at),
                owes=post.sees_personal_data,
            )
            for post in posts
        ),
        away=any(day is None or day > on for day in away),
        back_on=max((day for day in away if day is not None and day <= on), default=None),
    )


def namesakes(person: Person, *, homes: Homes, on: date) -> frozenset[tuple[int, str]]:
    """Return the homes where somebody else of this person's name works. One query."""
    rows = posts_in_use(homes=homes, on=on).filter(person__name_key=person.name_key).exclude(person=person)
    return frozenset((home, person.name_key) for home in rows.values_list("home", flat=True))


def shared_names(people: tuple[Worker, ...]) -> frozenset[tuple[int, str]]:
    """Return the homes and names that more than one person has."""
    times = Counter((home, row.name_key) for row in people for home in {post.home for post in row.posts})
    return frozenset(place for place, number in times.items() if number > 1)


def done_by(*, homes: Homes, on: date, person: Person | None = None) -> Mapping[int, tuple[Done, ...]]:
    """Return what each person who works in the homes has learned, by primary key. One query."""
    rows = Completion.objects.standing().filter(completed_on__lte=on)
    if person is None:
        rows = rows.filter(person__in=posts_in_use(homes=homes, on=on).values("person"))
    else:
        rows = rows.filter(person=person)
    names = [outcome.value for outcome in Outcome]
    useful = Q(for_role__gt="")
    for name in names:
        useful |= Q(**{name: True})
    found: dict[int, list[Done]] = defaultdict(list)
    grouped = rows.filter(useful).values_list("person", "for_role", *names).order_by()
    for who, for_role, *covered, last in grouped.annotate(last=Max("completed_on")):
        covers = frozenset(outcome for outcome, here in zip(Outcome, covered, strict=True) if here)
        found[who].append(Done(on=last, covers=covers, for_role=for_role))
    return {who: tuple(done) for who, done in found.items()}
