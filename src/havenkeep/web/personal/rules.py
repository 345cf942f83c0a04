"""Where the rooms keep something about a person with an account, and what erasing does to it: one table.

Most rows hold a name as it was when the row was made. Such a name is this person's when it is the same and
the row belongs to a place that they were let in to; two people of one name in one place share what is found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

GONE: Final = "Someone who left"


class FoundBy(StrEnum):
    """How a row is known to be about a person: by the account, its ref, the name there, or the e-mail."""

    ACCOUNT = "account"
    REF = "ref"
    NAME = "name"
    EMAIL = "email"


class Erasing(StrEnum):
    """What becomes of it when a person is erased."""

    REPLACED = "replaced"
    DELETED = "deleted"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One field of one table. `matched` is the field compared, when that is not `field` itself.

    `homes` and `providers` are the ways from a row to its home and its provider; `shows` are fields that
    tell the person what the row is about. `why` says why something is kept.
    """

    table: str
    field: str
    words: str
    found_by: FoundBy
    erasing: Erasing
    matched: str = ""
    homes: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    why: str = ""

    @property
    def lookup(self) -> str:
        return self.matched or self.field


_OF_PLACE: Final = {"homes": ("home",), "providers": ("provider",)}
_PROOF: Final = {"homes": ("proof__home",), "providers": ("proof__provider",)}
_SUBMISSION: Final = {"homes": ("submission__home",), "providers": ("submission__provider",)}
_RESPONSE: Final = {
    "homes": ("response__submission__home",),
    "providers": ("response__submission__provider",),
}
_NAMED_PERSON: Final = (
    "The toolkit asks who said so: what nobody stands for proves nothing for the year it was said in."
)
_DUTY: Final = "Who was responsible, and until when, is what an inspector asks for after a breach."
_FROZEN: Final = "What was published is frozen with its digest, so that nobody can change it afterwards."


def _named(table: str, field: str, words: str, **kwargs: object) -> Rule:
    erasing = Erasing.KEPT if kwargs.get("why") else Erasing.REPLACED
    return Rule(table=table, field=field, words=words, found_by=FoundBy.NAME, erasing=erasing, **kwargs)  # type: ignore[arg-type]


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        table="organisations.Membership",
        field="user",
        words="Access to a service",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.KEPT,
        shows=("home__name", "provider__name", "role", "since", "ends_at", "ended_at"),
        why="Who could see what, and when, without the name: the account has none any more.",
    ),
    Rule(
        table="organisations.Invitation",
        field="accepted_by",
        words="An invitation accepted",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("name", "email", "role", "made_at", "accepted_at"),
    ),
    Rule(
        table="organisations.Invitation",
        field="email",
        words="An invitation to this e-mail address",
        found_by=FoundBy.EMAIL,
        erasing=Erasing.DELETED,
        shows=("name", "role", "made_at"),
    ),
    Rule(
        table="identity.WayIn",
        field="user",
        words="A link to get back in",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("made_at", "used_at"),
    ),
    Rule(
        table="identity.WayIn",
        field="by",
        matched="by_id",
        words="A link made to help a colleague back in",
        found_by=FoundBy.REF,
        erasing=Erasing.REPLACED,
        shows=("made_at",),
    ),
    Rule(
        table="mfa.Authenticator",
        field="user",
        words="A second step of signing in",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("type", "created_at", "last_used_at"),
    ),
    Rule(
        table="account.EmailAddress",
        field="email",
        matched="user",
        words="The e-mail address to sign in with",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
    ),
    Rule(
        table="mail.Message",
        field="to",
        words="A message to this e-mail address",
        found_by=FoundBy.EMAIL,
        erasing=Erasing.DELETED,
        shows=("subject", "made_at", "sent_at"),
    ),
    Rule(
        table="standards.EditionRevision",
        field="by_label",
        matched="by_id",
        words="An official list that was loaded",
        found_by=FoundBy.REF,
        erasing=Erasing.REPLACED,
        shows=("edition", "imported_at"),
    ),
    _named(
        "importing.ColumnMap", "saved_by", "How a sheet was read", shows=("kind", "saved_at"), **_OF_PLACE
    ),
    _named("importing.Preview", "by", "A sheet sent to be looked at", shows=("kind", "made_at"), **_OF_PLACE),
    _named("jobs.Job", "owner_name", "A job to do", shows=("what", "due_on", "done_at"), **_OF_PLACE),
    _named("jobs.Job", "done_by", "A job done", shows=("what", "done_at"), **_OF_PLACE),
    _named("evidence.Proof", "added_by", "Proof put on file", shows=("title", "added_at"), **_OF_PLACE),
    _named(
        "evidence.ProofVersion",
        "added_by",
        "A version of proof put on file",
        shows=("proof__title", "number", "added_at"),
        **_PROOF,
    ),
    Rule(
        table="evidence.SignOff",
        field="by",
        matched="by_id",
        words="Something signed off",
        found_by=FoundBy.REF,
        erasing=Erasing.KEPT,
        shows=("subject", "version", "at"),
        why=_NAMED_PERSON,
    ),
    _named(
        "governance.Appointment",
        "name",
        "A duty",
        homes=("home",),
        shows=("job_title", "duty", "since", "ended_on"),
        why=_DUTY,
    ),
    _named(
        "governance.Appointment",
        "signed_by",
        "A duty given to somebody",
        homes=("home",),
        shows=("duty", "signed_on"),
        why=_DUTY,
    ),
    _named("assessment.Response", "saved_by", "An answer", shows=("item", "saved_at"), **_SUBMISSION),
    _named(
        "assessment.ResponseVersion",
        "saved_by",
        "An earlier answer",
        shows=("response__item", "saved_at"),
        **_RESPONSE,
    ),
    Rule(
        table="assessment.Confirmation",
        field="by",
        matched="by_id",
        words="An answer confirmed as true",
        found_by=FoundBy.REF,
        erasing=Erasing.KEPT,
        shows=("response__item", "at"),
        why=_NAMED_PERSON,
    ),
    _named(
        "assessment.Attestation",
        "by",
        "Head office’s answer said to be true here, or not",
        homes=("home",),
        shows=("item", "at"),
        why=_NAMED_PERSON,
    ),
    _named(
        "assessment.Publication",
        "by",
        "A publication recorded",
        shows=("published_on", "standing"),
        why=_FROZEN,
        **_SUBMISSION,
    ),
    _named(
        "assessment.ToolkitComparison", "by", "A comparison with the toolkit", shows=("at",), **_SUBMISSION
    ),
)

# Fields that hold something personal and are found by no rule, each with why.
_TYPED = "What somebody typed. The page that it stands on changes or deletes it."
_ACCOUNT = "The account itself: told first, and emptied when a person is erased."
_OF_THE_SERVICE = "The service's own, such as a public register's. Its page changes it."
NOT_FOUND: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (f"identity.User.{name}" for name in ["password", "last_login", "email", "name", "joined_at"]),
        _ACCOUNT,
    ),
    "identity.User.ref": "Eight letters made by chance. They stay, so that the history holds together.",
    "account.EmailAddress.user": "Goes with the e-mail address.",
    "account.EmailConfirmation.email_address": "Not used, and goes with the e-mail address.",
    "sessions.Session.session_data": "Ended when a person is erased, or after twelve hours.",
    "mfa.Authenticator.data": "A secret. It goes with the second step.",
    "mfa.Authenticator.last_used_at": "Goes with the second step.",
    "organisations.Invitation.name": "Goes with the invitation.",
    "mail.Message.subject": "Goes with the message.",
    "mail.Message.body": "Blanked once it is sent. Goes with the message.",
    "mail.Message.result": "What the mail server said. Goes with the message.",
    **dict.fromkeys(
        (f"mail.MailServer.{name}" for name in ["user_name", "locked_password", "from_address", "from_name"]),
        "The mail account of the service. An operator changes it.",
    ),
    "mail.MailServer.changed_by": "The one row there is says who set it last. The next change replaces it.",
    "mail.TestMail.result": "What the mail server said of the last test. The next one replaces it.",
    "directory.Organisation.provider_name": _OF_THE_SERVICE,
    "directory.Organisation.found_by": _OF_THE_SERVICE,
    "privacy.Registration.holder": _OF_THE_SERVICE,
    "importing.Preview.rows": "What a sheet held. It is gone after a day.",
    "importing.Preview.result": "What came of a sheet. It is gone after a day.",
    **dict.fromkeys(
        (
            "jobs.Job.what",
            "evidence.Proof.title",
            "evidence.Proof.where",
            "evidence.ProofVersion.where",
            "evidence.KeptFile.name",
            "governance.Appointment.job_title",
            "assessment.Response.value",
            "assessment.Response.comment",
            "assessment.ResponseVersion.value",
            "assessment.ResponseVersion.comment",
            "assessment.Attestation.note",
        ),
        _TYPED,
    ),
    "assessment.Publication.snapshot": _FROZEN,
    "assessment.Judgement.sentence": "Worked out anew from the registers.",
    "assessment.Judgement.draft": "Worked out anew from the registers.",
    "assessment.Judgement.expects": "Worked out anew from the registers.",
    "web.SetupDraft.answers": "Deleted when set-up ends.",
}
