"""The states of a message in the outbox, as one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    FAILED = "failed"
    GIVEN_UP = "given_up"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """`again`: a person may have it sent again; `cancel`: it may be taken back; `ended`: nothing follows."""

    title: str
    again: bool = False
    cancel: bool = False
    ended: bool = False


STATES: Final[Mapping[State, StateRow]] = {
    State.WAITING: StateRow(title="Waiting", cancel=True),
    State.SENDING: StateRow(title="On its way"),
    State.SENT: StateRow(title="Sent", ended=True),
    State.UNSURE: StateRow(title="May not have arrived", again=True, cancel=True),
    State.FAILED: StateRow(title="Refused", again=True, ended=True),
    State.GIVEN_UP: StateRow(title="Given up", again=True, ended=True),
    State.CANCELLED: StateRow(title="Cancelled", ended=True),
}
