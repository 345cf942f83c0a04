"""Keeping child processes running: one that ends is started again after a pause; all end together."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

SHORT_LIFE = 60.0  # seconds; a process that ends sooner is started again more and more slowly
LONGEST_PAUSE = 30.0
GRACE = 12.0  # seconds to end in order, before being ended
if sys.platform == "win32":
    _OWN_GROUP = subprocess.CREATE_NEW_PROCESS_GROUP
else:
    _OWN_GROUP = 0


@dataclass(slots=True)
class Child:
    """One program that is kept running."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    born: float = 0.0
    pause: float = 1.0
    due: float = field(default=0.0)

    def launch(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603  # our own programs
            [sys.executable, "-m", *self.arguments],
            env=dict(self.environment),
            stdin=subprocess.PIPE,
            # Ctrl-C is for the parent, which then ends its children in order.
            start_new_session=sys.platform != "win32",
            creationflags=_OWN_GROUP,
        )
        self.born = time.monotonic()

    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def let_go(self) -> None:
        """Ask it to end: it reads the end of its standard input."""
        if self.process is not None and self.process.stdin is not None:
            with suppress(OSError):
                self.process.stdin.close()

    def finish(self, *, until: float) -> None:
        """Wait for the end, and make it so when it takes too long."""
        if self.process is None:
            return
        try:
            self.process.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Supervisor:
    """Runs children until `stop` is set."""

    def __init__(self, *, stop: threading.Event) -> None:
        self.stop = stop
        self.children: list[Child] = []

    def launch(self, child: Child) -> Child:
        self.children.append(child)
        child.launch()
        return child

    def watch(self, *, every: float = 0.5) -> None:
        """Start again whatever ends, until told to stop."""
        while not self.stop.wait(every):
            for child in self.children:
                if child.ended():
                    self._again(child)

    def end(self) -> None:
        """End every child, the last started first."""
        until = time.monotonic() + GRACE
        for child in reversed(self.children):
            child.let_go()
        for child in reversed(self.children):
            child.finish(until=until)

    def _again(self, child: Child) -> None:
        now = time.monotonic()
        if child.due == 0.0:
            child.pause = 1.0 if now - child.born > SHORT_LIFE else min(child.pause * 2, LONGEST_PAUSE)
            child.due = now + child.pause
        elif now >= child.due:
            child.due = 0.0
            child.let_go()
            child.launch()
