"""What training needs keep goes along when a service moves to another installation."""

from __future__ import annotations

from datetime import timedelta

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.needs.actions import approve, assign, note_role, set_reminders
from havenkeep.needs.domain.plan import digest_of
from havenkeep.needs.models import Digest, Reminder
from havenkeep.needs.queries.analysing import todays_needs
from havenkeep.people.domain.engagement import JobRole
from havenkeep.upkeep.moving.owned import owned, rows_of
from tests.needs.staff import hire
from tests.world import AT, TODAY, World


def test_every_row_of_a_home_moves_with_it_and_none_of_anothers(world: World) -> None:
    for home in (world.thistlewick, world.brookside):
        cara = hire(home, "Cara Finch")
        assign(home=home, training="tricks", due_on=TODAY, person=cara, by=SYSTEM, at=AT)
        note_role(home=home, role=JobRole.CARER, sees="Notes.", trainings=["everyone"], by=SYSTEM, at=AT)
        set_reminders(home=home, wanted=True, most=2, by=SYSTEM, at=AT)
        seen = digest_of(todays_needs(home, on=TODAY).content(on=TODAY))
        approve(home=home, seen=seen, by=SYSTEM, at=AT)
        Digest.objects.create(home=home, sent_on=TODAY, people=1)
        Reminder.objects.create(
            home=home,
            person=cara,
            training="everyone",
            due_on=TODAY + timedelta(1),
            which="before",
            sent_on=TODAY,
            sent_at=AT,
        )
    for table in owned().values():
        if table.label.startswith("needs."):
            assert [row.home for row in rows_of(table, world.thistlewick)] == [world.thistlewick], table.label
