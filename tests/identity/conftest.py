from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _count_tries_anew(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
