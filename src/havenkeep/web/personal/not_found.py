"""Personal fields that no rule looks into, each with why. A test holds this against every table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from havenkeep.web.personal.rule import FROZEN

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
    **dict.fromkeys(
        (f"identity.Sitting.{name}" for name in ("device", "near", "began_at", "seen_at")),
        "Goes with the session.",
    ),
    "mfa.Authenticator.data": "A secret. It goes with the second step.",
    "mfa.Authenticator.last_used_at": "Goes with the second step.",
    **dict.fromkeys(
        (
            f"socialaccount.SocialAccount.{name}"
            for name in ("uid", "last_login", "date_joined", "extra_data")
        ),
        "Goes with the account elsewhere.",
    ),
    **dict.fromkeys(
        (f"socialaccount.SocialToken.{name}" for name in ("account", "token", "token_secret")),
        "Not kept, and goes with the account elsewhere.",
    ),
    **dict.fromkeys(
        (
            f"people.Person.{name}"
            for name in ("name", "name_key", "payroll_number", "email", "phone", "language")
        ),
        "Stands on the staff list, which finds it by the account.",
    ),
    **dict.fromkeys(
        (f"people.Post.{name}" for name in ("job_title", "agency", "started_on", "ended_on")),
        "Goes with the post.",
    ),
    **dict.fromkeys(
        (f"people.Absence.{name}" for name in ("away_from", "back_on")), "Goes with the absence."
    ),
    **dict.fromkeys(
        (f"people.ListDifference.{name}" for name in ("said", "fingerprint", "reason")),
        "A row of a sheet that waits to be settled. It goes when it is, or with the next sheet.",
    ),
    "people.AgencyLetter.agency": _TYPED,
    **dict.fromkeys(
        (f"training.Completion.{name}" for name in ("title", "completed_on", "score", "proof", "link")),
        "Goes with the training.",
    ),
    **dict.fromkeys(
        (f"training.Passport.{name}" for name in ("made_at", "expires_at", "revoked_at")),
        "Goes with the passport.",
    ),
    **dict.fromkeys((f"talks.Talk.{name}" for name in ("title", "where", "link")), _TYPED),
    "talks.Closure.notes": _TYPED,
    "talks.WrittenName.name": "On a sheet, and nobody knows whose it is. It goes once somebody says.",
    "talks.KnownName.name_key": "Goes with the name as the platform writes it.",
    **dict.fromkeys(
        (f"talks.Attendance.{name}" for name in ("how", "noted_at")), "Goes with having been at the talk."
    ),
    "governance.Appointment.person": "Found by the name that stands beside it.",
    **dict.fromkeys(
        (f"joining.Induction.{name}" for name in ("signed_name", "signed_on", "signed_off_on")),
        "Goes with the induction.",
    ),
    **dict.fromkeys(
        (f"joining.Agreement.{name}" for name in ("signed_name", "signed_on")),
        "Goes with the agreement.",
    ),
    **dict.fromkeys(
        (
            f"keycards.{name}"
            for name in ("KeyCard.used_at", "CardDevice.words", "CardDevice.since", "CardDevice.seen_at")
        ),
        "Goes with the key card.",
    ),
    "keycards.KeyCard.pin_secret": "Kept so that nobody can read it. It goes with the key card.",
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
            "keycards.SharedTablet.label",
            "evidence.Proof.title",
            "evidence.Proof.where",
            "evidence.ProofVersion.where",
            "evidence.KeptFile.name",
            "governance.Appointment.job_title",
            "needs.RoleNote.sees",
            "needs.RoleNote.note",
            "assessment.Response.value",
            "assessment.Response.comment",
            "assessment.ResponseVersion.value",
            "assessment.ResponseVersion.comment",
            "assessment.Attestation.note",
        ),
        _TYPED,
    ),
    **dict.fromkeys(
        (
            *(f"lessons.LessonProgress.{name}" for name in ("screen", "done_at", "updated_at")),
            *(f"lessons.QuizAttempt.{name}" for name in ("answers", "score", "passed", "finished_at")),
            *(f"lessons.PaperResult.{name}" for name in ("taken_on", "answers", "right", "passed")),
        ),
        "Told, and deleted, with the row of the person it is about.",
    ),
    "assessment.Publication.snapshot": FROZEN,
    "needs.Analysis.content": "Roles, what they see and numbers, as approved. It holds no names of people.",
    "assessment.Judgement.sentence": "Worked out anew from the registers.",
    "assessment.Judgement.draft": "Worked out anew from the registers.",
    "assessment.Judgement.expects": "Worked out anew from the registers.",
    "web.SetupDraft.answers": "Deleted when set-up ends.",
}
