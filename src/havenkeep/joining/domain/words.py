"""How findings of this room speak of numbers and days."""

from __future__ import annotations

from datetime import date


def people(number: int) -> str:
    """Return `1 person`, `12 people`."""
    return f"{number} {'person' if number == 1 else 'people'}"


def people_are(number: int) -> str:
    """Return `1 is`, `12 are`."""
    return f"{number} {'is' if number == 1 else 'are'}"


def these(number: int) -> str:
    """Return how to point back at so many: `that one` or `these`."""
    return "that one" if number == 1 else "these"


def day(when: date) -> str:
    """Return 5 March 2027."""
    return f"{when.day} {when:%B %Y}"
