"""The worker: a loop for each lane, and one that watches over them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from django.db import DatabaseError, close_old_connections

from havenkeep.background.running import Lane, Running, Work, run_due

log = structlog.get_logger()
HEARTBEAT = 30.0  # seconds
LAST_WORDS = 30.0  # seconds that the other lanes are given when one hangs


def serve(
    work: Sequence[Work],
    *,
    clock: Callable[[], datetime],
    stop: threading.Event,
    pause: float = 5.0,
    heartbeat: float = HEARTBEAT,
) -> bool:
    """Run until told to stop. A database that is away for a while is waited for.

    Returns False when a piece hung or a lane broke: the process is then to end, and to be started again,
    because a thread cannot be ended from outside. What was cut off is taken up again, more and more slowly.
    """
    lanes = []
    for lane in Lane:
        running = Running()
        pieces = [piece for piece in work if piece.lane is lane]
        loop = threading.Thread(
            target=_loop, args=(pieces, running, clock, stop, pause), name=f"lane {lane}", daemon=True
        )
        loop.start()
        lanes.append((loop, running))
    well = True
    while well and not stop.wait(heartbeat):
        well = all(loop.is_alive() and _watch(running, at=clock()) for loop, running in lanes)
    stop.set()
    for loop, running in lanes:
        if not running.hung:
            loop.join(timeout=None if well else LAST_WORDS)
    return well


def _watch(running: Running, *, at: datetime) -> bool:
    """Hold the lease of what runs. False when it hangs."""
    try:
        if running.ended_for_hanging(at=at):
            return False
        running.hold_on(at=at)
    except DatabaseError as wrong:
        log.warning("background work waits for the database", error=type(wrong).__name__)
    finally:
        close_old_connections()
    return True


def _loop(
    work: Sequence[Work],
    running: Running,
    clock: Callable[[], datetime],
    stop: threading.Event,
    pause: float,
) -> None:
    while not stop.is_set():
        try:
            run_due(work, at=clock(), running=running, stop=stop)
        except DatabaseError as wrong:
            log.warning("background work waits for the database", error=type(wrong).__name__)
        close_old_connections()
        stop.wait(pause)
