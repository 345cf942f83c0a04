"""The message that brings an invitation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from havenkeep.design.wording import say_when
from havenkeep.identity.roles import ROLES, Reach, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A subject of one line, and plain text."""

    subject: str
    body: str


def what_to(place: str, role: Role) -> str:
    """Return what somebody is invited to: the name of the place, or this installation."""
    return "this installation of Havenkeep" if ROLES[role].reach is Reach.INSTALLATION else place


def invitation_letter(
    *, name: str, inviter: str, place: str, role: Role, link: str, expires_at: datetime
) -> Letter:
    """Return the letter to the person `name`; `expires_at` is when the link stops working."""
    to = what_to(place, role)
    return Letter(
        subject=" ".join(f"{inviter} invites you to {to}".split())[:200],
        body=(
            f"Hello {name},\n\n"
            f"{inviter} invites you to {to}, which keeps its data security records with Havenkeep. "
            f"Your part there: {ROLES[role].title}. {ROLES[role].description}\n\n"
            f"Open this link to accept. It works once, until {say_when(expires_at)}:\n\n{link}\n\n"
            f"If you do not know {inviter}, do nothing: without the link nobody gets in.\n"
        ),
    )
