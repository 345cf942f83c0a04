"""Why a card or a link does not let somebody in, each with the sentence that they read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalRow:
    """`to_sign_in` says whether the page leads to signing in with a password."""

    title: str
    sentence: str
    to_sign_in: bool = False


REFUSALS: Final[Mapping[Refusal, RefusalRow]] = {
    Refusal.OVER: RefusalRow(
        title="This card has been replaced",
        sentence="A newer card was printed, or this one was taken back. Use the newer one, "
        "or ask your manager.",
    ),
    Refusal.LOCKED: RefusalRow(
        title="This card is locked",
        sentence="The PIN was wrong too often. Your manager opens it again with one press.",
    ),
    Refusal.LEFT: RefusalRow(
        title="This card does not open anything now",
        sentence="The staff list says that you no longer work here. Thank you for your work. "
        "If the list is wrong, or you would like your certificates, ask the manager.",
    ),
    Refusal.NOT_YET: RefusalRow(
        title="You are a little early",
        sentence="The staff list says that you start on a later day. Your card works from that day on.",
    ),
    Refusal.STRONGER: RefusalRow(
        title="You sign in another way",
        sentence="You have more access here than your own page, or a second step. "
        "Sign in with your e-mail and password instead.",
        to_sign_in=True,
    ),
    Refusal.CLOSED: RefusalRow(
        title="This account is closed", sentence="Ask your manager what to do if you still work here."
    ),
    Refusal.SHARED: RefusalRow(
        title="This e-mail is not yours alone",
        sentence="A colleague has the same e-mail, so no link goes there. Ask your manager for a key card.",
    ),
}

# What the manager reads who wanted to send a link.
NOT_SENT: Final[Mapping[Refusal, str]] = {
    Refusal.LEFT: "No link was sent: the staff list says that this person does not work here any more.",
    Refusal.NOT_YET: "No link was sent: the staff list says that this person starts on a later day.",
    Refusal.STRONGER: "This person signs in with a password. An e-mail that says so is on its way to them.",
    Refusal.SHARED: "No link was sent: somebody else on the staff list has the same e-mail. "
    "Print a key card instead.",
    Refusal.CLOSED: "No link was sent: this person’s account is closed.",
}
