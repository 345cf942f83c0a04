"""Judging in a process apart: whatever a file does to it, the server goes on. Any crash means refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final

from havenkeep.evidence.judging.verdict import MIB, Accepted, FileType, Refused

PACKAGE: Final = Path(__file__).resolve().parents[2]
CHILD: Final = "havenkeep.evidence.judging.child"
# The child is given what a system needs to start Python and nothing else: no secret of ours.
PASSED_ON: Final = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")
TIME_LIMIT_SECONDS: Final = 30.0
PATIENCE_SECONDS: Final = 60.0
AT_ONCE: Final = 2
LARGEST_REMADE: Final = 64 * MIB
LONGEST_LINE: Final = 2_000
LONGEST_SENTENCE: Final = 500

BROKE = "This file could not be looked through safely. Save it as a PDF, or add a photo of it."
TOO_SLOW = "Looking through this file took too long. Save it as a PDF, or add a photo of it."
TOO_BUSY = "Several files are being looked through just now. Wait a minute, then add it again."


def judge_apart(source: BinaryIO, *, name: str, folder: Path) -> Accepted:
    """Judge a seekable file from its start. `folder` is where the child's answer may lie, without a name.

    Raises:
        Refused: the file is not kept.
    """
    with _a_place(), _as_real_file(source, folder) as file, tempfile.TemporaryFile(dir=folder) as answer:
        _run(file, answer, name=name)
        answer.seek(0)
        line = answer.readline(LONGEST_LINE)
        return _verdict(line, remade=answer.read(LARGEST_REMADE))


def _run(file: BinaryIO, answer: BinaryIO, *, name: str) -> None:
    environment = {key: os.environ[key] for key in PASSED_ON if key in os.environ}
    environment["PYTHONPATH"] = str(PACKAGE.parent)
    try:
        ended = subprocess.run(  # noqa: S603  our own interpreter, our own module
            [sys.executable, "-P", "-m", CHILD, name],
            stdin=file,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            timeout=TIME_LIMIT_SECONDS,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise Refused(TOO_SLOW) from late
    except (OSError, ValueError) as unstarted:
        raise Refused(BROKE) from unstarted
    if ended.returncode != 0:
        raise Refused(BROKE)


def _verdict(line: bytes, *, remade: bytes) -> Accepted:
    """Read what the child said. It may have been taken over, so little is believed."""
    try:
        told = json.loads(line)
        if isinstance(told, dict) and isinstance(told.get("refused"), str):
            raise Refused(told["refused"][:LONGEST_SENTENCE])
        return Accepted(type=FileType(told["type"]), remade=remade or None)
    except (ValueError, LookupError, TypeError) as wrong:
        raise Refused(BROKE) from wrong


@contextmanager
def _as_real_file(source: BinaryIO, folder: Path) -> Iterator[BinaryIO]:
    """Give a file that a child can inherit: the source itself, or a copy without a name."""
    source.seek(0)
    try:
        descriptor = source.fileno()
    except (OSError, AttributeError):
        with tempfile.TemporaryFile(dir=folder) as copy:
            while piece := source.read(MIB):
                copy.write(piece)
            copy.seek(0)
            yield copy
        return
    os.lseek(descriptor, 0, os.SEEK_SET)
    yield source


@cache
def _places() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def _a_place() -> Iterator[None]:
    if not _places().acquire(timeout=PATIENCE_SECONDS):
        raise Refused(TOO_BUSY)
    try:
        yield
    finally:
        _places().release()
