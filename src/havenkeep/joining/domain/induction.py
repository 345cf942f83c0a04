"""Whether everyone who started lately was taken through the induction and signed off, and in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.joining.domain.stays import Stay
from havenkeep.joining.domain.words import day, people, people_are, these

COVERS = "It covers data security, data protection and cyber risks."


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """One induction as it was signed. `signed_off_on` is None while the manager’s signature is missing."""

    signed_on: date
    signed_off_on: date | None


class Progress(StrEnum):
    """How far one starter is."""

    OVERDUE = "overdue"
    DUE = "due"
    OPEN = "open"
    LATE = "late"
    IN_TIME = "in_time"
    LEFT = "left"


DONE = frozenset({Progress.LATE, Progress.IN_TIME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """Somebody who started. `signed` is their own signature, `done_on` the day both signatures were there.

    `due_on` is None while nobody has set within how many days; then nothing is late, only open.
    """

    started_on: date
    due_on: date | None
    progress: Progress
    signed: bool = False
    done_on: date | None = None
    left_on: date | None = None

    def missed(self, *, since: date) -> bool:
        """Whether they left without it after it was due. `since` is when there was a checklist at all."""
        left = self.left_on if self.progress is Progress.LEFT else None
        return left is not None and self.due_on is not None and left > self.due_on and left >= since


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """The checklist in force. `since` is when the first one was approved."""

    number: int
    approved_on: date
    within_days: int
    since: date


def starter_of(stay: Stay, signed: Sequence[Signed], *, within_days: int | None, on: date) -> Starter | None:
    """Judge one stay; None when nobody knows when it began, or it has not begun.

    What was signed before the first day of the stay does not count: nobody is inducted before they are here.
    """
    if stay.started_on is None or stay.started_on > on:
        return None
    started = stay.started_on
    due_on = None if within_days is None else started + timedelta(days=within_days)
    own = [row for row in signed if row.signed_on >= started]
    done = [max(row.signed_on, row.signed_off_on) for row in own if row.signed_off_on is not None]
    done_on = min(done, default=None)
    if done_on is not None:
        progress = Progress.LATE if due_on is not None and done_on > due_on else Progress.IN_TIME
    elif stay.over(on=on):
        progress = Progress.LEFT
    elif due_on is None:
        progress = Progress.OPEN
    else:
        progress = Progress.DUE if on <= due_on else Progress.OVERDUE
    return Starter(
        started_on=started,
        due_on=due_on,
        progress=progress,
        signed=bool(own),
        done_on=done_on,
        left_on=stay.ended_on,
    )


def year_before(on: date) -> date:
    """Return the first day of the twelve months that end on a day."""
    try:
        return on.replace(year=on.year - 1)
    except ValueError:  # 29 February
        return on.replace(year=on.year - 1, day=28)


def induction_finding(
    starters: Sequence[Starter], *, checklist: Approved | None, here: int, undated: int
) -> Finding:
    """Judge one home. `starters` began in the last 12 months; `undated` of those `here` may have, too.

    Somebody who left without being signed off is told, and cannot be mended. When it was due by then, or when
    nobody noted a first day, nothing can be told of everyone.
    """
    done = [row for row in starters if row.progress in DONE]
    overdue = sum(row.progress is Progress.OVERDUE for row in starters)
    due = [row.due_on for row in starters if row.progress is Progress.DUE and row.due_on is not None]
    if checklist is None:
        return Finding(
            state=FindingState.COULD_NOT_TELL,
            sentence="No induction checklist is approved yet."
            + (f" {people(len(starters))} started in the last 12 months." if starters else ""),
        )
    missed = sum(row.missed(since=checklist.since) for row in starters)
    asides = [
        *_left(starters, missed=missed, within_days=checklist.within_days),
        *_undated(undated),
    ]
    if all(row.progress is Progress.LEFT for row in starters):
        return _nobody_started(checklist, here=here, asides=asides, certain=not (undated or missed))
    share = _share(len(done), len(starters))
    parts = [f"{share} taken through our induction and signed off{_late(done, checklist)}."]
    if overdue:
        parts.append(f"{people_are(overdue)} overdue: the {checklist.within_days} days that we set are over.")
    if due:
        parts.append(f"{people_are(len(due))} due by {day(max(due))}.")
    parts += asides
    state = (
        FindingState.NOT_MET
        if overdue
        else FindingState.COULD_NOT_TELL
        if undated or missed
        else FindingState.LAPSING
        if due
        else FindingState.MET
    )
    if state is FindingState.MET:
        parts.append(COVERS)
    return Finding(
        state=state,
        sentence=" ".join(parts),
        numerator=len(done),
        denominator=len(starters),
        lapses_on=min(due) if state is FindingState.LAPSING else None,
        draft="yes" if state is FindingState.MET else "",
    )


def _nobody_started(checklist: Approved, *, here: int, asides: Sequence[str], certain: bool) -> Finding:
    """Judge a home where nobody started, or only people who have left."""
    ready = f"Our induction checklist of {day(checklist.approved_on)} is ready."
    if not here:
        return Finding(
            state=FindingState.COULD_NOT_TELL, sentence=f"{ready} Nobody is on the staff list yet."
        )
    if not certain:
        return Finding(state=FindingState.COULD_NOT_TELL, sentence=" ".join([ready, *asides]))
    nobody = f"Nobody {'who is here today ' if asides else ''}started in the last 12 months."
    return Finding(
        state=FindingState.MET,
        sentence=" ".join([nobody, ready, COVERS, *asides]),
        numerator=0,
        denominator=0,
        draft="yes",
    )


def _share(done: int, total: int) -> str:
    if total == 1:
        return f"1 person started in the last 12 months and was{'' if done else ' not yet'}"
    who = f"of the {people(total)} who started in the last 12 months"
    return f"{done or 'None'} {who} {'was' if done == 1 else 'were'}"


def _late(done: Sequence[Starter], checklist: Approved) -> str:
    late = sum(row.progress is Progress.LATE for row in done)
    if not done:
        return ""
    return (
        f", {late} of {these(len(done))} later than {checklist.within_days} days"
        if late
        else (f", within {checklist.within_days} days")
    )


def _left(starters: Sequence[Starter], *, missed: int, within_days: int) -> list[str]:
    left = sum(row.progress is Progress.LEFT for row in starters)
    if not left:
        return []
    late = f" after the {within_days} days were over"
    if 0 < missed < left:
        late = f", {missed} of these{late}"
    return [f"{people(left)} started and left without being signed off{late if missed else ''}."]


def _undated(undated: int) -> list[str]:
    if not undated:
        return []
    they = "they" if undated > 1 else "this person"
    return [
        f"The first day of {people(undated)} on the staff list is not noted, so it cannot be told "
        f"whether {they} started in the last 12 months."
    ]
