"""What can be done to the staff list."""

from havenkeep.people.actions.absences import correct_absence, note_absence, remove_absence
from havenkeep.people.actions.accounts import link_account, unlink_account
from havenkeep.people.actions.bringing import bring_group, bring_people
from havenkeep.people.actions.letters import note_letter, remove_letter
from havenkeep.people.actions.merging import merge_people
from havenkeep.people.actions.people import add_person, correct_person, forget_person
from havenkeep.people.actions.posts import correct_post, end_post, remove_post, start_post
from havenkeep.people.actions.refusal import CannotKeep
from havenkeep.people.actions.settling import (
    keep_as_it_is,
    settle_back,
    settle_left,
    settle_unclear,
)

__all__ = [
    "CannotKeep",
    "add_person",
    "bring_group",
    "bring_people",
    "correct_absence",
    "correct_person",
    "correct_post",
    "end_post",
    "forget_person",
    "keep_as_it_is",
    "link_account",
    "merge_people",
    "note_absence",
    "note_letter",
    "remove_absence",
    "remove_letter",
    "remove_post",
    "settle_back",
    "settle_left",
    "settle_unclear",
    "start_post",
    "unlink_account",
]
