"""Who comes in with a card or a link reads in their own language, on the way to the lessons too."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib.resources import files
from string import Formatter
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from havenkeep.keycards.actions import send_link
from havenkeep.keycards.domain.letters import link_letter
from havenkeep.keycards.domain.pins import Flaw
from havenkeep.keycards.domain.refusals import Refusal
from havenkeep.keycards.domain.words import CardWords, card_words
from havenkeep.keycards.pages.own import RefusedPage
from havenkeep.keycards.speaking import voice
from havenkeep.lessons.domain.words import digest_of_words
from havenkeep.lessons.pages.translations import chapters_of
from havenkeep.people.domain.languages import WRITTEN
from havenkeep.people.models import Person
from tests.keycards.cast import OTHER_PIN, PIN, card_of, carer, comes_in, presses, shows, tablet, types
from tests.world import AT, World

NAMES = [field.name for field in fields(CardWords)]


@pytest.fixture
def ioana(world: World) -> Person:
    person = carer(world, "Ioana Popescu")
    person.language = "ro"
    person.save(update_fields=["language"])
    return person


def reads(answer: Any, *words: str, lang: str = "ro", varies: bool = False) -> None:
    page = answer.content.decode()
    assert f'<html lang="{lang}"' in page
    assert ("Accept-Language" in answer.headers.get("Vary", "")) is varies
    for word in words:
        assert word in page


@pytest.mark.parametrize("language", WRITTEN)
def test_every_sentence_is_there_with_the_same_things_filled_in(language: str) -> None:
    words, english = card_words(language), card_words("en")
    assert words.lang.startswith(language)
    for name in NAMES:
        assert blanks(getattr(words, name)) == blanks(getattr(english, name)), name
    assert not set("şţŞŢ") & set("".join(words.sentences)), "ș and ț have a comma, not a cedilla"
    assert all(words.flaw(flaw) for flaw in Flaw)
    assert all(RefusedPage.of(refusal, words=words).title for refusal in Refusal)


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_word_is_said_somewhere() -> None:
    room = files("havenkeep.keycards")
    sources = [
        *(room / "jinja2" / "keycards").iterdir(),
        *(room / "pages").iterdir(),
        *(room / "views").iterdir(),
    ]
    sources += [room / "forms.py", room / "gate.py", room / "domain" / "letters.py"]
    text = "".join(one.read_text("utf-8") for one in sources if one.is_file())
    said = set(re.findall(r"\b(?:w|words|one)\.(\w+)", text)) & set(NAMES)
    by_name = {f"flaw_{flaw}" for flaw in Flaw} | {*Refusal} | {f"{refusal}_title" for refusal in Refusal}
    assert said | by_name == set(NAMES)


def test_a_speaker_reads_and_signs_them_with_the_lessons(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = {piece.english: piece.other for chapter in chapters_of("lead", "en") for piece in chapter.pieces}
    assert "Choose your PIN" in pieces
    before = digest_of_words.__wrapped__("everyone", "pl")
    monkeypatch.setattr("havenkeep.lessons.domain.words.card_words", lambda _: card_words("ro"))
    assert digest_of_words.__wrapped__("everyone", "pl") != before


@pytest.mark.parametrize(
    ("asked", "lang"),
    [
        ("", "en-GB"),
        ("pl-PL,pl;q=0.9,en-GB;q=0.8", "pl"),
        ("en-GB,en;q=0.9,ro;q=0.8", "en-GB"),
        ("uk,ro-MD;q=0.9,en;q=0.5", "ro"),
        ("fr-FR,pl;q=0", "en-GB"),
        ("\x00;;q=,,*;q=nan" * 60, "en-GB"),
    ],
)
def test_before_a_card_was_shown_the_browser_says_in_which_language(asked: str, lang: str) -> None:
    request = RequestFactory().get("/card/", headers={"Accept-Language": asked})
    assert voice(request).words.lang == lang
    assert voice(request, "pt").words.lang == "en-GB"


def test_the_pages_before_that_speak_it_and_say_what_decided() -> None:
    phone = Client(headers={"Accept-Language": "pl"})
    reads(phone.get("/card/"), "Pokaż swoją kartę", lang="pl", varies=True)
    wrong = phone.post("/card/", {"code": "ABCD-EFGH-JKMN"})
    reads(wrong, "Błąd:", "Trzeba coś poprawić", "Żadna karta nie ma tu takiego kodu", lang="pl", varies=True)
    assert "Error" not in wrong.content.decode()
    reads(phone.get(f"/card/{'x' * 43}/"), "Ta karta nie działa", lang="pl", varies=True)
    reads(phone.get("/sign-in-link/"), "Link e-mailem", lang="pl", varies=True)
    reads(phone.get("/sign-in-link/open/"), "Ten link już nie działa", lang="pl", varies=True)
    reads(phone.get("/card/done/"), "Dziękujemy", lang="pl", varies=True)


def test_from_the_card_on_it_is_their_own_whatever_the_phone_says(world: World, ioana: Person) -> None:
    phone, card = Client(headers={"Accept-Language": "pl"}), card_of(world, ioana)
    reads(shows(phone, card), "Alege PIN-ul tău", "Bună, Ioana Popescu.", "De la 6 la 12 cifre")
    for pin, again, sentence in (
        ("", "", "Scrie PIN-ul tău"),
        ("12", "12", "Folosește de la 6 la 12 cifre."),
        ("123456", "123456", "Aceste cifre vin una după alta"),
        (PIN, OTHER_PIN, "Cele două PIN-uri nu sunt la fel."),
    ):
        reads(types(phone, pin, again=again), "Eroare", "Ceva trebuie corectat", sentence)
    types(phone, again=PIN)
    reads(phone.get("/card/done/"), "Îți mulțumim", "Înapoi la pagina mea")
    for tries in range(10):
        shows(phone, card)
        answer = types(phone, OTHER_PIN)
        if tries == 3:
            reads(answer, "Acest PIN nu este corect. Încearcă din nou.")
        if tries == 4:
            reads(answer, "Așteaptă până la ora", "Încercări rămase: 5. Apoi managerul")


def test_another_language_costs_no_question_more(world: World, ioana: Person) -> None:
    asked = []
    for person in (carer(world, "Kofi Mensah"), ioana):
        phone, card = Client(), card_of(world, person)
        with CaptureQueriesContext(connection) as coming:
            shows(phone, card)
            types(phone, again=PIN)
            phone.get("/card/done/")
        asked.append(len(coming))
    assert asked[0] == asked[1]


def test_a_link_by_mail_speaks_it_too(world: World, ioana: Person) -> None:
    ioana.email = "ioana@example.org"
    ioana.save(update_fields=["email"])
    phone = Client()
    tokens: list[str] = []

    def address(token: str) -> str:
        tokens.append(token)
        return f"/sign-in-link/{token}/"

    send_link(person=ioana, link=address, sign_in="", by=world.alice.as_actor(), at=AT)
    reads(phone.get(f"/sign-in-link/{tokens[0]}/", follow=True), "Deschide pagina ta", "Bună, Ioana Popescu.")
    assert presses(phone).status_code == 302
    subject, body = link_letter(language="ro", name="Ioana", provider="Larkfield", address="https://x")
    assert subject == "Linkul tău către Havenkeep / Your link to Havenkeep"
    assert body.index("Bună, Ioana!") < body.index("Același lucru în engleză:") < body.index("Hello Ioana,")
    subject, body = link_letter(language="pt", name="Ioana", provider="Larkfield", address="https://x")
    assert subject == "Your link to Havenkeep"
    assert body.startswith("Hello Ioana,\n\nthis link opens")


def test_a_shared_tablet_says_good_bye_in_the_language_chosen_last(world: World, ioana: Person) -> None:
    shared = tablet(world)
    comes_in(shared, card_of(world, ioana))
    shared.post(f"/me/{ioana.ref}/language/", {"language": "pl"})
    reads(shared.get("/card/done/"), "Dziękujemy", "Następna osoba", lang="pl")
    reads(shared.get("/card/"), "Show your key card", lang="en-GB", varies=True)
