"""The pages about one person, as tabs: one table for all rooms that have one.

A room with a page of `/homes/<ref>/staff/<person>/…` gets a row here, and its template calls
`person_tabs(tabs, ref, person, current)` of `people/parts/person_tabs.jinja`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tab:
    """One page about a person: what it is called, and the name of its address (home's ref, person's ref)."""

    text: str
    route: str


TABS: tuple[Tab, ...] = (
    Tab("Who they are", "people:person"),
    Tab("Training", "training:person"),
    Tab("Joining", "joining:person"),
    Tab("Key card", "keycards:person"),
)
