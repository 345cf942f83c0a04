"""Bringing one service in from its file: the whole of it, proved to be the same, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Model

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.audit.models import Head
from havenkeep.evidence.receiving import vault
from havenkeep.evidence.vault.keys import KeyTrouble
from havenkeep.evidence.vault.store import Kept, NoRoom
from havenkeep.identity.models import User, new_ref
from havenkeep.identity.roles import Role
from havenkeep.organisations.actions import give_membership, make_provider
from havenkeep.organisations.actions.places import free_slug
from havenkeep.organisations.models import Home, Provider
from havenkeep.talks.domain.talk import Window
from havenkeep.talks.models import Talk, new_token
from havenkeep.training.domain.check_code import new_check_code
from havenkeep.training.domain.sources import OURS
from havenkeep.training.models import Completion
from havenkeep.upkeep.moving.giving import Numbers, given_rows
from havenkeep.upkeep.moving.histories import bring_streams
from havenkeep.upkeep.moving.layout import HOME, RowsSummed, path_of
from havenkeep.upkeep.moving.lists import bring_lists
from havenkeep.upkeep.moving.owned import ALONG, Owned, owned, rows_of
from havenkeep.upkeep.moving.parcel import Parcel, opened
from havenkeep.upkeep.moving.room import refuse_too_large
from havenkeep.upkeep.moving.taking import Odd, Taken, instance_of
from havenkeep.upkeep.trouble import BadUse, DataTrouble

AT_ONCE = 100
NEW = "new"


class _Undone(Exception):
    """Raised to roll a dry run back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn:
    """What came of it. `renamed` counts references that were taken here; `lists` are sentences to say."""

    ref: str
    slug: str
    name: str
    provider: str
    rows: int
    files: int
    events: int
    renamed: int
    missing: tuple[str, ...]
    lists: tuple[str, ...]
    histories_whole: bool
    content: str


def bring_in(
    *, file: Path, provider: str, by: Actor, at: datetime, manager: str = "", dry_run: bool = False
) -> BroughtIn:
    """Make the service of a file anew, under a provider's reference or `new`, and prove that it is the same.

    `manager` is the e-mail address of an account that manages it from now on. Nothing is kept of a dry run.

    Raises:
        BadUse: there is no such provider or account.
        DataTrouble: the file cannot be used, or there is no room. Nothing was changed.
    """
    with opened(file) as parcel:
        _refuse_unknown(parcel)
        refuse_too_large(parcel)
        parcel.check_rows()
        person = _account(manager)
        try:
            with _staged(parcel, dry_run=dry_run) as staged, transaction.atomic():
                found = _bring(
                    parcel, staged, provider=_provider(provider, parcel, by=by, at=at), by=by, at=at
                )
                if person is not None:
                    home = Home.objects.get(ref=found.ref)
                    give_membership(user=person, role=Role.MANAGER, home=home, by=by, at=at)
                if dry_run:
                    raise _Undone(found)
                return found
        except _Undone as undone:
            result: BroughtIn = undone.args[0]
            return result
        except Odd as odd:
            raise parcel.odd(str(odd)) from odd
        except (NoRoom, KeyTrouble) as wrong:
            raise DataTrouble(str(wrong)) from wrong
        except (DatabaseError, ValueError, OverflowError) as wrong:
            reason = (str(wrong).strip().splitlines() or [type(wrong).__name__])[0].rstrip(".")
            raise parcel.odd(f"the database refuses a row ({reason})") from wrong


def _refuse_unknown(parcel: Parcel) -> None:
    for label, told in parcel.manifest.tables.items():
        table = owned().get(label)
        if table is None or not table.moved:
            raise parcel.odd(f"this Havenkeep knows no table {label[:60]}")
        unknown = set(told.columns) - {"row", *(column.name for column in table.columns)}
        if unknown:
            raise parcel.odd(f"{label} has a column {min(unknown)[:40]} that this Havenkeep does not know")
    if parcel.manifest.tables.get(HOME) is None or parcel.manifest.tables[HOME].rows != 1:
        raise parcel.odd("it does not hold one service")


def _account(email: str) -> User | None:
    if not email:
        return None
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise BadUse(f"Nobody here signs in as {email}. Leave --manager out, or make the account first.")
    return user


def _provider(given: str, parcel: Parcel, *, by: Actor, at: datetime) -> Provider:
    if given == NEW:
        told = parcel.manifest.provider
        return make_provider(
            name=told["name"][:160] or "Provider", ods_code=told["ods_code"][:12], by=by, at=at
        )
    found = Provider.objects.filter(ref=given).first() or Provider.objects.filter(slug=given).first()
    if found is None:
        raise BadUse(f"There is no provider “{given}” here. Give its reference or slug, or the word new.")
    return found


@contextmanager
def _staged(parcel: Parcel, *, dry_run: bool) -> Iterator[dict[str, Kept]]:
    """Lock every stored file under this installation's key; when what follows fails, delete them again."""
    staged: dict[str, Kept] = {}
    room = vault()
    try:
        for name in parcel.files():
            if dry_run:
                for _ in parcel.pieces(name):
                    pass
                size, sha256 = parcel.manifest.members[name]
                staged[name] = Kept(name=f"{len(staged):032x}", size=size, sha256=sha256)
            else:
                staged[name] = room.keep(parcel.pieces(name))
        yield staged
    except BaseException:
        for kept in staged.values():
            room.remove(kept.name)
        raise


def _bring(
    parcel: Parcel, staged: Mapping[str, Kept], *, provider: Provider, by: Actor, at: datetime
) -> BroughtIn:
    lists = bring_lists(parcel, by=by, at=at)
    missing = frozenset(parcel.manifest.missing)
    taken = Taken(staged=staged, missing=missing, revisions=lists.numbers)
    for table in owned().values():
        if table.moved and table.label in parcel.manifest.tables:
            _bring_table(table, parcel, taken, provider=provider, at=at)
    if taken.used != set(staged):
        raise Odd("it holds stored files that no row speaks of")
    home = Home.objects.get(pk=taken.keys[HOME][0])
    streams = bring_streams(parcel, home=home)
    content = _prove(parcel, home, taken)
    record(
        stream=home.stream,
        event="upkeep.service_imported",
        by=by,
        at=at,
        subject=f"organisations.home:{home.ref}",
        values={"content": content},
    )
    return BroughtIn(
        ref=home.ref,
        slug=home.slug,
        name=home.name,
        provider=provider.name,
        rows=sum(table.rows for table in parcel.manifest.tables.values()),
        files=len(staged),
        events=streams.events,
        renamed=len(taken.renamed),
        missing=tuple(parcel.manifest.missing),
        lists=lists.sentences,
        histories_whole=streams.whole,
        content=content,
    )


def _bring_table(table: Owned, parcel: Parcel, taken: Taken, *, provider: Provider, at: datetime) -> None:
    keys = taken.keys.setdefault(table.label, [])
    rows = parcel.rows(path_of(table.label, ending="jsonl"))
    while batch := list(islice(rows, AT_ONCE)):
        for place, row in enumerate(batch, start=len(keys) + 1):
            if row.get("row") != place:
                raise Odd(f"the rows of {table.label} are not in order")
        refs = _refs(table, batch, taken)
        made: list[Model] = []
        for row in batch:
            fixed: dict[str, Any] = {}
            if table.has("ref"):
                fixed["ref"] = refs[row["ref"]]
            if table.has("slug"):
                taken_slugs = table.model._base_manager.values_list("slug", flat=True)
                fixed["slug"] = free_slug(str(row.get("slug", ""))[:80], taken=taken_slugs)
            if table.model is Home or table.label in ALONG:
                fixed["provider"] = provider.pk
            made.append(_renewed(instance_of(table, row, taken, fixed=fixed), at=at))
        keys += [one.pk for one in table.model._base_manager.bulk_create(made)]
        if table.has("edition"):
            taken.editions.setdefault(table.label, []).extend(str(row["edition"]) for row in batch)
    if len(keys) != parcel.manifest.tables[table.label].rows:
        raise Odd(f"{table.label} has not as many rows as it says")


def _renewed(one: Model, *, at: datetime) -> Model:
    """Give what is found by a code one of this installation: the page of the old one is where it was made.

    Certificates of ours get one, and talks to which people can still come; of others no code opens anything.
    """
    if isinstance(one, Completion) and one.source in OURS:
        one.code = new_check_code()
    if isinstance(one, Talk):
        to_come = one.called_off_at is None and one.window(at=at) is not Window.OVER
        one.token = new_token() if to_come else None
    return one


def _refs(table: Owned, batch: list[dict[str, Any]], taken: Taken) -> dict[str, str]:
    """Return the reference of each row here: its own, or a new one where that is somebody else's already."""
    if not table.has("ref"):
        return {}
    wanted = [str(row.get("ref", "")) for row in batch]
    if not all(ref.isascii() and ref.isalnum() and ref.islower() | ref.isdecimal() for ref in wanted):
        raise Odd(f"a row of {table.label} has no reference")
    here = set(table.model._base_manager.filter(ref__in=wanted).values_list("ref", flat=True))
    if table.model is Home:
        here |= {ref for ref in wanted if Head.objects.filter(stream__endswith=f":{ref}").exists()}
    found = {ref: new_ref() if ref in here else ref for ref in wanted}
    taken.renamed |= {(table.label.lower(), old): new for old, new in found.items() if old != new}
    taken.refs.setdefault(table.label, set()).update(wanted)
    return found


def _prove(parcel: Parcel, home: Home, taken: Taken) -> str:
    """Read back what is here now: under its old references it must have the digests that the file says."""
    told, numbers = parcel.manifest, Numbers.fresh()
    old = {(sort, new): ref for (sort, ref), new in taken.renamed.items()}
    for label in [label for label in owned() if label in told.tables]:
        summed, columns = RowsSummed(label), told.tables[label].columns
        for row in given_rows(owned()[label], rows_of(owned()[label], home), numbers):
            kept = {name: value for name, value in row.items() if name in columns}
            if "ref" in kept:
                kept["ref"] = old.get((label.lower(), kept["ref"]), kept["ref"])
            if "subject" in kept:
                sort, _, key = kept["subject"].partition(":")
                kept["subject"] = f"{sort}:{old[sort, key]}" if (sort, key) in old else kept["subject"]
            summed.add(kept)
        if summed.told(columns) != told.tables[label]:
            raise Odd(f"what came out of it is not what was put in ({label})")
    return told.content
