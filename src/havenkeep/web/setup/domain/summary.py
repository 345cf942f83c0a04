"""Saying an answer back in a line or two, for the list of answers so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from havenkeep.governance.domain.lead import DUTY_TITLES
from havenkeep.governance.domain.nhs_systems import Use, nhs_systems
from havenkeep.organisations.domain.kinds import KIND_TITLES
from havenkeep.web.setup.domain.answers import (
    Answer,
    ComputingAnswer,
    DutiesAnswer,
    HavingsAnswer,
    NhsAnswer,
    PeopleAnswer,
    PressingAnswer,
    PublisherAnswer,
    ServiceAnswer,
    SignInAnswer,
    StandingAnswer,
)
from havenkeep.web.setup.domain.choices import (
    CARE_RECORDS,
    FIXERS,
    HAVINGS,
    LAST_STANDINGS,
    MAILS,
    PRESSINGS,
    PUBLISHERS,
    SIGN_INS,
    TEN_MINUTES,
)
from havenkeep.web.setup.domain.people import SORTS
from havenkeep.web.setup.domain.questions import Asked

_YES_NO = {True: "Yes", False: "No", None: "Not sure"}


def said(asked: Asked, answer: Answer) -> tuple[str, ...]:
    """Return what was answered, one line for each thing."""
    return tuple(line for line in _SAYERS[asked](answer) if line)


def _service(answer: ServiceAnswer) -> Iterator[str]:
    yield answer.name
    yield ", ".join(part for part in (answer.town, answer.postcode) if part)
    yield f"Code {answer.ods_code}" if answer.ods_code else ""
    yield f"CQC location {answer.cqc_location_id}" if answer.cqc_location_id else ""
    yield f"Run by {answer.provider_name}" if answer.provider_name else ""
    yield "Taken over recently" if answer.bought_recently else ""


def _publisher(answer: PublisherAnswer) -> Iterator[str]:
    yield PUBLISHERS[answer.publisher][0]


def _sign_in(answer: SignInAnswer) -> Iterator[str]:
    yield SIGN_INS[answer.sign_in][0]


def _standing(answer: StandingAnswer) -> Iterator[str]:
    yield LAST_STANDINGS[answer.last][0]
    yield f"On {_day(answer.published_on)}" if answer.published_on else ""
    yield f"{answer.mandatory} mandatory questions" if answer.mandatory is not None else ""


def _nhs(answer: NhsAnswer) -> Iterator[str]:
    systems = nhs_systems()
    used = [systems[key].title for key, use in answer.uses.items() if use is Use.YES]
    unsure = [systems[key].title for key, use in answer.uses.items() if use is Use.NOT_SURE]
    yield from used
    if not used and not unsure:
        yield "None of them"
    for title in unsure:
        yield f"Not sure: {title}"


def _people(answer: PeopleAnswer) -> Iterator[str]:
    yield KIND_TITLES[answer.kind]
    for sort, count in answer.counts.by_sort.items():
        yield f"{SORTS[sort][0]}: {count}"


def _duties(answer: DutiesAnswer) -> Iterator[str]:
    for duty, title in DUTY_TITLES.items():
        holder = answer.holders.get(duty)
        who = "nobody yet" if holder is None else ", ".join(filter(None, (holder.name, holder.job_title)))
        yield f"{title}: {who}"


def _havings(answer: HavingsAnswer) -> Iterator[str]:
    yield from (HAVINGS[having][0] for having in answer.has)


def _computing(answer: ComputingAnswer) -> Iterator[str]:
    yield f"Care records: {CARE_RECORDS[answer.care_records].lower()}"
    yield f"Medicine charts: {CARE_RECORDS[answer.medicines].lower()}"
    yield f"E-mail: {', '.join(MAILS[mail][0] for mail in answer.mail)}"
    yield f"Shared tablets or computers: {_YES_NO[answer.shared_devices].lower()}"
    yield f"Own phones used for work: {_YES_NO[answer.own_phones].lower()}"
    yield f"Who mends them: {FIXERS[answer.fixer].lower()}"
    yield f"From afar: {_YES_NO[answer.from_afar].lower()}"


def _pressing(answer: PressingAnswer) -> Iterator[str]:
    yield from (PRESSINGS[pressing][0] for pressing in answer.pressing)
    yield f"Visit on {_day(answer.visit_on)}" if answer.visit_on else ""
    yield f"Ten minutes: {TEN_MINUTES[answer.ten_minutes].lower()}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


_SAYERS: Mapping[Asked, Callable[[Any], Iterator[str]]] = {
    Asked.SERVICE: _service,
    Asked.PUBLISHER: _publisher,
    Asked.SIGN_IN: _sign_in,
    Asked.STANDING: _standing,
    Asked.NHS: _nhs,
    Asked.PEOPLE: _people,
    Asked.DUTIES: _duties,
    Asked.HAVINGS: _havings,
    Asked.COMPUTING: _computing,
    Asked.PRESSING: _pressing,
}
