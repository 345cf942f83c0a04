"""A child process ends when the one that started it ends: its standard input closes then."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable


def when_parent_goes(then: Callable[[], None]) -> None:
    """Call `then` once standard input closes: the parent says stop by closing it, and its death does too."""

    # Not through sys.stdin: a process forked while its buffer is being read could never close it.
    descriptor = sys.stdin.fileno()

    def wait() -> None:
        while os.read(descriptor, 64):
            pass
        then()

    threading.Thread(target=wait, daemon=True, name="lifeline").start()


def end_with_parent(*, every: float = 1.0) -> None:
    """End this process at once when its parent is gone. For a process that has no pipe to its parent."""
    if sys.platform == "win32":
        return
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(every)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent-watch").start()
