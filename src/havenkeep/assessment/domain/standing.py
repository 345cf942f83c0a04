"""Whether a submission could be published today, as what, and why. Counts what is ready, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from havenkeep.assessment.domain.status import ItemState, ItemStatus
from havenkeep.standards.domain.edition import Edition, Level


class Standing(StrEnum):
    NOT_YET = "not_yet"
    APPROACHING = "approaching"
    MET = "met"
    EXCEEDED = "exceeded"


STANDING_WORDS = {
    Standing.NOT_YET: "Not yet",
    Standing.APPROACHING: "Approaching Standards",
    Standing.MET: "Standards Met",
    Standing.EXCEEDED: "Standards Exceeded",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """A submission as it stands on a day: its items, three numbers, standing and the reason for it."""

    edition: Edition
    on: date
    statuses: tuple[ItemStatus, ...]
    standing: Standing
    reason: str
    mandatory: int
    ready: int
    said: int
    shown: int
    proven: int
    to_confirm: int

    @property
    def contradictions(self) -> tuple[ItemStatus, ...]:
        """Items, recommended ones too, whose answer says yes where the records say no."""
        return tuple(status for status in self.statuses if status.state is ItemState.CONTRADICTED)

    @property
    def contradicted(self) -> int:
        return len(self.contradictions)

    @property
    def open(self) -> tuple[ItemStatus, ...]:
        """Mandatory items that cannot be published yet, in the toolkit's order."""
        return tuple(status for status in self.statuses if status.item.mandatory and not status.ready)


def assess(
    edition: Edition, statuses: Sequence[ItemStatus], *, on: date, plus_until: date | None = None
) -> Assessed:
    """Work out the standing.

    `plus_until` is when a Cyber Essentials Plus certificate ends; with one in date, *Standards Met* becomes
    *Standards Exceeded*. Source: NHS England, DSPT publication statuses.
    """
    mandatory = [status for status in statuses if status.item.mandatory]
    standing, reason = _standing(edition, mandatory, on=on, plus_until=plus_until)
    return Assessed(
        edition=edition,
        on=on,
        statuses=tuple(statuses),
        standing=standing,
        reason=reason,
        mandatory=len(mandatory),
        ready=sum(status.ready for status in mandatory),
        said=sum(status.said for status in mandatory),
        shown=sum(status.shown for status in mandatory),
        proven=sum(status.proven for status in mandatory),
        to_confirm=sum(status.to_confirm for status in mandatory),
    )


def _standing(
    edition: Edition, mandatory: Sequence[ItemStatus], *, on: date, plus_until: date | None
) -> tuple[Standing, str]:
    missing = [status for status in mandatory if not status.ready]
    if not missing:
        every = f"All {len(mandatory)} mandatory items are ready"
        if plus_until is not None and plus_until >= on:
            return Standing.EXCEEDED, f"{every}, and Cyber Essentials Plus is in date."
        return Standing.MET, f"{every}."
    first = [status for status in missing if status.item.level is Level.APPROACHING]
    unnamed = {item.ref for item in edition.approaching_candidates}
    unsure = [status for status in missing if status.item.ref in unnamed]
    if not first and not unsure:
        return Standing.APPROACHING, f"{_items(len(missing))} left for Standards Met."
    if not first:
        named = sum(status.item.level is Level.APPROACHING for status in mandatory)
        return Standing.NOT_YET, (
            f"The {named} items known to be asked for Approaching Standards are ready. The toolkit counts "
            f"{edition.approaching_count}, and we do not know the other: it may be one of "
            f"{_items(len(unsure))} still open, so we do not count you there yet."
        )
    return (
        Standing.NOT_YET,
        f"{_items(len(missing))} left for Standards Met, {len(first)} of them for Approaching Standards.",
    )


def _items(count: int) -> str:
    return f"{count} item{'' if count == 1 else 's'}"
