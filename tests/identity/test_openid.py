"""Signing in with an account from elsewhere: a made-up issuer that signs with a key of its own."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from havenkeep.audit.models import Event
from havenkeep.config.openid import BadOpenId, OpenId
from havenkeep.identity.models import User
from tests.identity import openid_urls
from tests.steps import give_app
from tests.world import World

URL = "https://issuer.example/tenant/v2.0"
GO, BACK = "/account/openid/", "/account/openid/back/"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Answer:
    content: dict[str, Any]
    status_code: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json"})

    def json(self) -> dict[str, Any]:
        return self.content

    def raise_for_status(self) -> None: ...


@dataclass
class Issuer:
    """Stands where the network would be; `claims` are what it says of whoever comes."""

    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = KEY
    algorithm: str = "RS256"

    def __enter__(self) -> Issuer:
        return self

    def __exit__(self, *_: object) -> None: ...

    def get(self, url: str, **_: Any) -> Answer:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {
            "kid": "k",
            "alg": "RS256",
        }
        return {
            f"{URL}/.well-known/openid-configuration": Answer(
                {
                    "issuer": URL,
                    "authorization_endpoint": f"{URL}/authorize",
                    "token_endpoint": f"{URL}/token",
                    "jwks_uri": f"{URL}/keys",
                    "userinfo_endpoint": f"{URL}/userinfo",
                }
            ),
            f"{URL}/keys": Answer({"keys": [public | {"kid": "k", "alg": "RS256"}]}),
            f"{URL}/userinfo": Answer(self.userinfo),
        }[url]

    def request(self, method: str, url: str, **_: Any) -> Answer:
        assert (method, url) == ("POST", f"{URL}/token")
        now = int(time.time())
        said = {"iss": URL, "aud": "us", "sub": "s-1", "iat": now, "exp": now + 300} | self.claims
        token = jwt.encode(said, self.key, algorithm=self.algorithm, headers={"kid": "k"})
        return Answer({"access_token": "a", "token_type": "Bearer", "id_token": token})


@pytest.fixture
def issuer(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Issuer:
    secret = tmp_path / "secret"
    secret.write_text("a secret\n")
    found = OpenId.read(_environment(HAVENKEEP_OIDC_SECRET_FILE=str(secret)))
    assert found is not None
    settings.SOCIALACCOUNT_PROVIDERS = found.providers()
    settings.ROOT_URLCONF = openid_urls.__name__
    made = Issuer()
    monkeypatch.setattr("havenkeep.identity.openid.adapter.Accounts.get_requests_session", lambda _: made)
    return made


def _environment(**changes: str) -> dict[str, str]:
    return {
        "HAVENKEEP_OIDC_ISSUER": URL,
        "HAVENKEEP_OIDC_CLIENT_ID": "us",
        "HAVENKEEP_OIDC_SECRET_FILE": "/run/secrets/oidc",
        "HAVENKEEP_OIDC_NAME": "Microsoft 365",
        "HAVENKEEP_OIDC_DOMAINS": "larkfield.example",
    } | changes


def comes(client: Client, *, process: str = "login") -> Any:
    """Go to the issuer and come back."""
    led = client.get(GO, {"process": process})
    asked = parse_qs(urlsplit(led.headers["Location"]).query)
    assert led.headers["Location"].startswith(f"{URL}/authorize?")
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(BACK, {"code": "c", "state": asked["state"][0]})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


ALICE = {"email": "Alice.Fenn@example.org", "email_verified": True}


def test_a_verified_e_mail_opens_the_account_that_is_here(world: World, issuer: Issuer) -> None:
    issuer.claims = ALICE
    client = Client()
    assert "Sign in with Microsoft 365" in client.get("/account/sign-in/").content.decode()
    assert comes(client).headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(world.alice.pk)
    assert Event.objects.filter(event="identity.linked_elsewhere", by_id=world.alice.ref).count() == 1


@pytest.mark.parametrize("verified", [False, None, "false", 0, "1"])
def test_an_e_mail_that_nobody_verified_opens_nothing(world: World, issuer: Issuer, verified: Any) -> None:
    issuer.claims = ALICE | {"email_verified": verified}
    client = Client()
    assert "You cannot make an account here" in comes(client).content.decode()
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_the_tenants_own_domain_counts_as_verified(world: World, issuer: Issuer) -> None:
    User.objects.filter(pk=world.bob.pk).update(email="bob@larkfield.example")
    world.bob.emailaddress_set.update(email="bob@larkfield.example")
    issuer.claims = {"email": "bob@larkfield.example"}
    client = Client()
    comes(client)
    assert client.session["_auth_user_id"] == str(world.bob.pk)


def test_somebody_unknown_gets_no_account(world: World, issuer: Issuer) -> None:
    issuer.claims = {"email": "mallory@example.org", "email_verified": True}
    before = User.objects.count()
    client = Client()
    assert "You cannot make an account here" in comes(client).content.decode()
    assert (User.objects.count(), is_in(client)) == (before, False)


@pytest.mark.parametrize(
    "wrong",
    [{"iss": "https://evil.example"}, {"aud": "somebody else"}, {"exp": 1}, {"sub": None}],
    ids=["issuer", "audience", "old", "nobody"],
)
def test_what_is_not_said_properly_opens_nothing(world: World, issuer: Issuer, wrong: dict[str, Any]) -> None:
    issuer.claims = ALICE | wrong
    client = Client()
    assert "That did not work" in comes(client).content.decode()
    assert not is_in(client)


def test_what_somebody_else_signed_opens_nothing(world: World, issuer: Issuer) -> None:
    issuer.claims, issuer.key = ALICE, OTHER_KEY
    client = Client()
    assert "That did not work" in comes(client).content.decode()
    assert not is_in(client)


def test_an_answer_that_nobody_asked_for_opens_nothing(world: World, issuer: Issuer) -> None:
    issuer.claims = ALICE
    client = Client()
    client.get(BACK, {"code": "c", "state": "made up"})
    assert not is_in(client)


def test_more_about_the_person_must_be_about_the_same_person(world: World, issuer: Issuer) -> None:
    issuer.userinfo = ALICE | {"sub": "s-2"}
    client = Client()
    comes(client)
    assert not is_in(client)
    issuer.userinfo = ALICE | {"sub": "s-1"}
    comes(client)
    assert is_in(client)


def test_somebody_with_a_second_step_is_asked_for_it(world: World, issuer: Issuer) -> None:
    give_app(world.alice)
    issuer.claims = ALICE
    client = Client()
    assert comes(client).headers["Location"] == "/account/sign-in/second-step/"
    assert not is_in(client)


def test_a_link_is_made_from_the_account_page_whatever_the_e_mail(world: World, issuer: Issuer) -> None:
    issuer.claims = {"email": "a.fenn@elsewhere.example"}
    client = Client()
    client.post("/account/sign-in/", {"login": "alice.fenn@example.org", "password": "three purple teapots"})
    assert "Link Microsoft 365" in client.get("/account/").content.decode()
    assert comes(client, process="connect").headers["Location"] == "/account/"
    assert SocialAccount.objects.get().user == world.alice
    again = Client()
    comes(again)
    assert is_in(again)
    client.post("/account/openid/unlink/")
    assert not SocialAccount.objects.exists()


def test_without_an_issuer_there_is_no_button(world: World) -> None:
    assert "Sign in with" not in Client().get("/account/sign-in/").content.decode()
    assert Client().get(GO).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"HAVENKEEP_OIDC_ISSUER": ""},
        {"HAVENKEEP_OIDC_CLIENT_ID": ""},
        {"HAVENKEEP_OIDC_SECRET_FILE": ""},
        {"HAVENKEEP_OIDC_ISSUER": "http://issuer.example"},
        {"HAVENKEEP_OIDC_ISSUER": "https://login.microsoftonline.com/common/v2.0"},
        {"HAVENKEEP_OIDC_ISSUER": "https://login.microsoftonline.com/organizations/v2.0"},
    ],
)
def test_settings_that_would_not_be_safe_are_refused(changes: dict[str, str]) -> None:
    with pytest.raises(BadOpenId, match="HAVENKEEP_OIDC_"):
        OpenId.read(_environment(**changes))
    assert OpenId.read({}) is None
