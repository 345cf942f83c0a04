"""Who is trained: set-based over homes, one person's training, and what a certificate's code says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.crypto import constant_time_compare

from havenkeep.audit.actions import keyed_digest
from havenkeep.organisations.models import Home, Homes, Provider
from havenkeep.people.domain.engagement import COUNTED, Engagement, JobRole
from havenkeep.people.models import Absence, AgencyLetter, Person, Post
from havenkeep.training.domain.check_code import could_be_code, read_check_code
from havenkeep.training.domain.everyone import Around
from havenkeep.training.domain.outcomes import Outcome
from havenkeep.training.domain.standing import Learner, Span, merged
from havenkeep.training.domain.window import lapses_on, trained_from
from havenkeep.training.models import Completion, Passport

_LATEST = {
    f"last_{outcome.value}": Max("completed_on", filter=Q(**{outcome.value: True})) for outcome in Outcome
}


def learners_by_home(*, homes: Homes, on: date) -> Mapping[int, list[Learner]]:
    """Return everyone who counts in each home now or is known to start, by primary key. Two queries.

    Only what was completed until `on` counts. Nobody is marked as away: see `trained`.
    """
    posts = _counted_from(homes, on=on)
    days = _trained_from(posts, on=on)
    rows = posts.values_list(
        "home", "person", "person__ref", "person__name", "engagement", "role", "started_on", "ended_on"
    )
    found: dict[int, dict[int, Learner]] = defaultdict(dict)
    for home, person, ref, name, engagement, role, first, last in rows:
        span, known = Span(first, last), found[home].get(person)
        if known is not None:
            held = replace(known, engagement=Engagement(engagement), role=JobRole(role))
            found[home][person] = replace(held if span.holds(on) else known, spans=(*known.spans, span))
            continue
        found[home][person] = Learner(
            person=person,
            ref=ref,
            name=name,
            engagement=Engagement(engagement),
            role=JobRole(role),
            spans=(span,),
            trained_from=days.get(person),
        )
    return {home: list(learners.values()) for home, learners in found.items()}


def trained(*, place: Home | Provider, on: date) -> list[Learner]:
    """Return everyone who counts in a home or in all of a provider’s, each person once. Three queries."""
    homes = homes_of(place)
    away = set(
        Absence.objects.filter(
            Q(back_on__isnull=True) | Q(back_on__gt=on),
            person__provider=place.provider_id if isinstance(place, Home) else place.pk,
            away_from__lte=on,
        ).values_list("person", flat=True)
    )
    everyone = merged(learners_by_home(homes=homes, on=on).values())
    return [replace(one, away=True) if one.person in away else one for one in everyone]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTraining:
    """One person's training on a day: when each outcome was last covered, and all noted, newest first."""

    covered: Mapping[Outcome, date | None]
    completions: tuple[Completion, ...]

    @property
    def trained_from(self) -> date | None:
        return trained_from(self.covered.values())

    @property
    def lapses_on(self) -> date | None:
        return lapses_on(self.trained_from) if self.trained_from else None


def training_of(person: Person) -> PersonTraining:
    """Return everything noted of a person, what was taken back too. One query."""
    rows = list(person.completions.select_related("proof").order_by("-completed_on", "-pk"))
    standing = [row for row in rows if row.withdrawn_at is None]
    return PersonTraining(
        covered={
            outcome: max((row.completed_on for row in standing if outcome in row.covers), default=None)
            for outcome in Outcome
        },
        completions=tuple(rows),
    )


def certificate_of(typed: str) -> Completion | None:
    """Return what a certificate of ours certifies, also when it was taken back; None for no such code."""
    code = read_check_code(typed)
    if not could_be_code(code):
        return None
    return Completion.objects.select_related("person").filter(code=code).first()


def passport_token(passport: Passport) -> str:
    """Return the part of its address that only whoever was shown the passport knows."""
    return f"{passport.ref}-{keyed_digest(f'training.passport:{passport.ref}')[:24]}"


def passport_of(token: str, *, at: datetime) -> Passport | None:
    """Return the passport that a token opens at that instant; None for one that is made up or closed."""
    ref = token.rpartition("-")[0]
    if not (ref.isascii() and ref.isalnum()):
        return None
    found = Passport.objects.open(at=at).select_related("person__provider").filter(ref=ref).first()
    if found is None or not constant_time_compare(passport_token(found), token):
        return None
    return found


def how_trained(*, place: Home | Provider, on: date) -> Mapping[int, list[tuple[str, date]]]:
    """Return each counted person's courses that stand, newest first, by primary key. One query."""
    people = _counted_from(homes_of(place), on=on).values("person")
    rows = (
        Completion.objects.standing()
        .filter(person__in=people, completed_on__lte=on)
        .order_by("-completed_on", "-pk")
        .values_list("person", "title", "completed_on")
    )
    found: dict[int, list[tuple[str, date]]] = defaultdict(list)
    for person, title, day in rows:
        found[person].append((title, day))
    return found


def homes_of(place: Home | Provider) -> Homes:
    """Return a home, or all homes of a provider, as a query."""
    return (
        Home.objects.filter(pk=place.pk) if isinstance(place, Home) else Home.objects.filter(provider=place)
    )


def _counted_from(homes: Homes, *, on: date) -> QuerySet[Post]:
    """Posts whose holder counts, held on that day or beginning later."""
    return Post.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=on),
        home__in=homes,
        sees_personal_data=True,
        engagement__in=[engagement.value for engagement in COUNTED],
    )


def _trained_from(posts: QuerySet[Post], *, on: date) -> dict[int, date | None]:
    latest = (
        Completion.objects.standing()
        .filter(person__in=posts.values("person"), completed_on__lte=on)
        .order_by()
        .values("person")
        .annotate(**_LATEST)
        .values_list("person", *_LATEST)
    )
    return {person: trained_from(days) for person, *days in latest}


def around(homes: Homes, *, on: date) -> Mapping[int, Around]:
    """Return what is known of each home beside its people’s training. One query."""
    noted = Completion.objects.standing().filter(person__posts__home=OuterRef("pk"))
    good = AgencyLetter.objects.filter(
        home=OuterRef("home"), agency__iexact=OuterRef("agency"), dated_on__lte=on, good_until__gte=on
    )
    once = Post.objects.filter(home=OuterRef("pk"), engagement=Engagement.ONE_OFF, sees_personal_data=True)
    people = once.on(on).filter(~Exists(good)).order_by().values("home")
    rows = homes.annotate(
        any_noted=Exists(noted), unvouched=Subquery(people.values_list(Count("person", distinct=True)))
    )
    return {
        home: Around(any_noted=any_noted, publishing_on=publishing_on, unvouched=unvouched or 0)
        for home, any_noted, publishing_on, unvouched in rows.values_list(
            "pk", "any_noted", "profile__publishing_on", "unvouched"
        )
    }


def works_at(person: Person, *, on: date) -> str:
    """Return the services where somebody works that day, in words; their provider when there is none."""
    names = person.posts.on(on).order_by("home__name").values_list("home__name", flat=True).distinct()
    return " and ".join(names) or person.provider.name


def open_passport(person: Person, *, at: datetime) -> Passport | None:
    """Return the passport that somebody shows at that instant, if any. One query."""
    return person.passports.filter(revoked_at__isnull=True, expires_at__gt=at).order_by("-pk").first()


def staff(home: Home, *, refs: Collection[str]) -> list[Person]:
    """Return those of some people who have, or had, a post in a home. `refs` is what one page offers."""
    return list(Person.objects.filter(pk__in=home.posts.values("person"), ref__in=refs))
