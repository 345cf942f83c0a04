"""A finding leads to the page that mends it, also where nothing is recorded yet."""

from __future__ import annotations

from django.urls import reverse

from havenkeep.assessment.checks import CHECKS, KEPT_AT
from havenkeep.assessment.models import Submission
from havenkeep.standards.domain.edition import Edition
from havenkeep.standards.queries import current_edition
from tests.world import World


def test_every_check_names_the_page_that_its_records_are_kept_on() -> None:
    assert set(KEPT_AT) == set(CHECKS)
    assert all(reverse(page, args=["abcd2345"]) for page in KEPT_AT.values())


def test_an_item_with_no_records_yet_leads_to_its_register(world: World, submission: Submission) -> None:
    edition: Edition = current_edition(submission.edition)
    item = next(one for one in edition.items if "privacy.ico_registration" in one.checks)
    page = world.client(world.alice).get(reverse("assessment:item", args=[world.thistlewick.ref, item.ref]))
    words = page.content.decode()
    assert reverse("privacy:registration", args=[world.thistlewick.ref]) in words
    assert "Could not tell. Could not tell" not in " ".join(words.split())
