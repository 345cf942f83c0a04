"""Where people come to who signed in with a card or a link."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def own_start() -> str:
    """Return the address of one's own page: the lessons, where they are; else the start page."""
    try:
        return reverse("lessons:me")
    except NoReverseMatch:
        return reverse("web:start")
