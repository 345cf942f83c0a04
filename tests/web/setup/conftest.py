"""Walking through set-up: a key on the disk, and a browser that has shown it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.world import AT

KEY = "a-key-of-the-tests-Zm9yIG5vdGhpbmc"
ACCOUNT = {"name": "Alice Fenn", "email": "Alice.Fenn@example.org", "password": "three purple teapots"}
ANSWERS: dict[str, dict[str, Any]] = {
    "service/by-hand": {
        "name": "Thistlewick House",
        "town": "Leeds",
        "postcode": "ls1 4dy",
        "provider_name": "Larkfield Care Ltd",
        "code": "vlxyz",
    },
    "publisher": {"publisher": "us"},
    "sign-in": {"sign_in": "left_with_someone"},
    "standing": {
        "last": "met",
        "published_on_day": "20",
        "published_on_month": "June",
        "published_on_year": "2026",
        "mandatory": "45",
    },
    "nhs": {"nhsmail": "yes", "gp_ordering": "no"},
    "people": {"kind": "residential", "employed": "38", "bank": "6"},
    "duties": {
        "lead_name": "Lena Reed",
        "lead_job": "Deputy manager",
        "ico_decider_name": "Rosa Field",
        "ico_decider_job": "Registered manager",
    },
    "havings": {"has": ["policy_pack", "staff_list"]},
    "computing": {"care_records": "digital", "mail": ["nhsmail"], "own_phones": "no"},
    "pressing": {
        "pressing": ["visit"],
        "visit_on_day": "5",
        "visit_on_month": "3",
        "visit_on_year": "2027",
        "ten_minutes": "evening",
    },
}


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture(autouse=True)
def key_file(tmp_path: Path, settings: Any, db: None) -> Iterator[Path]:
    """Put the key of this test where the installation keeps it."""
    settings.DATA = tmp_path
    file = tmp_path / "secrets" / "setup-key"
    file.parent.mkdir()
    file.write_text(KEY)
    yield file
    cache.clear()


@pytest.fixture
def keeper() -> Client:
    """Give a browser that has shown the key."""
    return with_key()


def with_key(key: str = KEY) -> Client:
    client = Client()
    client.get(f"/setup/?key={key}")
    return client


def answer(client: Client, name: str, /, **changes: Any) -> Any:
    """Answer one question as `ANSWERS` does, with changes."""
    return client.post(f"/setup/{name}/", ANSWERS[name] | changes)


def answer_all(client: Client) -> None:
    for name in ANSWERS:
        response = answer(client, name)
        assert response.status_code == 302, (name, response.content.decode()[-3000:])
