"""What is done to providers, homes and who belongs to them."""

from havenkeep.organisations.actions.ending import CannotEnd, change_access, end_access, end_all_access
from havenkeep.organisations.actions.inviting import (
    CannotInvite,
    InvitationGone,
    Issued,
    WrongAccount,
    accept_invitation,
    invite,
    renew_invitation,
    revoke_invitation,
)
from havenkeep.organisations.actions.letting_in import give_membership
from havenkeep.organisations.actions.places import (
    HOME_FIELDS,
    PROFILE_FIELDS,
    change_home,
    change_profile,
    make_home,
    make_provider,
)

__all__ = [
    "HOME_FIELDS",
    "PROFILE_FIELDS",
    "CannotEnd",
    "CannotInvite",
    "InvitationGone",
    "Issued",
    "WrongAccount",
    "accept_invitation",
    "change_access",
    "change_home",
    "change_profile",
    "end_access",
    "end_all_access",
    "give_membership",
    "invite",
    "make_home",
    "make_provider",
    "renew_invitation",
    "revoke_invitation",
]
