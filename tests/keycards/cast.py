"""People with key cards, and what they do with them. Everyone here is made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.test import Client

from havenkeep.keycards.actions import keep_cards, make_tablet, new_print
from havenkeep.keycards.models import KeyCard, SignInLink
from havenkeep.organisations.models import Home
from havenkeep.people.actions import add_person, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.models import Person
from tests.world import AT, World

PIN = "482915"
OTHER_PIN = "739164"


def carer(
    world: World,
    name: str = "Kofi Mensah",
    *,
    home: Home | None = None,
    email: str = "",
    started_on: date | None = None,
    ended_on: date | None = None,
) -> Person:
    """Put a carer on the staff list of Thistlewick House, or of another home."""
    where, by = home or world.thistlewick, world.alice.as_actor()
    made = add_person(provider=where.provider, name=name, email=email, by=by, at=AT)
    start_post(
        person=made,
        home=where,
        engagement=Engagement.EMPLOYED,
        role=JobRole.CARER,
        started_on=started_on,
        ended_on=ended_on,
        by=by,
        at=AT,
    )
    return made


@dataclass(frozen=True, kw_only=True)
class Card:
    """A card on paper."""

    person: Person
    token: str = field(repr=False)
    code: str = field(repr=False)

    @property
    def row(self) -> KeyCard:
        return KeyCard.objects.live().get(person=self.person)


def card_of(world: World, person: Person, *, at: datetime = AT) -> Card:
    """Print somebody a card."""
    made = new_print(person)
    keep_cards(home=world.thistlewick, prints=[made], by=world.alice.as_actor(), at=at)
    return Card(person=person, token=made.token, code=made.code)


def shows(client: Client, card: Card) -> Any:
    """Hold a phone's camera over the square."""
    return client.get(f"/card/{card.token}/", follow=True)


def types(client: Client, pin: str = PIN, **more: Any) -> Any:
    """Type a PIN for the card shown last, or for another `card` that the page had asked about."""
    shown = client.session.get("shown_card", {}).get("digest", "")
    card = KeyCard.objects.filter(token_digest=shown).values_list("pk", flat=True).first()
    return client.post("/card/pin/", {"pin": pin, "card": card or "", **more})


def presses(client: Client) -> Any:
    """Press the button of the link by mail opened last."""
    shown = client.session.get("opened_link", {}).get("digest", "")
    link = SignInLink.objects.filter(token_digest=shown).values_list("pk", flat=True).first()
    return client.post("/sign-in-link/open/", {"link": link or ""})


def comes_in(client: Client, card: Card, pin: str = PIN) -> Any:
    """Show a card for the first time, and choose its PIN."""
    shows(client, card)
    answer = types(client, pin, again=pin)
    assert answer.status_code == 302, answer.content.decode()
    assert is_in(client, card.person)
    return answer


def with_a_pin(world: World, person: Person, pin: str = PIN) -> Card:
    """Give somebody a card with which they came in before, on a phone of their own."""
    card = card_of(world, person)
    comes_in(Client(), card, pin)
    return card


def tablet(world: World, label: str = "Tablet in the office") -> Client:
    """Make a browser the shared tablet of Thistlewick House."""
    token = make_tablet(home=world.thistlewick, label=label, by=world.alice.as_actor(), at=AT)
    client = Client()
    client.get(f"/card/tablet/{token}/")
    assert client.post("/card/tablet/").headers["Location"] == "/card/"
    return client


def is_in(client: Client, person: Person) -> bool:
    """Whether that person is signed in there."""
    person.refresh_from_db()
    kept = client.session.get("_auth_user_id")
    return person.user_id is not None and kept == str(person.user_id)


def opens(client: Client) -> bool:
    """Whether a page of one's own opens there."""
    answer = client.get("/me/", follow=True)
    return answer.status_code == 200 and answer.request["PATH_INFO"].startswith("/me/")
