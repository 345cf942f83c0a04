"""Certificates that anyone can check, passports that their owner shows, and what a stranger learns."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.identity.models import User
from havenkeep.people.actions import end_post
from havenkeep.people.models import Person
from havenkeep.training.actions import make_passport, revoke_passport, withdraw_completion
from havenkeep.training.domain.check_code import ALPHABET, LENGTH, shown_check_code
from havenkeep.training.domain.sources import Source
from havenkeep.training.models import Completion
from havenkeep.training.queries import passport_of, passport_token
from tests.training.team import hire, teach
from tests.world import AT, TODAY, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def own(world: World, user: User, name: str) -> Person:
    person = hire(world.thistlewick, name)
    Person.objects.filter(pk=person.pk).update(user=user)
    return person


def test_anyone_sees_name_course_and_day_and_nothing_else(world: World) -> None:
    done = teach(hire(world.thistlewick, "Ann Low"), score=95)
    answer = Client().post("/check/", {"code": f" {shown_check_code(done.code or '').lower()} "})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Ann Low" in shown
    assert "23 November 2026" in shown
    assert "Thistlewick" not in shown
    assert "95%" not in shown
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    withdraw_completion(completion=done, by=SYSTEM, at=AT)
    assert "was taken back" in Client().get(f"/check/{done.code}/").content.decode()


def test_a_code_that_is_mistyped_stays_in_its_box(world: World) -> None:
    answer = Client().post("/check/", {"code": "ABCD-EFGH-JKMM"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "No certificate from here has this code." in page
    assert 'value="ABCD-EFGH-JKMM"' in page


def test_who_has_no_certificate_yet_reads_nothing_in_red(world: World) -> None:
    person = own(world, world.bob, "Ann Low")
    page = world.client(world.bob).get(f"/me/{person.ref}/certificates/").content.decode()
    assert "Not in order" not in page
    assert "hk-finding--not-met" not in page
    assert "Go to my lessons" in page


def test_every_unknown_code_gets_the_same_answer(world: World) -> None:
    teach(hire(world.thistlewick, "Ann Low"), source=Source.CERTIFICATE)
    answers = {
        (answer.status_code, answer.content.decode())
        for code in ("A" * 12, "AAAA-AAAA-AAAA", "x", "%00", "' OR 1=1 --", "A" * 400)
        if (answer := Client().get(f"/check/{code}/"))
    }
    assert len(answers) == 1
    assert len(ALPHABET) ** LENGTH > 2**59


def test_guessing_is_stopped(world: World) -> None:
    client = Client()
    statuses = [client.get("/check/AAAAAAAAAAAA/").status_code for _ in range(61)]
    assert set(statuses[:60]) == {410}
    assert statuses[60] == 429


def test_a_certificate_is_one_page_with_the_code_and_only_for_what_is_ours(world: World) -> None:
    person = own(world, world.bob, "Ann Lowe-Ødegård")
    done = teach(person)
    theirs = teach(person, course="elfh-dsa-1", source=Source.CERTIFICATE)
    answer = world.client(world.bob).get(f"/me/{person.ref}/certificates/{done.ref}/certificate.pdf")
    pages = PdfReader(io.BytesIO(answer.content)).pages
    assert len(pages) == 1
    words = pages[0].extract_text().replace("\u2011", "-")
    assert "Ann Lowe-Ødegård" in words
    assert shown_check_code(done.code or "") in words
    assert theirs.code is None
    refused = world.client(world.bob).get(f"/me/{person.ref}/certificates/{theirs.ref}/certificate.pdf")
    assert refused.status_code == 404


def test_who_left_still_fetches_their_certificates_and_nobody_else_does(world: World) -> None:
    person = own(world, world.bob, "Bob Marsh")
    teach(person)
    end_post(post=person.posts.get(), ended_on=TODAY - timedelta(days=1), by=SYSTEM, at=AT)
    page = f"/me/{person.ref}/certificates/"
    assert "Your certificates stay yours" in world.client(world.bob).get(page).content.decode()
    assert world.client(world.alice).get(page).status_code == 404


def test_a_passport_shows_until_it_is_closed_too_old_or_replaced(world: World) -> None:
    person = own(world, world.bob, "Bob Marsh")
    teach(person, TODAY - timedelta(days=400), course="old", title="Long ago")
    teach(person)
    first = make_passport(person=person, by=SYSTEM, at=AT)
    address = f"/check/passport/{passport_token(first)}/"
    shown = Client().get(address).content.decode()
    assert "Bob Marsh" in shown
    assert "Thistlewick House" in shown
    assert "All four subjects within 12 months" in shown
    assert "Long ago" not in shown
    assert passport_of(passport_token(first), at=first.expires_at) is None
    for made_up in (f"{first.ref}-{'0' * 24}", "\x00-0", "ø-0", "", "-", f"{first.ref}-ø"):
        assert passport_of(made_up, at=AT) is None
    second = make_passport(person=person, by=SYSTEM, at=AT)
    assert Client().get(address).status_code == 410
    revoke_passport(passport=second, by=SYSTEM, at=AT)
    assert passport_of(passport_token(second), at=AT) is None


def shows(world: World, person: Person, shown: str, **more: str) -> Any:
    address = f"/homes/{world.brookside.ref}/staff/{person.ref}/training/shown/"
    return world.client(world.charlie).post(address, {"shown": shown, **more})


def test_the_next_home_notes_a_certificate_by_its_code(world: World) -> None:
    done = teach(hire(world.thistlewick, "Ann Low"), TODAY - timedelta(days=9))
    agency = hire(world.brookside, "Low, Ann")
    assert shows(world, agency, shown_check_code(done.code or "")).status_code == 302
    noted = Completion.objects.get(person=agency)
    assert (noted.completed_on, noted.source, noted.code) == (done.completed_on, "passport", None)
    assert noted.covers == done.covers
    assert done.code is not None
    assert done.code in noted.link


def test_the_next_home_notes_a_whole_passport_once(world: World) -> None:
    person = hire(world.thistlewick, "Ann Low")
    teach(person)
    teach(person, course="lead", title="Leading", covers=[], for_role="lead")
    passport = make_passport(person=person, by=SYSTEM, at=AT)
    link = f"https://elsewhere.example/check/passport/{passport_token(passport)}/"
    agency = hire(world.brookside, "Ann Low")
    for _ in range(2):
        assert shows(world, agency, link).status_code == 302
    assert agency.completions.count() == 2


def test_somebody_else_s_certificate_is_asked_about_and_one_taken_back_refused(world: World) -> None:
    done = teach(hire(world.thistlewick, "Ann Low"))
    other = hire(world.brookside, "Ben Moss")
    answer = shows(world, other, done.code or "")
    assert answer.status_code == 422
    assert "If it is the same person, tick the box below." in answer.content.decode()
    assert shows(world, other, "AAAA-AAAA-AAAA").status_code == 422
    assert not other.completions.exists()
    assert shows(world, other, done.code or "", same_person="on").status_code == 302
    assert other.completions.count() == 1
    withdraw_completion(completion=done, by=SYSTEM, at=AT)
    assert "was taken back by the service" in shows(world, other, done.code or "").content.decode()
