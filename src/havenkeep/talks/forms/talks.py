"""Planning a talk, ticking who was there, closing it, and whose a written name is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final, cast

from django.utils import timezone

from havenkeep.design.fields import (
    CharField,
    CheckboxesField,
    Choice,
    ConfirmField,
    DateField,
    FilesField,
    IntegerField,
    RadioField,
    TextAreaField,
    TimeField,
)
from havenkeep.design.forms import Form
from havenkeep.evidence.forms import NO_RESIDENTS
from havenkeep.evidence.judging.verdict import ACCEPT
from havenkeep.people.domain.engagement import JOB_ROLE_TITLES, JobRole
from havenkeep.talks.actions.scheduling import TalkDetails, is_web_address
from havenkeep.talks.domain.talk import KIND_TITLES, LONGEST, SHORTEST, Kind
from havenkeep.talks.domain.who import Colleague
from havenkeep.talks.models import Talk
from havenkeep.talks.queries import Seat
from havenkeep.training.domain.outcomes import OUTCOME_TITLES, Outcome

_OPTIONAL: Final[dict[str, Any]] = {"required": False, "mark_optional": False}
_LEAD_HINT: Final = "Whoever leads, by name."
MOST_NAMES: Final = 50
ELSE, NOBODY = "else", "nobody"


class TalkForm(Form):
    """A talk to come, or one held already that is put in afterwards."""

    title = CharField(
        label="What is it called?", hint="Such as “Data security at the team meeting”.", max_length=120
    )
    kind = RadioField(
        label="What kind is it?",
        choices=[Choice(kind.value, title) for kind, title in KIND_TITLES.items()],
        initial=Kind.TEAM_TALK.value,
    )
    covers = CheckboxesField(
        label="What does it cover?",
        hint="Somebody counts as trained once all four are covered, by one talk or several.",
        choices=[Choice(outcome.value, title) for outcome, title in OUTCOME_TITLES.items()],
        initial=[outcome.value for outcome in Outcome],
    )
    on = DateField(label="On which day?", noun="the day")
    begins = TimeField(label="When does it begin?", noun="the time", hint="Such as 2:30pm or 14:30.")
    minutes = IntegerField(
        label="How long is it?", suffix="minutes", min_value=SHORTEST, max_value=LONGEST, initial=25
    )
    led_by = CharField(label="Who leads it?", hint=_LEAD_HINT, max_length=120, autocomplete="off")
    where = CharField(label="Where?", hint="Such as “Dining room”.", max_length=160, required=False)
    link = CharField(
        label="Link to the webinar",
        hint="The whole link, starting with https://",
        max_length=500,
        spellcheck=False,
        required=False,
    )
    invited = CheckboxesField(
        label="Whom do you invite?",
        hint="Leave all empty to invite everyone. The sheet lists who is invited.",
        choices=[Choice(role.value, title) for role, title in JOB_ROLE_TITLES.items()],
        **_OPTIONAL,
    )

    @classmethod
    def initial_of(cls, talk: Talk) -> dict[str, Any]:
        """Return what the boxes show for a talk that is there."""
        begins = timezone.localtime(talk.starts_at)
        return {
            "title": talk.title,
            "kind": talk.kind,
            "covers": [outcome.value for outcome in talk.covers],
            "on": begins.date(),
            "begins": begins.time(),
            "minutes": talk.minutes,
            "led_by": talk.led_by,
            "where": talk.where,
            "link": talk.link,
            "invited": talk.invited,
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        link = str(data.get("link") or "")
        if link and not is_web_address(link):
            self.add_error("link", "Enter the whole link, starting with https://")
        if (
            data.get("kind") == Kind.WEBINAR
            and not link
            and not data.get("where")
            and "link" not in self.errors
        ):
            self.add_error("link", "Enter the link to the webinar, or say where people watch it")
        return data

    def details(self) -> TalkDetails:
        """Return what was typed. Call it on a form that is valid."""
        data = self.cleaned_data
        begins = datetime.combine(data["on"], data["begins"])
        return TalkDetails(
            kind=Kind(data["kind"]),
            title=data["title"],
            covers=[Outcome(one) for one in data["covers"]],
            starts_at=timezone.make_aware(begins),
            minutes=data["minutes"],
            led_by=data["led_by"],
            where=data["where"],
            link=data["link"],
            invited=[JobRole(one) for one in data["invited"]],
        )


class SheetForm(Form):
    """Who was there: a tick for each name on this page, names nobody knew, and a picture of the sheet."""

    there = CheckboxesField(label="Who was there?", choices=[], **_OPTIONAL)
    names = TextAreaField(
        label="Names on the sheet that are not in this list",
        hint="One on each line, as written. We ask later who they are, and guess nothing.",
        rows=3,
        max_length=4_000,
        **_OPTIONAL,
    )
    photo = FilesField(
        label="A picture of the signed sheet",
        hint=f"It is kept as proof. {NO_RESIDENTS}",
        accept=ACCEPT,
        photo=True,
        most=5,
        noun="a picture",
        **_OPTIONAL,
    )

    def __init__(self, *args: Any, seats: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seats = {seat.ref: seat for seat in seats}
        field = cast(CheckboxesField, self.fields["there"])
        field.offer([Choice(seat.ref, seat.name, hint=seat.words) for seat in seats])
        field.initial = [seat.ref for seat in seats if seat.how]

    def clean_names(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        names = [line for line in lines if line]
        if len(names) > MOST_NAMES:
            self.add_error("names", f"Enter at most {MOST_NAMES} names at once")
        if any(len(name) > 120 for name in names):
            self.add_error("names", "A name has more than 120 letters. Enter one name on each line")
        return names

    @property
    def shown(self) -> list[int]:
        return [seat.pk for seat in self._seats.values()]

    @property
    def ticked(self) -> list[int]:
        return [self._seats[ref].pk for ref in self.cleaned_data["there"]]


class CloseForm(Form):
    """What to keep of a talk that was held."""

    led_by = CharField(label="Who led it?", max_length=120, autocomplete="off")
    minutes = IntegerField(
        label="How long did it take?", suffix="minutes", min_value=SHORTEST, max_value=LONGEST
    )
    notes = TextAreaField(
        label="What was said?",
        hint="What people asked, what you decided to change. No names of people who live here.",
        **_OPTIONAL,
    )
    paper = FilesField(
        label="Notes on paper",
        hint=NO_RESIDENTS,
        accept=ACCEPT,
        photo=True,
        most=5,
        noun="a file",
        **_OPTIONAL,
    )
    questions_answered = ConfirmField(label="Each of them answered three questions at the end", **_OPTIONAL)


class WrittenNameForm(Form):
    """Whose a written name is. `near` are colleagues with names alike."""

    who = RadioField(label="Who is this?", choices=[])
    typed = CharField(
        label="Their name as on the staff list, or their payroll number",
        max_length=120,
        autocomplete="off",
        **_OPTIONAL,
    )

    def __init__(self, *args: Any, near: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(RadioField, self.fields["who"]).offer(
            [
                *(Choice(one.ref, one.name, hint=who_words(one)) for one in near),
                Choice(ELSE, "Somebody else on the staff list", reveals="typed"),
                Choice(NOBODY, "Nobody who works here", hint="The name is let go."),
            ]
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("who") == ELSE:
            self.need("typed")
        return data


def who_words(one: Colleague) -> str:
    """Return what tells a colleague from others of the name."""
    facts = [f"payroll number {one.number}" if one.number else "", "" if one.works_here else "has left"]
    return ", ".join(fact for fact in facts if fact)


def latest_day(today: date) -> date:
    """Return the last day for which a talk can be planned."""
    return date(today.year + 2, 12, 31)
