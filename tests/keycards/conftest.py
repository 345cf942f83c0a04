from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache

from tests.world import AT


@pytest.fixture(autouse=True)
def now(db: None) -> Iterator[time_machine.Coordinates]:
    """Stop the clock at `AT`, and count tries anew."""
    cache.clear()
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller
    cache.clear()
