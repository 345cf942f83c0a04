"""From a valid form to completions, with the certificate put on file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from havenkeep.audit.domain.actor import Actor
from havenkeep.evidence.actions import keep_proof
from havenkeep.evidence.domain.paper_kinds import paper_kinds
from havenkeep.evidence.models import Proof
from havenkeep.evidence.receiving import NotReceived, Received, received
from havenkeep.organisations.models import Home
from havenkeep.people.domain.names import name_key
from havenkeep.people.models import Person
from havenkeep.standards.queries import edition_in_force
from havenkeep.training.actions import CannotNote, NewCompletion, Noted, note_completion, note_completions
from havenkeep.training.domain.sources import Source
from havenkeep.training.domain.window import lapses_on
from havenkeep.training.forms.noting import ChosenCourse, NoteForm, TogetherForm
from havenkeep.training.models import Completion
from havenkeep.training.queries import certificate_of, passport_of, training_of

CHECKS = {"": "training.everyone", "lead": "training.leads", "manager": "training.leads"}
PAPER = "training_certificate"
PASSPORT_PATH = "/check/passport/"
CODE_PATH = "/check/"
_UNKNOWN = (
    "We know no certificate or passport like this. If it was made at another service with its own Havenkeep, "
    "open its check page, and note what it shows as an outside course."
)


def note(form: NoteForm, *, home: Home, person: Person, by: Actor, at: datetime, on: date) -> bool:
    """Note what a valid form holds. False, and the form says why, when it cannot be."""
    try:
        with received(form.cleaned_data["upload"]) as files:
            _note(form, home=home, person=person, files=files, by=by, at=at, on=on)
    except NotReceived as why:
        form.refuse(why.sentences)
        return False
    except CannotNote as why:
        form.add_error("completed_on", str(why))
        return False
    return True


def _note(
    form: NoteForm,
    *,
    home: Home,
    person: Person,
    files: Sequence[Received],
    by: Actor,
    at: datetime,
    on: date,
) -> Completion:
    chosen, data = form.chosen(), form.cleaned_data
    done_on = data["completed_on"]
    proof = _proof(home, chosen, done_on=done_on, files=files, by=by, at=at, on=on) if files else None
    return note_completion(
        person=person,
        course=chosen.course,
        title=chosen.title,
        completed_on=done_on,
        source=Source.PASSPORT if data["link"] else Source.CERTIFICATE,
        covers=chosen.covers,
        for_role=chosen.for_role,
        score=data["score"],
        proof=proof,
        link=data["link"],
        by=by,
        at=at,
    )


def _proof(
    home: Home,
    chosen: ChosenCourse,
    *,
    done_on: date,
    files: Sequence[Received],
    by: Actor,
    at: datetime,
    on: date,
) -> Proof:
    """Put a certificate on file, good for a year, for the items that its training answers."""
    check = CHECKS[chosen.for_role]
    return keep_proof(
        owner=home,
        items=[item.ref for item in edition_in_force(on=on).items if check in item.checks],
        kind=Proof.Kind.FILE,
        title=f"Certificate: {chosen.title}"[:160],
        where="",
        dated_on=done_on,
        valid_until=paper_kinds()[PAPER].good_until(done_on),
        paper=PAPER,
        files=files,
        by=by,
        at=at,
    )


def note_together(form: TogetherForm, *, people: Sequence[Person], by: Actor, at: datetime) -> Noted:
    """Note the same course for everyone who is ticked in a valid form.

    Raises:
        CannotNote: nothing is noted.
    """
    chosen = form.chosen()
    ticked = set(form.cleaned_data["people"])
    rows = [
        NewCompletion(
            person=person,
            course=chosen.course,
            title=chosen.title,
            completed_on=form.cleaned_data["completed_on"],
            source=Source.CERTIFICATE,
            covers=chosen.covers,
            for_role=chosen.for_role,
        )
        for person in people
        if person.ref in ticked
    ]
    return note_completions(rows=rows, by=by, at=at)


def note_shown(
    *, person: Person, shown: str, same_person: bool, link: str, by: Actor, at: datetime, on: date
) -> Noted:
    """Note what a certificate of this installation, or a passport, says that somebody shows.

    `shown` is a code or an address; `link` the start of our own addresses. A name that differs is noted only
    when somebody says that it is the same person.

    Raises:
        CannotNote: there is no such thing, it was taken back, or it is another person's.
    """
    rows, name = _shown(shown, at=at, on=on)
    if not rows:
        raise CannotNote(_UNKNOWN)
    if name_key(name) != name_key(person.name) and not same_person:
        raise CannotNote(
            f"This is {name}’s, and the page is {person.name}’s. Check whom you have in front of you. "
            "If it is the same person, tick the box below."
        )
    return note_completions(
        rows=[
            NewCompletion(
                person=person,
                course=row.course,
                title=row.title,
                completed_on=row.completed_on,
                source=Source.PASSPORT,
                covers=row.covers,
                for_role=row.for_role,
                score=row.score,
                link=f"{link}{row.code}/" if row.code else "",
            )
            for row in rows
        ],
        by=by,
        at=at,
    )


def _shown(shown: str, *, at: datetime, on: date) -> tuple[list[Completion], str]:
    """Return what counts of it, and whose it is."""
    if PASSPORT_PATH in shown:
        passport = passport_of(shown.split(PASSPORT_PATH, 1)[1].strip("/ "), at=at)
        if passport is None:
            return [], ""
        rows = training_of(passport.person).completions
        good = [row for row in rows if row.withdrawn_at is None and on < lapses_on(row.completed_on)]
        return good, passport.person.name
    row = certificate_of(shown.rsplit(CODE_PATH, 1)[-1].strip("/ "))
    if row is None:
        return [], ""
    if row.withdrawn_at is not None:
        raise CannotNote("This certificate was taken back by the service that gave it, so it does not count.")
    return [row], row.person.name
