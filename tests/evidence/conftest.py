from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from tests.world import World


@pytest.fixture(autouse=True)
def evidence_folder(tmp_path: Path, settings: object) -> Path:
    """A folder of locked files of the test's own."""
    folder = tmp_path / "evidence"
    settings.EVIDENCE_FOLDER = folder  # type: ignore[attr-defined]
    settings.CLAMD = "/nowhere/clamd.ctl"  # type: ignore[attr-defined]
    return folder


@pytest.fixture
def alice(world: World) -> Client:
    return world.client(world.alice)


@pytest.fixture
def base(world: World) -> str:
    return f"/homes/{world.thistlewick.ref}/evidence/"


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
