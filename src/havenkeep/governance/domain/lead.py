"""Whether a named person leads on data security, and whether someone senior said so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from havenkeep.evidence.domain.finding import Finding, FindingState


class Duty(StrEnum):
    LEAD = "lead"
    DEPUTY = "deputy"
    ICO_DECIDER = "ico_decider"


DUTY_TITLES = {
    Duty.LEAD: "Leads on data security and protection",
    Duty.DEPUTY: "Stands in for the lead",
    Duty.ICO_DECIDER: "Decides whether to tell the ICO about a breach",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointed:
    """One appointment. `signed_by` is the senior person who made it; empty when nobody has signed.

    `since` None is a day that nobody noted, in the past. The duty is held on both its first and last day.
    """

    name: str
    job_title: str
    signed_by: str
    since: date | None
    ended_on: date | None
    signed_on: date | None = None

    def in_force(self, *, on: date) -> bool:
        begun = self.since is None or self.since <= on
        return begun and (self.ended_on is None or self.ended_on >= on)

    def to_begin(self, *, on: date) -> bool:
        """Whether it lies ahead, and was not called off before its first day."""
        if self.since is None or self.since <= on:
            return False
        return self.ended_on is None or self.ended_on >= self.since

    @property
    def who(self) -> str:
        return f"{self.name}, {self.job_title}" if self.job_title else self.name


def lead_finding(appointments: Sequence[Appointed], *, on: date) -> Finding:
    """Judge the lead's appointments of one home, newest first. `appointments` is not empty."""
    lead = next((row for row in appointments if row.in_force(on=on)), None)
    coming = next((row for row in reversed(appointments) if row.to_begin(on=on)), None)
    if lead is None:
        return _nobody(appointments, coming, on=on)
    if not lead.job_title or not lead.signed_by:
        missing = (
            "their job title is not noted"
            if not lead.job_title
            else "nobody senior has signed the appointment yet"
        )
        comma = "," if lead.job_title else ""
        return Finding(
            state=FindingState.COULD_NOT_TELL,
            sentence=f"{lead.who}{comma} leads on data security, but {missing}.",
        )
    leads, since = ("has led", f" since {_day(lead.since)}") if lead.since else ("leads", "")
    signed = f" on {_day(lead.signed_on)}" if lead.signed_on else ""
    draft = (
        f"{lead.who}, {leads} on data security and protection{since}. "
        f"{lead.signed_by} signed the appointment{signed}."
    )
    if lead.ended_on is None:
        return Finding(state=FindingState.MET, sentence=draft, draft=draft, expects=lead.name)
    if coming is not None and coming.since is not None and coming.since <= lead.ended_on + timedelta(days=1):
        follows = f"{draft} {coming.name} takes over on {_day(coming.since)}."
        return Finding(state=FindingState.MET, sentence=follows, draft=draft, expects=lead.name)
    return Finding(
        state=FindingState.LAPSING,
        sentence=f"{draft} It ends on {_day(lead.ended_on)}, and nobody is named to follow.",
        lapses_on=lead.ended_on,
        draft=draft,
        expects=lead.name,
    )


def _nobody(appointments: Sequence[Appointed], coming: Appointed | None, *, on: date) -> Finding:
    past = next((row for row in appointments if row.ended_on is not None and row.ended_on < on), None)
    sentence = "Nobody leads on data security now."
    if past is not None:
        sentence = (
            f"Nobody leads on data security now: {past.name}’s appointment ended on {_day(past.ended_on)}."
        )
    if coming is not None:
        sentence += f" {coming.name} begins on {_day(coming.since)}."
    return Finding(state=FindingState.NOT_MET, sentence=sentence)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "a day not noted"
