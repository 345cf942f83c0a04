"""Asking a ClamAV that runs here whether a file is known to be bad: the INSTREAM command of clamd(8)."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Final

USUAL_SOCKETS: Final = ("/run/clamav/clamd.ctl", "/var/run/clamav/clamd.ctl", "/run/clamd.scan/clamd.sock")
TIMEOUT_SECONDS: Final = 30.0
LONGEST_ANSWER: Final = 4_096
PIECE: Final = 64 * 1024


class Scan(StrEnum):
    NOT_SCANNED = "not_scanned"
    CLEAN = "clean"


class FoundBad(Exception):
    """The scanner knows this file. The message is one plain sentence."""


def scan(pieces: Iterable[bytes], *, address: str) -> Scan:
    """Ask the scanner at `address`: a socket's path, `host:port`, or empty for the usual places.

    Raises:
        FoundBad: it is known to be bad.
    """
    where = address or next((path for path in USUAL_SOCKETS if Path(path).is_socket()), "")
    if not where:
        return Scan.NOT_SCANNED
    try:
        answer = _ask(where, pieces)
    except (OSError, ValueError):
        return Scan.NOT_SCANNED
    found = re.fullmatch(r"stream: (?P<name>.+) FOUND", answer)
    if found:
        raise FoundBad(
            f"The virus scanner on this computer knows this file as {_plain(found['name'])}. It was not "
            "kept: tell whoever looks after your computers."
        )
    return Scan.CLEAN if answer == "stream: OK" else Scan.NOT_SCANNED


def _ask(where: str, pieces: Iterable[bytes]) -> str:
    with _connected(where) as talk:
        talk.sendall(b"zINSTREAM\0")
        for piece in pieces:
            for start in range(0, len(piece), PIECE):
                part = piece[start : start + PIECE]
                talk.sendall(len(part).to_bytes(4, "big") + part)
        talk.sendall(bytes(4))
        answer = bytearray()
        while len(answer) < LONGEST_ANSWER and not answer.endswith(b"\0"):
            got = talk.recv(LONGEST_ANSWER)
            if not got:
                break
            answer += got
    return answer.rstrip(b"\0\n").decode("utf-8", "replace").strip()


def _connected(where: str) -> socket.socket:
    host, _, port = where.rpartition(":")
    if host and port.isdecimal() and not where.startswith("/"):
        return socket.create_connection((host, int(port)), timeout=TIMEOUT_SECONDS)
    talk = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    talk.settimeout(TIMEOUT_SECONDS)
    try:
        talk.connect(where)
    except OSError:
        talk.close()
        raise
    return talk


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "", name)[:80] or "bad"
