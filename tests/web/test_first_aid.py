from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.world import AT, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def test_first_aid_needs_no_account_and_nothing_from_the_database(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/first-aid/")
    assert response.status_code == 200


def test_first_aid_says_disconnect_whom_to_ring_and_until_when(client: Client, db: None) -> None:
    page = client.get("/first-aid/").content.decode()
    assert "Disconnect. Do not switch off." in page
    assert 'href="tel:03003035222"' in page
    assert 'href="tel:03031231113"' in page
    assert "It is now <strong>23 November 2026 at 19:00</strong>" in page
    assert "26 November 2026 at 19:00" in page, "72 hours later, by the clock"
    assert "Confirmed" in page
    assert "Inferred" in page


def test_first_aid_opens_for_who_is_signed_in_too(world: World) -> None:
    assert world.client(world.bob).get("/first-aid/").status_code == 200
