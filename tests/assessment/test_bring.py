"""Bringing a file of answers in, page by page."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from havenkeep.assessment.actions import NewAnswer, open_provider_submission, open_submission, save_answer
from havenkeep.assessment.imports import bring, look, read_file, understand
from havenkeep.assessment.models import Response, Submission
from havenkeep.assessment.queries import submission_for
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.importing.models import KEPT, ColumnMap, Preview
from havenkeep.organisations.models import Home
from havenkeep.standards.domain.edition import AnswerKind
from havenkeep.standards.queries import edition_in_force
from tests.assessment.sheets import csv_file, mandatory, xlsx
from tests.world import AT, TODAY, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def alice(world: World) -> Client:
    return world.client(world.alice)


def base(world: World) -> str:
    return f"/homes/{world.thistlewick.ref}/assessment/bring/"


def upload(client: Client, address: str, content: bytes, name: str = "answers.xlsx") -> str:
    """Choose a file and return where that leads, or the page when it is refused."""
    response = client.post(address, {"file": SimpleUploadedFile(name, content)})
    return response.headers["Location"] if response.status_code == 302 else response.content.decode()


def page(client: Client, address: str) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def rows(count: int = 3) -> list[tuple[str, str, str]]:
    return [(item.ref, "Yes", "As last year") for item in mandatory(AnswerKind.YES_NO)[:count]]


def test_nothing_is_saved_until_it_is_applied_and_then_all_is(world: World, alice: Client) -> None:
    address = upload(alice, base(world), xlsx(rows()))
    looked = page(alice, address)
    assert "Nothing is saved yet" in looked
    assert "<strong>3 answers</strong> come in" in looked
    assert "2025-26, because" in looked
    assert not Submission.objects.exists()

    applied = alice.post(address, follow=True)
    assert "3 answers came in" in applied.content.decode()
    assert "Read and confirm them" in applied.content.decode()
    assert set(Response.objects.values_list("origin", flat=True)) == {"carried_forward"}
    assert Submission.objects.get().home == world.thistlewick


def test_applied_twice_or_in_two_tabs_it_is_applied_once(world: World, alice: Client) -> None:
    address = upload(alice, base(world), xlsx(rows()))
    page(alice, address)
    alice.post(address)
    Response.objects.update(value="no", origin="typed")
    again = alice.post(address, follow=True)
    assert "3 answers came in" in again.content.decode()
    assert set(Response.objects.values_list("value", flat=True)) == {"no"}


def test_what_was_answered_in_another_tab_meanwhile_is_kept(world: World, alice: Client) -> None:
    item = mandatory(AnswerKind.YES_NO)[0]
    address = upload(alice, base(world), xlsx(rows(2)))
    assert "<strong>2 answers</strong> come in" in page(alice, address)
    submission = open_submission(
        home=world.thistlewick, edition_id=edition_in_force(on=TODAY).id, by=SYSTEM, at=AT
    )
    save_answer(
        submission=submission, answer=NewAnswer(item=item.ref, value="no"), seen_revision=0, by=SYSTEM, at=AT
    )
    applied = alice.post(address, follow=True).content.decode()
    assert "1 answer came in" in applied
    assert Response.objects.get(item=item.ref).value == "no"


def test_asked_and_wrong_rows_are_shown_by_row_before_and_after(world: World, alice: Client) -> None:
    mixed = [*rows(2), ("99.9.9", "Yes", ""), (rows(2)[0][0], "No", "")]
    address = upload(alice, base(world), xlsx(mixed))
    before, after = page(alice, address), alice.post(address, follow=True).content.decode()
    assert "“99.9.9” is not in our list" in before
    assert "which row is right?" in before
    assert "“99.9.9” is not in our list" in after
    assert "Rows 2 and 5 answer" in after
    assert Response.objects.count() == 1


def test_a_person_says_which_of_two_rows_is_right(world: World, alice: Client) -> None:
    ref = rows(1)[0][0]
    address = upload(alice, base(world), xlsx([*rows(1), (ref, "No", "")]))
    assert "which row is right?" in page(alice, address)
    alice.post(address, {f"row-{ref}": "3"})
    assert Response.objects.get().value == "no"


def test_another_year_may_be_said(world: World, alice: Client) -> None:
    address = upload(alice, base(world), xlsx(rows()))
    columns = f"{address}columns/"
    assert "Of which toolkit year" in page(alice, columns)
    said = {"of_year": "dspt-2026-27", "heading_row": "1", "column_ref": "0", "column_answer": "1"}
    assert "2026-27, because you said so" in alice.post(columns, said, follow=True).content.decode()
    alice.post(address)
    assert set(Response.objects.values_list("origin", flat=True)) == {"imported"}


def test_columns_are_asked_when_nothing_tells_and_remembered_for_the_next_file(
    world: World, alice: Client
) -> None:
    odd = [("Ann", f"about {ref}", answer) for ref, answer, _ in rows()]
    content = xlsx(odd, headings=("Wer", "Welche", "Was"))
    address = upload(alice, base(world), content)
    asked = page(alice, address)
    assert "We could not tell the columns" in asked
    assert "C: Was" in asked
    said = {"of_year": "dspt-2025-26", "heading_row": "1", "column_ref": "1", "column_answer": "2"}
    looked = alice.post(f"{address}columns/", said, follow=True).content.decode()
    assert "C “Was”" in looked
    assert not ColumnMap.objects.exists()
    alice.post(address)
    assert ColumnMap.objects.get().columns == {"ref": 1, "answer": 2}
    second = upload(alice, base(world), content)
    assert "C “Was”" in page(alice, second)
    assert "We could not tell" not in page(alice, second)


def test_one_column_cannot_be_two_things(world: World, alice: Client) -> None:
    address = upload(alice, base(world), xlsx(rows()))
    said = {"of_year": "dspt-2025-26", "heading_row": "1", "column_ref": "1", "column_answer": "1"}
    response = alice.post(f"{address}columns/", said)
    assert response.status_code == 422
    assert "This column is “Reference” already" in response.content.decode()


def test_what_is_answered_this_year_is_kept_and_named(world: World, alice: Client) -> None:
    item = mandatory(AnswerKind.YES_NO)[0]
    submission = open_submission(
        home=world.thistlewick, edition_id=edition_in_force(on=TODAY).id, by=SYSTEM, at=AT
    )
    save_answer(
        submission=submission, answer=NewAnswer(item=item.ref, value="no"), seen_revision=0, by=SYSTEM, at=AT
    )
    address = upload(alice, base(world), xlsx(rows(1)))
    assert "the file says something else" in page(alice, address)
    assert "the file says something else" in alice.post(address, follow=True).content.decode()
    assert Response.objects.get().value == "no"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.4", "is not a spreadsheet: it is a PDF"),
        (b"Reference,Answer\n" + b"9.9.9,Yes\n" * 6_000, "fewer than 200 questions"),
    ],
)
def test_a_wrong_file_is_refused_beside_the_box(
    world: World, alice: Client, content: bytes, words: str
) -> None:
    refused = upload(alice, base(world), content)
    assert words in refused
    assert "Error: " in refused
    assert not Preview.objects.exists()


def test_after_a_day_the_file_is_asked_for_again(world: World, alice: Client, time_machine: Any) -> None:
    address = upload(alice, base(world), xlsx(rows()))
    time_machine.move_to(AT + KEPT + timedelta(minutes=1), tick=False)
    alice.force_login(world.alice)
    for response in (alice.get(address, follow=True), alice.post(address, follow=True)):
        assert "more than a day ago" in response.content.decode()
    assert not Submission.objects.exists()


def test_another_homes_upload_is_not_found(world: World, alice: Client) -> None:
    address = upload(alice, base(world), xlsx(rows()))
    theirs = address.replace(world.thistlewick.ref, world.brookside.ref)
    charlie = world.client(world.charlie)
    assert charlie.get(address).status_code == 404
    assert charlie.get(theirs).status_code == 302
    charlie.post(theirs)
    assert not Response.objects.exists()


def test_head_offices_home_does_not_bring_its_own(world: World, alice: Client) -> None:
    open_provider_submission(
        provider=world.larkfield,
        edition_id=edition_in_force(on=TODAY).id,
        homes=[world.thistlewick],
        by=SYSTEM,
        at=AT,
    )
    assert alice.get(base(world)).status_code == 403


def test_head_office_begins_first_and_then_brings_its_answers(world: World) -> None:
    gina = world.client(world.gina)
    address = f"/providers/{world.larkfield.ref}/assessment/bring/"
    assert "Begin the year first" in page(gina, address)
    submission = open_provider_submission(
        provider=world.larkfield,
        edition_id=edition_in_force(on=TODAY).id,
        homes=[world.oak_lodge],
        by=SYSTEM,
        at=AT,
    )
    gina.post(upload(gina, address, xlsx(rows())))
    assert submission.responses.count() == 3


def _queries(world: World, home: Home, folder: Path, count: int) -> tuple[int, int]:
    items = edition_in_force(on=TODAY).in_toolkit_order[:count]
    file = csv_file(
        folder,
        [
            (item.ref, "Yes" if item.kind is AnswerKind.YES_NO else "Text", "C", f"Shelf {item.ref}")
            for item in items
        ],
        headings=("Reference", "Answer", "Comment", "Where"),
    )
    edition = edition_in_force(on=TODAY)
    with CaptureQueriesContext(
        connection,
    ) as looking:
        reading = understand(read_file(file, name="a.csv"), place=home, edition=edition, choices={}, on=TODAY)
        look(reading, submission=submission_for(home, edition_id=edition.id))
    with CaptureQueriesContext(connection) as bringing:
        bring(reading, place=home, by=SYSTEM, at=AT)
    return len(looking), len(bringing)


def test_the_page_takes_no_more_queries_for_forty_answers_than_for_two(world: World, alice: Client) -> None:
    counts = []
    for count in (2, 20):
        address = upload(alice, base(world), xlsx(rows(count)))
        with CaptureQueriesContext(connection) as queries:
            page(alice, address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] < 20


def test_what_a_cell_says_is_never_markup(world: World, alice: Client) -> None:
    text = mandatory(AnswerKind.TEXT)[0]
    address = upload(
        alice, base(world), xlsx([(text.ref, "<script>alert(1)</script>", ""), ("<b>x", "Yes", "")])
    )
    assert "<script>alert" not in page(alice, address)
    assert "<b>x" not in alice.post(address, follow=True).content.decode()
    assert Response.objects.get().value == "<script>alert(1)</script>"


def test_forty_answers_take_no_more_queries_than_two(world: World, tmp_path: Path) -> None:
    edition_in_force(on=TODAY)
    few = _queries(world, world.thistlewick, tmp_path, 2)
    many = _queries(world, world.brookside, tmp_path, 40)
    assert few == many
