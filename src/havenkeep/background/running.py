"""Running pieces of work that are due, each by one worker at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import structlog
from django.db import DatabaseError, transaction
from django.db.models import F

from havenkeep.background.domain.due import is_due
from havenkeep.background.domain.faults import CUT_OFF, FAULTS, TOO_LONG, sentence_of
from havenkeep.background.models import Beat
from havenkeep.leases.claiming import LET_GO, claim, hold, mine, new_holder

log = structlog.get_logger()
LEASE: Final = timedelta(minutes=3)  # how long a worker may be silent before another takes over


class Lane(StrEnum):
    """Work of one lane runs one piece after the other; a piece that hangs holds up its own lane only."""

    GENERAL = "general"
    MAIL = "mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A piece of background work: `run(at)` is called every `every`, and must be safe to run twice.

    With `hour` (London time) it runs once after that hour of each day. `budget` is how long it may take.
    """

    name: str
    every: timedelta
    run: Callable[[datetime], None]
    hour: int | None = None
    lane: Lane = Lane.GENERAL
    budget: timedelta = timedelta(hours=2)


@dataclass(slots=True)
class Running:
    """What one lane of a worker is at, so that another thread can hold its lease and see that it hangs."""

    by: str = field(default_factory=new_holder)
    beat: Beat | None = None
    piece: Work | None = None
    began: float = 0.0
    hung: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, piece: Work, beat: Beat) -> None:
        with self.lock:
            self.piece, self.beat, self.began = piece, beat, time.monotonic()

    def end(self) -> None:
        with self.lock:
            self.piece = self.beat = None

    def hold_on(self, *, at: datetime) -> None:
        """Say that the worker is still at it. One small write, none when it is idle."""
        with self.lock:
            if self.beat is not None:
                hold(self.beat, at=at, lasting=LEASE)

    def ended_for_hanging(self, *, at: datetime) -> bool:
        """Whether the piece has used up its time; if so its failure is noted."""
        with self.lock:
            if self.piece is None or self.beat is None:
                return False
            if time.monotonic() - self.began <= self.piece.budget.total_seconds():
                return False
            log.error("background work hangs", work=self.piece.name)
            _fail(self.beat, sentence=TOO_LONG, at=at)
            self.hung = True
            return True


def run_due(
    work: Sequence[Work],
    *,
    at: datetime,
    running: Running | None = None,
    stop: threading.Event | None = None,
) -> int:
    """Run what is due, one after the other, and return how many ran. One failing does not stop the rest."""
    running = running or Running()
    beats = {beat.name: beat for beat in Beat.objects.filter(name__in=[piece.name for piece in work])}
    new = [Beat(name=piece.name) for piece in work if piece.name not in beats]
    if new:
        Beat.objects.bulk_create(new, ignore_conflicts=True)
        beats |= {beat.name: beat for beat in new}
    ran = 0
    for piece in work:
        if stop is not None and stop.is_set():
            break
        if _due(piece, beats[piece.name], at=at):
            taken = _take(piece, by=running.by, at=at)
            if taken is not None:
                _run(piece, taken, at=at, running=running)
                ran += 1
    return ran


def _due(piece: Work, beat: Beat, *, at: datetime) -> bool:
    failures = beat.failures + bool(beat.held_by)
    return is_due(last=beat.started_at, failures=failures, every=piece.every, at=at, hour=piece.hour)


def _take(piece: Work, *, by: str, at: datetime) -> Beat | None:
    """Claim the piece and note that it begins, unless another worker was quicker."""
    with transaction.atomic():
        claimed = claim(Beat.objects.filter(name=piece.name), by=by, at=at, lasting=LEASE, most=1)
        if not claimed:
            return None
        beat = claimed[0]
        if beat.taken_over:
            _fail(beat, sentence=CUT_OFF, at=beat.started_at or at, let_go=False)
        elif not is_due(
            last=beat.started_at, failures=beat.failures, every=piece.every, at=at, hour=piece.hour
        ):
            mine(beat).update(**LET_GO)
            return None
        mine(beat).update(started_at=at)
    return beat


def _run(piece: Work, beat: Beat, *, at: datetime, running: Running) -> None:
    running.begin(piece, beat)
    try:
        piece.run(at)
    except (DatabaseError, *FAULTS) as wrong:
        log.warning("background work failed", work=piece.name, error=type(wrong).__name__, exc_info=True)
        running.end()
        _fail(beat, sentence=sentence_of(wrong), at=at)
    else:
        running.end()
        mine(beat).update(finished_at=at, failures=0, failing_since=None, error="", **LET_GO)


def _fail(beat: Beat, *, sentence: str, at: datetime, let_go: bool = True) -> None:
    changes = {"failed_at": at, "failures": F("failures") + 1, "error": sentence}
    mine(beat).filter(failing_since=None).update(failing_since=at)
    mine(beat).update(**changes, **(LET_GO if let_go else {}))
