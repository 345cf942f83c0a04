"""Somebody new: from the set-up link to the first job done, in one sitting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e import setting_up
from tests.e2e.conftest import Begin, Staging
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage

pytestmark = pytest.mark.e2e
WAYS = {
    "phone": {"width": 320},
    "desk": {"width": 1280},
    "phone without scripts": {"width": 320, "scripts": False},
    "desk without a mouse": {"width": 1280, "keyboard": True},
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_newcomer_sets_up_a_listed_service_and_does_the_first_job(
    journey: Begin, stage: Staging, way: dict[str, int]
) -> None:
    dana = journey(Stage.NEW, **way)
    service = setting_up.listed_service(stage(Stage.NEW).data.parent)
    setting_up.comes_with_the_key(dana)
    dana.opens("Set up my service")
    setting_up.finds_the_service(dana, service.code)
    setting_up.answers_the_other_nine(dana)
    setting_up.makes_the_account(dana)
    assert dana.heading.casefold() == service.name.partition(" (")[0].casefold()
    sees_one_job_and_three_numbers(dana)
    does_the_first_job(dana)


def test_a_service_that_is_not_listed_is_typed_in(journey: Begin) -> None:
    dana = journey(Stage.BARE, width=320)
    setting_up.comes_with_the_key(dana)
    dana.opens("Set up my service")
    dana.sees("No national list has been loaded on this computer.")
    setting_up.types_the_service_in(dana, "Saltmarsh House")
    setting_up.answers_the_other_nine(dana)
    setting_up.makes_the_account(dana)
    dana.reads("Saltmarsh House")


def test_without_the_key_nobody_sets_anything_up(visit: Begin) -> None:
    stranger = visit(Stage.BARE, width=320)
    stranger.goes_to("/")
    stranger.reads("Havenkeep is being set up")
    stranger.goes_to("/setup/?key=not-the-key", refused=403)
    stranger.sees("That link is not the one for today.")
    stranger.goes_to("/setup/people/")
    stranger.reads("Havenkeep is being set up")


def test_something_wrong_right_now_goes_before_everything(visit: Begin) -> None:
    stranger = visit(Stage.BARE, width=320)
    stranger.goes_to("/")
    stranger.opens("Something is wrong right now: first aid")
    stranger.reads("First aid")
    stranger.sees("Disconnect. Do not switch off.", "0303 123 1113")


def test_the_sample_is_one_press_away(journey: Begin) -> None:
    visitor = journey(Stage.BARE)
    setting_up.looks_around_the_sample(visitor)
    sees_one_job_and_three_numbers(visitor)


def sees_one_job_and_three_numbers(dana: Journey) -> None:
    assert set(dana.number) == {"Said", "Shown", "Proven"}
    expect(dana.page.locator(".hk-next")).to_have_count(1)
    dana.sees_above_the_fold(dana.page.locator(".hk-next__title"))
    dana.sees_above_the_fold(dana.page.locator(".hk-next__button"))


def does_the_first_job(dana: Journey) -> None:
    first = dana.next_job
    dana.opens("Start this job")
    dana.reads("ICO registration")
    dana.types("Registration number", "ZA 123456")
    dana.types("In whose name is it?", "Brook Care Ltd")
    dana.chooses("Yes", of="Is this the company that runs the service today?")
    dana.dates("When does it end?", timezone.localdate() + timedelta(days=200))
    dana.presses("Save")
    dana.sees("ZA123456 (Brook Care Ltd), in date until")
    dana.goes_to("/")
    assert dana.next_job != first
    assert dana.number["Proven"] == 1
