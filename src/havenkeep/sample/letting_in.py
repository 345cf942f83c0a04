"""Who is invited to the sample's services, who accepts, and whose access ends, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from havenkeep.identity.roles import Role
from havenkeep.organisations.actions import accept_invitation, end_access, invite
from havenkeep.organisations.domain.tokens import digest_of
from havenkeep.organisations.models import Membership
from havenkeep.sample.cast import Cast, Step
from havenkeep.sample.domain.story import Group, Noted


def people_steps(group: Group, cast: Cast) -> Iterator[Step]:
    """Return each invitation, its acceptance, and each ending, to be done at its moment."""
    posts = {person.key: [Role(post.role) for post in person.posts] for person in group.people}
    for line in group.invitations:
        tokens: list[str] = []
        yield Step(when=line.when, do=_inviting(line, cast, giver=posts[line.who], tokens=tokens))
        if "joins" in line.says:
            yield Step(when=line.says["joined"], do=_accepting(line, cast, tokens=tokens))
    for line in group.endings:
        yield Step(when=line.when, do=_ending(line, cast))


def _inviting(line: Noted, cast: Cast, *, giver: list[Role], tokens: list[str]) -> Any:
    last_day = cast.calendar.day(line.says["until"]) if "until" in line.says else None

    def link(token: str) -> str:
        tokens.append(token)
        return token

    def do(at: datetime) -> None:
        invite(
            place=cast.place(line.at),
            role=Role(line.says["role"]),
            name=line.says["name"],
            email="",
            last_day=last_day,
            giver=giver,
            link=link,
            by=cast.actor(line.who),
            at=at,
        )

    return do


def _accepting(line: Noted, cast: Cast, *, tokens: list[str]) -> Any:
    user = cast.people[line.says["joins"]]

    def do(at: datetime) -> None:
        accept_invitation(digest=digest_of(tokens[0]), user=user, by=user.as_actor(), at=at)

    return do


def _ending(line: Noted, cast: Cast) -> Any:
    def do(at: datetime) -> None:
        rows = Membership.objects.in_force(at=at).of_place(cast.place(line.at))
        membership = rows.get(user=cast.people[line.says["left"]])
        end_access(membership=membership, by=cast.actor(line.who), at=at)

    return do
