"""What each event of the chain is called on a page. Total: a test finds every event that code records."""

from __future__ import annotations

from collections.abc import Mapping

EVENT_WORDS: Mapping[str, str] = {
    "assessment.answer_changed": "An answer was changed",
    "assessment.answered": "An item was answered",
    "assessment.answers_brought_in": "Answers were brought in",
    "assessment.confirmed": "Answers were confirmed",
    "assessment.home_uncovered": "A service was taken out of head office’s answers",
    "assessment.homes_covered": "Services were covered by head office’s answers",
    "assessment.not_true_here": "Head office’s answer was said not to be true here",
    "assessment.published": "A publication was recorded",
    "assessment.submission_opened": "This year’s answers were begun",
    "assessment.toolkit_compared": "Our list was compared with the toolkit",
    "assessment.true_here": "Head office’s answers were said to be true here",
    "directory.imported": "A national list was loaded",
    "evidence.proof_kept": "A proof was put on file",
    "evidence.proof_withdrawn": "A proof was taken off file",
    "governance.appointed": "Someone was given a duty",
    "governance.appointment_ended": "Someone’s duty ended",
    "governance.systems_noted": "The NHS systems in use were noted",
    "identity.user_made": "An account was made",
    "jobs.done": "A job was done",
    "jobs.planned": "Jobs were planned",
    "jobs.reassigned": "A job got a new owner or date",
    "organisations.home_changed": "The service’s details were changed",
    "organisations.home_made": "The service was set up",
    "organisations.membership_given": "Someone was let in",
    "organisations.profile_changed": "Facts about the service were changed",
    "organisations.provider_made": "The provider was set up",
    "privacy.registration_noted": "The ICO registration was noted",
    "standards.edition_revised": "An official list was loaded",
}
