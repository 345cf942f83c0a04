"""Planning what each role needs, approving it, asking it of people, and reminding them."""

from __future__ import annotations

from havenkeep.needs.actions.asking import assign, end_assignment, set_reminders
from havenkeep.needs.actions.planning import approve, note_role
from havenkeep.needs.actions.refusal import CannotPlan

__all__ = ["CannotPlan", "approve", "assign", "end_assignment", "note_role", "set_reminders"]
