"""What the page behind a one-time link shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WayInPage:
    """Whose link it is, and whether their second steps go too."""

    email: str
    clears_second_factor: bool
