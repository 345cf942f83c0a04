"""What stands beside the sample’s staff list: a match with payroll, papers of joining, needs, talks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final

from django.utils.timezone import localdate

from havenkeep.joining.actions.agreements import SeenAgreement, note_agreement, note_contracts
from havenkeep.joining.actions.inductions import Sheet, note_paper_induction
from havenkeep.joining.actions.versions import approve, note_clause_use, save_checklist, save_clause
from havenkeep.joining.domain import starting
from havenkeep.joining.domain.papers import AgreementKind, Signers
from havenkeep.needs import actions as needs
from havenkeep.needs.domain.plan import digest_of
from havenkeep.needs.domain.starter import starter
from havenkeep.needs.queries.analysing import todays_needs
from havenkeep.organisations.models import Home
from havenkeep.people.actions import bring_people, keep_as_it_is, note_letter
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.domain.sheet_rows import read_rows
from havenkeep.people.models import Person, PostQuerySet
from havenkeep.sample.cast import SET_UP, Cast, Step
from havenkeep.talks.actions import TalkDetails, schedule_talk
from havenkeep.talks.domain.talk import Kind
from havenkeep.training.domain.outcomes import ALL_OUTCOMES

HOME: Final = "thistlewick"
DAYS: Final = 21  # within which a starter finishes the induction there
CLAUSE_SINCE: Final = "1780 days ago"
AGENCY: Final = "Fernbrook Staffing"
MATCHED: Final = "11 days ago"
NOT_PAID = frozenset({Engagement.AGENCY, Engagement.ONE_OFF, Engagement.VOLUNTEER, Engagement.DIRECTOR})
TALKS: Final = (("Handover talk for the night shift", "in 4 days, 21:15"), ("Team talk", "in 6 days, 14:00"))


def paper_steps(cast: Cast) -> Iterator[Step]:
    """Return what is read, signed, matched, approved and planned, each at its moment."""
    home, calendar = cast.homes[HOME], cast.calendar
    yield Step(when=SET_UP, do=_texts(home, cast))
    yield Step(when="60 days ago, 16:20", do=_older_contracts(home, cast))
    yield Step(when="20 days ago, 18:30", do=_needs(home, cast))
    yield Step(when="14 days ago, 10:15", do=_letter(home, cast))
    yield Step(when="9 days ago, 15:30", do=_inductions(home, cast))
    yield Step(when="6 days ago, 13:20", do=_kitchen(home, cast))
    for key, place in cast.homes.items():
        yield Step(when=f"{MATCHED}, 15:00", do=_match(place, cast, who="josie" if key == HOME else "imran"))
    for title, when in TALKS:
        yield Step(when="8 days ago, 11:10", do=_talk(home, cast, title, calendar.told_at(when)))


def _texts(home: Home, cast: Cast) -> Callable[[datetime], None]:
    def do(at: datetime) -> None:
        by = cast.actor("hazel")
        checklist = save_checklist(
            home=home, points=starting.POINTS, within_days=DAYS, signers=Signers.EDITORS, by=by, at=at
        )
        clause = save_clause(home=home, text=starting.CLAUSE, by=by, at=at)
        approve(version=checklist, seen_digest=checklist.digest, by=by, at=at)
        approve(version=clause, seen_digest=clause.digest, by=by, at=at)
        since = cast.calendar.day(CLAUSE_SINCE)
        note_clause_use(clause=clause, staff_since=since, others_since=None, by=by, at=at)

    return do


def _older_contracts(home: Home, cast: Cast) -> Callable[[datetime], None]:
    """Contracts since the clause hold it; older ones have an extra page; volunteers have not signed yet."""

    def do(at: datetime) -> None:
        by, clause = cast.actor("josie"), home.clauses.get()
        here = Person.objects.in_post(homes=Home.objects.filter(pk=home.pk), on=cast.calendar.today)
        note_contracts(
            home=home, people=list(here.values_list("ref", flat=True)), clause=clause, by=by, at=at
        )
        day = at.date() - timedelta(days=3)
        for post in _posts(home, cast).exclude(person__agreements__isnull=False):
            kind = {
                Engagement.AGENCY: AgreementKind.AGENCY_TERMS,
                Engagement.VOLUNTEER: None,
                Engagement.ONE_OFF: None,
            }.get(post.as_engagement, AgreementKind.ADDENDUM)
            if kind is None or (post.started_on and post.started_on > day):
                continue
            seen = SeenAgreement(kind=kind, clause=clause, signed_on=day)
            note_agreement(person=post.person, home=home, seen=seen, proof=None, by=by, at=at)

    return do


def _inductions(home: Home, cast: Cast) -> Callable[[datetime], None]:
    """Everyone who began in the last year has a signed sheet, but the two who have just begun."""

    def do(at: datetime) -> None:
        today = cast.calendar.today
        checklist = home.checklists.get()
        posts = home.posts.select_related("person").order_by("pk")
        for post in posts.started_between(today - timedelta(days=365), today - timedelta(days=DAYS)):
            if post.as_engagement is Engagement.ONE_OFF or post.started_on is None:
                continue
            day = post.started_on + timedelta(days=4)
            sheet = Sheet(
                checklist=checklist, signed_on=day, signed_off_by="Hazel Winterby", signed_off_on=day
            )
            note_paper_induction(
                person=post.person, home=home, sheet=sheet, proof=None, by=cast.actor("josie"), at=at
            )

    return do


def _needs(home: Home, cast: Cast) -> Callable[[datetime], None]:
    def do(at: datetime) -> None:
        on = localdate(at)
        seen = digest_of(todays_needs(home, on=on).content(on=on))
        needs.approve(home=home, seen=seen, by=cast.actor("hazel"), at=at)

    return do


def _kitchen(home: Home, cast: Cast) -> Callable[[datetime], None]:
    """One role changed since the approval, so that there is something to look at again."""

    def do(at: datetime) -> None:
        needs.note_role(
            home=home,
            role=JobRole.KITCHEN,
            sees="Diets and allergies of each person, now on the kitchen’s own tablet.",
            trainings=[need.training for need in starter().roles[JobRole.KITCHEN].needs],
            by=cast.actor("tomasz"),
            at=at,
        )

    return do


def _letter(home: Home, cast: Cast) -> Callable[[datetime], None]:
    def do(at: datetime) -> None:
        note_letter(
            home=home,
            agency=AGENCY,
            dated_on=cast.calendar.day("40 days ago"),
            good_until=cast.calendar.day("in 325 days"),
            checked_by=cast.people["tomasz"].name,
            by=cast.actor("tomasz"),
            at=at,
        )

    return do


def _match(home: Home, cast: Cast, *, who: str) -> Callable[[datetime], None]:
    """Lay payroll beside the list; those whom payroll does not know are kept, with the reason."""

    def do(at: datetime) -> None:
        by, on = cast.actor(who), cast.calendar.day(MATCHED)
        paid = [post for post in _posts(home, cast) if post.as_engagement not in NOT_PAID]
        texts = [
            (row, {"name": post.person.name, "payroll": post.person.payroll_number})
            for row, post in enumerate(paid, start=2)
        ]
        read = read_rows(texts, on=on, each_shift=False)
        bring_people(home=home, read=read, source=ListSource.PAYROLL, dated_on=on, by=by, at=at)
        for difference in home.list_checks.get().differences.all():
            keep_as_it_is(difference=difference, reason="Not on payroll, still here", by=by, at=at)

    return do


def _talk(home: Home, cast: Cast, title: str, starts_at: datetime) -> Callable[[datetime], None]:
    details = TalkDetails(
        kind=Kind.TEAM_TALK,
        title=title,
        covers=ALL_OUTCOMES,
        starts_at=starts_at,
        minutes=30,
        led_by="Tomasz Wren",
        where="Dining room",
    )

    def do(at: datetime) -> None:
        schedule_talk(home=home, details=details, by=cast.actor("tomasz"), at=at)

    return do


def _posts(home: Home, cast: Cast) -> PostQuerySet:
    return home.posts.on(cast.calendar.today).select_related("person").order_by("pk")
