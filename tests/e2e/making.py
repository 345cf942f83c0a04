"""The states of `stages`, made in a process whose Django works on their data folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from havenkeep.assessment import actions
from havenkeep.assessment.domain.standing import Standing
from havenkeep.assessment.models import Submission
from havenkeep.assessment.queries import lay
from havenkeep.audit.domain.actor import SYSTEM, Actor
from havenkeep.identity.models import User
from havenkeep.identity.roles import Role
from havenkeep.organisations.actions import give_membership, make_home, make_provider
from havenkeep.organisations.models import Home, Provider
from havenkeep.people.domain.engagement import Engagement
from havenkeep.people.models import Person
from havenkeep.standards.domain.edition import AnswerKind, Edition, Item
from havenkeep.standards.domain.loading import editions
from havenkeep.standards.domain.words import ServiceKind
from havenkeep.standards.queries import edition_in_force
from tests.steps import give_app
from tests.training import team
from tests.world import PASSWORD, join


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Thistlewick House of Larkfield Care Ltd, and Alice Fenn, who manages it and the installation."""

    larkfield: Provider
    thistlewick: Home
    alice: User


def begun() -> None:
    """One home as set-up leaves it, with nothing answered."""
    now = timezone.now()
    cast = _cast(now)
    edition = edition_in_force(on=timezone.localdate())
    actions.open_submission(
        home=cast.thistlewick, edition_id=edition.id, by=cast.alice.as_actor(), at=now - timedelta(hours=1)
    )
    _let_everyone_sign_in()


def trained() -> None:
    """One home with 43 people: 40 trained this year, one long ago, two never; Bob Marsh has an account."""
    begun()
    home, now, on = Home.objects.get(), timezone.now(), timezone.localdate()
    people = team.staff(home, 42, trained=39, on=on - timedelta(days=100))
    team.teach(people[39], on - timedelta(days=500), at=now)
    bob = team.hire(home, "Bob Marsh", engagement=Engagement.BANK)
    team.teach(bob, on - timedelta(days=320), at=now)
    Person.objects.filter(pk=bob.pk).update(user=join("Bob Marsh", Role.STAFF, home=home))
    _let_everyone_sign_in()


def last_year() -> None:
    """One home that met the standards last year and has not begun this year's answers."""
    now = timezone.now()
    cast = _cast(now)
    this_year = edition_in_force(on=timezone.localdate())
    edition = [*takewhile(lambda one: one.id != this_year.id, editions().values())][-1]
    at = datetime.combine(edition.deadline - timedelta(days=20), now.timetz())
    by = cast.alice.as_actor()
    submission = actions.open_submission(home=cast.thistlewick, edition_id=edition.id, by=by, at=at)
    _answer_all(submission, edition, by=by, at=at)
    laid = lay(submission, on=at.date(), homes=[cast.thistlewick], edition=edition)
    actions.record_publication(
        submission=submission,
        assessed=laid.assessed,
        standing=Standing.MET,
        published_on=at.date(),
        by=by,
        at=at,
    )
    _let_everyone_sign_in()


def group() -> None:
    """Two homes of one provider: Alice manages Thistlewick House, Bea Oak Lodge, and Gina leads the group."""
    now = timezone.now()
    cast = _cast(now)
    oak_lodge = make_home(
        provider=cast.larkfield, name="Oak Lodge", kind=ServiceKind.NURSING, by=SYSTEM, at=now
    )
    join("Bea Cole", Role.MANAGER, home=oak_lodge)
    join("Gina Holt", Role.GROUP_LEAD, provider=cast.larkfield)
    _let_everyone_sign_in()


def _cast(now: datetime) -> Cast:
    at = now - timedelta(days=2)
    larkfield = make_provider(name="Larkfield Care Ltd", by=SYSTEM, at=at, ods_code="A1LK")
    thistlewick = make_home(
        provider=larkfield,
        name="Thistlewick House",
        kind=ServiceKind.RESIDENTIAL,
        town="Ambleford",
        by=SYSTEM,
        at=at,
    )
    alice = join("Alice Fenn", Role.MANAGER, home=thistlewick)
    give_membership(user=alice, role=Role.OPERATOR, by=SYSTEM, at=at)
    return Cast(larkfield=larkfield, thistlewick=thistlewick, alice=alice)


def _let_everyone_sign_in() -> None:
    """Give everybody the password and an app, as people have who are not here for the first time."""
    ago = timezone.now() - timedelta(days=2)
    User.objects.update(password=make_password(PASSWORD), joined_at=ago, last_login=ago)
    for user in User.objects.filter(authenticator=None).order_by("pk"):
        give_app(user)


def _answer_all(submission: Submission, edition: Edition, *, by: Actor, at: datetime) -> None:
    answers = [
        actions.NewAnswer(
            item=item.ref, value=_value(item, on=at.date()), comment="Said at the team meeting."
        )
        for item in edition.mandatory
    ]
    actions.save_many(submission=submission, answers=answers, by=by, at=at)
    actions.confirm_many(
        submission=submission, revisions={answer.item: 1 for answer in answers}, by=by, at=at
    )


def _value(item: Item, *, on: date) -> str:
    match item.kind:
        case AnswerKind.YES_NO:
            return "yes"
        case AnswerKind.DATE:
            return (on - timedelta(days=60)).isoformat()
        case _:
            return "It is in the blue folder in the office, signed by the owner."
