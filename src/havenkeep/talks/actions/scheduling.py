"""Planning a talk, changing what was planned, calling it off, and its code."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import JobRole
from havenkeep.talks.domain.talk import LONGEST, SHORTEST, Kind
from havenkeep.talks.models import Closure, Talk, new_token
from havenkeep.training.domain.outcomes import Outcome


class CannotSchedule(Exception):
    """Raised with the sentence a person reads when a talk cannot be like this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkDetails:
    """What is known of a talk before it is held. `minutes` is how long it is to last; `link` is http(s)."""

    kind: Kind
    title: str
    covers: Collection[Outcome]
    starts_at: datetime
    minutes: int
    led_by: str
    where: str = ""
    link: str = ""
    invited: Collection[JobRole] = ()


@transaction.atomic
def schedule_talk(*, home: Home, details: TalkDetails, by: Actor, at: datetime) -> Talk:
    """Plan a talk.

    Raises:
        CannotSchedule: it covers none of the four outcomes, or its length or link cannot be.
    """
    talk = Talk.objects.create(home=home, made_at=at, **_fields(details))
    _record(talk, "talks.scheduled", by=by, at=at)
    return talk


@transaction.atomic
def change_talk(*, talk: Talk, details: TalkDetails, by: Actor, at: datetime) -> Talk:
    """Change what was planned. Calendars that have the earlier file take the newer one in its place.

    Raises:
        CannotSchedule: as `schedule_talk`, or the talk was closed or called off.
    """
    kept = _open(talk)
    wanted = _fields(details)
    changed = sorted(name for name, value in wanted.items() if getattr(kept, name) != value)
    if changed:
        for name in changed:
            setattr(kept, name, wanted[name])
        kept.edition += 1
        kept.save(update_fields=[*changed, "edition"])
        _record(kept, "talks.changed", by=by, at=at, fields=changed)
    return kept


@transaction.atomic
def call_off_talk(*, talk: Talk, by: Actor, at: datetime) -> None:
    """Call a talk off. Its code stops working.

    Raises:
        CannotSchedule: it was held and closed.
    """
    kept = _open(talk)
    kept.called_off_at, kept.token, kept.edition = at, None, kept.edition + 1
    kept.save(update_fields=["called_off_at", "token", "edition"])
    _record(kept, "talks.called_off", by=by, at=at)


@transaction.atomic
def renew_code(*, talk: Talk, by: Actor, at: datetime) -> Talk:
    """Give a talk a new code. Posters and pictures of the earlier one stop working at once.

    Raises:
        CannotSchedule: the talk was closed or called off.
    """
    kept = _open(talk)
    kept.token = new_token()
    kept.save(update_fields=["token"])
    _record(kept, "talks.code_renewed", by=by, at=at)
    return kept


@transaction.atomic
def take_code_away(*, talk: Talk, by: Actor, at: datetime) -> None:
    """Let a talk have no code: only the sheet counts then."""
    if Talk.objects.filter(pk=talk.pk, token__isnull=False).update(token=None):
        _record(talk, "talks.code_taken_away", by=by, at=at)


def _open(talk: Talk) -> Talk:
    kept = Talk.objects.select_for_update().get(pk=talk.pk)
    if kept.called_off_at is not None:
        raise CannotSchedule("This talk was called off. Plan a new one.")
    if Closure.objects.filter(talk=kept).exists():
        raise CannotSchedule("This talk was held and closed. Plan a new one.")
    return kept


def _fields(details: TalkDetails) -> dict[str, object]:
    if not details.covers:
        raise CannotSchedule("Choose what the talk covers: one of the four subjects at least.")
    if not SHORTEST <= details.minutes <= LONGEST:
        raise CannotSchedule(f"A talk lasts from {SHORTEST} to {LONGEST} minutes.")
    if details.link and not is_web_address(details.link):
        raise CannotSchedule("Enter the whole link, starting with https://")
    return {
        **{outcome.value: outcome in details.covers for outcome in Outcome},
        "kind": details.kind.value,
        "title": details.title.strip(),
        "starts_at": details.starts_at,
        "minutes": details.minutes,
        "where": details.where.strip(),
        "link": details.link,
        "led_by": details.led_by.strip(),
        "invited": sorted(role.value for role in details.invited),
    }


def is_web_address(link: str) -> bool:
    """Return whether a link leads to a page of the web and nowhere else."""
    try:
        parts = urlsplit(link)
        return (
            parts.scheme in {"http", "https"} and bool(parts.hostname) and not set(link) & set(" \t\r\n<>\"'")
        )
    except ValueError:
        return False


def _record(talk: Talk, event: str, *, by: Actor, at: datetime, fields: Collection[str] = ()) -> None:
    record(stream=talk.home.stream, event=event, by=by, at=at, subject=talk.subject, fields=sorted(fields))
