"""The chain can never be erased, so nothing about a person may get into it."""

from __future__ import annotations

import pytest
import time_machine
from django.apps import apps

from havenkeep.audit.models import Event
from tests.architecture.data_classes import DATA_CLASSES
from tests.architecture.walk import make_walk
from tests.world import AT

SHORTEST = 4  # shorter values, such as "Yes", are in any text


def personal_values() -> set[str]:
    """Return every text that stands in a personal field of any table now."""
    found: set[str] = set()
    for label, classes in DATA_CLASSES.items():
        names = sorted(classes.personal - {"user", "email_address", "ref", "snapshot"})
        for row in apps.get_model(label)._base_manager.values_list(*names) if names else ():
            found |= {
                value.strip() for value in row if isinstance(value, str) and len(value.strip()) >= SHORTEST
            }
    return found


@pytest.mark.django_db
@time_machine.travel(AT, tick=False)
def test_no_event_holds_what_stands_in_a_personal_field() -> None:
    make_walk()
    told = "\n".join(str(event.body()) for event in Event.objects.all()).casefold()
    assert told.count("\n") > 20
    values = personal_values()
    assert {"Alice Fenn", "alice.fenn@example.org", "Lena Reed", "Shelf"} <= values
    assert {value for value in values if value.casefold() in told} == set()
