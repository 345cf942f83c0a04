"""Killing a writer at random moments, again and again, and looking each time at what is there."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST = 0.4  # seconds that a writer lives after its first word


@dataclass(slots=True)
class Killing:
    """Kills writers on one installation. `said` is what they said was kept, by deed and name."""

    environment: Mapping[str, str]
    folder: Path
    rng: random.Random
    said: dict[tuple[str, str], int] = field(default_factory=dict)
    by_deed: dict[str, int] = field(default_factory=dict)
    next_number: int = 0
    _process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.writing", "ready"],
            env=dict(self.environment) | {"DJANGO_SETTINGS_MODULE": "havenkeep.config.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()

    def kill_one(self) -> int:
        """Let a writer begin, kill it at some moment, and return how many things it said were kept."""
        words = self.folder / "said.txt"
        words.unlink(missing_ok=True)
        writer = int(self._ask(f"write {self.next_number} {words}"))
        until = time.monotonic() + 30
        while not (words.is_file() and words.stat().st_size):
            assert time.monotonic() < until, "the writer never said anything"
            time.sleep(0.005)
        time.sleep(self.rng.uniform(0.0, LONGEST))
        os.kill(writer, signal.SIGKILL)
        self._hear()
        lines = [line.split() for line in words.read_text().splitlines() if line.count(" ") == 2]
        for number, deed, name in lines:
            self.said[deed, name] = int(number)
            self.by_deed[deed] = self.by_deed.get(deed, 0) + 1
        self.next_number = int(lines[-1][0]) + 2
        return len(lines)

    def look(self) -> dict[str, Any]:
        told = self.folder / "told.json"
        told.unlink(missing_ok=True)
        self._ask(f"look {told}")
        self._hear()
        found: dict[str, Any] = json.loads(told.read_text())
        return found

    def _ask(self, line: str) -> str:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._hear()

    def _hear(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def lost(said: Mapping[tuple[str, str], int], seen: Mapping[str, Any]) -> list[str]:
    """Return what was said to be kept and is not."""
    return [
        f"{deed} {name} {number}"
        for (deed, name), number in said.items()
        if seen["found"][deed].get(name, -1) < number
    ]
