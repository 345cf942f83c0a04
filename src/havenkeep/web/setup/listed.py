"""The national list, as the first question shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from havenkeep.design.fields import Choice

LIMIT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What was found. `file_date` is None when no national list has been loaded here."""

    file_date: date | None
    found: tuple[Any, ...] = ()

    @classmethod
    def nothing(cls) -> Self:
        return cls(file_date=None)

    @property
    def choices(self) -> tuple[Choice, ...]:
        return ()

    @property
    def full(self) -> bool:
        """Say whether there may be more than are shown."""
        return len(self.found) >= LIMIT


def find(text: str) -> Listed:  # noqa: ARG001
    return Listed.nothing()


def pick(listed: Listed, *, chosen: str, bought_recently: bool) -> Mapping[str, Any]:
    raise NotImplementedError
