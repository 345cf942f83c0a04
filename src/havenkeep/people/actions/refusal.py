"""The sentence with which the staff list refuses a change."""


class CannotKeep(Exception):
    """Raised with the sentence a person reads when the staff list cannot be changed like this."""
