"""Where people come to who signed in with a card or a link."""

from __future__ import annotations

from django.urls import reverse


def own_start() -> str:
    """Return the address of one's own page."""
    return reverse("lessons:me")
