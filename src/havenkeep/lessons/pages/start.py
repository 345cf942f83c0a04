"""What other rooms put on a learner's start page: the one place where they are joined.

Each part is a heading with lines that lead to a page of that room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from havenkeep.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that waits. `href` is empty where there is nothing to open; `note` says a little more."""

    text: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    title: str
    lines: tuple[Line, ...]


def parts_elsewhere(person: Person, *, on: date) -> tuple[Part, ...]:  # noqa: ARG001
    """Return what other rooms ask of somebody: papers to sign, training owed, certificates, talks."""
    certificates = certificates_href(person)
    lines = (Line(text="My certificates", href=certificates),) if certificates else ()
    return (Part(title="Mine", lines=lines),) if lines else ()


def certificates_href(person: Person) -> str:
    """Return where somebody finds their certificates."""
    return link("training:own", person=person.ref)


def is_shared_tablet(request: HttpRequest) -> bool:  # noqa: ARG001
    """Say whether this device is passed from hand to hand: nothing of anybody is kept on it."""
    return False


def done_href(request: HttpRequest) -> str:  # noqa: ARG001
    """Return where somebody on a shared tablet goes when they have finished; empty on their own phone."""
    return ""


def link(name: str, **kwargs: str) -> str:
    """Return the address of another room's page; empty while there is no such page."""
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""
