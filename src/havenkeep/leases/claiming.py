"""Claiming rows of a queue, so that two workers never have the same one: the row is the queue.

    claimed = claim(Message.objects.due(at=at), by=worker, at=at, lasting=LEASE, most=20)
    for row in claimed:
        if not hold(row, at=clock(), lasting=LEASE):
            continue            # it took too long: another worker has it now
        ...
        mine(row).update(state=…, **LET_GO)

On PostgreSQL rows that another worker is just claiming are stepped over (`SKIP LOCKED`). On SQLite a
transaction begins with the write lock (`IMMEDIATE`), so claims take turns. `lasting` is the same for every
claim on a table: a lease that would end well after one taken now was taken before the clock was set back,
and is free.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet

from havenkeep.leases.row import Leased

Row = TypeVar("Row", bound=Leased)
MOST: Final = 500
SKEW: Final = timedelta(minutes=5)  # by which clocks may differ, and `at` may be older than the claim
LET_GO: Final[Mapping[str, str | None]] = {"held_by": "", "held_until": None}


def new_holder() -> str:
    """Return a name for one worker that no other has."""
    return f"{os.getpid()}-{secrets.token_hex(6)}"


def free(*, at: datetime, lasting: timedelta) -> Q:
    """Return the condition that nobody holds a row."""
    set_back = Q(held_until__gt=at + lasting + SKEW)
    return Q(held_by="") | Q(held_until=None) | Q(held_until__lte=at) | set_back


def claim(rows: QuerySet[Row], *, by: str, at: datetime, lasting: timedelta, most: int) -> list[Row]:
    """Claim at most `most` rows that nobody holds, in the order of `rows`, and return them.

    `lasting` is how long `by` may be silent before another takes a row over.
    """
    with transaction.atomic():
        nobodys = rows.filter(free(at=at, lasting=lasting))
        found = list(nobodys.select_for_update(skip_locked=True, of=("self",))[: min(most, MOST)])
        table = rows.model._base_manager.filter(pk__in=[row.pk for row in found])
        if found:
            table.update(held_by=by, held_until=at + lasting)
    for row in found:
        row.taken_over = bool(row.held_by)
        row.held_by, row.held_until = by, at + lasting
    return found


def mine(row: Row) -> QuerySet[Row]:
    """Return the row as long as its holder still has it: to change it, or find that another took it over."""
    return type(row)._base_manager.filter(pk=row.pk, held_by=row.held_by)


def hold(row: Leased, *, at: datetime, lasting: timedelta) -> bool:
    """Hold on to a row for another while. False when somebody else has it by now."""
    row.held_until = at + lasting
    return bool(mine(row).update(held_until=row.held_until))
