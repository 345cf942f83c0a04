"""Whether a named person leads on data security, and whether someone senior said so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
    """One appointment. `signed_by` is the senior person who made it; empty when nobody has signed."""

    name: str
    job_title: str
    signed_by: str
    since: date | None
    ended_on: date | None


def lead_finding(appointments: list[Appointed], *, on: date) -> Finding:
    """Judge the lead's appointments of one home, newest first. `appointments` is not empty."""
    current = [row for row in appointments if row.ended_on is None or row.ended_on >= on]
    if not current:
        gone = appointments[0]
        return Finding(
            state=FindingState.NOT_MET,
            sentence=f"Nobody leads on data security now: {gone.name}’s appointment ended on {_day(gone.ended_on)}.",
        )
    lead = current[0]
    who = f"{lead.name}, {lead.job_title}," if lead.job_title else f"{lead.name}"
    if not lead.job_title or not lead.signed_by:
        missing = (
            "their job title is not noted"
            if not lead.job_title
            else "nobody senior has signed the appointment yet"
        )
        return Finding(
            state=FindingState.COULD_NOT_TELL, sentence=f"{who} leads on data security, but {missing}."
        )
    since = f" since {_day(lead.since)}" if lead.since else ""
    sentence = f"{who} leads on data security and protection{since}. {lead.signed_by} signed the appointment."
    if lead.ended_on is not None:
        return Finding(
            state=FindingState.LAPSING,
            sentence=f"{sentence} It ends on {_day(lead.ended_on)}.",
            lapses_on=lead.ended_on,
            draft=sentence,
            expects=lead.name,
        )
    return Finding(state=FindingState.MET, sentence=sentence, draft=sentence, expects=lead.name)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "a day not noted"
