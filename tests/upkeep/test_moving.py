"""A service goes whole from one installation to another."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from pytest_django.fixtures import DjangoAssertNumQueries

from havenkeep.assessment.models import Cover, Response
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.models import Event, Head
from havenkeep.audit.queries import verify, verify_stream
from havenkeep.evidence.models import KeptFile, Proof
from havenkeep.evidence.receiving import vault
from havenkeep.identity.models import User
from havenkeep.organisations.models import Home, Membership, Provider
from havenkeep.people.actions import add_person
from havenkeep.people.models import Person
from havenkeep.talks.actions import call_off_talk, schedule_talk
from havenkeep.talks.models import Talk
from havenkeep.training.actions import note_completion
from havenkeep.training.domain.sources import Source
from havenkeep.upkeep.moving.owned import NO_SECRET, SECRET, STORED_AS, owned, rows_of
from havenkeep.upkeep.trouble import BadUse
from tests.architecture.walk import Walk
from tests.talks.cast import DETAILS
from tests.upkeep.moved import counted, exported, kept_files, manifest_of, rows, taken_in
from tests.world import AT

KEPT_ONCE = {"ref", "slug", STORED_AS}


def test_what_was_exported_comes_in_again_and_all_of_it(home: Home, file: Path) -> None:
    """In the same installation, where every reference is taken: so all of them are new."""
    found = taken_in(file)
    new = Home.objects.get(ref=found.ref)
    assert (found.name, found.files, found.histories_whole) == ("Thistlewick House", 1, True)
    assert new.ref != home.ref
    assert new.provider.name == "Larkfield Care Ltd"
    assert new.provider != home.provider
    for name in ("submissions", "proofs", "jobs", "appointments", "sign_offs"):
        assert getattr(new, name).count() == getattr(home, name).count() > 0
    before, after = (Response.objects.filter(submission__home=one) for one in (home, new))
    told = ("item", "value", "comment", "revision", "saved_at")
    assert list(before.values_list(*told)) == list(after.values_list(*told))
    proof = new.proofs.get()
    assert [one.subject for one in new.sign_offs.all()] == [proof.subject]
    kept = proof.files.get()
    assert b"".join(vault().read(kept.stored_as)) == b"\xff\xd8\xff picture"
    assert kept.stored_as != home.proofs.get().files.get().stored_as


def test_its_history_comes_along_verifies_and_goes_on(home: Home, file: Path) -> None:
    old = list(Event.objects.filter(stream=home.stream).order_by("number").values_list("number", "digest"))
    new = Home.objects.get(ref=taken_in(file).ref)
    head = Head.objects.get(stream=new.stream)
    assert (head.sealed_as, head.brought_in) == (home.stream, len(old))
    events = Event.objects.filter(stream=new.stream).order_by("number")
    assert list(events.values_list("number", "digest"))[: len(old)] == old
    assert events.last().event == "upkeep.service_imported"  # type: ignore[union-attr]
    assert [report.broken_at for report in verify()] == [None] * Head.objects.count()
    Event.objects.bulk_create([Event(stream=new.stream, number=head.number + 1, at=AT)])
    assert verify_stream(new.stream).broken_at is None  # beyond the head: not part of it yet


def test_nobody_is_let_in_but_the_manager_who_was_named(home: Home, file: Path) -> None:
    assert not Home.objects.get(ref=taken_in(file).ref).memberships.exists()
    new = Home.objects.get(ref=taken_in(file, manager="CHARLIE.Stone@example.org").ref)
    assert [one.user.name for one in new.memberships.all()] == ["Charlie Stone"]
    with pytest.raises(BadUse, match="Nobody here signs in as x@"):
        taken_in(file, manager="x@example.org")


def test_it_comes_under_a_provider_that_is_here(walk: Walk, file: Path) -> None:
    found = taken_in(file, provider=walk.world.meadowgate.ref)
    assert Home.objects.get(ref=found.ref).provider == walk.world.meadowgate
    with pytest.raises(BadUse, match="no provider “elsewhere”"):
        taken_in(file, provider="elsewhere")


def test_a_dry_run_keeps_nothing(file: Path) -> None:
    before, files = counted(), kept_files()
    found = taken_in(file, dry_run=True)
    assert (found.name, found.files) == ("Thistlewick House", 1)
    assert (counted(), kept_files()) == (before, files)


def test_no_password_and_nothing_of_another_home_is_in_it(walk: Walk, file: Path) -> None:
    with zipfile.ZipFile(file) as whole:
        everything = b"".join(whole.read(name) for name in whole.namelist())
    assert walk.world.alice.password.encode() not in everything
    assert b"alice.fenn@example.org" not in everything
    assert b"Alice Fenn" in everything
    assert b"Brookside" not in everything
    assert b"Charlie" not in everything
    for stranger in (walk.world.brookside, walk.world.oak_lodge):
        assert stranger.ref.encode() not in everything
    assert KeptFile.objects.get(proof__home=walk.world.thistlewick).stored_as.encode() not in everything


def test_head_offices_answers_can_be_read_and_are_not_moved(walk: Walk, tmp_path: Path) -> None:
    file = exported(walk.world.oak_lodge, tmp_path / "oak.zip")
    office = Response.objects.filter(submission__provider=walk.world.larkfield).order_by("pk")
    told = rows(file, "to-read/head-office.response.jsonl")
    assert [row["value"] for row in told] == list(office.values_list("value", flat=True)) != []
    covered = Cover.objects.filter(home=walk.world.oak_lodge)
    assert len(rows(file, "to-read/assessment.Cover.jsonl")) == covered.count() > 0
    new = Home.objects.get(ref=taken_in(file).ref)
    assert not new.submissions.exists()
    assert not new.covers.exists()


def test_tables_open_in_a_spreadsheet_and_run_no_formula(walk: Walk, home: Home, tmp_path: Path) -> None:
    Proof.objects.filter(home=home).update(title='=HYPERLINK("http://x")')
    with zipfile.ZipFile(exported(home, tmp_path / "a.zip")) as whole:
        text = whole.read("tables/evidence.Proof.csv").decode("utf-8-sig")
        assert "'=HYPERLINK" in text
        assert "files/evidence/00001 notes.jpg" in whole.namelist()
        assert whole.read("files/evidence/00001 notes.jpg") == b"\xff\xd8\xff picture"
        assert "Thistlewick House" in whole.read("README.txt").decode()
        assert "evidence.Proof" in whole.read("index.html").decode()


def test_a_lost_file_is_named_and_the_rest_still_goes(home: Home, tmp_path: Path) -> None:
    stored_as = KeptFile.objects.get(proof__home=home).stored_as
    kept = vault().folder / stored_as[:2] / stored_as
    kept.rename(tmp_path / "away")
    file = exported(home, tmp_path / "a.zip")
    (tmp_path / "away").rename(kept)
    assert manifest_of(file)["missing"] == ["files/evidence/00001 notes.jpg"]
    found = taken_in(file)
    assert (found.files, len(found.missing)) == (0, 1)


def test_every_table_of_a_home_is_in_its_file(home: Home, file: Path) -> None:
    """And every foreign key that leads to a home leads through a table that is known."""
    to_home = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if any(isinstance(field, ForeignKey) and field.related_model is Home for field in model._meta.fields)
    }
    assert to_home <= set(owned())
    moved = {label for label, table in owned().items() if table.moved}
    assert set(manifest_of(file)["tables"]) == moved
    with zipfile.ZipFile(file) as whole:
        names = set(whole.namelist())
    for label, table in owned().items():
        if table.moved:
            assert {f"tables/{label}.jsonl", f"tables/{label}.csv"} <= names
        elif rows_of(table, home).exists():
            assert {f"to-read/{label}.jsonl", f"to-read/{label}.csv"} <= names


def test_the_models_keep_to_what_a_file_can_hold() -> None:
    stored = [table.model._meta.app_label for table in owned().values() if table.has(STORED_AS)]
    assert len(stored) == len(set(stored)), "Two tables of one room would give their files the same names."
    for table in owned().values():
        for column in table.columns:
            assert not (
                table.moved and column.unique and not column.is_relation and column.name not in KEPT_ONCE
            ), "It cannot be here twice: say how it is made anew."
            assert column.name in NO_SECRET or not SECRET.search(column.name)
            assert column.get_internal_type() not in {"FileField", "ImageField"}, "Keep it in the vault."
            assert not (table.moved and column.is_relation and column.related_model is table.model), (
                "A row cannot point to its own table yet."
            )


def test_a_user_stays_where_they_are(file: Path) -> None:
    before = User.objects.count(), Membership.objects.count(), Provider.objects.count()
    taken_in(file)
    assert (User.objects.count(), Membership.objects.count(), Provider.objects.count() - 1) == before


def test_the_page_gives_the_file_and_the_history_notes_who_took_it(walk: Walk, home: Home) -> None:
    page = walk.world.client(walk.world.alice).get(f"/homes/{home.ref}/everything/").content.decode()
    assert "1 proof file (0.0 MB)" in page
    response = walk.world.client(walk.world.alice).post(f"/homes/{home.ref}/everything/")
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as whole:  # type: ignore[arg-type]
        assert whole.testzip() is None
    assert response["Content-Disposition"] == 'attachment; filename="thistlewick-house-2026-11-23.zip"'
    last = Event.objects.filter(stream=f"evidence:{home.ref}").latest("number")
    assert (last.event, last.by_id) == ("upkeep.service_taken", walk.world.alice.ref)


def test_the_page_asks_little(
    walk: Walk, home: Home, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = walk.world.client(walk.world.alice)
    with django_assert_num_queries(4):
        client.get(f"/homes/{home.ref}/everything/")


def test_the_history_says_what_came_along_and_asks_nobody_elses_rows(
    walk: Walk, home: Home, file: Path
) -> None:
    new = Home.objects.get(ref=taken_in(file, manager="alice.fenn@example.org").ref)
    page = walk.world.client(walk.world.alice).get(f"/homes/{new.ref}/history/").content.decode()
    brought = Head.objects.get(stream=new.stream).brought_in
    assert f"The first {brought} entries came along from another Havenkeep." in page
    assert "Brought the service in from another Havenkeep" in page
    assert "Lena Reed: " not in page
    assert (
        "Lena Reed: "
        in walk.world.client(walk.world.alice).get(f"/homes/{home.ref}/history/").content.decode()
    )


def test_whoever_works_there_comes_along_with_what_hangs_on_them(home: Home, file: Path) -> None:
    """And nobody of the provider's other services does."""
    elsewhere = add_person(provider=home.provider, name="Ada Elsewhere", by=SYSTEM, at=AT)
    kofi = Person.objects.filter(posts__home=home, absences__isnull=False)[0]
    note_completion(
        person=kofi,
        course="our-course",
        title="Our course",
        completed_on=AT.date(),
        source=Source.LESSONS,
        covers=[],
        by=SYSTEM,
        at=AT,
    )
    exported(home, file)
    found = taken_in(file)
    people = Person.objects.filter(posts__home__ref=found.ref)
    there = people.distinct().get(completions__course="our-course")
    assert (there.name, there.user) == (kofi.name, None)
    there_too, here = (one.completions.get(course="our-course") for one in (there, kofi))
    assert there_too.code not in {None, here.code}
    assert elsewhere.name not in set(people.values_list("name", flat=True))
    assert set(people.values_list("provider", flat=True)) == {Home.objects.get(ref=found.ref).provider_id}


def test_a_talk_to_come_gets_a_code_of_this_installation_and_any_other_none(home: Home, file: Path) -> None:
    days = {"gone": -timedelta(days=1), "now": timedelta(), "next week": timedelta(days=7)}
    for title, later in days.items():
        schedule_talk(
            home=home, details=replace(DETAILS, title=title, starts_at=AT + later), by=SYSTEM, at=AT
        )
    off = schedule_talk(home=home, details=replace(DETAILS, title="off"), by=SYSTEM, at=AT)
    call_off_talk(talk=off, by=SYSTEM, at=AT)
    exported(home, file)
    came = dict(Talk.objects.filter(home__ref=taken_in(file).ref).values_list("title", "token"))
    old = dict(home.talks.values_list("title", "token"))
    assert {title: came[title] not in {None, old[title]} for title in [*days, "off"]} == {
        "gone": False,
        "now": True,
        "next week": True,
        "off": False,
    }
    assert came["gone"] is came["off"] is None
