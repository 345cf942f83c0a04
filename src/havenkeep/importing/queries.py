"""What a place has remembered, and the uploads that wait for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from havenkeep.importing.domain.columns import Layout, by_memory
from havenkeep.importing.models import Preview
from havenkeep.organisations.models import Home, Provider
from havenkeep.sheets.table import Sheet


def remembered_columns(place: Home | Provider, *, kind: str) -> Mapping[str, Mapping[str, int]]:
    """Return the columns a person once gave for such sheets, by the headings' fingerprint. One query."""
    return dict(place.column_maps.filter(kind=kind).values_list("fingerprint", "columns"))


def remembered_layout(place: Home | Provider, *, kind: str, sheets: Sequence[Sheet]) -> Layout | None:
    """Return the layout that a person once gave for a sheet with such headings, or None. One query."""
    return by_memory(sheets, remembered=remembered_columns(place, kind=kind))


def preview_of(place: Home | Provider, *, kind: str, ref: str, at: datetime) -> Preview | None:
    """Return an upload of this place that is not too old, or None. One query."""
    return place.previews.fresh(at=at).filter(kind=kind, ref=ref).first()
