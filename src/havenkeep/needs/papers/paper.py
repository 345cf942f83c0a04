"""A file that was made, with the name it is saved under."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    name: str
    content_type: str
    content: bytes
