"""Making a backup: one encrypted file of all rows and files, while others go on working."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, BinaryIO

from django.db import DatabaseError, connection

from havenkeep.upkeep.container import DAMAGED, NO_BACKUP, PART, About, Manifest, Reader, Writer, opened
from havenkeep.upkeep.digest import Digest, RowsDigest
from havenkeep.upkeep.files import belongs, each_file, reading
from havenkeep.upkeep.folder import Lock, hold
from havenkeep.upkeep.rows import Table, applied, last_number, lines, snapshot, tables
from havenkeep.upkeep.trouble import BadUse, DataTrouble

PART_BYTES = 1024 * 1024
PIECE = 1024 * 1024
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was made and read back. `size` is in bytes."""

    file: Path
    made_at: datetime
    size: int
    digest: Digest


def make_backup(
    *, to: Path, data: Path, passphrase: str, at: datetime, tell: Tell, force: bool = False
) -> Made:
    """Write everything into one new file and read it back. `force` replaces a file that is there.

    Raises:
        BadUse: the file is there already, or its folder is not.
        InUse: another backup is being made.
        DataTrouble: it cannot be written, or is not what was written when read back.
    """
    refuse_place(to, force=force)
    with hold(data, Lock.BACKUP):
        for left in to.parent.glob(f".{to.name}.*.half"):
            left.unlink()  # of a run that was killed
        try:
            half = _half(to)
            try:
                digest = _write(half, data=data, passphrase=passphrase, at=at, tell=tell)
                tell("Reading it back")
                if check(half, passphrase=passphrase).whole != digest.whole:
                    raise DataTrouble(DAMAGED.format(file=to))
                refuse_place(to, force=force)
                size = half.stat().st_size
                half.replace(to)
            finally:
                half.unlink(missing_ok=True)
        except OSError as wrong:
            raise DataTrouble(f"The backup {to} could not be written ({wrong.strerror or wrong}).") from wrong
        except DatabaseError as wrong:
            raise DataTrouble(
                f"The database could not be read ({str(wrong).strip().splitlines()[0]})."
            ) from wrong
    return Made(file=to, made_at=at, size=size, digest=digest)


def refuse_place(to: Path, *, force: bool) -> None:
    """Check that a file may be written there.

    Raises:
        BadUse: it is there already, or its folder is not.
    """
    if to.is_dir() or not to.parent.is_dir():
        raise BadUse(f"{to} cannot be a backup's name: give a file in a folder that is there.")
    if to.exists() and not force:
        raise BadUse(f"{to} is there already. Give another name, or --force to replace it.")


def check(file: Path, *, passphrase: str) -> Digest:
    """Read a backup to its end and return the digest over what is in it. Nothing is changed.

    Raises:
        DataTrouble: it cannot be opened, or does not hold what it says.
    """
    with opened(file, passphrase=passphrase) as backup:
        found = _found(backup)
        if backup.manifest is None or found.whole != backup.manifest.digest.whole:
            raise DataTrouble(DAMAGED.format(file=file))
    return found


def _found(backup: Reader) -> Digest:
    columns = backup.about.columns if backup.about is not None else {}
    rows = {label: RowsDigest(label, names) for label, names in columns.items()}
    files = {}
    for name, content in backup.members():
        part = PART.fullmatch(name)
        if part is not None and part[1] in rows:
            for line in content:
                rows[part[1]].add(line)
        elif name != (known := name.removeprefix("files/")) and belongs(known):
            files[known] = _summed(content)
        else:
            raise DataTrouble(NO_BACKUP.format(file=backup.file))
    return Digest(tables={label: summed.told() for label, summed in rows.items()}, files=files)


def _summed(content: IO[bytes]) -> tuple[int, str]:
    size, summed = 0, hashlib.sha256()
    while piece := content.read(PIECE):
        size += len(piece)
        summed.update(piece)
    return size, summed.hexdigest()


def _half(to: Path) -> Path:
    descriptor, name = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.", suffix=".half")
    os.close(descriptor)
    return Path(name)


def _write(half: Path, *, data: Path, passphrase: str, at: datetime, tell: Tell) -> Digest:
    with half.open("wb") as file:
        digest = _fill(file, data=data, passphrase=passphrase, at=at, tell=tell)
        file.flush()
        os.fsync(file.fileno())
    return digest


def _fill(file: BinaryIO, *, data: Path, passphrase: str, at: datetime, tell: Tell) -> Digest:
    tell("Taking the rows")
    with snapshot():
        found = tables()
        about = About(
            version=version("havenkeep"),
            made_at=at,
            engine=connection.vendor,
            migrations=tuple(applied()),
            columns={table.label: table.columns for table in found},
        )
        writer = Writer(file, passphrase=passphrase, about=about)
        rows = {table.label: _add_rows(writer, table) for table in found}
        numbers = {table.label: last_number(table) for table in found}
    # After the rows: what a row speaks of is there by then, and a stored file is never written again.
    tell("Taking the files")
    digest = Digest(tables=rows, files=_add_files(writer, data))
    writer.close(Manifest(digest=digest, numbers=numbers))
    return digest


def _add_rows(writer: Writer, table: Table) -> tuple[int, str]:
    summed = RowsDigest(table.label, table.columns)
    for number, block in enumerate(_blocks(lines(table), summed), start=1):
        writer.add(f"rows/{table.label}/{number:06}.jsonl", block)
    return summed.told()


def _blocks(found: Iterator[bytes], summed: RowsDigest) -> Iterator[bytes]:
    block = bytearray()
    for line in found:
        summed.add(line)
        block += line
        if len(block) >= PART_BYTES:
            yield bytes(block)
            block.clear()
    if block:
        yield bytes(block)


def _add_files(writer: Writer, data: Path) -> dict[str, tuple[int, str]]:
    found = {}
    for name, path in each_file(data):
        with reading(path) as file:
            if file is not None:
                writer.add_file(name, file)
                found[name] = (file.size, file.hexdigest())
    return found
