"""What the tests of moving a service share: its file, and its file as somebody changed it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.organisations.models import Home
from havenkeep.upkeep.moving.bring_in import BroughtIn, bring_in
from havenkeep.upkeep.moving.export import Export
from tests.world import AT

Change = Callable[[str, bytes], bytes | None]


def exported(home: Home, file: Path) -> Path:
    file.write_bytes(b"".join(Export(home, at=AT).pieces()))
    return file


def taken_in(file: Path, **options: Any) -> BroughtIn:
    return bring_in(file=file, **({"provider": "new", "by": SYSTEM, "at": AT} | options))


def manifest_of(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as whole:
        told: dict[str, Any] = json.loads(whole.read("manifest.json"))
    return told


def rewritten(
    file: Path, change: Callable[[str, bytes], bytes | None], *, sealed: bool = True, more: Any = None
) -> Path:
    """Write the zip again with changed members. `sealed` makes every digest hold, as the wicked would."""
    there = file.with_name("changed.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(there, "w", zipfile.ZIP_DEFLATED) as new:
        told = json.loads(old.read("manifest.json"))
        for name in old.namelist():
            content = change(name, old.read(name)) if name != "manifest.json" else None
            if content is None:
                continue
            new.writestr(name, content)
            if sealed:
                told["members"][name] = [len(content), hashlib.sha256(content).hexdigest()]
        if more is not None:
            more(told, new)
        if sealed:
            told = _sealed(told)
        new.writestr("manifest.json", json.dumps(told))
    return there


def _sealed(told: dict[str, Any]) -> dict[str, Any]:
    rows = {label: [one["rows"], one["sha256"]] for label, one in told["tables"].items() if one["rows"]}
    told["content"] = hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()
    told.pop("digest", None)
    told["digest"] = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    return told


def rows(file: Path, name: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(file) as whole:
        return [json.loads(line) for line in whole.read(name).splitlines()]


def with_row(name: str, **changes: Any) -> Callable[[str, bytes], bytes]:
    """Change the first row of a table."""

    def change(member: str, content: bytes) -> bytes:
        if member != f"tables/{name}.jsonl":
            return content
        first, *rest = content.splitlines()
        return b"\n".join([json.dumps(json.loads(first) | changes).encode(), *rest, b""])

    return change


def counted() -> dict[str, int]:
    models = [model for model in apps.get_models() if model._meta.managed]
    return {model._meta.label: model._base_manager.count() for model in models}


def kept_files() -> list[Path]:
    return sorted(path for path in Path(settings.EVIDENCE_FOLDER).rglob("*") if path.is_file())
