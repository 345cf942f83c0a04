"""The history: every event in words, by name, and a chain that shows a break."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

import havenkeep
from havenkeep.audit.domain.actor import COMMAND_LINE, SYSTEM, ActorKind
from havenkeep.audit.models import Event
from havenkeep.audit.queries import verify_stream
from havenkeep.governance.actions import appoint, note_systems
from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.domain.nhs_systems import Use, nhs_systems
from havenkeep.identity.roles import Role
from havenkeep.jobs.actions import PlannedJob, finish_job, plan_jobs
from havenkeep.organisations.actions import change_home
from havenkeep.web.history.queries import AT_ONCE, latest_changes, part_of
from havenkeep.web.history.words import EVENT_WORDS, ROOM_WORDS, words_of
from tests.world import AT, World, join

PACKAGE = Path(havenkeep.__file__).resolve().parent
WRITERS = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if "from havenkeep.audit.actions import" in (source := path.read_text("utf-8"))
    and "record" in source
    and path.parent.name != "audit"
]


def events_in(source: str) -> set[str]:
    """Return every text in a file that has the form of an event: a room, a point, what was done."""
    texts = {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    parted = {text: text.split(".") for text in texts if text.replace(".", "_").isidentifier()}
    return {text for text, parts in parted.items() if len(parts) == 2 and parts[0] in rooms}


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def at(world: World, query: str = "") -> str:
    return f"/homes/{world.thistlewick.ref}/history/{query}"


def move(world: World, times: int = 1) -> None:
    for number in range(times):
        by = world.alice.as_actor(origin="network")
        change_home(home=world.thistlewick, changes={"town": f"Town {number}"}, by=by, at=AT)


def test_an_event_would_be_found_wherever_it_is_named() -> None:
    source = 'record(event="jobs.done" if x else "jobs.undone", subject=f"jobs.job:{1}", a="x.y", b="jobs")'
    assert events_in(source) == {"jobs.done", "jobs.undone"}
    assert len(WRITERS) > 8


def test_every_event_that_code_records_has_words_and_no_words_are_left_over() -> None:
    found = set().union(*(events_in(path.read_text("utf-8")) for path in WRITERS))
    assert found - set(EVENT_WORDS) == set()
    recording = {event.split(".")[0] for event in found}
    assert {event for event in EVENT_WORDS if event.split(".")[0] in recording} == found


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_writer_hides_the_name_of_its_event(path: Path) -> None:
    assert events_in(path.read_text("utf-8"))


def test_every_room_that_records_can_be_chosen_by_name() -> None:
    assert {event.split(".")[0] for event in EVENT_WORDS} == set(ROOM_WORDS)


def test_an_event_of_another_version_is_told_by_its_name() -> None:
    assert "tests.danced" in words_of("tests.danced").text


def test_a_change_is_told_with_who_what_and_from_where(world: World) -> None:
    move(world)
    page = world.client(world.alice).get(at(world)).content.decode()
    assert "Changed the service’s details" in page
    assert "Alice Fenn, over the network" in page
    assert "23 November 2026 at 19:00" in page
    assert ">town<" in page


def test_whoever_was_let_in_is_named(world: World) -> None:
    lines = part_of(world.thistlewick.stream).lines
    let_in = {line.details for line in lines if line.what == "Let a person in"}
    assert let_in == {"Alice Fenn", "Bob Marsh", "Lena Reed", "Ivy Pell"}


@pytest.mark.parametrize("kind", [kind for kind in ActorKind if kind is not ActorKind.USER])
def test_every_kind_of_actor_has_a_name(kind: ActorKind, world: World) -> None:
    by = type(SYSTEM)(kind=kind, id="gone")
    change_home(home=world.thistlewick, changes={"town": "Leeds"}, by=by, at=AT)
    assert latest_changes(world.thistlewick.stream, limit=1)[0].by


def test_what_a_change_was_about_is_named_while_its_row_is_there(world: World) -> None:
    by = world.alice.as_actor()
    row = appoint(home=world.thistlewick, duty=Duty.LEAD, name="Lena Reed", job_title="x", by=by, at=AT)
    job = PlannedJob(item="", what="Find the certificate", owner_name="Bob", due_on=AT.date(), minutes=5)
    made = plan_jobs(place=world.thistlewick, jobs=[job], by=by, at=AT)
    finish_job(place=world.thistlewick, ref=made[0].ref, by=by, at=AT)
    told = [line.details for line in part_of(world.thistlewick.stream).lines[:3]]
    assert told == ["Find the certificate", "1 job", "Lena Reed: Leads on data security and protection"]
    row.delete()
    assert part_of(world.thistlewick.stream).lines[2].details == ""


def test_an_account_that_is_gone_leaves_its_deeds_without_a_name(world: World) -> None:
    move(world)
    world.alice.delete()
    assert latest_changes(world.thistlewick.stream, limit=1)[0].by == "Someone whose account is gone"


def test_details_are_said_in_words_and_long_lists_are_cut(world: World) -> None:
    uses = dict.fromkeys(nhs_systems(), Use.NO)
    note_systems(home=world.thistlewick, uses=uses, by=COMMAND_LINE, at=AT)
    line = latest_changes(world.thistlewick.stream, limit=1)[0]
    assert "NHSmail" in line.details
    assert (line.by, line.where) == ("The command line", "from the command line")
    many = words_of("assessment.confirmed").details([f"9.9.{number}" for number in range(9)])
    assert many == "9.9.0, 9.9.1, 9.9.2, 9.9.3, 9.9.4, 9.9.5 and 3 more"


def test_one_room_can_be_seen_alone(world: World) -> None:
    move(world)
    note_systems(
        home=world.thistlewick, uses={next(iter(nhs_systems())): Use.NO}, by=world.alice.as_actor(), at=AT
    )
    client = world.client(world.alice)
    page = client.get(at(world, "?room=governance")).content.decode()
    assert "1 change of this kind" in page
    assert "Set the service up" not in page
    assert "Set the service up" in client.get(at(world, "?room=nonsense")).content.decode()
    assert "Nothing of this kind has happened yet" in client.get(at(world, "?room=jobs")).content.decode()


def test_a_long_history_comes_in_pages(world: World) -> None:
    move(world, AT_ONCE)
    client = world.client(world.alice)
    first = client.get(at(world)).content.decode()
    assert "Page 1 of 2" in first
    assert "Set the service up" not in first
    for page in ("2", "99"):
        assert "Set the service up" in client.get(at(world, f"?page={page}")).content.decode()
    for page in ("0", "-1", "x", "²", "9" * 40):
        assert "Page 1 of 2" in client.get(at(world, f"?page={page}")).content.decode() or page == "0"
    assert "?room=organisations&amp;page=2" in client.get(at(world, "?room=organisations")).content.decode()


def test_a_whole_chain_is_said_to_be_whole_with_its_newest_seal(world: World) -> None:
    move(world)
    head = Event.objects.filter(stream=world.thistlewick.stream).latest("number")
    page = world.client(world.alice).get(at(world)).content.decode()
    assert "The chain is whole" in page
    assert f"all {head.number} entries" in page
    assert head.digest[:16] in page


def _tamper(world: World) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_event_no_update")
        else:
            cursor.execute("DROP TRIGGER audit_event_append_only ON audit_event")
    Event.objects.filter(stream=world.thistlewick.stream, number=2).update(by_id="nobody")


def test_a_break_is_shown_with_the_entry(world: World) -> None:
    move(world)
    _tamper(world)
    page = world.client(world.alice).get(at(world)).content.decode()
    assert "The chain is broken" in page
    assert "Entry 2 does not fit" in page
    assert "The chain is whole" not in page


def test_a_break_in_one_home_is_not_one_of_another(world: World) -> None:
    _tamper(world)
    assert verify_stream(world.thistlewick.stream).broken_at == 2
    assert verify_stream(world.oak_lodge.stream).broken_at is None
    assert verify_stream("home:none").broken_at is None


def test_a_provider_has_its_own_history(world: World) -> None:
    page = world.client(world.gina).get(f"/providers/{world.larkfield.ref}/history/")
    assert "Set the provider up" in page.content.decode()
    assert "Set the service up" not in page.content.decode()
    assert world.client(world.alice).get(f"/providers/{world.larkfield.ref}/history/").status_code == 404


def test_who_may_not_see_the_history_is_refused_and_strangers_find_nothing(world: World) -> None:
    assert world.client(world.bob).get(at(world)).status_code == 403
    assert world.client(world.ivy).get(at(world)).status_code == 403
    assert world.client(world.charlie).get(at(world)).status_code == 404


def test_more_events_by_more_people_take_no_more_queries(
    world: World, django_assert_num_queries: Any
) -> None:
    client = world.client(world.alice)
    move(world)
    client.get(at(world))
    with django_assert_num_queries(11):
        client.get(at(world))
    for number in range(8):
        helper = join(f"Helper {number}", Role.EDITOR, home=world.thistlewick)
        change_home(home=world.thistlewick, changes={"town": f"Town {number}"}, by=helper.as_actor(), at=AT)
    with django_assert_num_queries(11):
        client.get(at(world))
