"""Who is responsible for what, and the forms about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from havenkeep.evidence.domain.finding import NOTHING_RECORDED, Finding
from havenkeep.governance.domain.duties import DUTY_WORDS, DutyWords
from havenkeep.governance.domain.lead import DUTY_TITLES, Duty, lead_finding
from havenkeep.governance.models import Appointment
from havenkeep.governance.queries import appointments_of
from havenkeep.organisations.models import Home


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyCard:
    """One duty: who holds it on the day, who follows, and what it asks."""

    duty: Duty
    title: str
    words: DutyWords
    holder: Appointment | None
    coming: Appointment | None

    @classmethod
    def of(cls, duty: Duty, rows: Sequence[Appointment], *, on: date) -> DutyCard:
        told = [(row, row.as_appointed()) for row in rows]
        return cls(
            duty=duty,
            title=DUTY_TITLES[duty],
            words=DUTY_WORDS[duty],
            holder=next((row for row, appointed in told if appointed.in_force(on=on)), None),
            coming=next((row for row, appointed in reversed(told) if appointed.to_begin(on=on)), None),
        )

    @property
    def shown(self) -> tuple[Appointment, ...]:
        return tuple(row for row in (self.holder, self.coming) if row is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    title: str
    who: str
    since: date | None
    ended_on: date | None
    signed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    ref: str
    name: str
    on: date
    finding: Finding
    cards: tuple[DutyCard, ...]
    past: tuple[PastLine, ...]
    alone: str
    may_edit: bool

    @classmethod
    def of(cls, home: Home, *, on: date, may_edit: bool) -> PeoplePage:
        rows = appointments_of(home)
        cards = {duty: DutyCard.of(duty, rows[duty], on=on) for duty in Duty}
        shown = {row.pk for card in cards.values() for row in card.shown}
        lead = [row.as_appointed() for row in rows[Duty.LEAD]]
        return cls(
            ref=home.ref,
            name=home.name,
            on=on,
            finding=lead_finding(lead, on=on) if lead else NOTHING_RECORDED,
            cards=tuple(cards.values()),
            past=tuple(
                _past(row, duty) for duty, of_duty in rows.items() for row in of_duty if row.pk not in shown
            ),
            alone=_alone(cards[Duty.LEAD].holder, cards[Duty.DEPUTY].holder),
            may_edit=may_edit,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPage:
    """A form about one duty. `appointment` is the one it is about, or none for a new one."""

    ref: str
    title: str
    caption: str
    lead: str
    words: DutyWords
    appointment: Appointment | None
    submit: str

    @classmethod
    def giving(cls, home: Home, duty: Duty, *, holder: Appointment | None) -> DutyPage:
        return cls(
            ref=home.ref,
            title="Hand the duty over" if holder else "Choose a person",
            caption=DUTY_TITLES[duty],
            lead=f"{holder.name} has this duty now. It ends the day the new person begins." if holder else "",
            words=DUTY_WORDS[duty],
            appointment=holder,
            submit="Hand it over" if holder else "Give them this duty",
        )

    @classmethod
    def correcting(cls, appointment: Appointment) -> DutyPage:
        lead = "Mend a spelling, a title or a day. When somebody else takes over, hand the duty over instead."
        return cls._about(appointment, "Correct the details", lead=lead, submit="Save")

    @classmethod
    def signing(cls, appointment: Appointment) -> DutyPage:
        lead = (
            "Only what somebody senior has signed on paper counts: the letter, a job description, or minutes."
        )
        return cls._about(appointment, "Who signed the appointment", lead=lead, submit="Save the signature")

    @classmethod
    def ending(cls, appointment: Appointment) -> DutyPage:
        lead = (
            f"{appointment.name} stays in the history. If you know who follows, hand the duty over instead."
        )
        return cls._about(appointment, "End this duty", lead=lead, submit="End it")

    @classmethod
    def _about(cls, appointment: Appointment, title: str, *, lead: str, submit: str) -> DutyPage:
        duty = Duty(appointment.duty)
        return cls(
            ref=appointment.home.ref,
            title=title,
            caption=f"{DUTY_TITLES[duty]}: {appointment.name}",
            lead=lead,
            words=DUTY_WORDS[duty],
            appointment=appointment,
            submit=submit,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """The appointment, as a page to print and sign."""

    ref: str
    home_name: str
    provider_name: str
    appointment: Appointment
    words: DutyWords

    @classmethod
    def of(cls, appointment: Appointment) -> LetterPage:
        home = appointment.home
        return cls(
            ref=home.ref,
            home_name=home.name,
            provider_name=home.provider.name,
            appointment=appointment,
            words=DUTY_WORDS[Duty(appointment.duty)],
        )


def _past(row: Appointment, duty: Duty) -> PastLine:
    return PastLine(
        title=DUTY_TITLES[duty],
        who=row.as_appointed().who,
        since=row.since,
        ended_on=row.ended_on,
        signed_by=row.signed_by,
    )


def _alone(lead: Appointment | None, deputy: Appointment | None) -> str:
    if lead is None or deputy is None or lead.name.casefold() != deputy.name.casefold():
        return ""
    return f"{lead.name} leads and stands in for themselves. Choose somebody else to stand in."
