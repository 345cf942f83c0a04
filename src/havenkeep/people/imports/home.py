"""A sheet of one service: keeping what is needed of it, and what it would do to that service's list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone

from havenkeep.audit.domain.actor import Actor
from havenkeep.importing.actions import keep_preview
from havenkeep.importing.domain.columns import Layout
from havenkeep.importing.domain.upload import Upload
from havenkeep.importing.models import Preview
from havenkeep.organisations.models import Home
from havenkeep.people.actions import bring_people
from havenkeep.people.domain.bringing import Bringing, lay_beside
from havenkeep.people.domain.sheet_columns import PEOPLE
from havenkeep.people.domain.sheet_places import Places, sort_places
from havenkeep.people.domain.sheet_rows import ReadRows, days_of, read_rows
from havenkeep.people.imports.kept import Kept, Source, needed_rows
from havenkeep.people.imports.reading import layout_of
from havenkeep.people.queries.matching import known_people, settled_before


def find_layout(upload: Upload, *, home: Home) -> Layout | None:
    """Return where a sheet of a service's people holds what, or None when nothing tells. One query."""
    return layout_of(upload, place=home, kind=PEOPLE)


def needed_of(upload: Upload, layout: Layout, *, home: Home, said: Source) -> Kept:
    """Keep what is needed of a sheet and drop all else: other columns, and rows of other services."""
    rows = needed_rows(upload, layout)
    places = _places(rows, home) if "location" in layout.columns else Places(here=rows, elsewhere={})
    return Kept.of(
        upload,
        layout,
        [
            (number, {name: text for name, text in fields.items() if name != "location"})
            for number, fields in places.here
        ],
        said=said,
        days=days_of(rows, said=said.order),
        elsewhere=places.elsewhere,
    )


def keep(
    kept: Kept, *, home: Home, by: Actor, at: datetime, said: tuple[Upload, Layout] | None = None
) -> Preview:
    """Keep a sheet for a look. Its columns will be remembered when a person said them (`said`)."""
    choices = said[1].as_said(said[0].sheets) if said is not None else {}
    return keep_preview(place=home, kind=PEOPLE.name, rows=kept.as_json(), choices=choices, by=by, at=at)


def look(kept: Kept, *, home: Home, on: date) -> Bringing:
    """Return what bringing the sheet in would do, changing nothing. Three queries."""
    settled = settled_before(Home.objects.filter(pk=home.pk)).get(home.pk, {})
    return lay_beside(_read(kept, on=on), known_people(home), settled=settled, on=on)


def bring(kept: Kept, *, home: Home, by: Actor, at: datetime, preview: Preview | None = None) -> Bringing:
    """Bring the sheet in. Raises as `actions.bring_people` does."""
    return bring_people(
        home=home,
        read=_read(kept, on=timezone.localdate(at)),
        source=kept.source,
        dated_on=kept.dated_on,
        by=by,
        at=at,
        preview=preview,
    )


def _read(kept: Kept, *, on: date) -> ReadRows:
    return read_rows(kept.rows, on=on, each_shift=kept.each_shift, days=kept.days)


def _places(rows: Sequence[tuple[int, Mapping[str, str]]], home: Home) -> Places:
    others = home.provider.homes.exclude(pk=home.pk).values_list("name", flat=True)
    return sort_places(rows, here=home.name, others=list(others))
