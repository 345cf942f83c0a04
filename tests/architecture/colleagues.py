"""Somebody on the staff list with an account, and a thing of theirs in every room that keeps one."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.identity.models import User
from havenkeep.importing.actions import keep_preview
from havenkeep.joining.actions.agreements import sign_agreement
from havenkeep.joining.actions.inductions import sign_induction
from havenkeep.keycards.actions import keep_cards, make_tablet, new_print
from havenkeep.lessons.actions import begin_attempt, print_quiz
from havenkeep.lessons.domain.course import load_course
from havenkeep.needs.actions import approve, assign
from havenkeep.needs.domain.plan import digest_of
from havenkeep.needs.queries.analysing import todays_needs
from havenkeep.organisations.models import Home
from havenkeep.people.actions import (
    add_person,
    bring_people,
    link_account,
    note_absence,
    note_letter,
    start_post,
)
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.domain.sheet_columns import PEOPLE
from havenkeep.people.domain.sheet_rows import read_rows
from havenkeep.people.imports import Kept
from havenkeep.people.models import Person
from havenkeep.talks.actions import TalkDetails, schedule_talk, write_names_down
from havenkeep.talks.domain.platform_columns import COMPLETIONS
from havenkeep.talks.domain.talk import Kind
from havenkeep.training.actions import make_passport, note_completion
from havenkeep.training.domain.outcomes import ALL_OUTCOMES
from havenkeep.training.domain.sources import Source
from havenkeep.training.queries import passport_token
from tests.joining.papers import ready_papers
from tests.world import AT, TODAY

COLLEAGUE: Final = "colleague"  # a `person` of the staff list, where elsewhere a person is one with access


def staffed(home: Home, user: User) -> dict[str, object]:
    """Put the owner of an account on the staff list, and return what every room then keeps there."""
    person = add_person(provider=home.provider, name=user.name, by=SYSTEM, at=AT)
    link_account(person=person, user=user, by=SYSTEM, at=AT)
    start_post(
        person=person,
        home=home,
        engagement=Engagement.EMPLOYED,
        role=JobRole.CARER,
        started_on=TODAY - timedelta(days=3),
        by=SYSTEM,
        at=AT,
    )
    return (
        {COLLEAGUE: person.ref}
        | _listed(home, person)
        | _joined(home, person, user)
        | _carded(home, person)
        | _needing(home, person)
        | _learned(home, person)
        | _taught(person)
        | _talked(home)
    )


def _listed(home: Home, kofi: Person) -> dict[str, object]:
    """Put another of the same name on the staff list, one long away, and leave a difference to settle."""
    other = add_person(provider=home.provider, name=kofi.name, by=SYSTEM, at=AT)
    start_post(person=other, home=home, engagement=Engagement.EMPLOYED, role=JobRole.CARER, by=SYSTEM, at=AT)
    absence = note_absence(person=kofi, away_from=TODAY, back_on=None, by=SYSTEM, at=AT)
    letter = note_letter(
        home=home,
        agency="Starfield Staff",
        dated_on=TODAY,
        good_until=TODAY,
        checked_by="Alice Fenn",
        by=SYSTEM,
        at=AT,
    )
    read = read_rows([(2, {"name": "Mary Quill"})], on=TODAY, each_shift=False)
    bring_people(home=home, read=read, source=ListSource.ROTA, dated_on=TODAY, by=SYSTEM, at=AT)
    kept = Kept(file="a.csv", source=ListSource.ROTA, dated_on=TODAY, each_shift=False, headings={}, rows=[])
    preview = keep_preview(place=home, kind=PEOPLE.name, rows=kept.as_json(), by=SYSTEM, at=AT)
    return {
        "other": other.ref,
        "post": kofi.posts.get().pk,
        "absence": absence.pk,
        "letter": letter.ref,
        "difference": home.list_checks.get().differences.all()[0].ref,
        "listing": preview.ref,
    }


def _joined(home: Home, person: Person, user: User) -> dict[str, object]:
    """Have papers to sign, and papers signed."""
    checklist, clause = ready_papers(home)
    signed = {"person": person, "home": home, "typed_name": person.name, "by": user.as_actor(), "at": AT}
    induction = sign_induction(seen_digest=checklist.digest, **signed)
    agreement = sign_agreement(seen_digest=clause.digest, **signed)
    return {"induction": induction.ref, "agreement": agreement.ref}


def _taught(person: Person) -> dict[str, object]:
    """Note training of ours, and have a passport shown."""
    done = note_completion(
        person=person,
        course="everyone",
        title="Data security for everyone",
        completed_on=TODAY,
        source=Source.LESSONS,
        covers=ALL_OUTCOMES,
        by=SYSTEM,
        at=AT,
    )
    passport = make_passport(person=person, by=SYSTEM, at=AT)
    return {
        "completion": done.ref,
        "code": done.code,
        "token": passport_token(passport),
    }


def _talked(home: Home) -> dict[str, object]:
    """Hold a talk, with a name on its sheet that nobody knows, and keep a platform's list for a look."""
    details = TalkDetails(
        kind=Kind.TEAM_TALK, title="Our talk", covers=ALL_OUTCOMES, starts_at=AT, minutes=25, led_by="Lena"
    )
    talk = schedule_talk(home=home, details=details, by=SYSTEM, at=AT)
    write_names_down(talk=talk, names=["Kasia"], by=SYSTEM, at=AT)
    rows = [[1, ["Name", "Course", "Completed on"]], [2, ["Kasia", "Data safety", "1 March 2026"]]]
    kept = {"file": "a.csv", "hidden": 0, "sheets": [{"name": "a", "rows": rows}]}
    listed = keep_preview(place=home, kind=COMPLETIONS.name, rows=kept, by=SYSTEM, at=AT)
    return {
        "talk": talk.ref,
        "written": talk.written_names.get().pk,
        "listed": listed.ref,
    }


def _carded(home: Home, person: Person) -> dict[str, object]:
    """Print a key card, and set up a shared tablet."""
    keep_cards(home=home, prints=[new_print(person)], by=SYSTEM, at=AT)
    make_tablet(home=home, label="Tablet in the office", by=SYSTEM, at=AT)
    home.shared_tablets.update(enrolled_at=AT)
    return {"tablet": home.shared_tablets.get().pk}


def _needing(home: Home, person: Person) -> dict[str, object]:
    """Ask a training of somebody, and approve the training needs."""
    asked = assign(home=home, training="everyone", due_on=TODAY, person=person, by=SYSTEM, at=AT)
    seen = digest_of(todays_needs(home, on=TODAY).content(on=TODAY))
    return {"assignment": asked.ref, "analysis": approve(home=home, seen=seen, by=SYSTEM, at=AT).ref}


def _learned(home: Home, person: Person) -> dict[str, object]:
    """Begin a quiz, and print one."""
    course = load_course("everyone")
    attempt = begin_attempt(person=person, course=course, seed=1, at=AT)
    paper = print_quiz(home=home, course=course, seed=1, by=SYSTEM, at=AT)
    return {"attempt": attempt.ref, "paper": paper.ref}
