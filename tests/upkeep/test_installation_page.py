"""The doctor's word in the browser, for whoever looks after the installation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.background.models import Beat
from havenkeep.mail.actions import leave_message
from tests.world import AT, World

PAGE = "/installation/"


@pytest.fixture
def olive(world: World, settings: Any, tmp_path: Path, time_machine: Any) -> Client:
    time_machine.move_to(AT, tick=False)
    for name in ("secrets", "logs", "locks"):
        (tmp_path / name).mkdir()
    tmp_path.chmod(0o700)
    settings.DATA = tmp_path
    return world.client(world.olive)


def test_what_is_wrong_comes_first_with_what_to_do(olive: Client) -> None:
    Beat.objects.create(name="mail.send", failures=4, failing_since=AT, error="The disk is full.")
    page = olive.get(PAGE).content.decode()
    assert (
        page.index("The disk is full.") < page.index("No backup has been made yet.") < page.index("In order")
    )
    assert "read the end of" in page


def test_a_glance_reads_no_history_through_and_a_whole_look_does(olive: Client) -> None:
    assert "nothing was changed or taken out" not in olive.get(PAGE).content.decode()
    page = olive.post(PAGE).content.decode()
    assert "nothing was changed or taken out" in page
    assert "Examine everything" not in page


def test_a_glance_asks_the_same_few_questions_however_much_is_kept(
    olive: Client, django_assert_max_num_queries: Any
) -> None:
    olive.get(PAGE)
    for number in range(30):
        leave_message(
            to=f"p{number}@example.org",
            subject="Hello",
            body="Hello",
            kind="test",
            by=SYSTEM,
            at=AT,
            key=str(number),
        )
    with django_assert_max_num_queries(20):
        assert "30 messages wait" in olive.get(PAGE).content.decode()
