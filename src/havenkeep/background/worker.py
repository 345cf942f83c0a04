"""The worker: one loop that runs each piece of work when it is due."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import DatabaseError, close_old_connections

from havenkeep.background.models import Beat

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A piece of background work: `run(at)` is called every `every`, and must be safe to run twice."""

    name: str
    every: timedelta
    run: Callable[[datetime], None]


def run_due(work: Sequence[Work], *, at: datetime) -> int:
    """Run what is due, one after the other, and return how many ran. One failing does not stop the rest."""
    started = dict(Beat.objects.values_list("name", "started_at"))
    ran = 0
    for piece in work:
        last = started.get(piece.name)
        if last is not None and last <= at < last + piece.every:
            continue
        _run(piece, at=at)
        ran += 1
    return ran


def _run(piece: Work, *, at: datetime) -> None:
    Beat.objects.update_or_create(name=piece.name, defaults={"started_at": at})
    try:
        piece.run(at)
    except (DatabaseError, OSError, ValueError, LookupError, RuntimeError) as wrong:
        log.warning("background work failed", work=piece.name, error=type(wrong).__name__, exc_info=True)
        Beat.objects.filter(name=piece.name).update(failed_at=at)
    else:
        Beat.objects.filter(name=piece.name).update(finished_at=at)


def serve(
    work: Sequence[Work], *, clock: Callable[[], datetime], stop: threading.Event, pause: float = 5.0
) -> None:
    """Run until told to stop. A database that is away for a while is waited for."""
    while not stop.is_set():
        try:
            run_due(work, at=clock())
        except DatabaseError as wrong:
            log.warning("background work waits for the database", error=type(wrong).__name__)
        close_old_connections()
        stop.wait(pause)
