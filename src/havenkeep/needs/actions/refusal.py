"""What is raised when something cannot be planned like this."""

from __future__ import annotations


class CannotPlan(Exception):
    """Raised with the sentence a person reads."""
