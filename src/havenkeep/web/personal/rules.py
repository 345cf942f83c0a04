"""Where the rooms keep something about a person with an account, and what erasing does to it: one table.

Most rows hold a name as it was when the row was made. Such a name is this person's when it is the same and
the row belongs to a place that they were let in to; two people of one name in one place share what is found.
"""

from __future__ import annotations

from typing import Final

from havenkeep.web.personal.rule import GONE, Erasing, FoundBy, Rule

__all__ = ["FROZEN", "GONE", "RULES", "Erasing", "FoundBy", "Rule"]

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
FROZEN: Final = "What was published is frozen with its digest, so that nobody can change it afterwards."


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
        table="identity.Sitting",
        field="user",
        words="A browser signed in",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("device", "began_at", "seen_at"),
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
        table="socialaccount.SocialAccount",
        field="user",
        words="A link to an account elsewhere, to sign in with it",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("provider", "date_joined", "last_login"),
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
        why=FROZEN,
        **_SUBMISSION,
    ),
    _named(
        "assessment.ToolkitComparison", "by", "A comparison with the toolkit", shows=("at",), **_SUBMISSION
    ),
    Rule(
        table="people.Person",
        field="user",
        words="A place on the staff list",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.KEPT,
        shows=("name", "payroll_number", "email", "phone", "language", "made_at"),
        why="The staff list is the provider’s, as its contracts are. Its page forgets those who have left.",
    ),
    Rule(
        table="people.Post",
        field="person",
        matched="person__user",
        words="Work in a service",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.KEPT,
        shows=("home__name", "engagement", "role", "started_on", "ended_on"),
        why="Who worked here, and when, is what the staff list is for.",
    ),
    Rule(
        table="people.Absence",
        field="person",
        matched="person__user",
        words="A long absence",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("away_from", "back_on"),
    ),
    Rule(
        table="training.Completion",
        field="person",
        matched="person__user",
        words="Training done",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.KEPT,
        shows=("title", "completed_on", "source", "score"),
        why="The toolkit asks for each person’s last training date in the year it is published for.",
    ),
    Rule(
        table="needs.Assignment",
        field="person",
        matched="person__user",
        words="Training asked of this person",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("training", "due_on", "made_at", "ended_at"),
    ),
    Rule(
        table="needs.Reminder",
        field="person",
        matched="person__user",
        words="A reminder of training",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("training", "due_on", "sent_at"),
    ),
    _named(
        "needs.Assignment",
        "made_by",
        "Training asked of somebody",
        homes=("home",),
        shows=("training", "due_on", "made_at"),
    ),
    _named(
        "needs.Analysis",
        "approved_by",
        "Training needs approved",
        homes=("home",),
        shows=("number", "approved_on"),
        why=_NAMED_PERSON,
    ),
    Rule(
        table="training.Passport",
        field="person",
        matched="person__user",
        words="A training passport",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("made_at", "expires_at", "revoked_at"),
    ),
    _named(
        "training.Completion",
        "noted_by",
        "Training noted for somebody",
        shows=("title", "noted_at"),
        homes=("person__posts__home",),
        providers=("person__provider",),
    ),
)
