"""Who may go where: reads routes.txt, and makes a world in which every address leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from havenkeep.assessment.actions import (
    NewAnswer,
    make_plan,
    open_provider_submission,
    open_submission,
    record_publication,
    save_answer,
)
from havenkeep.assessment.domain.standing import Assessed, Standing
from havenkeep.assessment.imports import KIND as ANSWERS
from havenkeep.assessment.models import Submission
from havenkeep.assessment.queries import lay
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.evidence.actions import keep_proof, sign_off
from havenkeep.evidence.judging.verdict import FileType
from havenkeep.evidence.models import Proof
from havenkeep.evidence.receiving import Received, vault
from havenkeep.evidence.scanning import Scan
from havenkeep.governance.actions import appoint
from havenkeep.governance.domain.lead import Duty
from havenkeep.identity.models import User
from havenkeep.identity.roles import Permission, Role, allows
from havenkeep.importing.actions import keep_preview
from havenkeep.lessons.actions import begin_attempt, print_quiz
from havenkeep.lessons.domain.course import load_course
from havenkeep.mail.actions import leave_message, settle_restored
from havenkeep.organisations.actions import give_membership, invite
from havenkeep.organisations.models import Home, Membership, Provider
from havenkeep.people.actions import add_person, bring_people, note_absence, note_letter, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.domain.sheet_rows import read_rows
from havenkeep.people.imports import KIND as STAFF
from havenkeep.people.imports import Kept
from havenkeep.people.models import Person
from havenkeep.standards.queries import edition_in_force
from havenkeep.talks.actions import TalkDetails, schedule_talk, write_names_down
from havenkeep.talks.domain.talk import Kind
from havenkeep.talks.imports import KIND as COMPLETIONS
from havenkeep.training.actions import make_passport, note_completion
from havenkeep.training.domain.outcomes import ALL_OUTCOMES
from havenkeep.training.domain.sources import Source
from havenkeep.training.queries import passport_token
from tests.world import AT, TODAY, World, join, make_world

LAST_YEAR = "dspt-2025-26"
ROUTES: Final = Path(__file__).with_name("routes.txt")
PUBLIC, SIGNED_IN, OPERATOR, NOWHERE, NOBODY = "public", "signed-in", "operator", "nowhere", "-"
OWN: Final = "own"  # pages of one person, whose account it is: Bob Marsh

TO_SIGN_IN, NOT_ALLOWED = 302, 405
FINE: Final = {200, 302, 303, 400, 409, 410, 422}
COLLEAGUE: Final = "colleague"
OF_A_COVERED_HOME = {"assessment:here", "assessment:not_here"}


@dataclass(frozen=True, slots=True)
class Row:
    """One address: its route, and what a person needs to read it (GET) and to write to it (POST)."""

    name: str
    route: str
    read: str
    write: str

    @property
    def placeholders(self) -> list[str]:
        """What the address names; the person of a staff list is a `colleague`, of accounts a `person`."""
        return [self._thing(part.split(":")[-1].split(">")[0]) for part in self.route.split("<")[1:]]

    def _thing(self, name: str) -> str:
        of_staff = self.route.startswith(("/homes/<slug:ref>/staff/", "/me/"))
        return COLLEAGUE if name == "person" and of_staff else name

    def needs(self, method: str) -> str:
        return self.read if method == "GET" else self.write


def rows() -> list[Row]:
    """Return the lines of routes.txt."""
    lines = [line for line in ROUTES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [Row(*line.split()) for line in lines]


def routes(
    resolver: URLResolver | None = None, *, prefix: str = "/", name: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield the name and route of every address there is."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{name}{entry.name}", route
        else:
            yield from routes(
                entry, prefix=route, name=f"{name}{entry.namespace}:" if entry.namespace else name
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Someone in every role, something in every register, and the value of every placeholder in a route."""

    world: World
    people: dict[str, User]
    of_home: dict[str, object]
    of_provider: dict[str, object]
    of_installation: dict[str, object]
    of_stranger: dict[str, object]

    def address(self, row: Row, *, things: Mapping[str, object] | None = None) -> str:
        """Return the address with the placeholders filled in: with what belongs there, or with `things`."""
        names = row.placeholders
        place = self.place(row)
        values = self.of_provider if isinstance(place, Provider) else self.of_home
        if row.route.startswith("/operators/"):
            values = self.of_installation
        values = {**values, **(things or {})}
        page = row.name.split(":")[-1]
        given = {name: values.get(f"{page}:{name}", values.get(name)) for name in names}
        if COLLEAGUE in given:
            given["person"] = given.pop(COLLEAGUE)
        return reverse(row.name, kwargs=given | ({"ref": place.ref} if "ref" in names else {}))

    def expects(self, row: Row, *, method: str, user: User | None) -> set[int]:
        """Return the statuses that are right for this person there."""
        need = row.needs(method)
        public = PUBLIC in {row.read, row.write}
        if user is None and not public:
            return {TO_SIGN_IN}
        if need == NOBODY:
            return {NOT_ALLOWED}
        if need in {PUBLIC, SIGNED_IN}:
            return FINE
        if need == NOWHERE:
            return {404}
        if need == OWN:
            return FINE if user == self.world.bob else {404}
        place = None if need == OPERATOR else self.place(row)
        assert user is not None
        roles = self.roles(user, place)
        if place is not None and not roles:
            return {404}
        wanted = Permission.INSTALLATION if need == OPERATOR else Permission[need]
        return FINE if any(allows(role, wanted) for role in roles) else {403}

    def place(self, row: Row) -> Home | Provider:
        """Return the place at which an address is walked: head office answers for Oak Lodge."""
        if row.route.startswith("/providers/"):
            return self.world.larkfield
        return self.world.oak_lodge if row.name in OF_A_COVERED_HOME else self.world.thistlewick

    def roles(self, user: User, place: Home | Provider | None) -> list[Role]:
        mine = Membership.objects.in_force(at=AT).filter(user=user)
        if place is None:
            mine = mine.filter(home=None, provider=None)
        elif isinstance(place, Home):
            mine = mine.filter(home=place) | mine.filter(provider=place.provider)
        else:
            mine = mine.filter(provider=place)
        return [Role(role) for role in mine.values_list("role", flat=True)]


def make_walk() -> Walk:
    """Make the cast and give Thistlewick House and Larkfield one of everything."""
    world = make_world()
    people = world.people | {
        "nell": join("Nell Fox", Role.EDITOR, home=world.thistlewick),
        "tom": join("Tom Ash", Role.IT_SUPPLIER, home=world.thistlewick),
        "vera": join("Vera Lane", Role.CONSULTANT, home=world.thistlewick),
        "seb": join("Seb Cole", Role.CONSULTANT_SEEING, home=world.thistlewick),
    }
    join("Hugh Tell", Role.GROUP_LEAD, provider=world.larkfield)
    join("Oda Wick", Role.OPERATOR)
    for user in (world.bob, world.ivy, world.lena):
        first_one = user.memberships.get()
        give_membership(
            user=user,
            role=first_one.as_role,
            home=world.oak_lodge,
            last_day=first_one.last_day,
            by=SYSTEM,
            at=AT,
        )
    User.objects.update(password=world.alice.password)
    edition = edition_in_force(on=TODAY)
    own = open_submission(home=world.thistlewick, edition_id=edition.id, by=SYSTEM, at=AT)
    shared = open_provider_submission(
        provider=world.larkfield, edition_id=edition.id, homes=[world.oak_lodge], by=SYSTEM, at=AT
    )
    first = edition.items[0]
    fixed: dict[str, object] = {
        "topic": first.topic,
        "number": "said",
        "snapshot:number": 1,
        "earlier_snapshot:number": 1,
        "edition": LAST_YEAR,
        "item": first.ref,
        "book_file:extension": "csv",
        "plan_file:extension": "xlsx",
        "staff_file:extension": "csv",
        "language": "en",
        "duty": Duty.LEAD.value,
        "group": "never",
        "list_file:extension": "csv",
        "slug": "kind",
        "translation:language": "pl",
        "course": "everyone",
        "lesson": "trust",
        "message": _unsure_message(),
    }
    before = open_submission(home=world.thistlewick, edition_id=LAST_YEAR, by=SYSTEM, at=AT)
    _publish(before, lay(before, on=TODAY, homes=[world.thistlewick]).assessed)
    shared_before = open_provider_submission(
        provider=world.larkfield, edition_id=LAST_YEAR, homes=[world.oak_lodge], by=SYSTEM, at=AT
    )
    _publish(shared_before, lay(shared_before, on=TODAY, homes=[world.oak_lodge]).assessed)
    strange = open_submission(home=world.brookside, edition_id=edition.id, by=SYSTEM, at=AT)
    return Walk(
        world=world,
        people={name: User.objects.get(pk=user.pk) for name, user in people.items()},
        of_home=fixed
        | _filled(own, world.thistlewick, item=first.ref)
        | _appointed(world.thistlewick)
        | _taught(world.thistlewick, world.bob)
        | _learned(world.thistlewick)
        | _talked(world.thistlewick)
        | {"here:token": world.thistlewick.talks.get().token}
        | _on_the_staff_list(world.thistlewick)
        | _let_in(world.thistlewick, people["nell"]),
        of_provider=fixed
        | _filled(shared, world.larkfield, item=first.ref)
        | _let_in(world.larkfield, User.objects.get(name="Hugh Tell")),
        of_installation=fixed | _let_in(None, User.objects.get(name="Oda Wick")),
        of_stranger=_filled(strange, world.brookside, item=first.ref)
        | _appointed(world.brookside)
        | _taught(world.brookside, world.charlie)
        | _learned(world.brookside)
        | _talked(world.brookside)
        | _on_the_staff_list(world.brookside)
        | _let_in(world.brookside, world.charlie),
    )


def _unsure_message() -> int:
    """Leave a message that an operator may send again and cancel."""
    given = {"to": "alice.fenn@example.org", "subject": "Hello", "body": "Text", "kind": "reminder"}
    message = leave_message(**given, by=SYSTEM, at=AT, key="walk")
    settle_restored(at=AT)
    return message.pk


def _taught(home: Home, user: User) -> dict[str, object]:
    """Put the holder of an account on the staff list, with a certificate of ours and a passport."""
    person = add_person(provider=home.provider, name=user.name, by=SYSTEM, at=AT)
    Person.objects.filter(pk=person.pk).update(user=user)
    start_post(person=person, home=home, engagement=Engagement.EMPLOYED, role=JobRole.CARER, by=SYSTEM, at=AT)
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
        COLLEAGUE: person.ref,
        "completion": done.ref,
        "code": done.code,
        "token": passport_token(passport),
    }


def _learned(home: Home) -> dict[str, object]:
    """Begin a quiz for whoever has an account, and print one."""
    person, course = Person.objects.get(provider=home.provider, user__isnull=False), load_course("everyone")
    attempt = begin_attempt(person=person, course=course, seed=1, at=AT)
    paper = print_quiz(home=home, course=course, seed=1, by=SYSTEM, at=AT)
    return {"attempt": attempt.ref, "paper": paper.ref}


def _talked(home: Home) -> dict[str, object]:
    """Hold a talk, with a name on its sheet that nobody knows, and keep a platform's list for a look."""
    details = TalkDetails(
        kind=Kind.TEAM_TALK, title="Our talk", covers=ALL_OUTCOMES, starts_at=AT, minutes=25, led_by="Lena"
    )
    talk = schedule_talk(home=home, details=details, by=SYSTEM, at=AT)
    write_names_down(talk=talk, names=["Kasia"], by=SYSTEM, at=AT)
    rows = [[1, ["Name", "Course", "Completed on"]], [2, ["Kasia", "Data safety", "1 March 2026"]]]
    kept = {"file": "a.csv", "hidden": 0, "sheets": [{"name": "a", "rows": rows}]}
    listed = keep_preview(place=home, kind=COMPLETIONS, rows=kept, by=SYSTEM, at=AT)
    return {"talk": talk.ref, "written": talk.written_names.get().pk, "listed": listed.ref}


def _appointed(home: Home) -> dict[str, object]:
    appointment = appoint(home=home, duty=Duty.LEAD, name="Lena Reed", by=SYSTEM, at=AT)
    return {"appointment": appointment.pk}


def _on_the_staff_list(home: Home) -> dict[str, object]:
    """Put two of one name on the staff list, one long away, and leave a difference to settle."""
    kofi = Person.objects.get(provider=home.provider, user__isnull=False)
    other = add_person(provider=home.provider, name=kofi.name, by=SYSTEM, at=AT)
    posts = [
        start_post(
            person=person, home=home, engagement=Engagement.EMPLOYED, role=JobRole.CARER, by=SYSTEM, at=AT
        )
        for person in (kofi, other)
    ]
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
    preview = keep_preview(place=home, kind=STAFF, rows=kept.as_json(), by=SYSTEM, at=AT)
    return {
        "other": other.ref,
        "post": posts[0].pk,
        "absence": absence.pk,
        "letter": letter.ref,
        "difference": home.list_checks.get().differences.all()[0].ref,
        "listing": preview.ref,
    }


def _let_in(place: Home | Provider | None, user: User) -> dict[str, object]:
    """Invite somebody, and return that invitation and the access of somebody who is in already."""
    role = {Home: Role.EDITOR, Provider: Role.GROUP_LEAD, type(None): Role.OPERATOR}[type(place)]
    issued = invite(
        place=place,
        role=role,
        name="Pat Moss",
        email="",
        last_day=None,
        giver=[Role.GROUP_LEAD, Role.OPERATOR],
        link=str,
        by=SYSTEM,
        at=AT,
    )
    membership = Membership.objects.of_place(place).get(user=user)
    return {
        "invitation": issued.invitation.ref,
        "membership": membership.pk,
        "person": user.ref,
        "account": user.ref,
    }


def _publish(submission: Submission, assessed: Assessed) -> None:
    record_publication(
        submission=submission,
        assessed=assessed,
        standing=Standing.APPROACHING,
        published_on=TODAY - timedelta(days=1),
        by=SYSTEM,
        at=AT,
    )


def _filled(submission: Submission, place: Home | Provider, *, item: str) -> dict[str, object]:
    """Answer an item, plan the rest, keep a proof and record a publication."""
    save_answer(
        submission=submission, answer=NewAnswer(item=item, value="Yes"), seen_revision=0, by=SYSTEM, at=AT
    )
    homes = [place] if isinstance(place, Home) else list(place.homes.filter(covers__submission=submission))
    laid = lay(submission, on=TODAY, homes=homes)
    jobs = make_plan(
        place=place, assessed=laid.assessed, owner_name="Alice Fenn", start=TODAY, by=SYSTEM, at=AT
    )
    _publish(submission, laid.assessed)
    kept = vault().keep([b"\xff\xd8\xff picture"])
    picture = Received(name="notes.jpg", file_type=FileType.JPEG, kept=kept, scan=Scan.NOT_SCANNED)
    proof = keep_proof(
        owner=place,
        items=[item],
        kind=Proof.Kind.FILE,
        title="Notes",
        where="Shelf",
        files=[picture],
        by=SYSTEM,
        at=AT,
    )
    sign_off(owner=place, subject=proof.subject, version="1", by=SYSTEM, at=AT)
    rows = {"file": "a.csv", "hidden": 0, "sheets": [{"name": "a", "rows": [[1, ["Ref", "Answer"]]]}]}
    preview = keep_preview(place=place, kind=ANSWERS, rows=rows, by=SYSTEM, at=AT)
    refs = {"proof": proof.ref, "file": proof.files.get().ref, "preview": preview.ref}
    return refs | {"job": jobs[0].ref}
