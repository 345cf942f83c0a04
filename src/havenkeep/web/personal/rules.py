"""Where the rooms keep something about a person with an account, and what erasing does to it: one table.

Most rows hold a name as it was when the row was made. Such a name is this person's when it is the same and
the row belongs to a place that they were let in to; two people of one name in one place share what is found.
"""

from __future__ import annotations

from typing import Final

from havenkeep.web.personal.joining_rules import JOINING_RULES
from havenkeep.web.personal.keycard_rules import KEYCARD_RULES
from havenkeep.web.personal.learning_rules import LEARNING_RULES
from havenkeep.web.personal.needs_rules import NEEDS_RULES
from havenkeep.web.personal.rule import (
    DUTY,
    FROZEN,
    NAMED_PERSON,
    OF_PLACE,
    PROOF,
    RESPONSE,
    SUBMISSION,
    Erasing,
    FoundBy,
    Rule,
    named,
    of_account,
    signed,
)
from havenkeep.web.personal.staff_rules import STAFF_RULES
from havenkeep.web.personal.talk_rules import TALK_RULES

RULES: Final[tuple[Rule, ...]] = (
    of_account(
        "organisations.Membership",
        "Access to a service",
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
    of_account(
        "socialaccount.SocialAccount",
        "An account elsewhere, to sign in with",
        shows=("provider", "uid", "date_joined", "last_login"),
    ),
    of_account("identity.WayIn", "A link to get back in", shows=("made_at", "used_at")),
    signed("identity.WayIn", "by", "A link made to help a colleague back in", shows=("made_at",)),
    of_account("identity.Sitting", "A browser signed in", shows=("device", "began_at", "seen_at")),
    of_account(
        "mfa.Authenticator", "A second step of signing in", shows=("type", "created_at", "last_used_at")
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
    named("importing.ColumnMap", "saved_by", "How a sheet was read", shows=("kind", "saved_at"), **OF_PLACE),
    named("importing.Preview", "by", "A sheet sent to be looked at", shows=("kind", "made_at"), **OF_PLACE),
    named("jobs.Job", "owner_name", "A job to do", shows=("what", "due_on", "done_at"), **OF_PLACE),
    named("jobs.Job", "done_by", "A job done", shows=("what", "done_at"), **OF_PLACE),
    named("evidence.Proof", "added_by", "Proof put on file", shows=("title", "added_at"), **OF_PLACE),
    named(
        "evidence.ProofVersion",
        "added_by",
        "A version of proof put on file",
        shows=("proof__title", "number", "added_at"),
        **PROOF,
    ),
    signed(
        "evidence.SignOff", "by", "Something signed off", shows=("subject", "version", "at"), why=NAMED_PERSON
    ),
    named(
        "governance.Appointment",
        "name",
        "A duty",
        homes=("home",),
        shows=("job_title", "duty", "since", "ended_on"),
        why=DUTY,
    ),
    named(
        "governance.Appointment",
        "signed_by",
        "A duty given to somebody",
        homes=("home",),
        shows=("duty", "signed_on"),
        why=DUTY,
    ),
    named("assessment.Response", "saved_by", "An answer", shows=("item", "saved_at"), **SUBMISSION),
    named(
        "assessment.ResponseVersion",
        "saved_by",
        "An earlier answer",
        shows=("response__item", "saved_at"),
        **RESPONSE,
    ),
    signed(
        "assessment.Confirmation",
        "by",
        "An answer confirmed as true",
        shows=("response__item", "at"),
        why=NAMED_PERSON,
    ),
    named(
        "assessment.Attestation",
        "by",
        "Head office’s answer said to be true here, or not",
        homes=("home",),
        shows=("item", "at"),
        why=NAMED_PERSON,
    ),
    named(
        "assessment.Publication",
        "by",
        "A publication recorded",
        shows=("published_on", "standing"),
        why=FROZEN,
        **SUBMISSION,
    ),
    named("assessment.ToolkitComparison", "by", "A comparison with the toolkit", shows=("at",), **SUBMISSION),
    *STAFF_RULES,
    *LEARNING_RULES,
    *TALK_RULES,
    *JOINING_RULES,
    *KEYCARD_RULES,
    *NEEDS_RULES,
)
