"""E-mail: through whom it goes, how the last test went, and what is in the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from havenkeep.mail.domain.hours import IN_WORDS, Hours, may_go, opens_next
from havenkeep.mail.domain.server import Security, Server
from havenkeep.mail.domain.states import STATES, State
from havenkeep.mail.models import Message, TestMail
from havenkeep.mail.queries import Outbox
from havenkeep.web.mail.presets import PRESETS, SECURITY_WORDS, Preset

_WAITS = "E-mail is not set up, so this waits. After two days it is given up."
_SLEEPS = f"Waits for the morning: it goes {IN_WORDS}."


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPage:
    """`trouble` is one sentence when the kept password cannot be opened. `own_address` is the reader's."""

    server: Server | None
    from_environment: bool
    trouble: str
    security: str
    unprotected: bool
    test: TestMail | None
    own_address: str
    counts: Mapping[State, int]
    presets: tuple[Preset, ...] = PRESETS

    @classmethod
    def of(
        cls,
        *,
        server: Server | None,
        trouble: str,
        from_environment: bool,
        test: TestMail | None,
        own_address: str,
        counts: Mapping[State, int],
    ) -> MailPage:
        return cls(
            server=server,
            from_environment=from_environment,
            trouble=trouble,
            security=SECURITY_WORDS[server.security][0] if server else "",
            unprotected=server is not None and server.security is Security.NONE and not server.is_here,
            test=test,
            own_address=own_address,
            counts=counts,
        )

    @property
    def waiting(self) -> int:
        return self.counts[State.WAITING] + self.counts[State.SENDING]

    @property
    def need_a_look(self) -> int:
        return sum(self.counts[state] for state in (State.UNSURE, State.FAILED, State.GIVEN_UP))


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxLine:
    """One message; `note` says how it went or what comes next, `sleeps` that it waits for the morning."""

    number: int
    to: str
    subject: str
    kind: str
    state: str
    harm: bool
    at: datetime
    note: str
    sleeps: str
    next_try_at: datetime | None
    again: bool
    cancel: bool

    @classmethod
    def of(cls, message: Message, *, set_up: bool, now: datetime) -> OutboxLine:
        state, hours = State(message.state), Hours(message.hours)
        row = STATES[state]
        waits = state is State.WAITING
        sleeps = waits and set_up and not may_go(hours, at=now)
        tried = waits and set_up and message.tries
        return cls(
            number=message.pk,
            to=message.to,
            subject=message.subject,
            kind=message.kind,
            state=row.title,
            harm=state in {State.FAILED, State.GIVEN_UP, State.UNSURE},
            at=message.sent_at or message.made_at,
            note=_WAITS if waits and not set_up else message.result,
            sleeps=_SLEEPS if sleeps else "",
            next_try_at=opens_next(hours, at=max(message.next_try_at, now)) if tried or sleeps else None,
            again=row.again,
            cancel=row.cancel,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxPage:
    """`filters` are the words, address and count of each state that has messages."""

    lines: tuple[OutboxLine, ...]
    chosen: State | None
    filters: tuple[tuple[str, str, int], ...]
    whole: int
    page: int
    pages: int
    pages_href: str

    @classmethod
    def of(cls, found: Outbox, *, chosen: State | None, set_up: bool, now: datetime) -> OutboxPage:
        return cls(
            lines=tuple(OutboxLine.of(message, set_up=set_up, now=now) for message in found.messages),
            chosen=chosen,
            filters=tuple(
                (STATES[state].title, f"?state={state}", count)
                for state, count in found.counts.items()
                if count
            ),
            whole=sum(found.counts.values()),
            page=found.page,
            pages=found.pages,
            pages_href=f"?state={chosen}&page=" if chosen else "?page=",
        )
