"""A scanner that is there is asked; one that is not, or talks nonsense, is said to be so."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from havenkeep.evidence.scanning import FoundBad, Scan, scan


@contextmanager
def clamd(folder: Path, answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """Answer one INSTREAM as clamd does."""
    heard: list[bytes] = []
    path = folder / "clamd.ctl"
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(path))
    listening.listen(1)

    def talk() -> None:
        connection, _ = listening.accept()
        with connection, connection.makefile("rb") as lines:
            assert lines.read(10) == b"zINSTREAM\0"
            while size := int.from_bytes(lines.read(4), "big"):
                heard.append(lines.read(size))
            connection.sendall(answer)

    thread = threading.Thread(target=talk)
    thread.start()
    try:
        yield str(path), heard
    finally:
        thread.join(5)
        listening.close()


def test_a_clean_file_is_said_to_be_clean(tmp_path: Path) -> None:
    content = bytes(200_000)
    with clamd(tmp_path, b"stream: OK\0") as (address, heard):
        assert scan([content], address=address) is Scan.CLEAN
    assert b"".join(heard) == content


def test_a_known_file_is_refused_by_name(tmp_path: Path) -> None:
    with (
        clamd(tmp_path, b"stream: Eicar-<b>Test FOUND\0") as (address, _),
        pytest.raises(FoundBad, match="knows this file as Eicar-bTest"),
    ):
        scan([b"x"], address=address)


@pytest.mark.parametrize("answer", [b"", b"stream: size limit exceeded ERROR\0", b"\xff\xfe\0"])
def test_no_answer_is_not_taken_for_clean(answer: bytes, tmp_path: Path) -> None:
    with clamd(tmp_path, answer) as (address, _):
        assert scan([b"x"], address=address) is Scan.NOT_SCANNED


def test_no_scanner_means_not_scanned(tmp_path: Path) -> None:
    assert scan([b"x"], address=str(tmp_path / "nobody")) is Scan.NOT_SCANNED
