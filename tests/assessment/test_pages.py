from __future__ import annotations

from typing import Any

import pytest

from havenkeep.assessment.actions import open_provider_submission, open_submission
from havenkeep.assessment.domain.standing import Standing
from havenkeep.assessment.models import Attestation, Response, Submission
from havenkeep.assessment.queries import lay, standings
from havenkeep.evidence.models import Proof
from havenkeep.organisations.models import Home
from havenkeep.privacy.actions import note_registration
from havenkeep.standards.domain.edition import AnswerKind, Item
from havenkeep.standards.queries import edition_in_force
from tests.assessment.conftest import say
from tests.world import AT, TODAY, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def _page(world: World, path: str) -> str:
    response = world.client(world.alice).get(f"/homes/{world.thistlewick.ref}/{path}")
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def _written(check: str) -> Item:
    return next(one for one in edition_in_force(on=TODAY).items if check in one.checks)


def test_the_front_page_says_one_sentence_and_one_job(
    submission: Submission, ticks: list[Item], world: World
) -> None:
    say(submission, ticks[0], world=world)
    page = _page(world, "")
    assert "1 of 45 ready to publish, 0 proven" in page
    assert page.count("hk-next__title") == 1
    assert "Background work has not run yet" in page


def test_a_new_year_offers_to_begin(world: World) -> None:
    assert "A new year of the toolkit has begun" in _page(world, "")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("assessment/", "0 of 45"),
        ("assessment/left/", "What is left"),
        ("assessment/numbers/said/", "None yet."),
        ("assessment/plan/", "45 items"),
    ],
)
def test_the_lists_open(path: str, words: str, submission: Submission, world: World) -> None:
    assert words in _page(world, path)


def test_every_topic_and_item_opens(submission: Submission, world: World) -> None:
    edition = edition_in_force(on=TODAY)
    client = world.client(world.alice)
    base = f"/homes/{world.thistlewick.ref}/assessment"
    for topic in edition.topics:
        assert client.get(f"{base}/topics/{topic.slug}/").status_code == 200
    for item in edition.items:
        assert client.get(f"{base}/items/{item.ref}/").status_code == 200
    assert client.get(f"{base}/items/99.9.9/").status_code == 404


def test_answering_in_the_browser_saves_confirms_and_shows_history(
    submission: Submission, ticks: list[Item], world: World
) -> None:
    client = world.client(world.alice)
    url = f"/homes/{world.thistlewick.ref}/assessment/items/{ticks[0].ref}/"
    sent = {"choice": "yes", "comment": "In the blue folder", "revision": "0", "confirm": "1"}
    assert client.post(url, sent).status_code == 302
    page = client.get(url).content.decode()
    assert "Confirmed by Alice Fenn" in page
    assert "In the blue folder" in page
    late = client.post(url, {"choice": "no", "comment": "", "revision": "0"})
    assert late.status_code == 409
    assert "changed this answer while you had it open" in late.content.decode()
    assert Response.objects.get().value == "yes"


def test_a_bad_answer_gets_one_sentence_and_nothing_is_saved(
    submission: Submission, ticks: list[Item], world: World
) -> None:
    url = f"/homes/{world.thistlewick.ref}/assessment/items/{ticks[0].ref}/"
    response = world.client(world.alice).post(url, {"comment": "kept words"})
    assert response.status_code == 422
    assert "kept words" in response.content.decode()
    assert not Response.objects.exists()


def test_a_record_drafts_the_answer_and_confirming_proves_it(submission: Submission, world: World) -> None:
    item = _written("privacy.ico_registration")
    by = world.alice.as_actor()
    note_registration(
        home=world.thistlewick, number="ZA123456", ends_on=TODAY.replace(year=2027), by=by, at=AT
    )
    page = _page(world, f"assessment/items/{item.ref}/")
    assert "What our records suggest" in page
    assert "In order." in page
    assert "Agrees." not in page
    url = f"/homes/{world.thistlewick.ref}/assessment/items/{item.ref}/confirmation/"
    world.client(world.alice).post(url, {"revision": "0"})
    world.client(world.alice).post(url, {"revision": "0"})
    found = lay(submission, on=TODAY, homes=[world.thistlewick]).assessed
    assert (found.said, found.proven, found.ready) == (1, 1, 1)
    note_registration(
        home=world.thistlewick, number="ZB654321", ends_on=TODAY.replace(year=2027), by=by, at=AT
    )
    assert lay(submission, on=TODAY, homes=[world.thistlewick]).assessed.contradicted == 1
    assert "Your answers and your records disagree" in _page(world, "")
    assert item.title in _page(world, "assessment/numbers/contradicted/")
    page = _page(world, f"assessment/items/{item.ref}/")
    assert "Our records are right" in page
    assert "Agrees." not in page
    world.client(world.alice).post(url, {"revision": "1", "records": "1"})
    mended = lay(submission, on=TODAY, homes=[world.thistlewick]).assessed
    assert (mended.contradicted, mended.proven) == (0, 1)


def test_several_are_confirmed_together_as_read(
    submission: Submission, ticks: list[Item], world: World
) -> None:
    for one in ticks[:12]:
        say(submission, one, world=world, confirm=False)
    client = world.client(world.alice)
    url = f"/homes/{world.thistlewick.ref}/assessment/confirmations/"
    assert "2 more wait" in client.get(url).content.decode()
    keys = [f"{one.ref}@1" for one in ticks[:12]]
    client.post(url, {"answer": keys})
    assert lay(submission, on=TODAY, homes=[world.thistlewick]).assessed.said == 10
    client.post(url, {"answer": keys})
    assert lay(submission, on=TODAY, homes=[world.thistlewick]).assessed.said == 12


def test_a_proof_is_kept_and_taken_off(submission: Submission, ticks: list[Item], world: World) -> None:
    say(submission, ticks[0], world=world)
    client = world.client(world.alice)
    base = f"/homes/{world.thistlewick.ref}/assessment/items/{ticks[0].ref}/proofs/"
    sent = {"title": "Checklist", "kind": "place", "where": "Blue folder in the office"}
    assert client.post(base, sent).status_code == 302
    assert lay(submission, on=TODAY, homes=[world.thistlewick]).assessed.shown == 1
    proof = Proof.objects.get()
    client.post(f"{base}{proof.ref}/withdrawal/")
    assert lay(submission, on=TODAY, homes=[world.thistlewick]).assessed.shown == 0
    assert client.post(base, {**sent, "kind": "link", "where": "javascript:alert(1)"}).status_code == 422


def test_the_plan_is_made_once_and_its_jobs_done(submission: Submission, world: World) -> None:
    client = world.client(world.alice)
    url = f"/homes/{world.thistlewick.ref}/assessment/plan/"
    client.post(url, {"owner_name": "Lena Reed"})
    client.post(url, {"owner_name": "Lena Reed"})
    assert world.thistlewick.jobs.count() == 45
    job = world.thistlewick.jobs.order_by("pk").first()
    assert job is not None
    due = {"due_on_day": "1", "due_on_month": "2", "due_on_year": "2027"}
    client.post(f"{url}{job.ref}/", {"owner_name": "Bob Marsh", **due})
    assert "Bob Marsh, by 1 February 2027" in client.get(url).content.decode()
    client.post(f"{url}{job.ref}/completion/")
    client.post(f"{url}{job.ref}/completion/")
    assert world.thistlewick.jobs.open().count() == 44


@pytest.fixture
def shared(world: World) -> Submission:
    edition = edition_in_force(on=TODAY)
    homes = [world.thistlewick, world.oak_lodge]
    return open_provider_submission(
        provider=world.larkfield, edition_id=edition.id, homes=homes, by=world.gina.as_actor(), at=AT
    )


def test_head_office_answers_once_and_each_home_says_true_here(
    shared: Submission, ticks: list[Item], world: World
) -> None:
    gina = world.client(world.gina)
    base = f"/providers/{world.larkfield.ref}/assessment/items/{ticks[0].ref}/"
    assert (
        gina.post(base, {"choice": "yes", "comment": "", "revision": "0", "confirm": "1"}).status_code == 302
    )
    here = f"/homes/{world.thistlewick.ref}/assessment/here/"
    alice = world.client(world.alice)
    assert "Larkfield Care Ltd" in alice.get(here).content.decode()
    alice.post(here, {"answer": [f"{ticks[0].ref}@1"]})
    assert Attestation.objects.get().holds
    refused = alice.post(f"/homes/{world.thistlewick.ref}/assessment/items/{ticks[0].ref}/", {"choice": "no"})
    assert refused.status_code == 403
    alice.post(f"{here}{ticks[0].ref}/", {"note": "The night team shares one log-in"})
    found = lay(
        shared, on=TODAY, homes=list(world.larkfield.homes.select_related("provider", "profile"))
    ).assessed
    assert found.contradicted == 1
    say(shared, ticks[0], "no", seen=1, world=world)
    say(shared, ticks[0], "yes", seen=2, world=world)
    again = lay(
        shared, on=TODAY, homes=list(world.larkfield.homes.select_related("provider", "profile"))
    ).assessed
    assert again.contradicted == 0


def test_standings_take_as_many_queries_for_many_homes_as_for_one(
    submission: Submission, ticks: list[Item], world: World, django_assert_num_queries: Any
) -> None:
    say(submission, ticks[0], world=world)
    edition = edition_in_force(on=TODAY)
    open_submission(home=world.brookside, edition_id=edition.id, by=world.charlie.as_actor(), at=AT)
    homes = list(Home.objects.select_related("provider", "profile"))
    standings(homes, edition_id=edition.id, on=TODAY)
    with django_assert_num_queries(6):
        one = standings(homes[:1], edition_id=edition.id, on=TODAY)
    with django_assert_num_queries(6):
        many = standings(homes, edition_id=edition.id, on=TODAY)
    assert len(one) == 1
    assert {home.pk for home in homes} == set(many)
    assert many[world.thistlewick.pk].assessed.said == 1
    assert many[world.oak_lodge.pk].assessed.standing is Standing.NOT_YET


@pytest.mark.parametrize(
    ("path", "queries"),
    [("", 12), ("assessment/", 10), ("assessment/topics/{topic}/", 10), ("assessment/left/", 10),
     ("assessment/items/{item}/", 12), ("assessment/confirmations/", 10), ("book/", 11)],
)  # fmt: skip
def test_a_page_costs_as_few_queries_however_much_is_answered(
    path: str,
    queries: int,
    submission: Submission,
    ticks: list[Item],
    world: World,
    django_assert_num_queries: Any,
) -> None:
    client = world.client(world.alice)
    page = path.format(topic=ticks[0].topic, item=ticks[0].ref)
    url = f"/homes/{world.thistlewick.ref}/{page}"
    say(submission, ticks[0], world=world)
    client.get(url)
    with django_assert_num_queries(queries):
        client.get(url)
    for one in ticks[1:]:
        say(submission, one, world=world)
    client.get(url)
    with django_assert_num_queries(queries):
        assert client.get(url).status_code == 200


def test_a_text_item_takes_words(submission: Submission, world: World) -> None:
    item = next(o for o in edition_in_force(on=TODAY).mandatory if o.kind is AnswerKind.TEXT and not o.checks)
    url = f"/homes/{world.thistlewick.ref}/assessment/items/{item.ref}/"
    sent = {"choice": "given", "value": "We do it weekly.", "comment": "", "revision": "0", "confirm": "1"}
    assert world.client(world.alice).post(url, sent).status_code == 302
    assert "We do it weekly." in world.client(world.alice).get(url).content.decode()
