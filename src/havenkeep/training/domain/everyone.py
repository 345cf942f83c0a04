"""Whether 95% are trained, and when that ends: the sentence for the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.training.domain.forecast import Step, drop, forecast
from havenkeep.training.domain.standing import SOON, Learner, standing

PAGE = "training:training"
LETTERS = "people:agencies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What else is known of one home.

    `any_noted` is whether anybody's training was ever noted there; `publishing_on` the planned day, when
    somebody set one. `unvouched` counts agency workers who come now and then, see personal data today, and
    for whom no letter of their agency is good today: nothing takes them out of the count then.
    """

    any_noted: bool = False
    publishing_on: date | None = None
    unvouched: int = 0


def everyone_finding(learners: Sequence[Learner], *, on: date, around: Around) -> Finding:
    """Judge one home today, and by its planned day of publication, which is what the toolkit asks about."""
    now = standing(learners, on=on)
    if now.denominator == 0:
        return _unknown("Nobody who works here now and sees personal data is on the staff list yet.")
    if not around.any_noted:
        people = "1 person is" if now.denominator == 1 else f"{now.denominator} people are"
        return _unknown(f"{people} on the staff list, and nobody’s training is noted yet.")
    sentence = (
        f"{now.numerator} of {now.denominator} {'person' if now.denominator == 1 else 'people'} trained "
        f"in the last 12 months ({now.shown})"
    )
    if not now.met:
        more = f"{now.to_train} more {'person' if now.to_train == 1 else 'people'} to train for 95%"
        sentence += f". {more}.{_unvouched(around.unvouched)}"
        return _judged(FindingState.NOT_MET, sentence, now.numerator, now.denominator)
    falls = drop(forecast(learners, on=on))
    if falls is not None:
        sentence += f"; drops to {falls.percent} on {_day(falls.day, on=on)} when {_because(falls)}"
    sentence += "."
    soon = falls is not None and falls.day <= on + SOON
    if around.publishing_on is not None and around.publishing_on > on:
        planned = standing(learners, on=around.publishing_on)
        if not planned.met and planned.denominator:
            day = _day(around.publishing_on, on=on)
            sentence += f" On {day}, the planned day of publication, it would be {planned.shown}."
            soon = True
    if around.unvouched:
        sentence += _unvouched(around.unvouched)
        found = _judged(FindingState.COULD_NOT_TELL, sentence, now.numerator, now.denominator)
        return replace(found, fix=LETTERS)
    return Finding(
        state=FindingState.LAPSING if soon else FindingState.MET,
        sentence=sentence,
        numerator=now.numerator,
        denominator=now.denominator,
        lapses_on=falls.day if falls is not None else None,
        fix=PAGE,
    )


def _unvouched(people: int) -> str:
    if not people:
        return ""
    who = (
        "1 agency worker who comes now and then is"
        if people == 1
        else f"{people} agency workers who come now and then are"
    )
    return f" {who} not counted, and no letter of their agency about training is good today."


def _because(step: Step) -> str:
    parts = []
    if step.lapses:
        parts.append("1 certificate lapses" if step.lapses == 1 else f"{step.lapses} certificates lapse")
    if step.starters:
        parts.append("1 person starts" if step.starters == 1 else f"{step.starters} people start")
    if step.leavers:
        parts.append("1 person leaves" if step.leavers == 1 else f"{step.leavers} people leave")
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)


def _day(day: date, *, on: date) -> str:
    """Return `4 March`, with the year when the same day could be meant of another."""
    return (
        f"{day.day} {day:%B}" if (day.year, day.month) < (on.year + 1, on.month) else f"{day.day} {day:%B %Y}"
    )


def _unknown(sentence: str) -> Finding:
    return Finding(state=FindingState.COULD_NOT_TELL, sentence=sentence, fix=PAGE)


def _judged(state: FindingState, sentence: str, numerator: int, denominator: int) -> Finding:
    return Finding(state=state, sentence=sentence, numerator=numerator, denominator=denominator, fix=PAGE)
