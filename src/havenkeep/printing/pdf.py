"""Templates to PDF, printed in a child process that ends, a few at a time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from havenkeep.printing.text import JSON

PACKAGE: Final = Path(__file__).resolve().parent.parent
TEMPLATE_NAME: Final = re.compile(r"[a-z_]+/[a-z_]+")
CHILD: Final = "havenkeep.printing.pdf_child"

AT_ONCE: Final = 2
PATIENCE_SECONDS: Final = 20.0
TIME_LIMIT_SECONDS: Final = 30.0
LARGEST_REQUEST_BYTES: Final = 20_000_000

# The child is given what a system needs to start Python and nothing else: no secret of ours.
PASSED_ON: Final = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")


class Reason(StrEnum):
    """Why a document was not printed."""

    TOO_BUSY = "too_busy"
    TOO_LONG = "too_long"
    TOO_SLOW = "too_slow"
    FAILED = "failed"


SENTENCES: Final[Mapping[Reason, str]] = {
    Reason.TOO_BUSY: "Several documents are being printed just now. Wait a minute, then ask again.",
    Reason.TOO_LONG: "This document is too long to print as a PDF. Take the spreadsheet or the Word file.",
    Reason.TOO_SLOW: (
        "This PDF took too long to make, so it was stopped. Try again when the computer is less busy, "
        "or take the spreadsheet or the Word file."
    ),
    Reason.FAILED: (
        "This PDF could not be made. Nothing was lost: take the spreadsheet or the Word file, "
        "and tell whoever looks after Havenkeep."
    ),
}


class CouldNotPrint(Exception):
    """A document was not printed. `sentence` is for the reader.

    `detail` is for the person who mends templates. It may quote the document: keep it out of logs.
    """

    def __init__(self, reason: Reason, *, detail: str = "") -> None:
        self.reason = reason
        self.sentence = SENTENCES[reason]
        self.detail = detail
        super().__init__(self.sentence)


def render_pdf(*, template: str, data: Mapping[str, JSON]) -> bytes:
    """Return a tagged PDF (PDF/UA-1, en-GB) of `template`, filled with `data`.

    `template` names a room and a file: `reports/answer_book` is `reports/typst/answer_book.typ`. `data`
    reaches it as JSON and is never read as markup. At most two documents are printed at once in one
    process; each has 30 seconds. Raises `CouldNotPrint` with one sentence for the reader, and ValueError
    for a template that does not exist.
    """
    path = _template_path(template)
    request = json.dumps({"template": str(path), "data": json.dumps(data)}).encode()
    if len(request) > LARGEST_REQUEST_BYTES:
        raise CouldNotPrint(Reason.TOO_LONG)
    with _a_place():
        return _print(request)


def _template_path(template: str) -> Path:
    if not TEMPLATE_NAME.fullmatch(template):
        raise ValueError(f"A template is named room/file, not {template!r}.")
    room, name = template.split("/")
    path = Path(room) / "typst" / f"{name}.typ"
    if not (PACKAGE / path).is_file():
        raise ValueError(f"There is no template {template!r}.")
    return path


@cache
def _places() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def _a_place() -> Iterator[None]:
    if not _places().acquire(timeout=PATIENCE_SECONDS):
        raise CouldNotPrint(Reason.TOO_BUSY)
    try:
        yield
    finally:
        _places().release()


def _print(request: bytes) -> bytes:
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    environment["PYTHONPATH"] = str(PACKAGE.parent)
    try:
        ended = subprocess.run(  # noqa: S603  our own interpreter, our own module
            [sys.executable, "-P", "-m", CHILD],
            input=request,
            capture_output=True,
            timeout=TIME_LIMIT_SECONDS,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise CouldNotPrint(Reason.TOO_SLOW) from late
    except OSError as unstarted:
        raise CouldNotPrint(Reason.FAILED, detail=str(unstarted)) from unstarted
    if ended.returncode != 0 or not ended.stdout.startswith(b"%PDF-"):
        raise CouldNotPrint(Reason.FAILED, detail=ended.stderr.decode(errors="replace"))
    return ended.stdout
