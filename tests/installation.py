"""A real installation for a test: a data folder of its own, run by the real command in processes of its own.

It uses the engine that the tests run on: SQLite in the folder, or a fresh database on the same PostgreSQL.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg

from havenkeep.upkeep import stamp

POSTGRES = os.environ.get("HAVENKEEP_DATABASE_URL", "")
ROOT = Path(__file__).resolve().parent.parent
WAIT = 60.0


@dataclass
class Installation:
    """One data folder and its database."""

    data: Path
    database_url: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HAVENKEEP_")}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        kept |= {"CI": "1", "HAVENKEEP_DATA": str(self.data), "COLUMNS": "120"}
        if self.database_url:
            kept["HAVENKEEP_DATABASE_URL"] = self.database_url
        return kept | self.extra

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `havenkeep` with these arguments to its end."""
        return subprocess.run(
            [sys.executable, "-m", "havenkeep", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=WAIT,
            check=False,
        )

    def python(self, code: str) -> str:
        """Run code on the installation, in a process of its own, and return what it printed."""
        told = subprocess.run(
            [sys.executable, "-c", code],
            env=self.environment | {"DJANGO_SETTINGS_MODULE": "havenkeep.config.settings"},
            capture_output=True,
            text=True,
            timeout=WAIT,
            check=False,
            cwd=ROOT,
        )
        assert told.returncode == 0, told.stderr
        return told.stdout

    def doctor(self) -> dict[str, Any]:
        """Return what the doctor says, by name of the check."""
        told = self.run("doctor", "--json")
        assert told.stdout, told.stderr
        return {check["name"]: check for check in json.loads(told.stdout)["checks"]}

    def sql(self, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Run one statement on the database, past the program."""
        if self.database_url:
            with psycopg.connect(self.database_url, autocommit=True) as connection:
                cursor = connection.execute(statement.replace("?", "%s").encode(), parameters)
                return cursor.fetchall() if cursor.description else []
        import sqlite3

        connection = sqlite3.connect(self.data / "havenkeep.sqlite3")
        try:
            with connection:
                return connection.execute(statement, parameters).fetchall()
        finally:
            connection.close()

    @contextmanager
    def started(self, *arguments: str, port: int | None = None) -> Iterator[Running]:
        """Run `havenkeep start` until the block ends."""
        port = port or free_port()
        process = subprocess.Popen(
            [sys.executable, "-m", "havenkeep", "start", "--port", str(port), *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running = Running(process=process, port=port)
        try:
            running.wait_until_said("Press Ctrl-C")
            yield running
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            assert process.stdout is not None
            process.stdout.close()


@dataclass
class Running:
    process: subprocess.Popen[str]
    port: int
    said: str = ""

    def wait_until_said(self, words: str) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if words in line:
                return
        raise AssertionError(f"it ended without saying “{words}”: {self.said}")

    def children(self) -> dict[str, int]:
        """Return the process ids of the server and the worker, by name."""
        found = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
                words = (stat.parent / "cmdline").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            match = re.search(r"havenkeep\.cli\.(serving|work)\b", words)
            if parent == self.process.pid and match:
                found[{"serving": "server", "work": "worker"}[match[1]]] = int(stat.parent.name)
        return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(true: Any, *, seconds: float = 20.0) -> None:
    """Wait until `true()` is, or fail."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and was not waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def fresh(folder: Path) -> Installation:
    """Return an installation that nothing was done to yet."""
    return Installation(folder, _new_database() if POSTGRES else "")


def copy_of(prepared: Installation, folder: Path) -> Installation:
    """Return a copy of a prepared installation."""
    shutil.copytree(prepared.data, folder)
    if not POSTGRES:
        return Installation(folder)
    url = _new_database(prepared.database_url.rsplit("/", 1)[1])
    # The stamp says for which database the folder is ready, and this one is as ready as the first.
    with patch.dict(os.environ, HAVENKEEP_DATABASE_URL=url):
        stamp.write(folder, stamp.current())
    return Installation(folder, url)


def _new_database(template: str = "template1") -> str:
    name = f"havenkeep_{secrets.token_hex(4)}"
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    return f"{POSTGRES.rsplit('/', 1)[0]}/{name}"
