"""The stamp: for which code a data folder was last made ready. Comparing it needs no database."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass
from importlib.metadata import version as version_of
from pathlib import Path
from urllib.parse import urlsplit

from havenkeep.upkeep.folder import write_private

PACKAGE = Path(__file__).resolve().parent.parent
SECRETS = ("secret-key", "evidence-key")
BESIDE_OURS = ("django", "django-allauth")  # they bring migrations and static files of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """`version` is the package's; `digest` covers migrations, static files and which database it is."""

    version: str
    digest: str

    def is_newer_than(self, other: Stamp) -> bool:
        return _numbers(self.version) > _numbers(other.version)


def current() -> Stamp:
    """Return the stamp of the code that runs now, for the database that the environment names."""
    parts = [f"{name} {version_of(name)}" for name in BESIDE_OURS]
    parts += sorted(str(path.relative_to(PACKAGE)) for path in PACKAGE.glob("*/migrations/[0-9]*.py"))
    for path in sorted(PACKAGE.glob("*/static/**/*")):
        if path.is_file():
            stat = path.stat()
            parts.append(f"{path.relative_to(PACKAGE)} {stat.st_size} {stat.st_mtime_ns}")
    parts.append(_database())
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
    return Stamp(version=version_of("havenkeep"), digest=digest)


def read(data: Path) -> Stamp | None:
    """Return the folder's stamp; None when it was never made ready, or was interrupted."""
    try:
        kept = json.loads(_path(data).read_text(encoding="utf-8"))
        return Stamp(version=str(kept["version"]), digest=str(kept["digest"]))
    except (FileNotFoundError, json.JSONDecodeError, KeyError, TypeError):
        return None


def write(data: Path, stamp: Stamp) -> None:
    write_private(_path(data), json.dumps(asdict(stamp)))


def remove(data: Path) -> None:
    """Say that the folder is not ready: what comes next may be interrupted."""
    _path(data).unlink(missing_ok=True)


def matches(data: Path) -> bool:
    """Whether the folder is ready for the code that runs now, with its secrets and its database in place."""
    if read(data) != current() or missing_secrets(data):
        return False
    return bool(os.environ.get("HAVENKEEP_DATABASE_URL")) or (data / "havenkeep.sqlite3").is_file()


def missing_secrets(data: Path) -> list[str]:
    """Return the names of the secrets that are not in the folder yet, or are empty."""
    files = {name: data / "secrets" / name for name in SECRETS}
    return [name for name, file in files.items() if not file.is_file() or file.stat().st_size == 0]


def _path(data: Path) -> Path:
    return data / "ready.json"


def _database() -> str:
    url = urlsplit(os.environ.get("HAVENKEEP_DATABASE_URL", ""))
    return f"{url.scheme} {url.hostname} {url.port} {url.path}"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))
