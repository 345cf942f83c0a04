from __future__ import annotations

from pathlib import Path

from django.test import Client

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.identity.actions import make_user
from havenkeep.identity.models import User
from havenkeep.identity.roles import Role
from havenkeep.organisations.actions import give_membership, make_home, make_provider
from havenkeep.standards.domain.words import ServiceKind
from havenkeep.web.models import SetupDraft
from havenkeep.web.setup.queries import real_accounts, setup_is_open
from tests.web.setup.conftest import KEY, answer, with_key
from tests.world import AT


def _visitor_of_a_sample() -> User:
    provider = make_provider(name="Sample Care", by=SYSTEM, at=AT, is_sample=True)
    home = make_home(provider=provider, name="Sample", kind=ServiceKind.NURSING, by=SYSTEM, at=AT)
    visitor = make_user(name="Visitor", email=None, password=None, by=SYSTEM, at=AT)
    give_membership(user=visitor, role=Role.MANAGER, home=home, by=SYSTEM, at=AT)
    return visitor


def test_without_the_key_a_calm_page_says_where_the_link_is(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/welcome/"
    page = client.get("/welcome/").content.decode()
    assert "is being set up" in page
    assert "set-up link" in page
    assert "Set up my service" not in page


def test_the_key_leaves_the_address_and_opens_the_first_page(client: Client) -> None:
    response = client.get(f"/setup/?key={KEY}")
    assert response.headers["Location"] == "/welcome/"
    page = client.get("/welcome/").content.decode()
    assert "Set up my service" in page
    assert KEY not in page


def test_the_session_remembers_that_the_key_was_shown_but_not_the_key(client: Client) -> None:
    client.get(f"/setup/?key={KEY}")
    assert KEY not in str(dict(client.session))


def test_showing_the_key_begins_a_fresh_session(client: Client) -> None:
    client.session.save()
    before = client.session.session_key
    client.cookies["sessionid"] = before
    client.get(f"/setup/?key={KEY}")
    assert client.session.session_key != before


def test_a_wrong_key_is_refused_in_one_sentence(client: Client) -> None:
    response = client.get("/setup/?key=guess")
    assert response.status_code == 403
    assert "Copy the whole link again" in response.content.decode()
    assert client.get("/setup/publisher/").headers["Location"] == "/welcome/"


def test_without_a_key_on_the_disk_no_key_opens(client: Client, key_file: Path) -> None:
    key_file.unlink()
    assert client.get("/setup/?key=").status_code == 403
    assert client.get(f"/setup/?key={KEY}").status_code == 403


def test_no_question_opens_without_the_key(client: Client) -> None:
    for path in ("setup/", "setup/service/", "setup/publisher/", "setup/answers/", "setup/account/"):
        assert client.get(f"/{path}").headers["Location"] == "/welcome/", path


def test_a_new_key_closes_the_door_on_the_old_one_and_takes_the_answers_over(key_file: Path) -> None:
    old = with_key()
    answer(old, "publisher")
    key_file.write_text("the-key-after-a-restart")
    assert old.get("/setup/publisher/").headers["Location"] == "/welcome/"
    new = with_key("the-key-after-a-restart")
    assert "1 of 10 questions answered" in new.get("/welcome/").content.decode()
    assert SetupDraft.objects.count() == 1


def test_once_somebody_has_an_account_the_key_is_void_and_the_start_is_signing_in(client: Client) -> None:
    visitor = make_user(name="Alice Fenn", email="a@example.org", password=None, by=SYSTEM, at=AT)
    assert list(real_accounts()) == [visitor]
    assert client.get(f"/setup/?key={KEY}", follow=True).redirect_chain[-1][0] == "/account/sign-in/"
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/account/sign-in/"


def test_a_closed_account_keeps_set_up_closed() -> None:
    make_user(name="Alice Fenn", email="a@example.org", password=None, by=SYSTEM, at=AT)
    User.objects.update(is_active=False)
    assert not setup_is_open()


def test_an_account_of_the_made_up_sample_does_not_close_set_up() -> None:
    _visitor_of_a_sample()
    assert setup_is_open()


def test_a_visitor_of_the_sample_can_go_on_to_their_own_service() -> None:
    client = with_key()
    client.force_login(_visitor_of_a_sample())
    client.get(f"/setup/?key={KEY}")
    assert client.get("/setup/publisher/").status_code == 200


def test_who_is_of_the_sample_and_of_a_real_service_is_real() -> None:
    visitor = _visitor_of_a_sample()
    give_membership(user=visitor, role=Role.OPERATOR, by=SYSTEM, at=AT)
    assert not setup_is_open()


def test_the_sample_is_offered_only_where_it_can_be_made(keeper: Client) -> None:
    from django.urls import NoReverseMatch, reverse

    try:
        address = reverse("sample:look")
    except NoReverseMatch:
        assert "sample home" not in keeper.get("/welcome/").content.decode()
    else:
        assert f'action="{address}"' in keeper.get("/welcome/").content.decode()
