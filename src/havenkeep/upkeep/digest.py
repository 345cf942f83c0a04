"""A digest over all rows and files: two installations with the same one hold the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from havenkeep.upkeep.files import each_file, reading
from havenkeep.upkeep.rows import Table, lines, snapshot, tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """`tables` are (rows, SHA-256) by table, `files` (bytes, SHA-256) by path below the data folder."""

    tables: Mapping[str, tuple[int, str]]
    files: Mapping[str, tuple[int, str]]

    @property
    def whole(self) -> str:
        """Return one SHA-256, in hex, over everything."""
        return hashlib.sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()

    @property
    def rows(self) -> int:
        return sum(count for count, _ in self.tables.values())

    def as_json(self) -> dict[str, Any]:
        return {
            "tables": {label: list(told) for label, told in self.tables.items()},
            "files": {path: list(told) for path, told in self.files.items()},
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Digest:
        return cls(
            tables={label: (int(rows), str(digest)) for label, (rows, digest) in told["tables"].items()},
            files={path: (int(size), str(digest)) for path, (size, digest) in told["files"].items()},
        )


class RowsDigest:
    """Adds the lines of one table up, in order."""

    def __init__(self, label: str, columns: list[str]) -> None:
        self.rows = 0
        self._hash = hashlib.sha256(json.dumps([label, columns]).encode() + b"\n")

    def add(self, line: bytes) -> None:
        self.rows += 1
        self._hash.update(line)

    def told(self) -> tuple[int, str]:
        return self.rows, self._hash.hexdigest()


def digest(data: Path) -> Digest:
    """Return the digest of the installation that Django is set up on, `data` being its folder."""
    with snapshot():
        found = {table.label: digest_of(table) for table in tables()}
    return Digest(tables=found, files=digest_of_files(data))


def digest_of(table: Table) -> tuple[int, str]:
    """Return how many rows a table has, and the digest over them."""
    summed = RowsDigest(table.label, table.columns)
    for line in lines(table):
        summed.add(line)
    return summed.told()


def digest_of_files(data: Path) -> dict[str, tuple[int, str]]:
    found = {}
    for name, path in each_file(data):
        with reading(path) as file:
            if file is not None:
                while file.read(1024 * 1024):
                    pass
                found[name] = (file.size, file.hexdigest())
    return found
