"""Bringing a rota, HR or payroll sheet into the staff list of a service, or of several: all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.importing.actions import close_preview, take_preview
from havenkeep.importing.models import Preview
from havenkeep.organisations.models import Home, Provider
from havenkeep.people.actions.list_rows import add_people, change_people, note_checks, remember_places
from havenkeep.people.actions.refusal import CannotKeep
from havenkeep.people.domain.bringing import Bringing
from havenkeep.people.domain.group import Part, lay_group
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.domain.sheet_rows import ReadRows
from havenkeep.people.models import ListCheck
from havenkeep.people.queries.matching import lists_of


@transaction.atomic
def bring_people(
    *,
    home: Home,
    read: ReadRows,
    source: ListSource,
    dated_on: date,
    by: Actor,
    at: datetime,
    preview: Preview | None = None,
) -> Bringing:
    """Bring in what a sheet says of a service's people, and note that the list was matched with it.

    What is not certain becomes a difference for a person to settle. The same sheet again changes nobody. A
    list of the home's own is brought in alike, and is no match. The number of queries does not grow but in
    steps of `AT_ONCE` rows.

    Raises:
        importing.actions.CannotApply: the preview is too old, or was applied before.
        CannotKeep: the export is of a day to come.
    """
    parts = _begin(home.provider_id, {home: read}, dated_on=dated_on, at=at, preview=preview)
    _write(parts, homes={home.pk: home}, source=source, dated_on=dated_on, by=by, at=at)
    bringing = parts[0].bringing
    if preview is not None:
        result = bringing.summary | {"source": source.value}
        close_preview(preview=preview, result=result, by=by, at=at)
    return bringing


@transaction.atomic
def bring_group(
    *,
    provider: Provider,
    reads: Mapping[Home, ReadRows],
    places: Mapping[str, int | None],
    source: ListSource,
    dated_on: date,
    by: Actor,
    at: datetime,
    preview: Preview | None = None,
) -> list[Part]:
    """Bring in what one sheet says of the people of several services: all of it or nothing.

    Each service gets a match of its own, with its own differences. `places` is what somebody said of the
    names in the sheet, and is remembered: a home by key, None for none of theirs. The queries grow with
    neither rows (but in steps of `AT_ONCE`) nor services, except that each service has a history of its own.

    Raises:
        importing.actions.CannotApply: the preview is too old, or was applied before.
        CannotKeep: the export is of a day to come, or a service is another provider's.
    """
    if any(home.provider_id != provider.pk for home in reads):
        raise CannotKeep("The list names a service that is not one of yours.")
    parts = _begin(provider.pk, reads, dated_on=dated_on, at=at, preview=preview)
    homes = {home.pk: home for home in reads}
    _write(parts, homes=homes, source=source, dated_on=dated_on, by=by, at=at)
    remember_places(provider, places, by=by, at=at)
    if preview is not None:
        told = [{"home": homes[one.service].ref} | one.bringing.summary for one in parts]
        result = {"source": source.value, "parts": told}
        close_preview(preview=preview, result=result, by=by, at=at)
    return parts


def _begin(
    provider: int,
    reads: Mapping[Home, ReadRows],
    *,
    dated_on: date,
    at: datetime,
    preview: Preview | None,
) -> list[Part]:
    """Lock what is to change, and judge the rows again."""
    on = timezone.localdate(at)
    if dated_on > on:
        raise CannotKeep("The list is of a day to come. Check its date.")
    if preview is not None:
        take_preview(preview=preview, at=at)
    # Locked, so that two sheets of one provider do not add the same person twice.
    locked = Provider.objects.select_for_update().get(pk=provider)
    homes = Home.objects.filter(pk__in=[home.pk for home in reads])
    lists = lists_of(locked, homes=homes)
    return lay_group({home.pk: read for home, read in reads.items()}, lists, on=on)


def _write(
    parts: Sequence[Part],
    *,
    homes: Mapping[int, Home],
    source: ListSource,
    dated_on: date,
    by: Actor,
    at: datetime,
) -> None:
    add_people(parts, homes, at=at)
    change_people([one for part in parts for one in (*part.bringing.changed, *part.bringing.ended)])
    # In one order always, so that two that write to the same histories never wait for each other.
    parts = sorted(parts, key=lambda part: homes[part.service].stream)
    checks = note_checks(parts, source=source, dated_on=dated_on, by=by, at=at)
    for part in parts:
        _record(part.bringing, homes[part.service], checks.get(part.service), by=by, at=at)


def _record(bringing: Bringing, home: Home, check: ListCheck | None, *, by: Actor, at: datetime) -> None:
    done = [name for name in ("added", "changed", "ended") if getattr(bringing, name)]
    if done:
        record(
            stream=home.stream,
            event="people.list_brought_in",
            by=by,
            at=at,
            subject=f"organisations.home:{home.ref}",
            fields=done,
        )
    if check is not None:
        record(
            stream=home.stream,
            event="people.list_matched",
            by=by,
            at=at,
            subject=f"people.listcheck:{check.pk}",
            fields=[check.source],
        )
