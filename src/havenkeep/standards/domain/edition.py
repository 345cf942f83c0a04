"""An edition of the toolkit as frozen data: topics, items, levels, and how sure we are of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property


class Level(StrEnum):
    """Who asks for an item. `APPROACHING` and `MET` are the toolkit's mandatory levels."""

    APPROACHING = "approaching"
    MET = "met"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"

    @property
    def mandatory(self) -> bool:
        return self in {Level.APPROACHING, Level.MET}


class AnswerKind(StrEnum):
    """The kind of answer the toolkit takes."""

    YES_NO = "yes_no"
    TEXT = "text"
    DOCUMENT = "document"
    DATE = "date"


class Certainty(StrEnum):
    """How sure we are of a row: read at a source, worked out from several, or our own advice."""

    CONFIRMED = "confirmed"
    INFERRED = "inferred"
    OURS = "ours"


class EditionState(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicable:
    """When an item may be set aside, and the words the toolkit wants for it."""

    when: str
    say: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The work behind an item: plain steps and minutes for a first time."""

    steps: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing the toolkit asks. Texts may hold `{service}`, `{people}`, `{person}`, `{place}`."""

    ref: str
    topic: str
    level: Level
    level_certainty: Certainty
    certainty: Certainty
    kind: AnswerKind
    title: str
    ask: str
    why: str
    good_proof: tuple[str, ...]
    trap: str
    job: Job
    suggested: str = ""
    stays_human: str = ""
    aliases: tuple[str, ...] = ()
    not_applicable: NotApplicable | None = None
    depends_on: str = ""
    checks: tuple[str, ...] = ()
    front_page: bool = False
    maps_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    official: str = ""

    @property
    def mandatory(self) -> bool:
        return self.level.mandatory


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    slug: str
    title: str
    intro: str


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One year's list. `revision` 0 is ours; an imported official sheet makes 1, 2, …

    `approaching_ruled_out` names items read as *Standards Met* in the list that a provisional one stands on:
    unsure as the new list is, they are not taken for the unnamed *Approaching* rows.
    """

    id: str
    title: str
    version: str
    state: EditionState
    opens_on: date
    deadline: date
    deadline_certainty: Certainty
    mandatory_count: int
    approaching_count: int
    note: str
    topics: tuple[Topic, ...]
    items: tuple[Item, ...]
    based_on: str = ""
    sources: tuple[str, ...] = ()
    revision: int = 0
    approaching_ruled_out: tuple[str, ...] = ()

    @cached_property
    def by_ref(self) -> Mapping[str, Item]:
        """Items by reference, and by every alias that is not itself a reference."""
        found = {alias: item for item in self.items for alias in item.aliases}
        found.update({item.ref: item for item in self.items})
        return found

    @cached_property
    def mandatory(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.mandatory)

    @cached_property
    def in_toolkit_order(self) -> tuple[Item, ...]:
        return tuple(sorted(self.items, key=lambda item: toolkit_order(item.ref)))

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Item, ...]]:
        return {
            topic.slug: tuple(item for item in self.items if item.topic == topic.slug)
            for topic in self.topics
        }

    @cached_property
    def approaching_candidates(self) -> tuple[Item, ...]:
        """Items that could be the unnamed *Approaching* rows: mandatory, and their level only inferred.

        Empty when the edition names as many as it counts.
        """
        known = [item for item in self.items if item.level is Level.APPROACHING]
        if len(known) >= self.approaching_count:
            return ()
        return tuple(
            item
            for item in self.mandatory
            if item.level is Level.MET
            and item.level_certainty is not Certainty.CONFIRMED
            and item.ref not in self.approaching_ruled_out
        )


def toolkit_order(ref: str) -> tuple[tuple[int, int | str], ...]:
    """Return a sort key that puts the tenth standard after the ninth, and lettered references last."""
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in ref.split("."))


class MappingKind(StrEnum):
    SAME = "same"
    REWORDED = "reworded"
    MERGED = "merged"
    SPLIT = "split"
    NEW = "new"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingRow:
    """How items of one edition became items of the next. `old` is empty for new, `new` for removed."""

    kind: MappingKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    note: str = ""
    certainty: Certainty = Certainty.CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionMapping:
    old_edition: str
    new_edition: str
    rows: tuple[MappingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkPoint:
    """A point of another scheme that items map to, such as a CQC quality statement."""

    id: str
    title: str
    group: str
    summary: str = ""
    certainty: Certainty = Certainty.CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    id: str
    title: str
    version: str
    note: str
    certainty: Certainty
    points: tuple[FrameworkPoint, ...]
    sources: tuple[str, ...] = ()
