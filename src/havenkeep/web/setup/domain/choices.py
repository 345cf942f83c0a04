"""The words a person may choose from in the set-up questions, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class CodeKind(StrEnum):
    """Whose code was chosen from the national list."""

    SITE = "site"
    HEAD_OFFICE = "head_office"
    UNKNOWN = "unknown"


class Publisher(StrEnum):
    US = "us"
    HEAD_OFFICE = "head_office"
    NOBODY = "nobody"
    NOT_SURE = "not_sure"


PUBLISHERS: Mapping[Publisher, tuple[str, str]] = {
    Publisher.US: ("We do", "You fill it in and publish it for this service."),
    Publisher.HEAD_OFFICE: ("Head office does it for us", "Then you check that its answers are true here."),
    Publisher.NOBODY: ("Nobody yet", "That is fine. We start from nothing."),
    Publisher.NOT_SURE: ("Not sure", "We help you ask."),
}


class ToolkitSignIn(StrEnum):
    MY_OWN = "my_own"
    SHARED = "shared"
    LEFT_WITH_SOMEONE = "left_with_someone"
    NEVER_REGISTERED = "never_registered"
    NOT_SURE = "not_sure"


SIGN_INS: Mapping[ToolkitSignIn, tuple[str, str]] = {
    ToolkitSignIn.MY_OWN: ("Yes, with my own e-mail", ""),
    ToolkitSignIn.SHARED: ("Yes, with an e-mail we share", "Such as info@ or office@."),
    ToolkitSignIn.LEFT_WITH_SOMEONE: ("No, it left with someone", "Often a manager before you."),
    ToolkitSignIn.NEVER_REGISTERED: ("No, we have never registered", ""),
    ToolkitSignIn.NOT_SURE: ("Not sure", ""),
}


class LastStanding(StrEnum):
    NEVER = "never"
    APPROACHING = "approaching"
    MET = "met"
    EXCEEDED = "exceeded"
    NOT_SURE = "not_sure"


LAST_STANDINGS: Mapping[LastStanding, tuple[str, str]] = {
    LastStanding.NEVER: ("Never published", "It may say Not Published."),
    LastStanding.APPROACHING: ("Approaching Standards", "Part of the way, with a plan for the rest."),
    LastStanding.MET: ("Standards Met", ""),
    LastStanding.EXCEEDED: ("Standards Exceeded", "Standards Met, and Cyber Essentials Plus as well."),
    LastStanding.NOT_SURE: ("Not sure", ""),
}


class Having(StrEnum):
    POLICY_PACK = "policy_pack"
    TRAINING_SYSTEM = "training_system"
    STAFF_LIST = "staff_list"
    LAST_ANSWERS = "last_answers"
    FOLDERS = "folders"
    NOTHING = "nothing"
    NOT_SURE = "not_sure"


HAVINGS: Mapping[Having, tuple[str, str]] = {
    Having.POLICY_PACK: ("Policies, bought or written", "You keep them. We find the gaps."),
    Having.TRAINING_SYSTEM: ("A training system", "Online courses, or a list of who did what."),
    Having.STAFF_LIST: ("A staff list on a computer", "A spreadsheet, or from your rota or payroll."),
    Having.LAST_ANSWERS: ("Last year’s answers", "Saved, printed, or still in the toolkit."),
    Having.FOLDERS: ("Paper folders", ""),
    Having.NOTHING: ("None of these", ""),
    Having.NOT_SURE: ("Not sure", ""),
}
NO_HAVINGS = frozenset({Having.NOTHING, Having.NOT_SURE})


class CareRecords(StrEnum):
    DIGITAL = "digital"
    PAPER = "paper"
    BOTH = "both"
    NOT_SURE = "not_sure"


CARE_RECORDS: Mapping[CareRecords, str] = {
    CareRecords.DIGITAL: "On a computer or tablet",
    CareRecords.PAPER: "On paper",
    CareRecords.BOTH: "Some of each",
    CareRecords.NOT_SURE: "Not sure",
}


class Mail(StrEnum):
    NHSMAIL = "nhsmail"
    OWN_DOMAIN = "own_domain"
    FREE = "free"
    NONE = "none"
    NOT_SURE = "not_sure"


MAILS: Mapping[Mail, tuple[str, str]] = {
    Mail.NHSMAIL: ("NHSmail", "Ends in nhs.net."),
    Mail.OWN_DOMAIN: ("Our own name", "Such as office@oakhouse.example."),
    Mail.FREE: ("A free address", "Such as gmail.com, outlook.com or btinternet.com."),
    Mail.NONE: ("We do not use e-mail", ""),
    Mail.NOT_SURE: ("Not sure", ""),
}
NO_MAILS = frozenset({Mail.NONE, Mail.NOT_SURE})


class Fixer(StrEnum):
    SUPPLIER = "supplier"
    HEAD_OFFICE = "head_office"
    SOMEONE_HERE = "someone_here"
    NOBODY = "nobody"
    NOT_SURE = "not_sure"


FIXERS: Mapping[Fixer, str] = {
    Fixer.SUPPLIER: "An IT company or person we pay",
    Fixer.HEAD_OFFICE: "Head office",
    Fixer.SOMEONE_HERE: "Somebody who works here",
    Fixer.NOBODY: "Nobody",
    Fixer.NOT_SURE: "Not sure",
}


class Pressing(StrEnum):
    INCIDENT = "incident"
    VISIT = "visit"
    SALE = "sale"
    MANAGER_LEAVING = "manager_leaving"
    NONE = "none"


PRESSINGS: Mapping[Pressing, tuple[str, str]] = {
    Pressing.INCIDENT: ("Something is wrong right now", "We take you straight to first aid."),
    Pressing.VISIT: ("A visit has a date", "The CQC, the council, or another inspector."),
    Pressing.SALE: ("The service is being sold or bought", ""),
    Pressing.MANAGER_LEAVING: ("The manager is leaving", ""),
    Pressing.NONE: ("None of these", ""),
}


class TenMinutes(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"
    VARIES = "varies"


TEN_MINUTES: Mapping[TenMinutes, str] = {
    TenMinutes.MORNING: "In the morning",
    TenMinutes.AFTERNOON: "In the afternoon",
    TenMinutes.EVENING: "In the evening",
    TenMinutes.NIGHT: "At night",
    TenMinutes.VARIES: "It changes every day",
}
