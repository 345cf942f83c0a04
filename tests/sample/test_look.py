from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from havenkeep.organisations.models import Membership, Provider
from havenkeep.sample.actions import make_sample
from havenkeep.web.setup.queries import setup_is_open
from tests.world import AT, World

KEY = "a-key-for-today"


@pytest.fixture
def visitor(db: None, settings: Any, tmp_path: Path) -> Client:
    """A browser on an installation where nobody has set up yet."""
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "setup-key").write_text(KEY)
    settings.DATA = tmp_path
    return Client()


def test_whoever_has_the_key_looks_around_as_the_samples_manager(visitor: Client) -> None:
    visitor.get("/setup/", {"key": KEY})
    assert "Look around a sample home" in visitor.get("/welcome/").content.decode()
    response = visitor.post("/sample/", follow=True)
    assert response.status_code == 200
    page = response.content.decode()
    assert "Thistlewick House" in page
    assert "Hazel Winterby" in page
    assert "made-up sample" in page


def test_looking_around_does_not_end_set_up_nor_take_the_key_away(visitor: Client) -> None:
    visitor.get("/setup/", {"key": KEY})
    visitor.post("/sample/")
    assert setup_is_open()
    assert "Set up my service" in visitor.get("/welcome/").content.decode()
    assert visitor.post("/sample/").status_code == 302
    assert Provider.objects.count() == 1


def test_the_way_from_the_sample_to_set_up_is_on_each_page_of_it(visitor: Client) -> None:
    visitor.get("/setup/", {"key": KEY})
    page = visitor.post("/sample/", follow=True).content.decode()
    assert 'href="/welcome/">Set up my service</a>' in page


def test_without_the_key_nobody_gets_in(visitor: Client) -> None:
    assert visitor.post("/sample/", follow=True).status_code == 200
    assert "_auth_user_id" not in visitor.session
    assert not Provider.objects.exists()


def test_the_key_is_worth_nothing_once_there_is_a_real_account(visitor: Client, world: World) -> None:
    session = visitor.session
    session["setup_key"] = "anything"
    session.save()
    visitor.post("/sample/")
    assert "_auth_user_id" not in visitor.session
    assert not Provider.objects.filter(is_sample=True).exists()


def test_the_operator_finds_the_sample_among_the_services_until_it_is_there(world: World) -> None:
    olive = world.client(world.olive)
    button = "Look around a sample home"
    assert button in olive.get("/services/").content.decode()
    olive.post("/sample/")
    page = olive.get("/services/").content.decode()
    assert button not in page
    assert "Thistlewick House" in page
    assert "Set up my service" not in olive.get("/", follow=True).content.decode()


def test_the_operator_gets_a_managers_place_in_it(world: World) -> None:
    response = world.client(world.olive).post("/sample/")
    assert response.status_code == 302
    assert response["Location"].startswith("/homes/")
    mine = Membership.objects.in_force().filter(user=world.olive, role="manager")
    assert {row.home.provider.is_sample for row in mine if row.home} == {True}


@pytest.mark.parametrize("who", ["alice", "gina", "bob", "ivy"])
def test_others_are_led_to_where_they_belong(who: str, world: World) -> None:
    make_sample(at=AT)
    response = world.client(world.people[who]).post("/sample/")
    assert response["Location"] == "/"
    assert not Membership.objects.filter(user=world.people[who], home__provider__is_sample=True).exists()


def test_it_is_never_made_by_a_link(world: World) -> None:
    assert world.client(world.olive).get("/sample/")["Location"] == "/"
    assert not Provider.objects.filter(is_sample=True).exists()
