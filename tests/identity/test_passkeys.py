"""What a browser sends for a passkey is hostile until it is proved. The real ceremony is in tests/e2e."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.steps import give_app
from tests.world import PASSWORD, World

ALICE = {"login": "alice.fenn@example.org", "password": PASSWORD}
TRUE_LOOKING = {
    "id": "AAAA",
    "rawId": "AAAA",
    "type": "public-key",
    "clientExtensionResults": {},
    "response": {
        "clientDataJSON": "e30",
        "attestationObject": "oA",
        "authenticatorData": "AAAA",
        "signature": "AAAA",
        "userHandle": "AAAA",
    },
}
HOSTILE = [
    "",
    "null",
    "1e999",
    '"text"',
    "[]",
    "{}",
    "[[[[",
    '{"response": []}',
    '{"id": 1, "rawId": 2, "response": {"clientDataJSON": 3}}',
    '{"\\u0000": "\\u0000"}',
    json.dumps(TRUE_LOOKING),
    json.dumps(TRUE_LOOKING | {"rawId": "%%%", "id": "é"}),
    json.dumps(TRUE_LOOKING | {"response": TRUE_LOOKING["response"] | {"userHandle": None}}),  # type: ignore[operator]
    json.dumps(TRUE_LOOKING | {"response": TRUE_LOOKING["response"] | {"userHandle": "_____w"}}),  # type: ignore[operator]
    json.dumps(TRUE_LOOKING | {"response": TRUE_LOOKING["response"] | {"clientDataJSON": "////"}}),  # type: ignore[operator]
]


def asked(client: Client) -> None:
    client.get("/account/sign-in/passkey/", headers={"Accept": "application/json", "host": "localhost"})


@pytest.mark.parametrize("credential", HOSTILE)
def test_nothing_made_up_signs_anybody_in(world: World, credential: str) -> None:
    client = Client(SERVER_NAME="localhost")
    asked(client)
    answer = client.post("/account/sign-in/passkey/", {"credential": credential})
    assert answer.headers["Location"] == "/account/sign-in/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", HOSTILE)
def test_nothing_made_up_is_a_second_step(world: World, credential: str) -> None:
    give_app(world.alice)
    client = Client(SERVER_NAME="localhost")
    client.post("/account/sign-in/", ALICE)
    client.get("/account/sign-in/second-step/")
    answer: Any = client.post("/account/sign-in/second-step/", {"credential": credential})
    assert answer.status_code == 200
    assert "That passkey did not work." in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", HOSTILE)
def test_nothing_made_up_becomes_a_passkey(world: World, credential: str) -> None:
    client = Client(SERVER_NAME="localhost")
    client.post("/account/sign-in/", ALICE)
    assert client.get("/account/protection/passkey/").status_code == 200
    answer: Any = client.post("/account/protection/passkey/", {"name": "my phone", "credential": credential})
    assert answer.status_code == 200
    assert "There is something to mend" in answer.content.decode()
    assert not Authenticator.objects.exists()
