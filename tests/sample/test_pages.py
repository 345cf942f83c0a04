"""The sample is what people see first: every page of it opens."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from havenkeep.identity.models import User
from havenkeep.organisations.models import Home, Provider
from havenkeep.sample.actions import make_sample
from havenkeep.standards.queries import edition_in_force
from tests.world import AT, TODAY


@pytest.fixture
def sample(db: None, time_machine: Any) -> Provider:
    time_machine.move_to(AT, tick=False)
    return make_sample(at=AT)


def _signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(name=name))
    return client


@pytest.mark.parametrize(
    ("who", "slug"),
    [
        ("Hazel Winterby", "thistlewick-house"),
        ("Hazel Winterby", "pennyhedge-at-home"),
        ("Adaeze Brook", "sallowmere-court"),
    ],
)
def test_every_service_opens_for_its_manager(who: str, slug: str, sample: Provider) -> None:
    client, home = _signed_in(who), Home.objects.get(slug=slug)
    pages = ["", "assessment/", "assessment/left/", "assessment/plan/", "assessment/publication/", "book/"]
    pages += ["registers/", "registers/people/", "registers/ico/", "registers/nhs-systems/", "history/"]
    for page in pages:
        assert client.get(f"/homes/{home.ref}/{page}").status_code == 200, page


def test_every_item_of_thistlewick_house_opens(sample: Provider) -> None:
    client, home = _signed_in("Hazel Winterby"), Home.objects.get(slug="thistlewick-house")
    for item in edition_in_force(on=TODAY).items:
        assert client.get(f"/homes/{home.ref}/assessment/items/{item.ref}/").status_code == 200, item.ref


def test_the_others_are_asked_whether_it_is_true_there(sample: Provider) -> None:
    client, home = _signed_in("Adaeze Brook"), Home.objects.get(slug="sallowmere-court")
    page = client.get(f"/homes/{home.ref}/assessment/here/").content.decode()
    assert "Pennyhedge Care Group" in page
    assert "True here" in page


def test_the_group_lead_sees_head_offices_answers(sample: Provider) -> None:
    client = _signed_in("Imran Halloway")
    for page in ("", "assessment/", "assessment/left/", "book/"):
        assert client.get(f"/providers/{sample.ref}/{page}").status_code == 200, page
