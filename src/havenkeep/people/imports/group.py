"""A sheet of a whole group: keeping what is needed of it, and what it would do to each service's list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from havenkeep.audit.domain.actor import Actor
from havenkeep.importing.actions import keep_preview
from havenkeep.importing.domain.columns import Layout
from havenkeep.importing.domain.upload import Upload
from havenkeep.importing.models import Preview
from havenkeep.organisations.models import Provider
from havenkeep.people.actions import bring_group
from havenkeep.people.domain.group import Part, lay_group, read_group
from havenkeep.people.domain.group_places import GroupPlaces, find_places
from havenkeep.people.domain.sheet_columns import GROUP
from havenkeep.people.domain.sheet_rows import ReadRows, days_of
from havenkeep.people.imports.kept import Kept, Source, needed_rows
from havenkeep.people.imports.reading import layout_of
from havenkeep.people.queries.matching import lists_of, remembered_places, services_of


def find_group_layout(upload: Upload, *, provider: Provider) -> Layout | None:
    """Return where a sheet of a group holds what, or None when nothing tells. One query."""
    return layout_of(upload, place=provider, kind=GROUP)


def needed_of_group(upload: Upload, layout: Layout, *, said: Source) -> Kept:
    """Keep what is needed of a sheet, with the place of each row, and drop all other columns."""
    rows = needed_rows(upload, layout)
    return Kept.of(upload, layout, rows, said=said, days=days_of(rows, said=said.order))


def keep_group(
    kept: Kept, *, provider: Provider, by: Actor, at: datetime, said: tuple[Upload, Layout] | None = None
) -> Preview:
    """Keep a sheet for a look. Its columns will be remembered when a person said them (`said`)."""
    choices = said[1].as_said(said[0].sheets) if said is not None else {}
    return keep_preview(place=provider, kind=GROUP.name, rows=kept.as_json(), choices=choices, by=by, at=at)


def places_of(kept: Kept, *, provider: Provider, choices: Mapping[str, Any]) -> GroupPlaces:
    """Return which service each row is of. Two queries.

    `choices["places"]` is what a person said, by question.
    """
    return find_places(
        kept.rows,
        services_of(provider),
        remembered=remembered_places(provider),
        said=choices.get("places", {}),
    )


def look_group(kept: Kept, places: GroupPlaces, *, provider: Provider, on: date) -> list[Part]:
    """Return what bringing the sheet in would do to each service it names, changing nothing.

    Three queries.
    """
    homes = provider.homes.filter(pk__in=list(places.rows))
    return lay_group(_reads(kept, places, on=on), lists_of(provider, homes=homes), on=on)


def bring_group_in(
    kept: Kept,
    places: GroupPlaces,
    *,
    provider: Provider,
    by: Actor,
    at: datetime,
    preview: Preview | None = None,
) -> list[Part]:
    """Bring the sheet in. Raises as `actions.bring_group` does."""
    reads = _reads(kept, places, on=timezone.localdate(at))
    homes = provider.homes.in_bulk(list(reads))
    return bring_group(
        provider=provider,
        reads={homes[pk]: read for pk, read in reads.items()},
        places=places.said,
        source=kept.source,
        dated_on=kept.dated_on,
        by=by,
        at=at,
        preview=preview,
    )


def _reads(kept: Kept, places: GroupPlaces, *, on: date) -> dict[int, ReadRows]:
    return read_group(places.rows, on=on, each_shift=kept.each_shift, days=kept.days)
