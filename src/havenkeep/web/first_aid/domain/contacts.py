"""Whom to ring, as data: when, who, the number, and how sure we are of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from havenkeep.standards.domain.edition import Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One body that can be rung. `phone` is as it is said; `dial` is what a telephone takes."""

    key: str
    when: str
    who: str
    phone: str
    hours: str
    certainty: Certainty
    source: str
    email: str = ""
    web: str = ""
    note: str = ""

    @property
    def dial(self) -> str:
        return self.phone.replace(" ", "")

    @property
    def in_a_line(self) -> str:
        return ", ".join(part for part in (self.who, self.phone, self.email) if part)


def contacts() -> Mapping[str, Contact]:
    """Return every contact by its key."""
    return {row["key"]: _contact(row) for row in _read()["contacts"]}


def first_aid_contacts() -> tuple[Contact, ...]:
    """Return those to ring when something is wrong, the most urgent first."""
    known = contacts()
    return tuple(known[key] for key in _read()["first_aid"])


def _contact(row: Mapping[str, Any]) -> Contact:
    return Contact(**{**row, "certainty": Certainty(row["certainty"])})


@cache
def _read() -> Mapping[str, Any]:
    text = files("havenkeep.web.first_aid").joinpath("contacts.yaml").read_text(encoding="utf-8")
    read: Mapping[str, Any] = yaml.safe_load(text)
    return read
