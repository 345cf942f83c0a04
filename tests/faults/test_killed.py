"""Whoever pulls the plug loses nothing that was said to be kept, and leaves nothing half there."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.faults.killing import Killing, lost
from tests.installation import Installation, copy_of

KILLS = int(os.environ.get("HAVENKEEP_TEST_KILLS", "6"))


@pytest.mark.parametrize("seed", [11])
def test_nothing_said_to_be_kept_is_lost_when_the_process_is_killed(
    seed: int, prepared: Installation, tmp_path: Path
) -> None:
    home = copy_of(prepared, tmp_path / "instance")
    with Killing(home.environment, tmp_path, random.Random(seed)) as killing:
        for _ in range(KILLS):
            assert killing.kill_one()
            seen = killing.look()
            assert lost(killing.said, seen) == []
            assert seen["halves"] == []
            assert seen["broken"] == []
    assert len(killing.by_deed) >= min(KILLS, 5)
