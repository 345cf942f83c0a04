"""Whether an installation is well: each check says so in one sentence, and what to do where it is not."""

from __future__ import annotations

import os
import platform
import shutil
import stat
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Max
from django.utils import timezone

from havenkeep.audit.models import Event
from havenkeep.audit.queries import verify
from havenkeep.background.queries import last_backup
from havenkeep.design.wording import say_when
from havenkeep.directory.queries import kept_lists
from havenkeep.standards.domain.edition import EditionState
from havenkeep.standards.queries import edition_in_force
from havenkeep.upkeep.check import Check, State
from havenkeep.upkeep.doctor_work import email, pieces, worker
from havenkeep.upkeep.keys_and_certificates import certificate, stored_proof
from havenkeep.web.setup.queries import setup_is_open

ROOM_TO_WORK = 1_000_000_000  # bytes free: below it, say so
ROOM_AT_ALL = 100_000_000
CLOCK_SLACK = timedelta(minutes=5)
MADE_IN = 2026
OLD_LIST = timedelta(days=182)


def examine(at: datetime) -> list[Check]:
    """Examine the installation that Django is set up on, through and through."""
    data = Path(settings.DATA)
    database = _database()
    if database.state is State.WRONG:
        return [_version(), _rights(data), _room(data), database, *certificate(data, at)]
    return [*glance(at), database, _chains()]


def glance(at: datetime) -> list[Check]:
    """Examine what takes no longer the more is kept. The same few queries for ten homes or ten thousand."""
    data = Path(settings.DATA)
    return [
        _version(),
        _rights(data),
        _room(data),
        _clock(at),
        worker(data, at=at),
        *pieces(data),
        email(at=at),
        stored_proof(),
        _edition(at),
        _directory(at),
        _backup(at),
        *certificate(data, at),
    ]


def _version() -> Check:
    return Check(
        name="Version",
        state=State.OK,
        sentence=f"Havenkeep {version('havenkeep')} on Python {platform.python_version()}.",
    )


def _rights(data: Path) -> Check:
    name = "Folder"
    if not os.access(data, os.W_OK):
        return Check(
            name=name,
            state=State.WRONG,
            sentence=f"{data} cannot be written to by this account.",
            what_to_do="Run Havenkeep as the account that owns the folder.",
        )
    private = [data / "secrets", *(data / "secrets").iterdir(), *data.glob("*.sqlite3")]
    loose = [path for path in private if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077]
    # A database in a folder that nobody else may enter is as private as the folder.
    if os.name == "posix" and not stat.S_IMODE(data.stat().st_mode) & 0o077:
        loose = []
    if loose:
        names = " ".join(str(path) for path in (data, *loose))
        return Check(
            name=name,
            state=State.WARN,
            sentence=f"Other accounts on this computer may read {loose[0].name} in {data}.",
            what_to_do=f"Run: chmod go= {names}",
        )
    return Check(name=name, state=State.OK, sentence=f"{data} is for the owner's eyes only.")


def _room(data: Path) -> Check:
    free = shutil.disk_usage(data).free
    told = f"{free / 1e9:.1f} GB free on the disk."
    if free >= ROOM_TO_WORK:
        return Check(name="Disk", state=State.OK, sentence=told)
    return Check(
        name="Disk",
        state=State.WARN if free >= ROOM_AT_ALL else State.WRONG,
        sentence=f"Only {told}",
        what_to_do="Make room: with a full disk nothing can be saved, and no backup made.",
    )


def _database() -> Check:
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA quick_check(5)")
                return _sqlite(cursor.fetchall())
            cursor.execute("SHOW server_version")
            told = cursor.fetchone()[0].split()[0]
        return Check(name="Database", state=State.OK, sentence=f"PostgreSQL {told} answers.")
    except DatabaseError as wrong:
        return Check(
            name="Database",
            state=State.WRONG,
            sentence=f"The database is damaged or away: {str(wrong).strip().splitlines()[0]}.",
            what_to_do="Stop Havenkeep and restore the newest backup.",
        )


def _sqlite(rows: list[tuple[str]]) -> Check:
    if rows == [("ok",)]:
        return Check(name="Database", state=State.OK, sentence="The database is whole.")
    return Check(
        name="Database",
        state=State.WRONG,
        sentence=f"The database is damaged: {rows[0][0]}.",
        what_to_do="Stop Havenkeep and restore the newest backup.",
    )


def _clock(at: datetime) -> Check:
    newest = Event.objects.aggregate(newest=Max("at"))["newest"]
    told = f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if at.year >= MADE_IN and (newest is None or newest <= at + CLOCK_SLACK):
        return Check(name="Clock", state=State.OK, sentence=f"It is {told}.")
    return Check(
        name="Clock",
        state=State.WRONG,
        sentence=f"The clock says {told}, which is before things that were recorded here already."
        if newest is not None and newest > at
        else f"The clock says {told}, which is before Havenkeep was made.",
        what_to_do="Set the computer's clock, and let it follow the network's time.",
    )


def _chains() -> Check:
    reports = verify()
    broken = [report for report in reports if report.broken_at is not None]
    if broken:
        return Check(
            name="History",
            state=State.WRONG,
            sentence=f"{len(broken)} of {len(reports)} histories do not hold; the first is "
            f"{broken[0].stream}, from event {broken[0].broken_at} on.",
            what_to_do="Keep a copy of the data folder as it is, then compare with a backup from before.",
        )
    events = sum(report.events for report in reports)
    return Check(
        name="History",
        state=State.OK,
        sentence=f"{len(reports)} histories with {events} events hold: nothing was changed or taken out.",
    )


def _edition(at: datetime) -> Check:
    on = timezone.localdate(at)
    edition = edition_in_force(on=on)
    source = "the official list" if edition.revision else "the list that came with Havenkeep"
    told = f"{edition.title}, from {source}: {edition.mandatory_count} mandatory items."
    if edition.state is EditionState.PROVISIONAL:
        return Check(
            name="Edition",
            state=State.WARN,
            sentence=f"{told} That list is last year's until the new one is published.",
            what_to_do="Once the toolkit shows its new list, run: havenkeep editions import FILE "
            f"--edition {edition.id}",
        )
    if edition.deadline < on:
        return Check(
            name="Edition",
            state=State.WARN,
            sentence=f"{told} Its deadline was {edition.deadline.day} {edition.deadline:%B %Y}.",
            what_to_do="Install the newest Havenkeep, which brings the next year's list.",
        )
    return Check(name="Edition", state=State.OK, sentence=told)


def _backup(at: datetime) -> Check:
    name, last = "Backup", last_backup(now=at)
    if last.at is not None and not last.old:
        return Check(name=name, state=State.OK, sentence=f"The last backup was made on {say_when(last.at)}.")
    if last.at is None and setup_is_open():
        return Check(name=name, state=State.OK, sentence="There is nothing to back up yet.")
    return Check(
        name=name,
        state=State.WARN,
        sentence="No backup has been made yet."
        if last.at is None
        else f"The last backup was made on {say_when(last.at)}, more than a week ago.",
        what_to_do="Run: havenkeep backup FILE --passphrase-file FILE, or let it be made every day: see "
        "docs/backup.md.",
    )


def _directory(at: datetime) -> Check:
    lists = kept_lists()
    if not lists:
        return Check(
            name="National lists",
            state=State.WARN,
            sentence="No national list of organisations is here, so a service cannot be found by name.",
            what_to_do="Download the list from the toolkit's public search, then run: "
            "havenkeep directory import FILE",
        )
    on = timezone.localdate(at)
    oldest = min(lists, key=lambda kept: kept.dated_on)
    told = " ".join(kept.sentence for kept in lists)
    if on - oldest.dated_on > OLD_LIST:
        return Check(
            name="National lists",
            state=State.WARN,
            sentence=told,
            what_to_do="Download a newer list, then run: havenkeep directory import FILE",
        )
    return Check(name="National lists", state=State.OK, sentence=told)
