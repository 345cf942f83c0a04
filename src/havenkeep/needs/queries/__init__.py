"""Who owes which training, for one person and for whole homes."""

from __future__ import annotations

from havenkeep.needs.queries.owing import OwedBy, owed_at, owed_by, owed_in

__all__ = ["OwedBy", "owed_at", "owed_by", "owed_in"]
