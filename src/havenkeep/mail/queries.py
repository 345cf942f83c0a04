"""What the outbox holds, and whether mail can go out at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min, Q

from havenkeep.mail.domain.hours import Hours, is_day, last_in_time
from havenkeep.mail.domain.server import Security, Server, read_url
from havenkeep.mail.domain.states import State
from havenkeep.mail.locking import open_password
from havenkeep.mail.models import MailServer, Message, TestMail

AT_ONCE = 50
SLOW = timedelta(hours=1)


def is_set_up() -> bool:
    """Whether a server for outgoing mail is known, by the environment or an operator. At most one query."""
    return bool(settings.SMTP_URL) or MailServer.objects.exists()


def current_server() -> Server | None:
    """Return the server that mail goes through: the environment's before an operator's. At most one query.

    Raises:
        PasswordLost: its password cannot be opened with this installation's key.
    """
    if settings.SMTP_URL:
        return read_url(settings.SMTP_URL)
    kept = kept_server()
    if kept is None:
        return None
    return Server(
        host=kept.host,
        port=kept.port,
        security=Security(kept.security),
        user_name=kept.user_name,
        password=open_password(kept.locked_password, host=kept.host, port=kept.port),
        from_address=kept.from_address,
        from_name=kept.from_name,
    )


def kept_server() -> MailServer | None:
    """Return what an operator set. One query."""
    return MailServer.objects.first()


def last_test() -> TestMail | None:
    """Return the last test that was sent. One query."""
    return TestMail.objects.first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """One page of the outbox, newest first, and how many messages are in each state."""

    messages: tuple[Message, ...]
    page: int
    pages: int
    counts: Mapping[State, int]


def outbox(*, state: State | None = None, page: int = 1) -> Outbox:
    """Return one page of the outbox, of all states or one. Two queries, however many messages there are."""
    counts = counts_by_state()
    whole = counts[state] if state else sum(counts.values())
    pages = max(1, -(-whole // AT_ONCE))
    page = min(max(page, 1), pages)
    found = Message.objects.defer("body").order_by("-made_at", "-pk")
    if state is not None:
        found = found.filter(state=state)
    start = (page - 1) * AT_ONCE
    return Outbox(messages=tuple(found[start : start + AT_ONCE]), page=page, pages=pages, counts=counts)


def counts_by_state() -> Mapping[State, int]:
    """Return how many messages are in each state. One query."""
    rows = Message.objects.order_by().values_list("state").annotate(Count("pk"))
    found = {State(state): count for state, count in rows}
    return {state: found.get(state, 0) for state in State}


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How mail is. `slow_since` is when the oldest message was left that could have gone for over an hour.

    `for_morning` is how many wait for nothing but the morning.
    """

    set_up: bool
    test: TestMail | None
    counts: Mapping[State, int]
    slow_since: datetime | None
    for_morning: int


def health(*, now: datetime) -> Health:
    """Return how mail is. Four queries."""
    late = Q(pk__in=[])
    for hours in Hours:
        late |= Q(hours=hours, wanted_at__lt=last_in_time(hours, at=now, allowed=SLOW))
    found = Message.objects.waiting().aggregate(
        slow_since=Min("wanted_at", filter=late),
        for_morning=Count("pk", filter=Q(hours=Hours.DAY) & ~late),
    )
    return Health(
        set_up=is_set_up(),
        test=last_test(),
        counts=counts_by_state(),
        slow_since=found["slow_since"],
        for_morning=0 if is_day(now) else found["for_morning"],
    )
