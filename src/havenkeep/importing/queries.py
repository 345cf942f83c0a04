"""What a place has remembered, and the uploads that wait for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from havenkeep.importing.models import Preview
from havenkeep.organisations.models import Home, Provider


def remembered_columns(place: Home | Provider, *, kind: str) -> Mapping[str, Mapping[str, int]]:
    """Return the columns a person once gave for such sheets, by the headings' fingerprint. One query."""
    return dict(place.column_maps.filter(kind=kind).values_list("fingerprint", "columns"))


def preview_of(place: Home | Provider, *, kind: str, ref: str, at: datetime) -> Preview | None:
    """Return an upload of this place that is not too old, or None. One query."""
    return place.previews.fresh(at=at).filter(kind=kind, ref=ref).first()
