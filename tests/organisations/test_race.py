"""Two managers end each other in the same moment: one remains."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.installation import Installation

MAKE = """
import django; django.setup()
from tests.world import make_world, join, Role
world = make_world()
join("Dan Till", Role.MANAGER, home=world.thistlewick)
"""
END = """
import django, sys, time; django.setup()
from pathlib import Path
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.organisations.actions import CannotEnd, end_access
from havenkeep.organisations.models import Membership
row = Membership.objects.get(user__name="{name}", role="manager", home__name="Thistlewick House")
ready = Path(settings.DATA)
(ready / "{name}.ready").touch()
while len(list(ready.glob("*.ready"))) < 2:
    time.sleep(0.01)
try:
    with transaction.atomic():
        end_access(membership=row, by=SYSTEM, at=timezone.now())
        time.sleep(0.5)
    print("ended")
except CannotEnd as cannot:
    print(cannot)
"""
LEFT = """
import django; django.setup()
from django.utils import timezone
from havenkeep.organisations.models import Membership
managers = Membership.objects.in_force(at=timezone.now()).filter(role="manager")
print(managers.filter(home__name="Thistlewick House").count())
"""


def test_of_two_who_end_each_other_at_once_one_remains(installation: Installation) -> None:
    installation.python(MAKE)
    with ThreadPoolExecutor() as pool:
        said = list(pool.map(installation.python, (END.format(name=n) for n in ("Alice Fenn", "Dan Till"))))
    assert sorted(line.strip() == "ended" for line in said) == [False, True], said
    assert any("is the only manager of Thistlewick House" in line for line in said)
    assert installation.python(LEFT).strip() == "1"
