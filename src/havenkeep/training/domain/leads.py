"""Whether whoever holds a duty today has training that suits it, and not only everyone's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.governance.domain.lead import Duty
from havenkeep.training.domain.standing import SOON
from havenkeep.training.domain.window import counts_on, lapses_on

PAGE = "training:leads"
WHO = "governance:people"
# Which training suits each duty. Yearly like the rest of the year's duties: our advice, no source says it.
SUITS: Mapping[Duty, frozenset[str]] = {
    Duty.LEAD: frozenset({"lead"}),
    Duty.DEPUTY: frozenset({"lead"}),
    Duty.ICO_DECIDER: frozenset({"lead", "manager"}),
}
DUTY_NAMES: Mapping[Duty, str] = {
    Duty.LEAD: "the data security lead",
    Duty.DEPUTY: "the deputy lead",
    Duty.ICO_DECIDER: "whoever decides on telling the ICO",
}


class Found(StrEnum):
    """How a holder was found on the staff list."""

    HERE = "here"
    NOT_LISTED = "not_listed"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a duty today. `suited_on` is the day of their last training that suits
    it, a course called `course`; None without any.

    `changed_on` is when they took it over from somebody else.
    """

    duty: Duty
    name: str
    job_title: str
    found: Found
    suited_on: date | None = None
    course: str = ""
    changed_on: date | None = None
    person_ref: str = ""

    @property
    def post(self) -> str:
        """Return who it is without a name: the duty, with the job title when it is noted."""
        name = DUTY_NAMES[self.duty]
        return f"{name} ({self.job_title})" if self.job_title else name

    def suited(self, day: date) -> bool:
        return counts_on(self.suited_on, day)

    @property
    def lapses_on(self) -> date | None:
        return lapses_on(self.suited_on) if self.suited_on else None


def leads_finding(holders: Sequence[Holder], *, on: date) -> Finding:
    """Judge one home's holders in post today. The sentence names posts; it never blames a person by name."""
    if not any(holder.duty is Duty.LEAD for holder in holders):
        sentence = "Nobody leads on data security today, so nobody’s training is judged."
        return Finding(state=FindingState.COULD_NOT_TELL, sentence=sentence, fix=WHO)
    unsure = [holder for holder in holders if holder.found is not Found.HERE]
    lacking = [one for one in holders if one.found is Found.HERE and not one.suited(on)]
    found = Finding(
        state=FindingState.MET,
        sentence=_all_suited(holders),
        numerator=sum(one.suited(on) for one in holders),
        denominator=len(holders),
        lapses_on=min((one.lapses_on for one in holders if one.lapses_on), default=None),
        fix=PAGE,
        draft=_draft(holders),
    )
    if lacking:
        return _no_answer(found, FindingState.NOT_MET, " ".join(_lacks(one, on=on) for one in lacking))
    if unsure:
        sentence = " ".join(_unsure(one) for one in unsure)
        return replace(_no_answer(found, FindingState.COULD_NOT_TELL, sentence), fix=WHO)
    if found.lapses_on is not None and found.lapses_on <= on + SOON:
        one = "It" if len(holders) == 1 else "The first of these"
        lapsing = f"{found.sentence} {one} lapses on {_day(found.lapses_on)}."
        return replace(found, state=FindingState.LAPSING, sentence=lapsing)
    return found


def _lacks(holder: Holder, *, on: date) -> str:
    post = _capital(holder.post)
    if holder.suited_on is not None:
        return f"{post} last had training for this duty on {_day(holder.suited_on)}, over 12 months ago."
    if holder.changed_on is not None and holder.changed_on > on - timedelta(days=366):
        return (
            f"{post} changed on {_day(holder.changed_on)}, and its new holder has no training for it noted."
        )
    return f"{post} has no training for this duty noted; the course for everyone is not enough."


def _unsure(holder: Holder) -> str:
    post = _capital(holder.post)
    if holder.found is Found.SEVERAL:
        return (
            f"{post} has the name of more than one person on the staff list, and nobody has said which one."
        )
    return f"{post} is not on the staff list, so their training cannot be told."


def _all_suited(holders: Sequence[Holder]) -> str:
    said = [f"{one.post} on {_day(one.suited_on)}" for one in holders if one.suited_on]
    listed = ", ".join(said[:-1]) + " and " + said[-1] if len(said) > 1 else "".join(said)
    return f"Trained for their duty in the last 12 months: {listed}."


def _draft(holders: Sequence[Holder]) -> str:
    """Return the answer in words: who finished what, and when."""
    lines = []
    for one in holders:
        who = f"{one.name}, {one.job_title}," if one.job_title else one.name
        course = one.course or "training for this duty"
        if one.suited_on:
            lines.append(f"{who} is {DUTY_NAMES[one.duty]} and finished {course} on {_day(one.suited_on)}.")
    return " ".join(lines)


def _no_answer(found: Finding, state: FindingState, sentence: str) -> Finding:
    return replace(found, state=state, sentence=sentence, lapses_on=None, draft="")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
