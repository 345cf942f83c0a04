"""Tries at the same moment are all counted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.installation import Installation

MAKE = """
import django; django.setup()
from tests.world import make_world
from tests.keycards.cast import carer, card_of
from havenkeep.keycards.actions import choose_pin
from havenkeep.keycards.device import Device
from tests.world import AT
world = make_world()
card = card_of(world, carer(world))
choose_pin(card=card.row, pin="482915", device=Device(secret="own", words="Own"), at=AT)
"""
TRY = """
import django, time; django.setup()
from pathlib import Path
from django.conf import settings
from havenkeep.keycards.actions import try_pin
from havenkeep.keycards.device import Device
from havenkeep.keycards.models import KeyCard
from tests.world import AT
card = KeyCard.objects.get()
ready = Path(settings.DATA)
(ready / "{name}.ready").touch()
while len(list(ready.glob("*.ready"))) < 3:
    time.sleep(0.01)
for number in range(3):
    try_pin(card=card, pin="739164", device=Device(secret="same", words="Same"), at=AT)
"""
COUNT = """
import django; django.setup()
from havenkeep.keycards.models import KeyCard
card = KeyCard.objects.get()
print(card.wrong, card.devices.get(since=None).wrong)
"""


def test_three_who_try_at_once_are_stopped_at_the_fifth_wrong_pin(installation: Installation) -> None:
    installation.python(MAKE)
    with ThreadPoolExecutor() as pool:
        list(pool.map(installation.python, (TRY.format(name=name) for name in "abc")))
    assert installation.python(COUNT).split() == ["5", "5"]
