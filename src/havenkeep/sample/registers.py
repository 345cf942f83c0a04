"""What the sample's people note in the registers, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from havenkeep.governance.actions import appoint, note_systems, sign_appointment
from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.domain.nhs_systems import Use
from havenkeep.privacy.actions import note_registration
from havenkeep.privacy.domain.registration import Ours
from havenkeep.sample.cast import Cast, Step
from havenkeep.sample.domain.story import Group, Noted


def register_steps(group: Group, cast: Cast) -> Iterator[Step]:
    """Return the lines of every register, each to be noted at its moment."""
    for line in group.appointments:
        yield Step(when=line.when, do=_appointing(line, cast))
    for line in group.systems:
        yield Step(when=line.when, do=_noting_systems(line, cast))
    for line in group.registrations:
        yield Step(when=line.when, do=_noting_registration(line, cast))


def _appointing(line: Noted, cast: Cast) -> Any:
    says: Mapping[str, Any] = line.says
    since = cast.calendar.day(says["since"]) if "since" in says else None

    def do(at: datetime) -> None:
        appointment = appoint(
            home=cast.homes[line.at],
            duty=Duty(says["duty"]),
            name=says["name"],
            job_title=says.get("job_title", ""),
            signed_by=says.get("signed_by", ""),
            since=since,
            by=cast.actor(line.who),
            at=at,
        )
        if "signed_on" in says:
            sign_appointment(
                appointment=appointment,
                signed_by=says["signed_by"],
                signed_on=cast.calendar.day(says["signed_on"]),
                by=cast.actor(line.who),
                at=at,
            )

    return do


def _noting_systems(line: Noted, cast: Cast) -> Any:
    uses = {system: Use(use) for system, use in line.says["uses"].items()}

    def do(at: datetime) -> None:
        note_systems(home=cast.homes[line.at], uses=uses, by=cast.actor(line.who), at=at)

    return do


def _noting_registration(line: Noted, cast: Cast) -> Any:
    def do(at: datetime) -> None:
        note_registration(
            home=cast.homes[line.at],
            number=line.says["number"],
            holder=line.says["holder"],
            ours=Ours.YES,
            ends_on=cast.calendar.day(line.says["ends"]),
            by=cast.actor(line.who),
            at=at,
        )

    return do
