"""Who is due, late or done, who has agreed, and which papers wait for somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from havenkeep.design.wording import say_date
from havenkeep.joining.domain.contracts import BOUND_ELSEWHERE, binds, clause_since
from havenkeep.joining.domain.induction import Progress, Starter, starter_of, year_before
from havenkeep.joining.domain.papers import AgreementKind
from havenkeep.joining.domain.stays import LONGEST_GAP, Stay, stay_on
from havenkeep.joining.models import Agreement, Checklist, Clause, Induction
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import Engagement
from havenkeep.people.models import Person, Post, PostQuerySet

ELSEWHERE = [engagement.value for engagement in BOUND_ELSEWHERE]
ORDER: Mapping[Progress, int] = {progress: place for place, progress in enumerate(Progress)}


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPaper:
    """A paper that waits for somebody's signature: its title, its page, and by when, if that is set.

    `words` are ours, with `{home}` where the service is named, so that they can be said in another language.
    """

    words: str
    home: str
    url_name: str
    kwargs: Mapping[str, str]
    due_on: date | None = None

    @property
    def title(self) -> str:
        return self.words.format(home=self.home)


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterLine:
    """Somebody who started at a home. `induction` is the one that counts, or waits for the manager."""

    ref: str
    name: str
    starter: Starter
    induction: Induction | None

    @property
    def waits_for_manager(self) -> bool:
        return self.induction is not None and self.induction.signed_off_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundLine:
    """Somebody who works in a home. `agreement` is the one that binds them, or None. `person` is a key."""

    person: int
    ref: str
    name: str
    engagements: tuple[Engagement, ...]
    started_on: date | None
    agency: str
    agreement: Agreement | None

    @property
    def since_words(self) -> str:
        return f"Started on {say_date(self.started_on)}" if self.started_on else ""


def asked_posts() -> PostQuerySet:
    """Return the posts whose holders are asked for papers: all but an agency’s one-offs."""
    return Post.objects.exclude(engagement__in=ELSEWHERE)


def papers_of(home: Home) -> tuple[list[Checklist], list[Clause]]:
    """Return all versions of the checklist and of the clause, newest first. Two queries."""
    return list(home.checklists.order_by("-number")), list(home.clauses.order_by("-number"))


def checklist_in_force(home: Home) -> Checklist | None:
    """Return the newest approved checklist. One query."""
    return home.checklists.approved().order_by("-number").first()


def clause_in_force(home: Home) -> Clause | None:
    """Return the newest approved clause. One query."""
    return home.clauses.approved().order_by("-number").first()


def starters(home: Home, *, on: date, checklist: Checklist | None) -> list[StarterLine]:
    """Return everyone whose stay began in the last 12 months, who needs something first. Two queries."""
    since, held, names = year_before(on), defaultdict[int, list[Stay]](list), {}
    posts = asked_posts().filter(home=home).exclude(ended_on__lt=since - LONGEST_GAP)
    for pk, ref, name, first, last in posts.values_list(
        "person", "person__ref", "person__name", "started_on", "ended_on"
    ):
        held[pk].append(Stay(started_on=first, ended_on=last))
        names[pk] = ref, name
    of_person = defaultdict[int, list[Induction]](list)
    for row in home.inductions.standing().filter(signed_on__gte=since).order_by("signed_on", "pk"):
        of_person[row.person_id].append(row)
    found = []
    for pk, posts_held in held.items():
        stay = stay_on(posts_held, on=on)
        if stay is None or stay.started_on is None or stay.started_on < since:
            continue
        line = _line(names[pk], stay, of_person[pk], checklist=checklist, on=on)
        if line is not None:
            found.append(line)
    return sorted(found, key=_urgency)


def _urgency(line: StarterLine) -> tuple[int, date, str]:
    return ORDER[line.starter.progress], line.starter.due_on or line.starter.started_on, line.name


def everyone(home: Home, *, on: date) -> list[BoundLine]:
    """Return everyone in post but one-offs, who has agreed to nothing first. Two queries."""
    posts = asked_posts().filter(home=home).on(on)
    agreed = defaultdict[int, list[Agreement]](list)
    rows = Agreement.objects.standing().filter(person__in=posts.values("person"))
    for row in rows.select_related("clause").order_by("pk"):
        agreed[row.person_id].append(row)
    kept: dict[int, list[tuple[str, str, Engagement, date | None, str]]] = defaultdict(list)
    for pk, *rest, how, first, agency in posts.order_by("pk").values_list(
        "person", "person__ref", "person__name", "engagement", "started_on", "agency"
    ):
        kept[pk].append((rest[0], rest[1], Engagement(how), first, agency))
    found = []
    for pk, held in kept.items():
        how_all = tuple(dict.fromkeys(row[2] for row in held))
        starts = [row[3] for row in held]
        found.append(
            BoundLine(
                person=pk,
                ref=held[0][0],
                name=held[0][1],
                engagements=how_all,
                started_on=min((day for day in starts if day), default=None) if None not in starts else None,
                agency=next((row[4] for row in held if row[4]), ""),
                agreement=newest_binding(agreed[pk], how_all),
            )
        )
    return sorted(found, key=lambda line: (line.agreement is not None, line.name))


def newest_binding(agreements: Iterable[Agreement], ways: Collection[Engagement]) -> Agreement | None:
    """Return the last of the agreements that binds somebody in every way that they come in, or None."""
    return next((row for row in reversed([*agreements]) if row.as_agreed.binds(ways)), None)


def contract_candidates(home: Home, *, clause: Clause, on: date) -> list[BoundLine]:
    """Return who has agreed to nothing, and began when their papers held the clause. Two queries."""
    return contract_candidates_of(everyone(home, on=on), clause=clause)


def contract_candidates_of(lines: Iterable[BoundLine], *, clause: Clause) -> list[BoundLine]:
    """Return, of everyone in post, who has agreed to nothing and began when their papers held the clause."""
    found = []
    for line in lines:
        since = clause_since(
            line.engagements, staff_since=clause.staff_since, others_since=clause.others_since
        )
        contracted = binds(AgreementKind.CONTRACT, line.engagements)
        if line.agreement is None and contracted and since and line.started_on and line.started_on >= since:
            found.append(line)
    return found


def waiting_for(person: Person, *, on: date, posts: Sequence[Post] | None = None) -> list[WaitingPaper]:
    """Return the papers that wait for somebody's own signature, what is due first. At most five queries.

    One agreement is enough for all services of a provider; each service has its own induction. `posts` are
    all of theirs with their homes, when they are at hand.
    """
    every = posts if posts is not None else person.posts.select_related("home").order_by("pk")
    asked = [post for post in every if post.engagement not in ELSEWHERE]
    here = [post for post in asked if post.held_on(on)]
    if not here:
        return []
    found = _inductions_waiting(person, asked, homes={post.home_id: post.home for post in here}, on=on)
    return [*found, *_agreement_waiting(person, here)]


def _inductions_waiting(
    person: Person, posts: Sequence[Post], *, homes: Mapping[int, Home], on: date
) -> list[WaitingPaper]:
    held = defaultdict[int, list[Stay]](list)
    for post in posts:
        held[post.home_id].append(Stay(started_on=post.started_on, ended_on=post.ended_on))
    current = {pk: stay_on(held[pk], on=on) for pk in homes}
    lately = {
        pk: stay
        for pk, stay in current.items()
        if stay is not None and stay.started_on is not None and stay.started_on >= year_before(on)
    }
    if not lately:
        return []
    lists = {
        row.home_id: row for row in Checklist.objects.approved().filter(home__in=lately).order_by("number")
    }
    found = []
    signed = defaultdict[int, list[Induction]](list)
    for row in person.inductions.standing().filter(home__in=lists):
        signed[row.home_id].append(row)
    for pk, checklist in lists.items():
        line = _line((person.ref, person.name), lately[pk], signed[pk], checklist=checklist, on=on)
        if line is not None and not line.starter.signed:
            found.append(
                WaitingPaper(
                    words="Your induction at {home}",
                    home=homes[pk].name,
                    url_name="joining:own_induction",
                    kwargs={"person": person.ref, "ref": homes[pk].ref},
                    due_on=line.starter.due_on,
                )
            )
    return sorted(found, key=lambda paper: paper.due_on or date.max)


def _agreement_waiting(person: Person, here: list[Post]) -> list[WaitingPaper]:
    ways = {post.as_engagement for post in here}
    agreements = person.agreements.standing().select_related("clause").order_by("pk")
    if newest_binding(agreements, ways) is not None:
        return []
    ready = set(
        Clause.objects.approved()
        .filter(home__in=[post.home_id for post in here])
        .values_list("home", flat=True)
    )
    home = next((post.home for post in here if post.home_id in ready), None)
    if home is None:
        return []
    return [
        WaitingPaper(
            words="Your promise to keep things confidential",
            home=home.name,
            url_name="joining:own_agreement",
            kwargs={"person": person.ref, "ref": home.ref},
        )
    ]


def _line(
    who: tuple[str, str],
    stay: Stay,
    inductions: Iterable[Induction],
    *,
    checklist: Checklist | None,
    on: date,
) -> StarterLine | None:
    rows = [row for row in inductions if stay.started_on and row.signed_on >= stay.started_on]
    starter = starter_of(
        stay,
        [row.as_signed() for row in rows],
        within_days=checklist.within_days if checklist else None,
        on=on,
    )
    if starter is None:
        return None
    chosen = next((row for row in rows if row.signed_off_on), rows[0] if rows else None)
    return StarterLine(ref=who[0], name=who[1], starter=starter, induction=chosen)
