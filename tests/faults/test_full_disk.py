from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection

from havenkeep.assessment.actions import open_submission
from havenkeep.assessment.models import Response
from havenkeep.audit.models import Head
from havenkeep.standards.domain.edition import AnswerKind
from havenkeep.standards.queries import edition_in_force
from tests.world import AT, TODAY, World


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the database grow no further: for real on SQLite, by its own words on PostgreSQL."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            pages = cursor.fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")
            yield
            cursor.execute("PRAGMA max_page_count = 1073741823")
    else:
        with monkeypatch.context() as patched:

            def refuse(*_: object, **__: object) -> None:
                raise OperationalError("could not extend file: No space left on device")

            patched.setattr("havenkeep.assessment.actions.answers.record", refuse)
            yield


def test_a_full_disk_is_one_sentence_and_saves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = edition_in_force(on=TODAY)
    submission = open_submission(
        home=world.thistlewick, edition_id=edition.id, by=world.alice.as_actor(), at=AT
    )
    item = next(one for one in edition.mandatory if one.kind is AnswerKind.TEXT)
    before = Head.objects.get(stream=submission.stream).number
    client = world.client(world.alice)
    url = f"/homes/{world.thistlewick.ref}/assessment/items/{item.ref}/"
    words = "long words " * 900
    typed = {"choice": "given", "value": words, "comment": words[:4_000], "revision": "0", "confirm": "1"}
    with full_disk(monkeypatch):
        response = client.post(url, typed)
    page = response.content.decode()
    assert response.status_code == 507
    assert "The disk is full" in page
    assert "This was not saved" in page
    assert "long words" in page
    assert not Response.objects.exists()
    assert Head.objects.get(stream=submission.stream).number == before
    assert client.post(url, typed).status_code == 302


def test_a_busy_database_is_one_sentence(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("havenkeep.web.front.views.lay", locked)
    edition = edition_in_force(on=TODAY)
    open_submission(home=world.thistlewick, edition_id=edition.id, by=world.alice.as_actor(), at=AT)
    response = world.client(world.alice).get(f"/homes/{world.thistlewick.ref}/")
    assert response.status_code == 503
    assert "The database is busy" in response.content.decode()
