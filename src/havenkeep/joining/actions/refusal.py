"""What stops a paper of joining from being kept."""

from __future__ import annotations


class CannotSign(Exception):
    """Raised with the sentence a person reads when something cannot be signed or noted like this."""


class ChangedMeanwhile(CannotSign):
    """The text is not the one that was read: a newer version came in between."""
