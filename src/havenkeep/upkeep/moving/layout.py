"""What lies in a service's file: a zip, in this order.

README.txt                      what this is, in plain words
tables/<table>.jsonl, .csv      the home's own rows, once for programs and once for people
to-read/<table>.jsonl, .csv     what belongs with them and is not moved
history/<stream>.jsonl, .csv    the chained events
editions/<edition>.jsonl        the official lists that rows speak of
files/<room>/00001 <name>       each stored proof as it was added
index.html                      the same as README.txt, with the number of rows
manifest.json                   columns, digests of every member, and the digest over all
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Final

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
LARGEST_MANIFEST: Final = 64 * 1024 * 1024
MOST_MEMBERS: Final = 500_000
LONGEST_LINE: Final = 32 * 1024 * 1024
HOME: Final = "organisations.Home"
# Another address here says nothing else, so it stands outside the digest.
NOT_IN_DIGEST: Final = frozenset({"slug"})
PIECE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTold:
    """One table of the file. `sha256` is over its rows, without what may differ elsewhere."""

    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamTold:
    """One stream: `kind` is its name without the home's reference, `seal` the name in its digests."""

    kind: str
    seal: str
    events: int
    digest: str
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the file says of itself. `members` are (bytes, SHA-256) by name; `missing` were lost."""

    version: str
    made_at: datetime
    service: str
    provider: Mapping[str, str]
    tables: Mapping[str, TableTold]
    streams: list[StreamTold]
    editions: list[str]
    missing: list[str]
    members: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def content(self) -> str:
        """Return one SHA-256, in hex, over the moved rows and so over their files' digests, too."""
        told = {label: [table.rows, table.sha256] for label, table in self.tables.items() if table.rows}
        return _digest(told)

    def as_json(self) -> dict[str, Any]:
        told = asdict(self) | {"made_at": self.made_at.isoformat(), "content": self.content}
        told["members"] = {name: list(entry) for name, entry in self.members.items()}
        return {"format": FORMAT} | told | {"digest": _digest({"format": FORMAT} | told)}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Manifest:
        """Read what `as_json` gave.

        Raises:
            KeyError, TypeError, ValueError: it is something else, or its digest does not hold.
        """
        tables = {
            str(label): TableTold(
                columns=[str(name) for name in one["columns"]],
                rows=int(one["rows"]),
                sha256=str(one["sha256"]),
            )
            for label, one in told["tables"].items()
        }
        found = cls(
            version=str(told["version"]),
            made_at=datetime.fromisoformat(told["made_at"]),
            service=str(told["service"]),
            provider={name: str(told["provider"][name]) for name in ("name", "ods_code")},
            tables=tables,
            streams=[StreamTold(**one) for one in told["streams"]],
            editions=[str(name) for name in told["editions"]],
            missing=[str(name) for name in told["missing"]],
            members={str(name): (int(size), str(sha)) for name, (size, sha) in told["members"].items()},
        )
        if found.as_json() != told:
            raise ValueError("the digest does not hold")
        return found


class RowsSummed:
    """Adds the rows of one table up, in order."""

    def __init__(self, label: str) -> None:
        self.rows = 0
        self._hash = hashlib.sha256(label.encode() + b"\n")

    def add(self, row: Mapping[str, Any]) -> None:
        self.rows += 1
        kept = {name: value for name, value in row.items() if name not in NOT_IN_DIGEST}
        self._hash.update(line_of(kept))

    def told(self, columns: list[str]) -> TableTold:
        return TableTold(columns=columns, rows=self.rows, sha256=self._hash.hexdigest())


def line_of(row: Mapping[str, Any]) -> bytes:
    """Return a row as one line of JSON. Half a letter, which SQLite keeps, is written as an escape."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace") + b"\n"


def path_of(label: str, *, ending: str, folder: str = "tables") -> str:
    return f"{folder}/{label}.{ending}"


def _digest(told: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
