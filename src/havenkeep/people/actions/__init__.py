"""What can be done to the staff list."""

from havenkeep.people.actions.accounts import link_account, unlink_account
from havenkeep.people.actions.people import add_person, end_post, start_post
from havenkeep.people.actions.refusal import CannotKeep

__all__ = ["CannotKeep", "add_person", "end_post", "link_account", "start_post", "unlink_account"]
