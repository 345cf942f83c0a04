"""Who did something: a person signed in, an outsider's link, the system, or the command line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    USER = "user"
    PERSON = "person"
    LINK = "link"
    DEVICE = "device"
    SYSTEM = "system"
    COMMAND_LINE = "command_line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """`label` is for rows that a person reads and may erase; the chain keeps only `kind`, `id`, `origin`."""

    kind: ActorKind
    id: str = ""
    label: str = ""
    origin: str = ""


SYSTEM = Actor(kind=ActorKind.SYSTEM, label="Havenkeep")
COMMAND_LINE = Actor(kind=ActorKind.COMMAND_LINE, label="Command line", origin="command line")
