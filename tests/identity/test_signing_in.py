from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from havenkeep.audit.models import Event
from havenkeep.identity.models import User
from tests.world import PASSWORD, World

ADDRESS = "/account/sign-in/"
ALICE = {"login": "alice.fenn@example.org", "password": PASSWORD}


def _sign_in(client: Client, **changes: str) -> Any:
    return client.post(ADDRESS, ALICE | changes)


def test_e_mail_and_password_lead_to_the_home(world: World) -> None:
    client = Client()
    assert client.get(ADDRESS).status_code == 200
    assert client.post(ADDRESS, ALICE).headers["Location"] == "/"
    assert client.get("/").headers["Location"] == f"/homes/{world.thistlewick.ref}/"


def test_over_plain_http_signing_in_does_not_loop(world: World) -> None:
    client = Client()
    _sign_in(client)
    assert not client.cookies["sessionid"]["secure"]
    assert client.get("/account/password/").status_code == 200


def test_the_e_mail_may_be_typed_in_any_case(world: World) -> None:
    assert _sign_in(Client(), login=" Alice.Fenn@Example.ORG ").status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [{"password": "four green kettles"}, {"login": "nobody@example.org"}, {"login": "bob.marsh@example.org"}],
)
def test_a_refusal_is_one_sentence_that_does_not_say_which_was_wrong(
    world: World, wrong: dict[str, str]
) -> None:
    response = _sign_in(Client(), **wrong)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("The e-mail or the password is not right. Check both, and try again.") == 1
    assert f'value="{(ALICE | wrong)["login"]}"' in page
    assert (ALICE | wrong)["password"] not in page


def test_empty_boxes_say_what_to_enter(world: World) -> None:
    page = _sign_in(Client(), login="", password="").content.decode()
    assert "Enter your e-mail address" in page
    assert "Enter your password" in page


def test_signing_in_begins_a_fresh_session_that_ends_with_the_browser(world: World) -> None:
    client = Client()
    client.session.save()
    before = client.session.session_key
    client.cookies["sessionid"] = before
    _sign_in(client)
    assert client.session.session_key != before
    assert client.cookies["sessionid"]["max-age"] == ""
    assert client.cookies["sessionid"]["httponly"]


def test_after_signing_in_people_come_to_the_page_they_asked_for(world: World) -> None:
    client = Client()
    wanted = f"/homes/{world.thistlewick.ref}/assessment/"
    asked = client.get(wanted)
    assert asked.headers["Location"] == f"{ADDRESS}?next={wanted}"
    assert f'name="next" value="{wanted}"' in client.get(asked.headers["Location"]).content.decode()
    assert client.post(f"{ADDRESS}?next={wanted}", ALICE).headers["Location"] == wanted


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(world: World, elsewhere: str) -> None:
    assert _sign_in(Client(), next=elsewhere).headers["Location"] == "/"


def test_too_many_tries_get_a_page_with_one_plain_sentence(world: World) -> None:
    client = Client()
    answers = [_sign_in(client, password="a wrong guess at it") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "Wait five minutes, then try again." in answers[-1].content.decode()
    assert _sign_in(client).status_code == 429, "the right password does not help either"


def test_guessing_at_one_account_does_not_shut_out_another_for_long(world: World) -> None:
    for _ in range(5):
        _sign_in(Client(), password="a wrong guess at it")
    assert _sign_in(Client(), login="gina.holt@example.org", password="a guess").status_code == 200


def test_a_closed_account_is_told_so_only_to_who_knows_its_password(world: World) -> None:
    User.objects.filter(pk=world.alice.pk).update(is_active=False)
    assert _sign_in(Client()).headers["Location"] == "/account/closed/"
    assert "not right" in _sign_in(Client(), password="a wrong guess at it").content.decode()
    assert Client().get("/account/closed/").status_code == 200


def test_someone_with_no_password_cannot_sign_in_with_an_empty_one(world: World) -> None:
    assert not world.bob.has_usable_password()
    assert _sign_in(Client(), login="bob.marsh@example.org", password="").status_code == 200


def test_signing_out_is_a_button_and_not_a_link(world: World) -> None:
    client = world.client(world.alice)
    assert client.get("/account/sign-out/").status_code == 200
    assert client.get("/account/password/").status_code == 200, "looking at the page signs nobody out"
    assert client.post("/account/sign-out/").headers["Location"] == ADDRESS
    assert client.get("/").headers["Location"] == "/welcome/"
    assert client.get("/", follow=True).redirect_chain[-1][0] == ADDRESS


def test_nobody_makes_an_account_by_themselves(world: World) -> None:
    before = User.objects.count()
    response = Client().post(
        "/account/sign-up/", {"email": "mallory@example.org", "password1": "three purple teapots"}
    )
    assert "You cannot make an account here" in response.content.decode()
    assert User.objects.count() == before


def test_a_forgotten_password_has_a_page_that_says_whom_to_ask(world: World) -> None:
    assert "ask the manager" in Client().get("/account/password/forgotten/").content.decode()


def test_a_sign_in_form_from_another_site_is_refused(world: World) -> None:
    assert Client(enforce_csrf_checks=True).post(ADDRESS, ALICE).status_code == 403


def test_the_chain_notes_who_signed_in(world: World) -> None:
    _sign_in(Client())
    event = Event.objects.get(event="identity.signed_in")
    assert (event.by_id, event.subject) == (world.alice.ref, f"identity.user:{world.alice.ref}")


@pytest.mark.parametrize("path", ["login/", "email/", "password/set/", "reauthenticate/"])
def test_pages_of_the_library_that_we_do_not_use_are_not_there(world: World, path: str) -> None:
    assert world.client(world.alice).get(f"/account/{path}").status_code == 404
