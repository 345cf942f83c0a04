"""The chain: each event's digest covers the one before, so a changed or missing link shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One event as the chain sees it. `body` holds text, numbers and lists of text only."""

    stream: str
    number: int
    body: Mapping[str, str | int | list[str] | dict[str, str]]
    previous: str
    digest: str


def digest_of(
    *, stream: str, number: int, body: Mapping[str, str | int | list[str] | dict[str, str]], previous: str
) -> str:
    """Return the SHA-256, in hex, of an event and the digest before it."""
    text = json.dumps(
        [stream, number, body, previous], sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def first_broken(links: Iterable[Link], *, head: tuple[int, str]) -> int | None:
    """Return the number of the first link that does not hold, or None. Links come in order of number.

    `head` is the (number, digest) kept apart: a chain cut short breaks at the first missing number.
    """
    previous, number = GENESIS, 0
    for link in links:
        expected = digest_of(stream=link.stream, number=link.number, body=link.body, previous=previous)
        if link.number != number + 1 or link.previous != previous or link.digest != expected:
            return number + 1
        previous, number = link.digest, link.number
    return None if (number, previous) == head else number + 1
