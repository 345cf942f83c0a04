"""Changing and ending somebody's access."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from havenkeep.design.fields import Choice, ConfirmField, DateField, RadioField
from havenkeep.design.forms import Form
from havenkeep.identity.roles import ONLY_UNTIL, ROLES, Role
from havenkeep.organisations.domain.until import BadLastDay, check_last_day
from havenkeep.organisations.models import Membership

LAST_DAY = "Last day"
LAST_DAY_HINT = "Access ends by itself after this day. Leave it empty for no end; an inspector needs one."


def role_choices(roles: Iterable[Role]) -> list[Choice]:
    """Return the roles as answers, each with what it may do."""
    return [Choice(role.value, ROLES[role].title, hint=ROLES[role].description) for role in roles]


class LastDayForm(Form):
    """A role and, where it has one, a last day."""

    def __init__(self, *args: Any, roles: Iterable[Role], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        offered = list(roles)
        self.fields["role"] = RadioField(
            label="Role", noun="a role", choices=role_choices(offered), coerce=Role
        )
        hint = LAST_DAY_HINT if ONLY_UNTIL & set(offered) else "Leave it empty for no end."
        self.fields["last_day"] = DateField(label=LAST_DAY, noun="the last day", hint=hint, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("role") and "last_day" in data:
            try:
                check_last_day(data["role"], data["last_day"], on=self.on)
            except BadLastDay as bad:
                self.add_error("last_day", str(bad))
        return data


class AccessForm(LastDayForm):
    """Another role for somebody, or another last day."""

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        initial = {"role": membership.role, "last_day": membership.last_day}
        super().__init__(*args, initial=initial, **kwargs)


class EndForm(Form):
    """Ending access. Who ends their own says that they mean it."""

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            self.fields["sure"] = ConfirmField(label="Yes, end my own access. I cannot undo this myself.")


class WayInForm(Form):
    lost_phone = ConfirmField(
        label="They lost the phone or key that they sign in with, too", required=False, mark_optional=False
    )
