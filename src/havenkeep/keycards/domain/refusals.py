"""Why a card or a link does not let somebody in. What they read stands in `words`, under these names."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Refusal(StrEnum):
    OVER = "over"
    LOCKED = "locked"
    LEFT = "left"
    NOT_YET = "not_yet"
    STRONGER = "stronger"
    CLOSED = "closed"
    SHARED = "shared"


# What the manager reads who wanted to send a link.
NOT_SENT: Final[Mapping[Refusal, str]] = {
    Refusal.LEFT: "No link was sent: the staff list says that this person does not work here any more.",
    Refusal.NOT_YET: "No link was sent: the staff list says that this person starts on a later day.",
    Refusal.STRONGER: "This person signs in with a password. An e-mail that says so is on its way to them.",
    Refusal.SHARED: "No link was sent: somebody else on the staff list has the same e-mail. "
    "Print a key card instead.",
    Refusal.CLOSED: "No link was sent: this person’s account is closed.",
}
