"""The pages of the staff list: what they show, what they do, and how often they ask the database."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from havenkeep.importing.models import ColumnMap, Preview
from havenkeep.people.domain.engagement import Engagement
from havenkeep.people.models import ListDifference, Person, Post
from tests.people.hands import at, brings, day, on_list, text_of
from tests.world import AT, TODAY, World

SECRETS = "Name,NI,DOB\nKofi Mensah,QQ123456C,03/02/1980\n"


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def post_of(**said: Any) -> dict[str, Any]:
    return {"engagement": "employed", "role": "carer", "sees_personal_data": "yes"} | said


def sent(text: str, name: str = "staff.csv", **said: str) -> dict[str, Any]:
    file = SimpleUploadedFile(name, text.encode())
    return {"file": file, "source": "rota", **day("dated_on", TODAY), **said}


def test_an_empty_list_says_how_to_begin(world: World) -> None:
    page = text_of(world.client(world.alice), at(world))
    assert "Bring a list in" in page
    assert "The 5% is the allowance" in page


def test_the_list_says_who_counts(world: World) -> None:
    on_list(world, "Ann Lee")
    on_list(world, "Kofi Mensah", engagement=Engagement.ONE_OFF)
    on_list(world, "Ida Moss", sees_personal_data=False)
    on_list(world, "Mary Quill", ended_on=TODAY - timedelta(days=9))
    on_list(world, "Una Hart", started_on=TODAY + timedelta(days=9))
    client = world.client(world.ivy)
    page = text_of(client, at(world))
    assert (
        "<strong>3 people</strong> work here today. <strong>1</strong> counts for the toolkit’s 95%" in page
    )
    assert page.count("Not counted for the 95%") == 2
    assert "Until" not in page
    assert "Mary Quill" not in page
    left = text_of(client, at(world, "?show=left"))
    assert "Mary Quill" in left
    assert "Until" in left
    assert "Una Hart" in text_of(client, at(world, "?show=starting"))
    assert "Kofi Mensah" in text_of(client, at(world, "?how=one_off"))
    assert "Ann Lee" not in text_of(client, at(world, "?q=mensah"))


@pytest.mark.parametrize("rest", ["?show=x&how=y&page=0", "?page=99999999", "?q=%00", "?page=-1"])
def test_odd_questions_get_a_page(world: World, rest: str) -> None:
    on_list(world, "Ann Lee")
    text_of(world.client(world.alice), at(world, rest))


def test_who_is_like_nobody_is_led_to_the_spelling(world: World) -> None:
    ann = on_list(world, "Ann Lee")
    led = world.client(world.alice).get(at(world, f"{ann.ref}/same-person/"), follow=True)
    assert led.redirect_chain == [(at(world, f"{ann.ref}/details/"), 302)]
    assert "Nobody else of this provider has this name" in led.content.decode()


def test_a_page_asks_no_more_for_2000_people_than_for_ten(world: World) -> None:
    client = world.client(world.alice)
    pages = ["", "changes/", "check/", "?show=all&q=person", "agencies/"]

    def costs() -> list[int]:
        found = []
        for rest in pages:
            with CaptureQueriesContext(connection) as asked:
                text_of(client, at(world, rest))
            found.append(len(asked))
        return found

    many(world, 10, start=0)
    first = costs()
    many(world, 1_990, start=10)
    assert costs() == first
    assert max(first) <= 20


def many(world: World, number: int, *, start: int) -> None:
    people = Person.objects.bulk_create(
        Person(provider=world.larkfield, name=f"Person {n}", name_key=f"person {n}", made_at=AT)
        for n in range(start, start + number)
    )
    Post.objects.bulk_create(
        Post(
            person=person,
            home=world.thistlewick,
            engagement="employed",
            role="carer",
            started_on=TODAY - timedelta(days=index % 900),
            noted_at=AT,
        )
        for index, person in enumerate(people)
    )


def test_a_person_is_added_and_found_again_at_another_service(world: World) -> None:
    known = on_list(world, "Kofi Mensah", home=world.oak_lodge)
    client = world.client(world.alice)
    asked = client.post(at(world, "new/"), post_of(name="Kofi Mensah"))
    assert asked.status_code == 422
    assert "Is it the same person?" in asked.content.decode()
    assert "at Oak Lodge" in asked.content.decode()
    done = client.post(at(world, "new/"), post_of(name="Kofi Mensah", same=known.ref))
    assert done.status_code == 302
    assert Person.objects.count() == 1
    provider = text_of(world.client(world.gina), f"/providers/{world.larkfield.ref}/staff/")
    assert "<strong>1 person</strong>" in provider
    assert "1 works in more than one service" in provider


def test_each_form_of_a_person_opens_and_saves(world: World) -> None:
    kofi = on_list(world, "Kofi Mensah")
    client, post = world.client(world.alice), kofi.posts.get()
    of = f"{kofi.ref}/"
    for rest, said in {
        "details/": {"name": "Kofi Boateng", "language": "ro"},
        f"posts/{post.pk}/": post_of(role="nurse", **day("started_on", date(2020, 1, 1))),
        "posts/new/": post_of(role="kitchen"),
        "absences/new/": day("away_from", TODAY),
        f"posts/{post.pk}/ending/": day("ended_on", TODAY),
    }.items():
        text_of(client, at(world, of + rest))
        assert client.post(at(world, of + rest), {}).status_code == 422
        assert client.post(at(world, of + rest), said).status_code == 302
    page = text_of(client, at(world, of))
    for words in ("Kofi Boateng", "Romanian", "Nurse", "not back yet", "last day 23 November 2026"):
        assert words in page


def test_this_is_me_links_ones_own_account(world: World) -> None:
    alice = on_list(world, "Alice Fenn")
    client = world.client(world.alice)
    assert "This is me" in text_of(client, at(world))
    client.post(at(world, f"{alice.ref}/this-is-me/"))
    alice.refresh_from_db()
    assert alice.user == world.alice
    assert "This is me" not in text_of(client, at(world))
    client.post(at(world, f"{alice.ref}/account/removal/"))
    assert client.post(at(world, f"{alice.ref}/account/"), {"chosen": world.alice.ref}).status_code == 302
    stranger = client.post(at(world, f"{alice.ref}/account/"), {"chosen": world.charlie.ref})
    assert stranger.status_code == 422


def test_two_rows_are_shown_before_they_become_one(world: World) -> None:
    kept, gone = on_list(world, "Kofi Mensah"), on_list(world, "Kofi Mensah")
    client = world.client(world.alice)
    address = at(world, f"{kept.ref}/same-person/{gone.ref}/")
    led = client.post(at(world, f"{kept.ref}/same-person/"), {"chosen": gone.ref})
    assert led.headers["Location"] == address
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"sure": "yes"}).status_code == 302
    assert list(Person.objects.all()) == [kept]


def test_a_list_is_read_looked_at_and_applied_once(world: World) -> None:
    client = world.client(world.alice)
    on_list(world, "Ann Lee")
    led = client.post(at(world, "bring/"), sent("Employee Name,Role\nKofi Mensah,Chef\n"))
    page = text_of(client, led.headers["Location"])
    assert "1 person added" in page
    assert "Ann Lee is on your list, but not in the sheet." in page
    for _ in range(2):
        client.post(led.headers["Location"])
    assert "Settle 1 difference" in text_of(client, led.headers["Location"])
    assert (Person.objects.count(), world.thistlewick.list_checks.count()) == (2, 1)
    assert "Ann Lee" in text_of(client, at(world, "check/"))


def test_columns_that_are_not_known_are_asked_about_and_nothing_is_kept_meanwhile(world: World) -> None:
    client = world.client(world.alice)
    asked = client.post(at(world, "bring/"), sent("Wer,Ausweis\nKofi Mensah,QQ123456C\n"))
    assert asked.status_code == 200
    assert not Preview.objects.exists()
    page = asked.content.decode()
    assert "Which column is what?" in page
    said = {
        "rows": '{"file": "staff.csv", "hidden": 0, "sheets": [{"name": "staff", "rows": '
        '[[1, ["Wer", "Ausweis"]], [2, ["Kofi Mensah", "QQ123456C"]]]}]}',
        "source": "rota",
        "dated_on": TODAY.isoformat(),
        "each_shift": "",
        "sheet": "0",
        "heading_row": "1",
    }
    assert client.post(at(world, "bring/columns/"), said).status_code == 422
    led = client.post(at(world, "bring/columns/"), said | {"column_name": "0"})
    assert led.status_code == 302
    assert "QQ123456C" not in str(list(Preview.objects.values()))
    client.post(led.headers["Location"])
    assert ColumnMap.objects.get().columns == {"name": 0}
    again = client.post(at(world, "bring/"), sent("Wer,Ausweis\nMary Quill,QQ123456D\n"))
    assert again.status_code == 302


def test_another_sheet_of_the_file_can_be_asked_for(world: World) -> None:
    said = {
        "rows": '{"file": "staff.xlsx", "hidden": 0, "sheets": [{"name": "Notes", "rows": [[1, ["Hello"]]]}, '
        '{"name": "Rota", "rows": [[1, ["Wer"]], [2, ["Kofi Mensah"]]]}]}',
        "source": "rota",
        "dated_on": TODAY.isoformat(),
        "sheet": "0",
    }
    client = world.client(world.alice)
    asked = client.post(at(world, "bring/columns/"), said | {"other_sheet": "1"})
    page = asked.content.decode()
    assert asked.status_code == 200
    assert 'name="sheet" value="1"' in page
    assert "A: Wer" in page


def test_a_list_that_writes_the_month_first_says_so_and_refuses_what_goes_against_it(world: World) -> None:
    client = world.client(world.alice)
    rows = "Employee Name,Start date,End date\nKofi Mensah,03/14/2022,\nMary Quill,03/04/2021,04/05/2026\n"
    led = client.post(at(world, "bring/"), sent(rows))
    page = text_of(client, led.headers["Location"])
    assert "Month first, because it writes 03/14/2022" in page
    client.post(led.headers["Location"])
    days = dict(world.thistlewick.posts.values_list("started_on", "ended_on"))
    assert days == {date(2022, 3, 14): None, date(2021, 3, 4): date(2026, 4, 5)}
    led = client.post(at(world, "bring/"), sent(f"{rows}Ann Lee,25/04/2022,\n"))
    page = text_of(client, led.headers["Location"])
    assert "Month first" not in page
    assert "“03/14/2022” puts the month first, and its column is read day first." in page


@pytest.mark.parametrize(
    "rows", ["", "{", "[]", '{"file":1,"hidden":0,"sheets":[]}', '{"sheets":[{"rows":7}]}']
)
def test_a_sheet_that_was_tampered_with_on_the_way_is_refused(world: World, rows: str) -> None:
    said = {"rows": rows, "source": "rota", "dated_on": TODAY.isoformat(), "sheet": "9"}
    assert world.client(world.alice).post(at(world, "bring/columns/"), said).status_code == 302
    assert not Preview.objects.exists()


def test_a_national_insurance_number_reaches_no_table(world: World) -> None:
    client = world.client(world.alice)
    led = client.post(at(world, "bring/"), sent(SECRETS))
    text_of(client, led.headers["Location"])
    kept = everything()
    client.post(led.headers["Location"])
    assert "Kofi Mensah" in kept
    for whole in (kept, everything()):
        assert "QQ123456C" not in whole
        for birthday in ("02/1980", "1980, 2", "1980-02"):  # a bare year may be the key of a row
            assert birthday not in whole


def everything() -> str:
    with connection.cursor() as cursor:
        told = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            told.append(str(cursor.fetchall()))
    return "\n".join(told)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Choose a file, or paste the rows"),
        ({"text": "x"}, "Which column is what"),
        ({"dated_on_year": "2027", "text": "Name\nAnn"}, "must be on or before"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_box(world: World, said: dict[str, str], words: str) -> None:
    answer = world.client(world.alice).post(
        at(world, "bring/"), {"source": "rota", **day("dated_on", TODAY), **said}
    )
    assert words in answer.content.decode()
    assert not Preview.objects.exists()


def test_differences_are_settled_on_their_pages(world: World) -> None:
    client = world.client(world.alice)
    for name in ("Ann Lee", "Ida Moss", "Vi Dale"):
        on_list(world, name)
    mary = on_list(world, "Mary Quill", home=world.oak_lodge)
    brings(world, [{"name": "Mary Quill"}])
    rows = {(row.person.name if row.person else ""): row for row in ListDifference.objects.open()}
    text_of(client, at(world, f"check/{rows['Ann Lee'].ref}/"))
    left = {"outcome": "left", **day("day", TODAY)}
    assert client.post(at(world, f"check/{rows['Ann Lee'].ref}/"), {"outcome": "left"}).status_code == 422
    assert client.post(at(world, f"check/{rows['Ann Lee'].ref}/"), left).status_code == 302
    assert client.post(at(world, f"check/{rows['Ann Lee'].ref}/"), left).status_code == 404
    assert "at Oak Lodge" in text_of(client, at(world, f"check/{rows[''].ref}/"))
    client.post(at(world, f"check/{rows[''].ref}/"), {"outcome": mary.ref})
    assert mary.posts.count() == 2
    kept = [rows[name].ref for name in ("Ida Moss", "Vi Dale")]
    client.post(at(world, "check/still-here/"), {"kept": kept, "reason": "Volunteers"})
    assert "all differences are settled" in text_of(client, at(world, "check/"))


def test_the_file_of_the_list_comes_back_in_as_it_went_out(world: World) -> None:
    on_list(world, "=1+1 Lee", payroll_number="007", job_title="Chef", agency="@home")
    on_list(world, "Ida Moss", engagement=Engagement.BANK)
    client = world.client(world.alice)
    book = client.get(at(world, "list.xlsx"))
    sheet = load_workbook(io.BytesIO(book.content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:3] == ["'=1+1 Lee", "007", "Chef"]
    csv = client.get(at(world, "list.csv"))
    led = client.post(at(world, "bring/"), sent(csv.content.decode("utf-8-sig")))
    page = text_of(client, led.headers["Location"])
    assert "0 people added, 0 changed, 0 left, 2 the same" in page
    assert client.get(at(world, "list.exe")).status_code == 404


def test_letters_and_cards_of_agencies(world: World) -> None:
    on_list(world, "Kofi Mensah", engagement=Engagement.ONE_OFF, agency="Starfield Staff")
    client = world.client(world.alice)
    assert "No letter that is good today: Starfield Staff" in text_of(client, at(world, "agencies/"))
    said = {"agency": "Starfield Staff", "checked_by": "Alice Fenn"}
    said |= day("dated_on", TODAY) | day("good_until", TODAY + timedelta(days=300))
    assert client.post(at(world, "agencies/new/"), said).status_code == 302
    page = text_of(client, at(world, "agencies/"))
    assert "No letter that is good today" not in page
    assert "not yet reviewed by a speaker" in page


def test_strangers_find_nobody(world: World, client: Client) -> None:
    kofi = on_list(world, "Kofi Mensah", home=world.oak_lodge)
    for user in (world.alice, world.charlie):
        assert world.client(user).get(at(world, f"{kofi.ref}/")).status_code == 404
