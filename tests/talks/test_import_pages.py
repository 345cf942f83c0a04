"""A platform's list, from the upload to completions: looked at, settled, and applied once."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from havenkeep.evidence.models import Proof
from havenkeep.importing.models import ColumnMap, Preview
from havenkeep.people.models import Person
from havenkeep.sheets.writing import SheetOut, write_xlsx
from havenkeep.talks.models import CourseTitle, KnownName
from havenkeep.training.domain.outcomes import Outcome
from havenkeep.training.models import Completion
from tests.domain.evidence.files import a_pdf
from tests.talks.cast import HEADINGS, LEVEL_1, hired, many
from tests.world import AT, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def alice(world: World) -> Client:
    return world.client(world.alice)


@pytest.fixture
def base(world: World) -> str:
    return f"/homes/{world.thistlewick.ref}/training/import/"


def csv(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    text = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    return SimpleUploadedFile("report.csv", text.encode())


def sent(client: Client, base: str, *rows: tuple[str, ...], **more: Any) -> str:
    """Upload a list and return the address of its preview."""
    response = client.post(base, {"file": csv(*rows), **more})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def boxes(page: str, *, of: str) -> dict[str, str]:
    """Return the questions of a page by their legend; their boxes' names begin with `of`."""
    found = re.findall(rf'<fieldset.*?<legend[^>]*>(.*?)</legend>.*?name="({of}[0-9a-f]+)"', page, re.S)
    named = {name: legend for legend, name in reversed(found)}  # what an answer reveals comes after it
    return {
        name: unescape(re.sub(r"<[^>]+>", "", legend)).strip() for name, legend in reversed(named.items())
    }


def test_a_list_is_looked_at_then_brought_in_once(world: World, alice: Client, base: str) -> None:
    ana = hired(world.thistlewick, "Ana Silva")
    preview = sent(alice, base, HEADINGS, ("Silva, Ana", LEVEL_1, "05/03/2026"))
    assert "1 completion" in shown(alice, preview)
    assert not Completion.objects.exists()
    assert alice.post(preview).status_code == 302
    alice.post(preview)
    row = Completion.objects.get()
    assert (row.person, row.course, row.source, row.code) == (ana, "elfh-dsa-1", "sheet", None)
    assert "1 completion came in" in shown(alice, preview)
    again = sent(alice, base, HEADINGS, ("Ana Silva", LEVEL_1.upper(), "2026-03-05"))
    assert "all of this is here already" in shown(alice, again)


def test_rows_pasted_from_a_spreadsheet_are_read(world: World, alice: Client, base: str) -> None:
    hired(world.thistlewick, "Ana Silva")
    pasted = f"Name\tCourse\tCompleted on\nAna Silva\t{LEVEL_1}\t5 March 2026\n"
    response = alice.post(base, {"pasted": pasted})
    alice.post(response["Location"])
    assert Completion.objects.count() == 1


def test_columns_nobody_needs_are_never_kept(world: World, alice: Client, base: str) -> None:
    headings = ("Name", "Date of birth", "NI number", "Home address", "Manager", "Course", "Completed on")
    row = ("Ana Silva", "07/07/1977", "QQ123456C", "1 Elm Row", "Quill", LEVEL_1, "05/03/2026")
    sent(alice, base, headings, row)
    kept = json.dumps(Preview.objects.get().rows)
    assert "Ana Silva" in kept
    for secret in ("1977", "QQ123456C", "Elm Row", "Quill"):
        assert secret not in kept


def test_private_columns_go_even_when_nobody_could_tell_the_others(
    world: World, alice: Client, base: str
) -> None:
    headings = ("Wer", "Date of birth", "Nat. Insurance No (NI number)", "Was", "Wann")
    rows = [("Ana Silva", "07/07/1977", "QQ123456C", LEVEL_1, "05/03/2026")] * 2
    preview = sent(alice, base, headings, *rows)
    kept = json.dumps(Preview.objects.get().rows)
    assert "1977" not in kept
    assert "QQ123456C" not in kept
    hired(world.thistlewick, "Ana Silva")
    assert alice.get(preview)["Location"].endswith("/columns/")
    said = {"heading_row": "1", "column_name": "0", "column_course": "3", "column_completed": "4"}
    assert alice.post(f"{preview}columns/", said | {"order": "day"}).status_code == 302
    alice.post(preview)
    assert Completion.objects.count() == 1
    assert ColumnMap.objects.get().kind == "completions"
    remembered = sent(alice, base, headings, *rows)
    assert "all of this is here already" in shown(alice, remembered)


def test_a_date_of_birth_is_never_taken_for_a_day_of_completion(
    world: World, alice: Client, base: str
) -> None:
    preview = sent(alice, base, ("Name", "Course", "Date of birth"), ("Ana Silva", LEVEL_1, "07/07/1977"))
    assert alice.get(preview)["Location"].endswith("/columns/")
    assert "1977" not in json.dumps(Preview.objects.get().rows)


def test_a_training_matrix_is_read_one_column_of_days_at_a_time(
    world: World, alice: Client, base: str
) -> None:
    hired(world.thistlewick, "Ana Silva")
    rows = [("Name", "Fire safety", LEVEL_1), ("Ana Silva", "01/02/2026", "05/03/2026")]
    preview = sent(alice, base, *rows, by_hand="on")
    said = {"heading_row": "1", "column_name": "0", "column_completed": "2", "order": "day"}
    assert alice.post(f"{preview}columns/", said).status_code == 302
    assert "01/02/2026" not in json.dumps(Preview.objects.get().rows)
    alice.post(preview)
    assert Completion.objects.get().course == "elfh-dsa-1"


def test_a_list_that_writes_the_month_first_says_so_until_somebody_says_otherwise(
    world: World, alice: Client, base: str
) -> None:
    hired(world.thistlewick, "Ana Silva")
    preview = sent(
        alice, base, HEADINGS, ("Ana Silva", LEVEL_1, "03/25/2026"), ("Ana Silva", LEVEL_1, "03/04/2026")
    )
    assert "Month first, because it writes 03/25/2026" in shown(alice, preview)
    said = {"heading_row": "1", "column_name": "0", "column_course": "1", "column_completed": "2"}
    alice.post(f"{preview}columns/", said | {"order": "day"})
    page = shown(alice, preview)
    assert "Month first" not in page
    assert "“03/25/2026” puts the month first, and its column is read day first." in page


def test_titles_are_explained_once_and_remembered(world: World, alice: Client, base: str) -> None:
    hired(world.thistlewick, "Ana Silva")
    rows = [("Ana Silva", "GDPR for carers", "05/03/2026"), ("Ana Silva", "Fire drill", "06/03/2026")]
    preview = sent(alice, base, HEADINGS, *rows)
    ((box, legend),) = boxes(shown(alice, f"{preview}courses/"), of="t").items()
    assert legend == "GDPR for carers (1 row)"
    wrong = alice.post(f"{preview}courses/", {box: "another"})
    assert wrong.status_code == 422
    right = {box: "another", f"{box}_covers": ["rights", "threats"]}
    assert alice.post(f"{preview}courses/", right).status_code == 302
    alice.post(preview)
    done = Completion.objects.get()
    assert (done.title, done.covers) == ("GDPR for carers", {Outcome.RIGHTS, Outcome.THREATS})
    assert CourseTitle.objects.filter(home=world.thistlewick).count() == 2
    again = shown(alice, sent(alice, base, HEADINGS, *rows))
    assert "to explain" not in again
    assert "all of this is here already" in again


def test_a_name_is_asked_chosen_and_remembered_and_never_guessed(
    world: World, alice: Client, base: str
) -> None:
    kasia = hired(world.thistlewick, "Katarzyna Nowak", number="77")
    row = ("Kasia Nowak", LEVEL_1, "05/03/2026")
    preview = sent(alice, base, HEADINGS, row, ("Bank Nurse", LEVEL_1, "05/03/2026"))
    page = shown(alice, f"{preview}names/")
    assert "Katarzyna Nowak" in page
    first, second = boxes(page, of="q")
    assert alice.post(f"{preview}names/", {first: "else", f"t{first[1:]}": "nobody"}).status_code == 422
    said = {first: "else", f"t{first[1:]}": "77", second: "-"}
    assert alice.post(f"{preview}names/", said).status_code == 302
    alice.post(preview)
    assert Completion.objects.get().person == kasia
    assert dict(KnownName.objects.values_list("name_key", "person")) == {
        "kasia nowak": kasia.pk,
        "bank nurse": None,
    }
    later = sent(alice, base, HEADINGS, ("Kasia Nowak", LEVEL_1, "06/03/2026"))
    assert "1 completion" in shown(alice, later)


def test_two_of_one_name_are_asked_each_time(world: World, alice: Client, base: str) -> None:
    hired(world.thistlewick, "Sarah Jones", number="1")
    hired(world.thistlewick, "Sarah Jones", number="2")
    preview = sent(alice, base, HEADINGS, ("Sarah Jones", LEVEL_1, "05/03/2026"))
    words = shown(alice, f"{preview}names/")
    assert "Several people have this name" in words
    assert "payroll number 2" in words
    (question,) = boxes(words, of="q")
    second = Person.objects.get(payroll_number="2")
    alice.post(f"{preview}names/", {question: second.ref})
    alice.post(preview)
    assert Completion.objects.get().person == second
    assert not KnownName.objects.exists()


def test_what_is_undecided_stays_out_and_the_rest_comes_in(world: World, alice: Client, base: str) -> None:
    hired(world.thistlewick, "Ana Silva")
    rows = [("Ana Silva", LEVEL_1, "05/03/2026"), ("Who Ever", LEVEL_1, "05/03/2026")]
    preview = sent(alice, base, HEADINGS, *rows, ("Ana Silva", LEVEL_1, "05/03/2099"))
    alice.post(preview)
    assert Completion.objects.count() == 1
    words = shown(alice, preview)
    assert "Still to decide" in words
    assert "Row 4." in words
    assert Preview.objects.get().rows == {}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7 not a sheet", "not a spreadsheet"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\x00\x01\x02\x03", "spreadsheet"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_beside_the_box(
    alice: Client, base: str, content: bytes, words: str
) -> None:
    response = alice.post(base, {"file": SimpleUploadedFile("report.csv", content)})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Preview.objects.exists()


def test_nothing_or_both_is_one_sentence(alice: Client, base: str) -> None:
    assert "Choose a file, or paste" in alice.post(base, {}).content.decode()
    both = {"file": csv(HEADINGS), "pasted": "x"}
    assert "not both" in alice.post(base, both).content.decode()


def test_cells_that_are_markup_or_formulas_are_only_text(world: World, alice: Client, base: str) -> None:
    evil = ("=HYPERLINK(1)", "<script>alert(1)</script> GDPR", "05/03/2026")
    preview = sent(alice, base, HEADINGS, evil, ("\u202eAna", "{{ 7*7 }} data", "05/03/2026"))
    for page in (preview, f"{preview}courses/"):
        assert "<script>alert" not in shown(alice, page)
        assert "49 data" not in shown(alice, page)


def test_answers_made_up_by_hand_change_nothing(world: World, alice: Client, base: str) -> None:
    stranger = hired(world.brookside, "Charlie Stone")
    preview = sent(alice, base, HEADINGS, ("Charlie", LEVEL_1, "05/03/2026"))
    (question,) = boxes(shown(alice, f"{preview}names/"), of="q")
    assert alice.post(f"{preview}names/", {question: stranger.ref}).status_code == 422
    assert alice.post(f"{preview}columns/", {"sheet": "99", "column_name": "999"}).status_code == 422
    alice.post(preview)
    assert not Completion.objects.exists()


def test_the_platforms_report_is_kept_as_proof(world: World, alice: Client, base: str) -> None:
    hired(world.thistlewick, "Ana Silva")
    preview = sent(alice, base, HEADINGS, ("Ana Silva", LEVEL_1, "05/03/2026"))
    early = alice.post(f"{preview}report/", {"report": SimpleUploadedFile("r.pdf", a_pdf())})
    assert not Proof.objects.exists()
    assert early.status_code == 302
    alice.post(preview)
    assert (
        alice.post(f"{preview}report/", {"report": SimpleUploadedFile("r.pdf", a_pdf())}).status_code == 302
    )
    assert Proof.objects.get().title == "The learning platform’s report"


def test_five_thousand_rows_take_as_many_queries_as_five(world: World, alice: Client, base: str) -> None:
    people = many(world.thistlewick, 2_500)
    rows = [(one.name, LEVEL_1, f"{day} March 2026") for one in people for day in (5, 6)]
    looked = []
    for part in (rows[:5], rows):
        content = write_xlsx([SheetOut(name="Report", headings=HEADINGS, rows=part)])
        preview = alice.post(base, {"file": SimpleUploadedFile("report.xlsx", content)})["Location"]
        with CaptureQueriesContext(connection) as captured:
            shown(alice, preview)
        looked.append(len(captured))
    with CaptureQueriesContext(connection) as applied:
        alice.post(preview)
    assert looked[0] == looked[1]
    assert len([one for one in applied if "INSERT" not in one["sql"]]) <= 60  # a row would take 5,000
    assert Completion.objects.count() == 5_000
