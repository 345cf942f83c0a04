from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from havenkeep.assessment.queries import standings
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.models import Event
from havenkeep.organisations.models import Provider
from havenkeep.sample.actions import let_in, make_sample
from havenkeep.sample.queries import sample_homes, sample_manager
from havenkeep.standards.queries import edition_in_force
from tests.world import AT, World


@pytest.fixture
def sample(db: None) -> Provider:
    return make_sample(at=AT)


def test_made_a_second_time_it_is_the_first(sample: Provider) -> None:
    before = Event.objects.count()
    assert make_sample(at=AT + timedelta(days=9)) == sample
    assert Event.objects.count() == before
    assert Provider.objects.count() == 1


def test_a_real_home_of_that_name_keeps_its_address(world: World) -> None:
    provider = make_sample(at=AT)
    slug = sample_homes(provider)[0].slug
    assert world.thistlewick.slug == "thistlewick-house"
    assert slug.startswith("thistlewick-house-")


@pytest.mark.parametrize(
    "at",
    [
        datetime(2024, 1, 15, 9, tzinfo=UTC),
        datetime(2026, 9, 1, 0, 30, tzinfo=UTC),
        datetime(2026, 9, 3, 8, tzinfo=UTC),
        datetime(2027, 6, 29, 21, tzinfo=UTC),
        datetime(2031, 2, 3, 12, tzinfo=UTC),
    ],
    ids=["before all editions", "opening night", "two days in", "the day before the deadline", "much later"],
)
@pytest.mark.django_db
def test_it_can_be_made_at_any_time_of_any_year(at: datetime) -> None:
    provider = make_sample(at=at)
    homes = list(provider.homes.select_related("provider", "profile").order_by("pk"))
    edition = edition_in_force(on=at.date())
    half = standings(homes, edition_id=edition.id, on=at.date())[homes[0].pk].assessed
    assert half.said >= 26
    assert half.contradicted >= 1
    assert Event.objects.filter(at__gt=at).count() == 0


def test_an_operator_let_in_manages_every_service_and_the_sample_keeps_its_manager(
    sample: Provider, world: World
) -> None:
    homes = sample_homes(sample)
    manager = sample_manager(homes[0])
    let_in(user=world.olive, provider=sample, by=SYSTEM, at=AT)
    let_in(user=world.olive, provider=sample, by=SYSTEM, at=AT)
    mine = world.olive.memberships.filter(role="manager").values_list("home", flat=True)
    assert sorted(mine) == sorted(home.pk for home in homes)
    assert sample_manager(homes[0]) == manager
