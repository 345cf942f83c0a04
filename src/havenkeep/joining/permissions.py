"""Who may sign a starter off."""

from __future__ import annotations

from collections.abc import Mapping

from havenkeep.identity.roles import Permission
from havenkeep.joining.domain.papers import Signers
from havenkeep.joining.models import Induction
from havenkeep.organisations.access import Granted

NEEDED: Mapping[Signers, Permission] = {
    Signers.EDITORS: Permission.REGISTERS_EDIT,
    Signers.LEADS: Permission.ASSESSMENT_CONFIRM,
}


class MayNotSignOff(Exception):
    """Raised with the sentence a person reads."""


def check_sign_off(induction: Induction, *, granted: Granted, account: str) -> None:
    """Check that this account may put the second signature to an induction.

    Raises:
        MayNotSignOff: it is their own, or the home keeps this for its manager and lead.
    """
    if induction.signed_by_id == account:
        raise MayNotSignOff("This is your own induction. Somebody else signs it off.")
    signers = induction.checklist.as_signers if induction.checklist else Signers.EDITORS
    if not granted.may(NEEDED[signers]):
        raise MayNotSignOff("Here only the manager or the data security lead signs starters off.")


def can_sign_off(induction: Induction, *, granted: Granted, account: str) -> bool:
    """Return whether `check_sign_off` has nothing to say."""
    try:
        check_sign_off(induction, granted=granted, account=account)
    except MayNotSignOff:
        return False
    return True
