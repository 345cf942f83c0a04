from __future__ import annotations

from typing import Any

import pytest

from havenkeep.assessment.actions import CannotPublish, open_submission, record_publication
from havenkeep.assessment.domain.standing import Standing
from havenkeep.assessment.models import Publication, Submission
from havenkeep.assessment.queries import lay
from havenkeep.standards.domain.edition import Item
from tests.assessment.conftest import say
from tests.world import AT, TODAY, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def test_recording_a_publication_freezes_and_later_changes_show(
    submission: Submission, ticks: list[Item], world: World
) -> None:
    say(submission, ticks[0], world=world)
    client = world.client(world.alice)
    url = f"/homes/{world.thistlewick.ref}/assessment/publication/"
    day = {"published_on_day": "20", "published_on_month": "11", "published_on_year": "2026"}
    assert client.post(url, {"standing": "met", **day}).status_code == 302
    client.post(url, {"standing": "met", **day})
    assert Publication.objects.count() == 1
    assert "Every answer reads as it did" in client.get(f"{url}1/").content.decode()
    say(submission, ticks[0], "no", seen=1, world=world)
    assert ticks[0].title in client.get(f"{url}1/").content.decode()
    future = {**day, "published_on_year": "2027"}
    assert "cannot be in the future" in client.post(url, {"standing": "met", **future}).content.decode()
    early = {**day, "published_on_month": "8"}
    assert "counted for the year before" in client.post(url, {"standing": "met", **early}).content.decode()


def test_what_was_published_in_earlier_years_is_kept_and_approaching_is_used_up_once(
    submission: Submission, ticks: list[Item], world: World
) -> None:
    by = world.alice.as_actor()
    last = open_submission(home=world.thistlewick, edition_id="dspt-2025-26", by=by, at=AT)
    say(last, ticks[0], "no", world=world)
    record_publication(
        submission=last,
        assessed=lay(last, on=TODAY, homes=[world.thistlewick]).assessed,
        standing=Standing.APPROACHING,
        published_on=TODAY.replace(month=6),
        by=by,
        at=AT,
    )
    url = f"/homes/{world.thistlewick.ref}/assessment/publication/"
    client = world.client(world.alice)
    page = client.get(url).content.decode()
    assert "Approaching Standards on 23 June 2026" in page
    assert "You have used it" in page
    kept = f"{url}dspt-2025-26/1/"
    assert kept in page
    told = client.get(kept).content.decode()
    assert "published on 23 june 2026" in told.casefold()
    assert ticks[0].title in told
    assert "Alice Fenn, 23 November 2026" in told
    assert client.get(f"{url}dspt-2025-26/2/").status_code == 404
    assert client.get(f"{url}dspt-2024-25/1/").status_code == 404


def test_a_publication_needs_something_reached(submission: Submission, world: World) -> None:
    assessed = lay(submission, on=TODAY, homes=[world.thistlewick]).assessed
    with pytest.raises(CannotPublish):
        record_publication(
            submission=submission,
            assessed=assessed,
            standing=Standing.NOT_YET,
            published_on=TODAY,
            by=world.alice.as_actor(),
            at=AT,
        )
