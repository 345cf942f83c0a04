"""Learners read what their trainings and talks are called in their own language, and it is marked as one."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from havenkeep.lessons.domain.course import LANGUAGES
from havenkeep.lessons.domain.words import digest_of_words
from havenkeep.lessons.pages.translations import chapters_of
from havenkeep.needs.domain.letters import reminder_letter
from havenkeep.needs.domain.owing import Owed
from havenkeep.needs.domain.own_words import own_words
from havenkeep.needs.domain.starter import starter
from havenkeep.people.models import Person
from havenkeep.talks.domain.guide import guide
from havenkeep.training.domain import titles as table
from havenkeep.training.domain.catalogue import courses
from havenkeep.training.domain.titles import ENGLISH, TRANSLATED, Titled, titled, titles
from havenkeep.training.models import Completion
from tests.lessons.conftest import Learner
from tests.talks.cast import held
from tests.training.team import teach
from tests.world import AT, World

POLISH = "Coroczne szkolenie dla wszystkich"


@pytest.fixture
def polish(grace: Learner) -> Learner:
    Person.objects.update(language="pl")
    return grace


def read(learner: Learner, rest: str = "") -> str:
    return learner.client.get(learner.at(rest)).content.decode()


def test_every_title_of_ours_is_there_in_every_language_of_the_lessons() -> None:
    assert {ENGLISH, *TRANSLATED} == set(LANGUAGES)
    ours = {row.title for row in courses().values() if row.ours} | {guide().title}
    assert ours | {training.title for training in starter().trainings.values()} <= set(titles())
    for language in TRANSLATED:
        assert len({known[language] for known in titles().values()}) == len(titles())


def test_what_a_home_typed_stays_as_it_is_and_somebody_elses_course_is_english() -> None:
    assert titled("Cake and data", language="pl") == Titled(text="Cake and data", lang="")
    assert titled("NCSC Top Tips for Staff", language="pl").lang == ENGLISH
    assert titled("Yearly training for everyone", language="pl") == Titled(text=POLISH, lang="pl")
    assert titled("Yearly training for everyone", language="en").lang == ENGLISH


def test_the_titles_are_read_and_signed_with_the_lessons(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = {piece.english: piece.other for piece in chapters_of("everyone", "pl")[-2].pieces}
    assert pieces["Yearly training for everyone"] == POLISH
    before = digest_of_words.__wrapped__("everyone", "pl")
    changed = {**titles(), "Yearly training for everyone": {"pl": "Inaczej", "ro": "Altfel"}}
    monkeypatch.setattr("havenkeep.lessons.domain.words.titles", lambda: changed)
    assert digest_of_words.__wrapped__("everyone", "pl") != before
    assert table.titles() is titles()


def test_the_start_page_names_them_in_the_language_of_the_page(polish: Learner, world: World) -> None:
    held(world.thistlewick, title=guide().title, starts_at=AT + timedelta(days=2))
    held(world.thistlewick, title="Cake and data", starts_at=AT + timedelta(days=3))
    page = read(polish)
    assert '<html lang="pl"' in page
    assert ">Bezpieczeństwo danych w dwadzieścia pięć minut</span>" in page
    assert ">Cake and data</span>" in page
    assert "25.11.2026, 19:00" in page
    assert 'Odpowiedzialność za bezpieczeństwo danych</a> <span lang="en">(English)</span>' in page
    assert 'href=""' not in page


def test_certificates_and_passport_name_them_beside_the_english(polish: Learner) -> None:
    teach(polish.person, course="everyone", title=courses()["everyone"].title)
    assert '<p lang="pl">Bezpieczeństwo danych dla wszystkich</p>' in read(polish, "certificates/")
    Completion.objects.update(title="Cake and data")
    assert 'lang="pl"' not in read(polish, "certificates/")


def test_a_reminder_names_them_in_both() -> None:
    owed = Owed(
        course="everyone",
        title="Yearly training for everyone",
        due_on=date(2026, 12, 1),
        overdue=0,
        why="",
    )
    told = {"name": "Grace", "home": "Thistlewick House", "owed": [owed], "address": "", "on": AT.date()}
    polish = reminder_letter(**told, language="pl")
    assert polish.subject == "Szkolenie do zrobienia / Training to do at Thistlewick House"
    assert f"- {POLISH}: do 01.12.2026" in polish.body
    assert (
        "- Yearly training for everyone: by 1 December 2026"
        in polish.body.partition("To samo po angielsku:")[2]
    )
    portuguese = reminder_letter(**told, language="pt")
    assert portuguese.subject == "Training to do at Thistlewick House"
    assert portuguese.body.startswith("Hello Grace,\n\nthere is training to do at Thistlewick House:")
    long = reminder_letter(**(told | {"home": "H" * 160}), language="pl")
    assert len(long.subject) <= 200


def test_reminders_keep_their_braces_in_every_language() -> None:
    english = [re.findall(r"{\w+}", one) for one in own_words()["en"].sentences]
    for language in TRANSLATED:
        for sentence, wanted in zip(own_words()[language].sentences, english, strict=True):
            assert set(re.findall(r"{\w+}", sentence)) <= set(wanted)
            assert set(wanted) - {"{home}"} <= set(re.findall(r"{\w+}", sentence))
