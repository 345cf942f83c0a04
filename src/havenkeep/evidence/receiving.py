"""From an upload to a locked file: judged in a process apart, scanned where that can be, locked, written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from havenkeep.evidence.domain.file_names import clean_name
from havenkeep.evidence.judging.apart import judge_apart
from havenkeep.evidence.judging.verdict import MIB, TYPES, FileType, Refused
from havenkeep.evidence.scanning import FoundBad, Scan, scan
from havenkeep.evidence.vault.keys import KeyTrouble, read_keys
from havenkeep.evidence.vault.store import Kept, NoRoom, Vault

Upload: TypeAlias = "UploadedFile[Any]"

log = structlog.get_logger()


class NotReceived(Exception):
    """Nothing of what was sent is kept. `sentences` says of each file why, and what to do."""

    def __init__(self, *sentences: str) -> None:
        self.sentences = sentences
        super().__init__(" ".join(sentences))


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file that was judged and locked, waiting for the row that names it."""

    name: str
    file_type: FileType
    kept: Kept
    scan: Scan


class WholeRequestLimit(FileUploadHandler):
    """Refuses a request that is too long before a byte of it is read."""

    def handle_raw_input(
        self,
        input_data: object,  # noqa: ARG002
        META: object,  # noqa: N803, ARG002
        content_length: int,
        boundary: object,  # noqa: ARG002
        encoding: object = None,  # noqa: ARG002
    ) -> None:
        if content_length > settings.LARGEST_REQUEST_BYTES:
            raise RequestDataTooBig("the whole request is too long")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002
        """Leave the file to the next handler."""
        return


def vault() -> Vault:
    """Return the folder of locked files with its keys.

    Raises:
        KeyTrouble: the key file cannot be read.
    """
    return Vault(folder=Path(settings.EVIDENCE_FOLDER), keys=read_keys(Path(settings.EVIDENCE_KEY_FILE)))


@contextmanager
def received(uploads: Sequence[Upload]) -> Iterator[list[Received]]:
    """Judge, scan and lock uploads; when what follows fails, they are deleted again.

    Raises:
        NotReceived: one of them may not be kept, so none is.
    """
    kept: list[Received] = []
    try:
        kept.extend(_receive(uploads))
        yield kept
    except BaseException:
        for one in kept:
            vault().remove(one.kept.name)
        raise


def _receive(uploads: Sequence[Upload]) -> list[Received]:
    judged = []
    refused = []
    for upload in uploads:
        try:
            judged.append((upload, *_judge(upload)))
        except (Refused, FoundBad) as why:
            log.info("an upload was refused", size=upload.size)
            refused.append(f"“{_shown(upload)}”: {why}")
    if refused:
        raise NotReceived(*refused)
    return _lock(judged)


def _judge(upload: Upload) -> tuple[FileType, bytes | None, Scan]:
    if (upload.size or 0) > settings.LARGEST_PROOF_BYTES:
        raise Refused(
            f"It is larger than {settings.LARGEST_PROOF_BYTES // MIB} MB. Save it smaller, or in parts."
        )
    accepted = judge_apart(upload.file, name=upload.name or "", folder=Path(settings.INCOMING))  # type: ignore[arg-type]
    scanned = scan(upload.chunks(), address=settings.CLAMD)
    return accepted.type, accepted.remade, scanned


def _lock(judged: Sequence[tuple[Upload, FileType, bytes | None, Scan]]) -> list[Received]:
    done: list[Received] = []
    try:
        room = vault()
        for upload, file_type, remade, scanned in judged:
            kept = room.keep([remade] if remade is not None else upload.chunks(MIB))
            name = clean_name(upload.name or "", extension=TYPES[file_type].extension)
            done.append(Received(name=name, file_type=file_type, kept=kept, scan=scanned))
    except (NoRoom, KeyTrouble) as wrong:
        for one in done:
            vault().remove(one.kept.name)
        raise NotReceived(str(wrong)) from wrong
    return done


def _shown(upload: Upload) -> str:
    return clean_name(upload.name or "", extension="x").removesuffix(".x")
