"""Whether a home has published at the level it needs, in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from havenkeep.assessment.domain.standing import STANDING_WORDS, Standing
from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.standards.domain.edition import Edition, Level

SOON = timedelta(days=60)
_REACHED = {
    None: frozenset(Standing),
    Level.APPROACHING: frozenset({Standing.APPROACHING, Standing.MET, Standing.EXCEEDED}),
    Level.MET: frozenset({Standing.MET, Standing.EXCEEDED}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The last publication known: by a record here, or as the manager said at set-up."""

    on: date
    standing: Standing


def publication_finding(
    last: Published | None, *, needed: Level | None, edition: Edition, on: date
) -> Finding | None:
    """Judge the last publication against the edition in force. None when nothing is known or needed.

    A publication counts for the edition that was open on its day, and stands until the deadline of the next.
    Source: Digital Care Hub, review and update your DSPT (republish at least yearly).
    """
    if last is None and needed is None:
        return None
    deadline = f"{edition.deadline.day} {edition.deadline:%B %Y}"
    if last is None:
        state = FindingState.NOT_MET if on > edition.deadline else FindingState.LAPSING
        if on + SOON < edition.deadline:
            state = FindingState.COULD_NOT_TELL
        return Finding(
            state=state,
            sentence=f"No publication is recorded here. The next deadline is {deadline}.",
            lapses_on=edition.deadline,
        )
    said = f"Published {STANDING_WORDS[last.standing]} on {last.on.day} {last.on:%B %Y}"
    if last.standing not in _REACHED[needed]:
        return Finding(
            state=FindingState.NOT_MET,
            sentence=f"{said}, but the NHS systems in use need {STANDING_WORDS[Standing.MET]}.",
        )
    if last.on >= edition.opens_on:
        return Finding(state=FindingState.MET, sentence=f"{said}, for {edition.title}.")
    if on > edition.deadline or last.on < _a_year_before(edition.opens_on):
        return Finding(state=FindingState.NOT_MET, sentence=f"{said}. It has lapsed: publish again now.")
    return Finding(
        state=FindingState.LAPSING if on + SOON >= edition.deadline else FindingState.MET,
        sentence=f"{said}, for the edition before. It stands until {deadline}.",
        lapses_on=edition.deadline,
    )


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1)
