"""Who may go where: reads routes.txt, and makes a world in which every address leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from havenkeep.assessment.actions import (
    open_provider_submission,
    open_submission,
)
from havenkeep.assessment.queries import lay
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.governance.actions import appoint
from havenkeep.governance.domain.lead import Duty
from havenkeep.identity.models import User
from havenkeep.identity.roles import Permission, Role, allows
from havenkeep.importing.actions import keep_preview
from havenkeep.mail.actions import leave_message, settle_restored
from havenkeep.organisations.actions import give_membership, invite
from havenkeep.organisations.models import Home, Membership, Provider
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.domain.sheet_columns import GROUP
from havenkeep.people.imports import Kept
from havenkeep.standards.queries import edition_in_force
from tests.architecture.colleagues import COLLEAGUE, staffed
from tests.architecture.filling import filled, publish
from tests.world import AT, TODAY, World, join, make_world

LAST_YEAR = "dspt-2025-26"
ROUTES: Final = Path(__file__).with_name("routes.txt")
PUBLIC, SIGNED_IN, OPERATOR, NOWHERE, NOBODY = "public", "signed-in", "operator", "nowhere", "-"
OWN: Final = "own"  # pages of one person, whose account it is: Bob Marsh

TO_SIGN_IN, NOT_ALLOWED = 302, 405
FINE: Final = {200, 302, 303, 400, 409, 410, 422}
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
    cookies: Mapping[int, str]

    def client(self, user: User | None) -> Client:
        """Return a browser in which that person is signed in, or nobody; they signed in when all was made."""
        client = Client()
        if user is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[user.pk]
        return client

    def address(self, row: Row, *, things: Mapping[str, object] | None = None) -> str:
        """Return the address with the placeholders filled in: with what belongs there, or with `things`."""
        names = row.placeholders
        place = self.place(row)
        values = self.of_provider if isinstance(place, Provider) else self.of_home
        if row.route.startswith("/operators/"):
            values = self.of_installation
        values = {**values, **(things or {})}
        room, page = row.name.split(":")[0], row.name.split(":")[-1]
        given = {
            name: values.get(f"{page}:{name}", values.get(f"{room}:{name}", values.get(name)))
            for name in names
        } | {name: value for name, value in (things or {}).items() if name in names}
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
        "agreements_file:extension": "csv",
        "starters_file:extension": "xlsx",
        "print_addendum:extension": "docx",
        "plan_file:extension": "xlsx",
        "staff_file:extension": "csv",
        "language": "en",
        "keycards:token": "t" * 43,
        "duty": Duty.LEAD.value,
        "role": "carer",
        "printed": "handover-list",
        "version_file:extension": "docx",
        "group": "never",
        "list_file:extension": "csv",
        "slug": "kind",
        "translation:language": "pl",
        "course": "everyone",
        "lesson": "trust",
        "message": _unsure_message(),
    }
    before = open_submission(home=world.thistlewick, edition_id=LAST_YEAR, by=SYSTEM, at=AT)
    publish(before, lay(before, on=TODAY, homes=[world.thistlewick]).assessed)
    shared_before = open_provider_submission(
        provider=world.larkfield, edition_id=LAST_YEAR, homes=[world.oak_lodge], by=SYSTEM, at=AT
    )
    publish(shared_before, lay(shared_before, on=TODAY, homes=[world.oak_lodge]).assessed)
    strange = open_submission(home=world.brookside, edition_id=edition.id, by=SYSTEM, at=AT)
    people = {name: User.objects.get(pk=user.pk) for name, user in people.items()}
    return Walk(
        world=world,
        people=people,
        cookies={user.pk: _sign_in(world, user) for user in people.values()},
        of_home=fixed
        | filled(own, world.thistlewick, item=first.ref)
        | _appointed(world.thistlewick)
        | staffed(world.thistlewick, world.bob)
        | {"here:token": world.thistlewick.talks.get().token}
        | _let_in(world.thistlewick, people["nell"]),
        of_provider=fixed
        | filled(shared, world.larkfield, item=first.ref)
        | _listed(world.larkfield)
        | _let_in(world.larkfield, User.objects.get(name="Hugh Tell")),
        of_installation=fixed | _let_in(None, User.objects.get(name="Oda Wick")),
        of_stranger=filled(strange, world.brookside, item=first.ref)
        | _appointed(world.brookside)
        | staffed(world.brookside, world.charlie)
        | _let_in(world.brookside, world.charlie),
    )


def _sign_in(world: World, user: User) -> str:
    return world.client(user).cookies[settings.SESSION_COOKIE_NAME].value


def _unsure_message() -> int:
    """Leave a message that an operator may send again and cancel."""
    given = {"to": "alice.fenn@example.org", "subject": "Hello", "body": "Text", "kind": "reminder"}
    message = leave_message(**given, by=SYSTEM, at=AT, key="walk")
    settle_restored(at=AT)
    return message.pk


def _listed(provider: Provider) -> dict[str, object]:
    """Leave a list of a whole group that waits for a look."""
    kept = Kept(
        file="a.csv",
        source=ListSource.ROTA,
        dated_on=TODAY,
        each_shift=False,
        headings={},
        rows=[(2, {"name": "Mary Quill", "location": "CC-101"})],
    )
    preview = keep_preview(place=provider, kind=GROUP.name, rows=kept.as_json(), by=SYSTEM, at=AT)
    return {"listing": preview.ref}


def _appointed(home: Home) -> dict[str, object]:
    appointment = appoint(home=home, duty=Duty.LEAD, name="Lena Reed", by=SYSTEM, at=AT)
    return {"appointment": appointment.pk}


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
