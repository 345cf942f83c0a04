"""What each event of the audit stream says to a person: one table, total over every event of the code."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from havenkeep.governance.domain.nhs_systems import nhs_systems

AT_MOST = 6


def _nothing(fields: Sequence[str]) -> str:  # noqa: ARG001  # every way to tell details takes the fields
    return ""


def _items(fields: Sequence[str]) -> str:
    """Items of the toolkit have a point in their reference; what else stands in the list has none."""
    return _some([field for field in fields if "." in field])


def _fields(fields: Sequence[str]) -> str:
    return _some([FIELD_WORDS.get(field, field.replace("_", " ")) for field in fields])


def _systems(fields: Sequence[str]) -> str:
    known = nhs_systems()
    return _some([known[key].title if key in known else key for key in fields])


def _services(fields: Sequence[str]) -> str:
    return f"{len(fields)} service{'' if len(fields) == 1 else 's'}"


def _jobs(fields: Sequence[str]) -> str:
    return f"{len(fields)} job{'' if len(fields) == 1 else 's'}"


def _some(words: Sequence[str]) -> str:
    """Return the first few words, and how many more there are."""
    more = len(words) - AT_MOST
    listed = [*words[:AT_MOST], f"{more} more"] if more > 0 else list(words)
    return ", ".join(listed[:-1]) + " and " + listed[-1] if len(listed) > 1 else "".join(listed)


@dataclass(frozen=True, slots=True)
class EventWords:
    """`text` says what was done; `details` makes a second line of the event's fields."""

    text: str
    details: Callable[[Sequence[str]], str] = _nothing


EVENT_WORDS: Mapping[str, EventWords] = {
    "people.account_linked": EventWords("Noted which account is a person’s"),
    "people.account_unlinked": EventWords("Noted that an account is no longer a person’s"),
    "people.absence_noted": EventWords("Noted a long absence"),
    "people.absence_removed": EventWords("Took off a long absence noted by mistake"),
    "people.difference_settled": EventWords("Settled a difference of the staff list"),
    "people.letter_noted": EventWords("Noted an agency’s letter"),
    "people.letter_removed": EventWords("Took off an agency’s letter noted by mistake"),
    "people.list_brought_in": EventWords("Brought a list of staff in", _fields),
    "people.list_matched": EventWords("Matched the staff list with another list", _fields),
    "people.places_remembered": EventWords("Remembered which services a list names", _some),
    "people.people_merged": EventWords("Made two rows of one person one"),
    "people.person_corrected": EventWords("Corrected what is written about somebody", _fields),
    "people.person_forgotten": EventWords("Forgot somebody who left"),
    "people.post_corrected": EventWords("Corrected how somebody works here", _fields),
    "people.post_removed": EventWords("Took off a post noted by mistake"),
    "people.person_added": EventWords("Put somebody on the staff list"),
    "people.post_started": EventWords("Noted that somebody works here"),
    "people.post_ended": EventWords("Noted somebody’s last day", _fields),
    "training.completed": EventWords("Noted training done"),
    "training.completions_noted": EventWords("Noted training of several people"),
    "training.passport_made": EventWords("Made their training passport"),
    "training.passport_revoked": EventWords("Closed their training passport"),
    "training.completion_withdrawn": EventWords("Took back training that was noted by mistake"),
    "assessment.answer_changed": EventWords("Changed an answer", _items),
    "assessment.answered": EventWords("Answered", _items),
    "assessment.answers_brought_in": EventWords("Brought answers in", _items),
    "assessment.confirmed": EventWords("Confirmed as true", _items),
    "assessment.home_uncovered": EventWords("Took a service out of head office’s answers"),
    "assessment.homes_covered": EventWords("Put services under head office’s answers", _services),
    "assessment.not_true_here": EventWords("Said that head office’s answer is not true here", _items),
    "assessment.published": EventWords("Recorded a publication on the toolkit"),
    "assessment.submission_opened": EventWords("Began this year’s answers"),
    "assessment.toolkit_compared": EventWords("Compared our list with the toolkit"),
    "assessment.true_here": EventWords("Said that head office’s answers are true here", _items),
    "directory.imported": EventWords("Loaded a national list"),
    "evidence.proof_kept": EventWords("Put a proof on file", _items),
    "evidence.proofs_kept": EventWords("Put proofs on file", _items),
    "evidence.file_read": EventWords("Read a kept file"),
    "evidence.proof_corrected": EventWords("Corrected what is written about a proof", _fields),
    "evidence.proof_erased": EventWords("Deleted a proof and its files for good"),
    "evidence.proof_put_back": EventWords("Put a proof back on file"),
    "evidence.proof_replaced": EventWords("Put a newer version of a proof on file"),
    "evidence.proof_used": EventWords("Changed what a proof shows", _items),
    "evidence.proof_withdrawn": EventWords("Took a proof off file"),
    "evidence.signed_off": EventWords("Signed something off", _fields),
    "governance.appointed": EventWords("Gave a person a duty"),
    "governance.appointment_corrected": EventWords("Corrected an appointment", _fields),
    "governance.appointment_ended": EventWords("Ended an appointment"),
    "governance.appointment_signed": EventWords("Noted who signed an appointment"),
    "governance.systems_noted": EventWords("Said which NHS systems are used", _systems),
    "identity.app_added": EventWords("Set up an app as a second step"),
    "identity.app_removed": EventWords("Removed an app as a second step"),
    "identity.linked_elsewhere": EventWords("Linked an account from elsewhere"),
    "identity.passkey_added": EventWords("Added a passkey"),
    "identity.passkey_removed": EventWords("Removed a passkey"),
    "identity.password_changed": EventWords("Changed a password"),
    "identity.recovery_code_used": EventWords("Used a recovery code"),
    "identity.recovery_codes_made": EventWords("Made recovery codes"),
    "identity.recovery_codes_removed": EventWords("Removed recovery codes"),
    "identity.second_factor_cleared": EventWords("Cleared a person’s second steps"),
    "identity.sessions_ended": EventWords("Ended sessions"),
    "identity.sign_in_limited": EventWords("Stopped somebody who guessed at a password"),
    "identity.signed_in": EventWords("Signed in"),
    "identity.unlinked_elsewhere": EventWords("Took the link to an account elsewhere away"),
    "identity.user_erased": EventWords("Erased a person"),
    "identity.user_made": EventWords("Made an account"),
    "identity.way_in_made": EventWords("Made a one-time link to a new password"),
    "identity.way_in_used": EventWords("Chose a new password with a one-time link"),
    "identity.ways_in_taken_back": EventWords("Took one-time links back"),
    "importing.columns_remembered": EventWords("Remembered which column of a sheet holds what"),
    "joining.agreement_noted": EventWords("Noted that somebody agreed to confidentiality on paper"),
    "joining.agreement_signed": EventWords("Signed the promise of confidentiality"),
    "joining.agreement_withdrawn": EventWords("Took back an agreement to confidentiality"),
    "joining.checklist_approved": EventWords("Approved the induction checklist", _fields),
    "joining.checklist_written": EventWords("Wrote the induction checklist", _fields),
    "joining.clause_approved": EventWords("Approved the confidentiality clause", _fields),
    "joining.clause_use_noted": EventWords("Noted since when contracts hold the clause", _fields),
    "joining.clause_written": EventWords("Wrote the confidentiality clause", _fields),
    "joining.contracts_noted": EventWords("Noted whose contracts hold the clause"),
    "joining.induction_noted": EventWords("Noted an induction signed on paper"),
    "joining.induction_signed": EventWords("Signed the induction"),
    "joining.induction_signed_off": EventWords("Signed a starter off"),
    "joining.induction_withdrawn": EventWords("Took back an induction"),
    "jobs.done": EventWords("Finished a job"),
    "jobs.planned": EventWords("Planned jobs", _jobs),
    "jobs.reassigned": EventWords("Changed who does a job, or by when"),
    "keycards.card_ended": EventWords("Took a key card back"),
    "keycards.card_locked": EventWords("Locked a key card after too many wrong PINs"),
    "keycards.card_made": EventWords("Printed a key card"),
    "keycards.card_opened": EventWords("Opened a locked key card again"),
    "keycards.card_replaced": EventWords("Replaced a key card"),
    "keycards.device_used": EventWords("Used a key card on a device for the first time"),
    "keycards.link_sent": EventWords("Sent somebody a link to their own page"),
    "keycards.link_used": EventWords("Opened their own page with a link by e-mail"),
    "keycards.pin_chosen": EventWords("Chose the PIN of a key card"),
    "keycards.tablet_ended": EventWords("Took a shared tablet back"),
    "keycards.tablet_named": EventWords("Named a shared tablet"),
    "keycards.tablet_set_up": EventWords("Set a shared tablet up"),
    "lessons.language_chosen": EventWords("Chose the language of lessons"),
    "lessons.paper_result_noted": EventWords("Entered a quiz taken on paper"),
    "lessons.quiz_printed": EventWords("Printed a quiz"),
    "lessons.translation_reviewed": EventWords("Signed that a translation of the lessons is right"),
    "mail.cancelled": EventWords("Took a message out of the outbox"),
    "mail.left": EventWords("Left a message in the outbox"),
    "mail.sent_again": EventWords("Asked for a message to be sent again"),
    "mail.server_changed": EventWords("Changed the mail server", _fields),
    "mail.server_forgotten": EventWords("Forgot the mail server"),
    "mail.tested": EventWords("Sent a test e-mail"),
    "needs.approved": EventWords("Approved the training needs"),
    "needs.assigned": EventWords("Asked a training of somebody"),
    "needs.assignment_ended": EventWords("Took back a training asked of somebody"),
    "needs.reminders_set": EventWords("Changed the training reminders"),
    "needs.role_noted": EventWords("Changed what a role sees or needs", _fields),
    "organisations.home_changed": EventWords("Changed the service’s details", _fields),
    "organisations.home_made": EventWords("Set the service up"),
    "organisations.invitation_accepted": EventWords("Accepted an invitation"),
    "organisations.invitation_renewed": EventWords("Made a new link for an invitation"),
    "organisations.invitation_revoked": EventWords("Took an invitation back"),
    "organisations.invited": EventWords("Invited a person"),
    "organisations.last_day_changed": EventWords("Changed the last day of a person’s access"),
    "organisations.membership_ended": EventWords("Ended a person’s access"),
    "organisations.membership_given": EventWords("Let a person in"),
    "organisations.profile_changed": EventWords("Changed what we know about the service", _fields),
    "organisations.provider_made": EventWords("Set the provider up"),
    "organisations.role_changed": EventWords("Changed a person’s role"),
    "privacy.registration_noted": EventWords("Noted the ICO registration"),
    "standards.edition_revised": EventWords("Loaded an official list of items"),
    "talks.attendance_noted": EventWords("Noted who was at a talk"),
    "talks.called_off": EventWords("Called a talk off"),
    "talks.came": EventWords("Somebody said that they are at a talk"),
    "talks.changed": EventWords("Changed a talk", _fields),
    "talks.closed": EventWords("Closed a talk that was held"),
    "talks.code_renewed": EventWords("Made a new code for a talk"),
    "talks.code_taken_away": EventWords("Took a talk’s code away"),
    "talks.list_brought_in": EventWords("Brought a learning platform’s list in", _some),
    "talks.name_settled": EventWords("Settled whose a name on a talk’s sheet is"),
    "talks.names_written_down": EventWords("Kept names on a talk’s sheet that nobody knew"),
    "talks.scheduled": EventWords("Planned a talk"),
    "upkeep.service_imported": EventWords("Brought the service in from another Havenkeep, with its history"),
    "upkeep.service_taken": EventWords("Took everything along as a file"),
    "web.setup_answered": EventWords("Answered a set-up question"),
    "web.setup_begun": EventWords("Began the set-up questions"),
    "web.setup_finished": EventWords("Finished the set-up questions"),
    "web.setup_taken_over": EventWords("Went on with set-up questions begun before"),
}

ROOM_WORDS: Mapping[str, str] = {
    "assessment": "Answers and publication",
    "directory": "National lists",
    "evidence": "Proof",
    "governance": "People in charge and NHS systems",
    "identity": "Accounts",
    "importing": "Sheets brought in",
    "jobs": "Jobs",
    "joining": "Joining papers",
    "keycards": "Key cards and shared tablets",
    "lessons": "Lessons",
    "mail": "E-mail",
    "needs": "Training needs",
    "organisations": "Service details and access",
    "people": "Staff list",
    "privacy": "ICO registration",
    "standards": "Official lists",
    "talks": "Talks and lists from platforms",
    "training": "Training",
    "upkeep": "Moving in and out",
    "web": "Set-up",
}

FIELD_WORDS: Mapping[str, str] = {
    "already_has": "what is there already",
    "computing": "how computing is done",
    "dated_on": "date on the paper",
    "paper": "kind of paper",
    "valid_until": "until when it is good",
    "cqc_location_id": "CQC location ID",
    "cyber_essentials_plus_until": "Cyber Essentials Plus end date",
    "others_since": "since when agreements hold it",
    "staff_since": "since when contracts hold it",
    "kind": "kind of service",
    "last_published_on": "day of the last publication",
    "last_standing": "last standing",
    "ods_code": "ODS code",
    "people_counts": "how many people",
    "pressing": "what is pressing",
    "publisher": "who publishes",
    "publishing_on": "planned day of publication",
    "covers": "what it covers",
    "led_by": "who leads it",
    "starts_at": "when it begins",
    "ended_on": "last day",
    "started_on": "first day",
    "engagement": "how they work here",
    "sees_personal_data": "whether they see personal information",
    "hr": "HR system",
    "since": "start date",
    "toolkit_mandatory": "number of mandatory questions",
    "toolkit_sign_in": "toolkit sign-in",
    "visit_on": "day of the visit",
}

ORIGIN_WORDS: Mapping[str, str] = {
    "command line": "from the command line",
    "network": "over the network",
    "this computer": "on the computer that runs Havenkeep",
}


def words_of(event: str) -> EventWords:
    """Return an event's words. One that another version of Havenkeep recorded is told by its name."""
    return EVENT_WORDS.get(event) or EventWords(f"Something this version has no words for: {event}")
