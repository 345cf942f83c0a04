"""Who may do what, as one table that a person can read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    HOME_VIEW = "see the service"
    PROFILE_EDIT = "change the service's details"
    REGISTERS_EDIT = "change the registers"
    STAFF_VIEW = "see the staff list and who is trained"
    ASSESSMENT_VIEW = "see the assessment"
    ASSESSMENT_ANSWER = "answer items"
    ASSESSMENT_CONFIRM = "confirm answers"
    ASSESSMENT_PUBLISH = "record a publication"
    BOOK_DOWNLOAD = "take the answer book"
    HISTORY_VIEW = "see the history"
    TAKE_ALONG = "take everything along"
    PEOPLE_VIEW = "see who has access"
    PEOPLE_MANAGE = "let people in and end their access"
    PROVIDER_VIEW = "see all services of the provider"
    INSTALLATION = "look after this installation"


class Reach(StrEnum):
    """What a membership in a role is given over."""

    HOME = "home"
    PROVIDER = "provider"
    INSTALLATION = "installation"


class Role(StrEnum):
    MANAGER = "manager"
    LEAD = "lead"
    EDITOR = "editor"
    STAFF = "staff"
    IT_SUPPLIER = "it_supplier"
    INSPECTOR = "inspector"
    GROUP_LEAD = "group_lead"
    CONSULTANT = "consultant"
    CONSULTANT_SEEING = "consultant_seeing"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    title: str
    description: str
    reach: Reach
    permissions: frozenset[Permission]


_SEE = {Permission.HOME_VIEW, Permission.ASSESSMENT_VIEW}
_EDIT = _SEE | {
    Permission.REGISTERS_EDIT,
    Permission.STAFF_VIEW,
    Permission.ASSESSMENT_ANSWER,
    Permission.BOOK_DOWNLOAD,
}
_LEAD = _EDIT | {
    Permission.ASSESSMENT_CONFIRM,
    Permission.HISTORY_VIEW,
    Permission.PROFILE_EDIT,
    Permission.PEOPLE_VIEW,
}
_MANAGE = _LEAD | {Permission.ASSESSMENT_PUBLISH, Permission.PEOPLE_MANAGE, Permission.TAKE_ALONG}

ROLES: Mapping[Role, RoleRow] = {
    Role.MANAGER: RoleRow(
        title="Manager",
        description="Runs the service. Can do everything here, lets people in, and records the publication.",
        reach=Reach.HOME,
        permissions=frozenset(_MANAGE),
    ),
    Role.LEAD: RoleRow(
        title="Data security lead",
        description="Keeps the registers and answers true, and confirms answers.",
        reach=Reach.HOME,
        permissions=frozenset(_LEAD),
    ),
    Role.EDITOR: RoleRow(
        title="Editor",
        description="Helps to fill in registers and answers. Someone else confirms them.",
        reach=Reach.HOME,
        permissions=frozenset(_EDIT),
    ),
    Role.STAFF: RoleRow(
        title="Member of staff",
        description="Sees the service's front page.",
        reach=Reach.HOME,
        permissions=frozenset({Permission.HOME_VIEW}),
    ),
    Role.IT_SUPPLIER: RoleRow(
        title="IT supplier",
        description="Sees the service's front page; keeps the equipment, access and backup registers.",
        reach=Reach.HOME,
        permissions=frozenset({Permission.HOME_VIEW}),
    ),
    Role.INSPECTOR: RoleRow(
        title="Inspector",
        description="Reads the assessment, staff list and training until a set date. Changes nothing.",
        reach=Reach.HOME,
        permissions=frozenset(_SEE | {Permission.BOOK_DOWNLOAD, Permission.STAFF_VIEW}),
    ),
    Role.GROUP_LEAD: RoleRow(
        title="Group lead",
        description="Sees and manages every service of the provider, and its head office's answers.",
        reach=Reach.PROVIDER,
        permissions=frozenset(_MANAGE | {Permission.PROVIDER_VIEW}),
    ),
    Role.CONSULTANT: RoleRow(
        title="Consultant, sees and helps",
        description="Helps a service that said yes with its registers and answers. It can end that at once.",
        reach=Reach.HOME,
        permissions=frozenset(_EDIT | {Permission.HISTORY_VIEW}),
    ),
    Role.CONSULTANT_SEEING: RoleRow(
        title="Consultant, sees only",
        description="Reads the assessment of a service that said yes. It can end that at once.",
        reach=Reach.HOME,
        permissions=frozenset(_SEE | {Permission.BOOK_DOWNLOAD}),
    ),
    Role.OPERATOR: RoleRow(
        title="Operator",
        description="Looks after this installation: lists, editions, upkeep. Sees no service by this role.",
        reach=Reach.INSTALLATION,
        permissions=frozenset({Permission.INSTALLATION}),
    ),
}


def allows(role: Role, permission: Permission) -> bool:
    return permission in ROLES[role].permissions


# A consultant's access is the consent of the service: its role is the scope.
BY_CONSENT = frozenset({Role.CONSULTANT, Role.CONSULTANT_SEEING})
# Nobody reads a service for ever: these need a last day.
ONLY_UNTIL = frozenset({Role.INSPECTOR})
# These change nothing.
READING = frozenset({Role.INSPECTOR, Role.CONSULTANT_SEEING})


def may_give(giver: Iterable[Role], given: Role) -> bool:
    """Return whether someone in these roles may let another in as `given`: never with more than they have."""
    have = frozenset[Permission]().union(*(ROLES[role].permissions for role in giver))
    lets_in = (
        Permission.INSTALLATION if ROLES[given].reach is Reach.INSTALLATION else Permission.PEOPLE_MANAGE
    )
    return lets_in in have and ROLES[given].permissions <= have
