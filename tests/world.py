"""The named cast of the tests. Everyone here is made up.

Larkfield Care Ltd runs Thistlewick House and Oak Lodge; Meadowgate Care Ltd runs Brookside.
The `world` fixture makes them through the same actions that the pages use.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta

from django.test import Client

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.identity.actions import make_user
from havenkeep.identity.models import User
from havenkeep.identity.roles import ONLY_UNTIL, Role
from havenkeep.organisations.actions import give_membership, make_home, make_provider
from havenkeep.organisations.models import Home, Provider
from havenkeep.standards.domain.words import ServiceKind

AT = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
PASSWORD = "three purple teapots"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Who is who. Each person's part stands beside their name."""

    larkfield: Provider
    thistlewick: Home
    oak_lodge: Home
    meadowgate: Provider
    brookside: Home

    alice: User  # Alice Fenn, manager of Thistlewick House; the only one with a password
    bob: User  # Bob Marsh, member of staff there
    lena: User  # Lena Reed, data security lead there
    gina: User  # Gina Holt, group lead of Larkfield Care
    charlie: User  # Charlie Stone, manager of Brookside, a stranger to Larkfield
    ivy: User  # Ivy Pell, inspector of Thistlewick House
    olive: User  # Olive Tarn, operator of the installation

    @property
    def people(self) -> dict[str, User]:
        """Return everyone who signs in, by first name."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: who for name, who in named.items() if isinstance(who, User)}

    def client(self, user: User | None = None) -> Client:
        """Return a browser in which that person is signed in, or nobody."""
        client = Client()
        if user is not None:
            client.force_login(user)
        return client


def make_world() -> World:
    """Make the cast, at `AT`, by the system."""
    larkfield = make_provider(name="Larkfield Care Ltd", by=SYSTEM, at=AT, ods_code="A1LK")
    meadowgate = make_provider(name="Meadowgate Care Ltd", by=SYSTEM, at=AT)
    thistlewick = make_home(
        provider=larkfield, name="Thistlewick House", kind=ServiceKind.RESIDENTIAL, by=SYSTEM, at=AT
    )
    oak_lodge = make_home(provider=larkfield, name="Oak Lodge", kind=ServiceKind.NURSING, by=SYSTEM, at=AT)
    brookside = make_home(
        provider=meadowgate, name="Brookside", kind=ServiceKind.RESIDENTIAL, by=SYSTEM, at=AT
    )
    return World(
        larkfield=larkfield,
        thistlewick=thistlewick,
        oak_lodge=oak_lodge,
        meadowgate=meadowgate,
        brookside=brookside,
        alice=join("Alice Fenn", Role.MANAGER, home=thistlewick, password=PASSWORD),
        bob=join("Bob Marsh", Role.STAFF, home=thistlewick),
        lena=join("Lena Reed", Role.LEAD, home=thistlewick),
        gina=join("Gina Holt", Role.GROUP_LEAD, provider=larkfield),
        charlie=join("Charlie Stone", Role.MANAGER, home=brookside),
        ivy=join("Ivy Pell", Role.INSPECTOR, home=thistlewick),
        olive=join("Olive Tarn", Role.OPERATOR),
    )


def join(
    name: str,
    role: Role,
    *,
    home: Home | None = None,
    provider: Provider | None = None,
    password: str | None = None,
) -> User:
    """Make an account and let it in: `Alice Fenn` gets `alice.fenn@example.org`."""
    email = f"{name.casefold().replace(' ', '.')}@example.org"
    user = make_user(name=name, email=email, password=password, by=SYSTEM, at=AT)
    last_day = TODAY + timedelta(days=90) if role in ONLY_UNTIL else None
    give_membership(user=user, role=role, home=home, provider=provider, last_day=last_day, by=SYSTEM, at=AT)
    return user
