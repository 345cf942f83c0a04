"""Which fields hold personal data. Every field of every table stands here, so that none is forgotten.

PERSONAL is what tells of a living person, by itself or with the rest of its row: names, addresses, what
someone signed or typed. Free text is PERSONAL, because people type names into it. Everything else is NONE.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Classes:
    personal: frozenset[str]
    none: frozenset[str]


def table(*, personal: str = "", none: str = "") -> Classes:
    return Classes(frozenset(personal.split()), frozenset(none.split()))


DATA_CLASSES = {
    # the framework's and the sign-in library's
    "auth.Permission": table(none="id name content_type codename"),
    "auth.Group": table(none="id name permissions"),
    "auth.Group_permissions": table(none="id group permission"),
    "contenttypes.ContentType": table(none="id app_label model"),
    "sessions.Session": table(personal="session_data", none="session_key expire_date"),
    "account.EmailAddress": table(personal="user email", none="id verified primary"),
    "account.EmailConfirmation": table(personal="email_address", none="id created sent key"),
    "mfa.Authenticator": table(personal="user data last_used_at", none="id type created_at"),
    "socialaccount.SocialApp": table(none="id provider provider_id name client_id secret key settings"),
    "socialaccount.SocialAccount": table(
        personal="user uid last_login date_joined extra_data", none="id provider"
    ),
    "socialaccount.SocialToken": table(personal="account token token_secret", none="id app expires_at"),
    # ours
    "people.Person": table(
        personal="user name name_key payroll_number email phone language",
        none="id ref provider made_at forgotten_at",
    ),
    "people.Post": table(
        personal="person job_title agency started_on ended_on",
        none="id home engagement role sees_personal_data noted_at",
    ),
    "people.Absence": table(personal="person away_from back_on", none="id noted_at"),
    "people.ListCheck": table(personal="made_by", none="id home source dated_on rows unread made_at"),
    "people.ListDifference": table(
        personal="person said fingerprint reason settled_by",
        none="id ref check_made kind sheet_row outcome settled_at",
    ),
    "people.PlaceName": table(personal="saved_by", none="id provider called home saved_at"),
    "people.AgencyLetter": table(
        personal="agency checked_by", none="id ref home dated_on good_until proof noted_at"
    ),
    "training.Completion": table(
        personal="person title completed_on score noted_by proof link",
        none="id ref course source rights safekeeping threats reporting for_role code noted_at withdrawn_at",
    ),
    "needs.RoleNote": table(personal="sees note", none="id home role trainings noted_at"),
    "needs.Analysis": table(
        personal="approved_by content", none="id ref home number approved_on roles people made_at"
    ),
    "needs.Assignment": table(
        personal="person made_by", none="id ref home training role due_on asked_on made_at ended_at"
    ),
    "needs.ReminderSettings": table(none="id home wanted most"),
    "needs.Reminder": table(personal="person", none="id home training due_on which sent_on sent_at"),
    "needs.Digest": table(none="id home sent_on people"),
    "lessons.LessonProgress": table(
        personal="person screen done_at updated_at", none="id course lesson version"
    ),
    "lessons.QuizAttempt": table(
        personal="person answers score passed finished_at",
        none="id ref course version questions started_at",
    ),
    "lessons.PaperQuiz": table(
        personal="made_by", none="id ref home course version language questions made_at"
    ),
    "lessons.PaperResult": table(
        personal="person taken_on answers right passed noted_by", none="id paper noted_at"
    ),
    "lessons.TranslationReview": table(personal="by", none="id home course language digest by_id at"),
    "training.Passport": table(personal="person made_at expires_at revoked_at", none="id ref"),
    "talks.Talk": table(
        personal="title where link led_by",
        none="id ref home kind rights safekeeping threats reporting starts_at minutes invited token edition "
        "made_at called_off_at",
    ),
    "talks.Closure": table(
        personal="led_by notes closed_by", none="id talk minutes questions_answered closed_at"
    ),
    "talks.Attendance": table(personal="person how noted_at", none="id talk"),
    "talks.WrittenName": table(personal="name", none="id talk noted_at"),
    "talks.TalkPaper": table(none="id talk proof"),
    "talks.CourseTitle": table(
        personal="saved_by",
        none="id home title_key title course rights safekeeping threats reporting saved_at",
    ),
    "talks.KnownName": table(personal="name_key person", none="id home saved_at"),
    "joining.Checklist": table(
        personal="made_by approved_by",
        none="id home number points within_days signers made_at approved_at approved_by_id",
    ),
    "joining.Clause": table(
        personal="made_by approved_by",
        none="id home number text staff_since others_since made_at approved_at approved_by_id",
    ),
    "joining.Induction": table(
        personal="person signed_name signed_on signed_off_by signed_off_on",
        none="id ref home checklist how digest signed_at signed_by_id signed_off_at signed_off_by_id proof "
        "noted_at withdrawn_at",
    ),
    "joining.Agreement": table(
        personal="person signed_name signed_on seen_by",
        none="id ref home clause kind how digest signed_at signed_by_id seen_by_id proof noted_at "
        "withdrawn_at",
    ),
    "keycards.KeyCard": table(
        personal="person pin_secret used_at",
        none="id token_digest code_secret made_at made_by_id pin_chosen_at wrong locked_at ended_at",
    ),
    "keycards.CardDevice": table(
        personal="card words since seen_at", none="id secret_digest remembered wrong waits_until"
    ),
    "keycards.SharedTablet": table(
        personal="label",
        none="id home token_digest secret_digest made_at made_by_id enrolled_at ended_at",
    ),
    "keycards.SignInLink": table(
        personal="person", none="id token_digest sent_to made_at made_by_id expires_at used_at"
    ),
    "audit.Head": table(none="stream number digest sealed_as brought_in"),
    "audit.Event": table(
        none="id stream number at event subject fields digests by_kind by_id origin previous digest"
    ),
    "background.Beat": table(
        none="name started_at finished_at failed_at failing_since failures error held_by held_until"
    ),
    "background.Backup": table(none="id made_at name size digest"),
    "mail.Message": table(
        personal="to subject body result",
        none="id held_by held_until key kind hours state tries made_at wanted_at next_try_at message_id "
        "ended_at sent_at",
    ),
    "mail.MailServer": table(
        personal="user_name locked_password from_address from_name changed_by",
        none="id host port security changed_at",
    ),
    "mail.TestMail": table(personal="result", none="id at arrived"),
    "identity.User": table(personal="password last_login ref email name joined_at", none="id is_active"),
    "identity.Sitting": table(personal="user device near began_at seen_at", none="id session_key"),
    "identity.WayIn": table(
        personal="user by", none="id digest clears_second_factor by_id made_at expires_at used_at"
    ),
    "standards.EditionRevision": table(
        personal="by_label", none="id edition number sha256 official file_name imported_at by_id"
    ),
    "directory.DirectoryFile": table(none="id kind name sha256 dated_on imported_at rows"),
    # a provider on the CQC's public register may be one person
    "directory.Organisation": table(
        personal="provider_name found_by",
        none="id is_social_care name_folded place ods_code cqc_location_id name dspt_name sector status "
        "standing status_year published_on dspt_file dspt_digest cqc_name cqc_provider_id town postcode "
        "region local_authority cqc_sector cqc_social_care care_home beds dormant service_types cqc_file "
        "cqc_digest",
    ),
    "organisations.Provider": table(none="id ref slug name ods_code made_at is_sample"),
    "organisations.Home": table(
        none="id ref slug provider name kind ods_code cqc_location_id town postcode made_at"
    ),
    "organisations.Profile": table(
        none="id home publisher toolkit_sign_in last_standing last_published_on toolkit_mandatory "
        "people_counts already_has computing pressing visit_on publishing_on "
        "cyber_essentials_plus_until"
    ),
    "organisations.Membership": table(
        personal="user", none="id role home provider since given_by_id ends_at ended_at ended_by_id"
    ),
    "organisations.Invitation": table(
        personal="name email accepted_by",
        none="id ref home provider role last_day digest made_at made_by_id expires_at accepted_at revoked_at",
    ),
    "importing.ColumnMap": table(
        personal="saved_by", none="id home provider kind fingerprint columns saved_at"
    ),
    "importing.Preview": table(
        personal="rows result by", none="id ref home provider kind choices made_at applied_at"
    ),
    "jobs.Job": table(
        personal="what owner_name done_by", none="id ref home provider item due_on minutes made_at done_at"
    ),
    "evidence.Proof": table(
        personal="title where added_by",
        none="id ref home provider kind paper dated_on valid_until version added_at withdrawn_at",
    ),
    "evidence.ProofUse": table(none="id proof item"),
    "evidence.ProofVersion": table(
        personal="where added_by",
        none="id proof number kind dated_on valid_until added_at replaced_at",
    ),
    "evidence.KeptFile": table(
        personal="name", none="id ref proof version file_type stored_as size sha256 scan kept_at"
    ),
    "evidence.SignOff": table(personal="by", none="id home provider subject version by_id at"),
    "privacy.Registration": table(personal="holder", none="id home number ours ends_on noted_at"),
    "governance.Appointment": table(
        personal="name person job_title signed_by", none="id home duty signed_on since ended_on noted_at"
    ),
    "governance.SystemUse": table(none="id home system use noted_at"),
    "assessment.Submission": table(none="id ref edition home provider made_at"),
    "assessment.Cover": table(none="id submission home edition"),
    "assessment.Response": table(
        personal="value comment saved_by",
        none="id submission item not_applicable origin reworded revision saved_at",
    ),
    "assessment.ResponseVersion": table(
        personal="value comment saved_by", none="id response revision not_applicable saved_at"
    ),
    "assessment.Confirmation": table(personal="by", none="id response revision at by_id"),
    "assessment.Attestation": table(personal="note by", none="id submission home item revision holds at"),
    "assessment.Publication": table(
        personal="snapshot by",
        none="id submission number edition_revision published_on standing digest at",
    ),
    "assessment.ToolkitComparison": table(
        personal="by", none="id submission edition_revision counted missing_here missing_there matches at"
    ),
    "assessment.Judgement": table(
        personal="sentence draft expects",
        none="id home check_id on version state numerator denominator lapses_on fix",
    ),
    "web.SetupDraft": table(personal="answers", none="id bound_to made_at updated_at"),
}
