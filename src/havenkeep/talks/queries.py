"""What a home has of talks, and what a platform's list means beside its staff list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone

from havenkeep.importing.domain.days import DayOrder
from havenkeep.organisations.models import Home
from havenkeep.people.models import Person, Post
from havenkeep.standards.queries import edition_in_force
from havenkeep.talks.domain.bringing import Bringing, Noted, Settled, lay_beside
from havenkeep.talks.domain.platform_row import Key, PlatformRow
from havenkeep.talks.domain.talk import HOW_TITLES, How
from havenkeep.talks.domain.titles import Meaning, known_meaning, of_catalogue
from havenkeep.talks.domain.who import Colleague, Staff
from havenkeep.talks.models import CourseTitle, Talk, TalkQuerySet
from havenkeep.training.domain.outcomes import Outcome
from havenkeep.training.models import Completion

CHECK = "training.everyone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person said of one list: courses by title key, None to leave out; people's refs by question."""

    meanings: Mapping[str, Meaning | None] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody who may have been at a talk; `how` says how it is known that they were, empty when not."""

    pk: int
    ref: str
    name: str
    job: str
    how: str

    @property
    def words(self) -> str:
        known = HOW_TITLES[How(self.how)].lower() if self.how == How.QR else ""
        return ", ".join(word for word in (self.job, known) if word)


def talks_of(home: Home) -> TalkQuerySet:
    """Return a home's talks with how many were there and how many names wait; `here`, `asked`."""
    return home.talks.select_related("closure").annotate(
        here=Count("attendances", distinct=True), asked=Count("written_names", distinct=True)
    )


def talks_ahead(posts: Collection[Post], *, at: datetime) -> list[Talk]:
    """Return the talks to come for somebody with these posts, soonest first. One query."""
    roles = dict[int, set[str]]()
    for post in posts:
        if post.held_on(timezone.localdate(at)):
            roles.setdefault(post.home_id, set()).add(post.role)
    coming = Talk.objects.open().filter(home__in=roles, starts_at__gt=at).order_by("starts_at", "pk")
    return [talk for talk in coming if not talk.invited or roles[talk.home_id] & set(talk.invited)]


def talk_of_code(token: str) -> Talk | None:
    """Return the talk whose code this is, with its home; None for a code that does not work. One query."""
    return Talk.objects.going_on().select_related("home").filter(token=token).first()


def seats_of(talk: Talk, *, page: int, size: int) -> tuple[list[Seat], int]:
    """Return a page of who worked in the home on the day of a talk or was at it, and how many there are.

    Four queries, whatever the number of people.
    """
    on = timezone.localdate(talk.starts_at)
    posts = talk.home.posts.on(on)
    people = Person.objects.filter(
        Q(pk__in=posts.values("person")) | Q(pk__in=talk.attendances.values("person"))
    )
    found = people.count()
    shown = list(people.order_by("name", "pk")[(page - 1) * size : page * size])
    keys = [one.pk for one in shown]
    jobs = {post.person_id: post.title for post in posts.filter(person__in=keys)}
    came = dict(talk.attendances.filter(person__in=keys).values_list("person_id", "how"))
    return [
        Seat(
            pk=one.pk,
            ref=one.ref,
            name=one.name,
            job=jobs.get(one.pk, "from another of your services"),
            how=came.get(one.pk, ""),
        )
        for one in shown
    ], found


def invited_to(talk: Talk) -> list[tuple[str, str]]:
    """Return the names and jobs of whom a talk is for, as on the sheet to sign. One query."""
    posts = talk.home.posts.on(timezone.localdate(talk.starts_at)).select_related("person")
    if talk.invited:
        posts = posts.filter(role__in=talk.invited)
    by_person = {post.person_id: (post.person.name, post.title) for post in posts.order_by("person__name")}
    return list(by_person.values())


def items_shown(*, on: date) -> list[str]:
    """Return the items that proof of a talk serves: those that everyone's training is checked for."""
    return [item.ref for item in edition_in_force(on=on).items if CHECK in item.checks]


def staff_of(home: Home, *, on: date) -> Staff:
    """Return everyone who works or worked in the home. Two queries."""
    works: dict[int, Colleague] = {}
    posts = home.posts.order_by("person__name", "person_id").values_list(
        "person_id", "person__ref", "person__name", "person__name_key", "person__payroll_number",
        "person__email", "started_on", "ended_on",
    )  # fmt: skip
    for pk, ref, name, key, number, email, started, ended in posts:
        now = (started is None or started <= on) and (ended is None or ended >= on)
        if pk not in works or (now and not works[pk].works_here):
            works[pk] = Colleague(
                pk=pk, ref=ref, name=name, key=key, number=number, email=email, works_here=now
            )
    known = dict(home.known_names.values_list("name_key", "person_id"))
    return Staff(colleagues=tuple(works.values()), known=known)


def remembered_titles(home: Home) -> dict[str, Meaning | None]:
    """Return what course titles mean in this home, by title key; None for those to leave out. One query."""
    return {row.title_key: _meaning(row) for row in home.course_titles.all()}


def noted_of(home: Home) -> Noted:
    """Return what is noted of the home's people, and what was taken back. One query."""
    rows = Completion.objects.filter(person__in=home.posts.values("person")).values_list(
        "person_id", "course", "completed_on", "withdrawn_at"
    )
    standing: set[Key] = set()
    withdrawn: set[Key] = set()
    for pk, course, day, taken_back in rows:
        (standing if taken_back is None else withdrawn).add((pk, course, day))
    return Noted(standing=standing, withdrawn=withdrawn)


def laid(
    home: Home, rows: Sequence[PlatformRow], *, said: Said, days: Mapping[str, DayOrder], on: date
) -> tuple[Bringing, Staff]:
    """Return what bringing these rows in would do today. Four queries, whatever their number."""
    staff = staff_of(home, on=on)
    bringing = lay_beside(
        rows,
        staff=staff,
        settled=Settled(meanings={**remembered_titles(home), **said.meanings}, people=said.people),
        meaning_of=known_meaning,
        noted=noted_of(home),
        on=on,
        days=days,
    )
    return bringing, staff


def people_here(home: Home, *, on: date) -> Q:
    """Return who may be at a talk of the home: who works that day in any home of its provider."""
    return Q(pk__in=Person.objects.in_post(homes=home.provider.homes.all(), on=on).values("pk"))


def _meaning(row: CourseTitle) -> Meaning | None:
    if not row.course:
        return None
    known = of_catalogue(row.course)
    if known is not None:
        return known
    covers = frozenset(outcome for outcome in Outcome if getattr(row, outcome.value))
    return Meaning(course=row.course, title=row.title, covers=covers)
