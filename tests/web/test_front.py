"""Where each is led, and the list of what they may open."""

from __future__ import annotations

from tests.world import World


def test_someone_of_one_service_is_led_there_and_can_still_open_the_list(world: World) -> None:
    bob = world.client(world.bob)
    assert bob.get("/")["Location"] == f"/homes/{world.thistlewick.ref}/"
    page = bob.get("/services/").content.decode()
    assert "Thistlewick House" in page
    assert "Oak Lodge" not in page
    assert "sample" not in page


def test_a_group_lead_sees_the_provider_and_all_its_services(world: World) -> None:
    page = world.client(world.gina).get("/").content.decode()
    for name in ("Larkfield Care", "Thistlewick House", "Oak Lodge"):
        assert name in page
