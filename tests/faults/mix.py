"""What is done over and over while somebody pulls the plug, as one table, and what must be true afterwards.

To add a row: what is done (it returns once it is kept), what of it is found afterwards, and what of it is
half there. Import this only once Django is set up.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, F, Q
from django.utils import timezone

from havenkeep.assessment.actions import NewAnswer, confirm_answer, open_submission, save_answer
from havenkeep.assessment.models import Confirmation, Response, ResponseVersion, Submission
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.queries import verify
from havenkeep.evidence.actions import keep_proof
from havenkeep.evidence.judging.verdict import FileType
from havenkeep.evidence.models import KeptFile, Proof
from havenkeep.evidence.receiving import Received, vault
from havenkeep.evidence.scanning import Scan
from havenkeep.evidence.tasks import sweep
from havenkeep.evidence.vault.cipher import Damaged
from havenkeep.identity.roles import Role
from havenkeep.jobs.actions import PlannedJob, finish_job, plan_jobs
from havenkeep.jobs.models import Job
from havenkeep.lessons.actions import begin_attempt, do_lesson, finish_attempt
from havenkeep.lessons.domain.course import load_course
from havenkeep.lessons.models import QuizAttempt
from havenkeep.mail.actions import leave_message
from havenkeep.mail.models import Message
from havenkeep.organisations.actions import invite, make_home, make_provider
from havenkeep.organisations.models import Home, Invitation
from havenkeep.people.actions import add_person, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.privacy.actions import note_registration
from havenkeep.standards.domain.words import ServiceKind
from havenkeep.standards.queries import edition_in_force
from havenkeep.training.models import Completion

PHOTO = b"\xff\xd8\xff a made-up photo, number %d " + bytes(70_000)


@dataclass(slots=True, kw_only=True)
class Place:
    """Where it is done, and what the one who does it remembers."""

    home: Home
    submission: Submission
    items: list[str]
    seen: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls) -> Place:
        now = timezone.now()
        home = Home.objects.first()
        if home is None:
            provider = make_provider(name="Larkfield Care Ltd", by=SYSTEM, at=now)
            kind = ServiceKind.RESIDENTIAL
            home = make_home(provider=provider, name="Thistlewick House", kind=kind, by=SYSTEM, at=now)
        edition = edition_in_force(on=timezone.localdate(now))
        submission = open_submission(home=home, edition_id=edition.id, by=SYSTEM, at=now)
        seen = dict(submission.responses.values_list("item", "revision"))
        return cls(home=home, submission=submission, items=[item.ref for item in edition.items], seen=seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One sort of write. `do` returns the name of what is kept now; `found` the newest by that name."""

    name: str
    do: Callable[[Place, int], str]
    found: Callable[[], Mapping[str, int]]
    halves: Callable[[], list[str]] = list


def answer(place: Place, number: int) -> str:
    """Answer and confirm at once."""
    item = _item(place, number, at_once=True)
    place.seen[item] = _answered(place, item, number, confirm=True)
    return item


def confirm(place: Place, number: int) -> str:
    """Answer, and confirm in a second step: only that counts as done."""
    item = _item(place, number, at_once=False)
    place.seen[item] = _answered(place, item, number, confirm=False)
    confirm_answer(
        submission=place.submission, item=item, revision=place.seen[item], by=SYSTEM, at=timezone.now()
    )
    return item


def _item(place: Place, number: int, *, at_once: bool) -> str:
    """Return an item: some are only ever answered and confirmed at once, the others only in two steps."""
    some = place.items[not at_once :: 2]
    return some[number // len(DEEDS) % len(some)]


def _answered(place: Place, item: str, number: int, *, confirm: bool) -> int:
    words = f"write {number}"
    return save_answer(
        submission=place.submission,
        answer=NewAnswer(item=item, value=words, comment=words),
        seen_revision=place.seen.get(item, 0),
        by=SYSTEM,
        at=timezone.now(),
        confirm=confirm,
    ).revision


def upload(place: Place, number: int) -> str:
    """Put a proof on file. Judging it reads only, so it is left out."""
    kept = vault().keep([PHOTO % number])
    photo = Received(name=f"{number}.jpg", file_type=FileType.JPEG, kept=kept, scan=Scan.NOT_SCANNED)
    keep_proof(
        owner=place.home,
        items=[place.items[0]],
        kind=Proof.Kind.FILE,
        title=f"write {number}",
        where="",
        files=[photo],
        by=SYSTEM,
        at=timezone.now(),
    )
    return str(number)


def work(place: Place, number: int) -> str:
    """Plan a job and finish it."""
    now = timezone.now()
    planned = PlannedJob(
        item=f"w{number}", what=f"write {number}", owner_name="Alice", due_on=now.date(), minutes=5
    )
    (job,) = plan_jobs(place=place.home, jobs=[planned], by=SYSTEM, at=now)
    finish_job(place=place.home, ref=job.ref, by=SYSTEM, at=timezone.now())
    return str(number)


def register(place: Place, number: int) -> str:
    note_registration(home=place.home, number=f"ZA{number % 1_000_000:06}", by=SYSTEM, at=timezone.now())
    return "registration"


def ask_in(place: Place, number: int) -> str:
    """Invite somebody, which leaves a letter, too, once mail is set up."""
    invite(
        place=place.home,
        role=Role.EDITOR,
        name=f"write {number}",
        email=f"{number}@example.org",
        last_day=None,
        giver={Role.MANAGER},
        link=lambda token: f"https://example.org/{token}",
        by=SYSTEM,
        at=timezone.now(),
    )
    return str(number)


def learn(place: Place, number: int) -> str:
    """Put somebody on the staff list, who does a lesson and passes the quiz: only that counts as done."""
    now, course = timezone.now(), load_course("everyone")
    person = add_person(provider=place.home.provider, name=f"write {number}", by=SYSTEM, at=now)
    start_post(
        person=person,
        home=place.home,
        engagement=Engagement.EMPLOYED,
        role=JobRole.CARER,
        by=SYSTEM,
        at=now,
    )
    lesson = course.lessons[0]
    do_lesson(person=person, course=course, lesson=lesson.id, chosen=lesson.check.right, at=now)
    attempt = begin_attempt(person=person, course=course, seed=number, at=now)
    answers = {question.id: question.right for question in course.bank}
    finish_attempt(attempt=attempt, answers=answers, by=SYSTEM, at=timezone.now())
    return str(number)


def mail(place: Place, number: int) -> str:  # every deed takes its place
    """Leave a message for the worker."""
    leave_message(
        to="alice@example.org",
        subject=f"write {number}",
        body=f"write {number}",
        kind="test",
        by=SYSTEM,
        at=timezone.now(),
        key=f"write {number}",
    )
    return str(number)


def _of(texts: Iterable[str]) -> Mapping[str, int]:
    """Return what stands under its own number."""
    return {str(_number(text)): _number(text) for text in texts}


def _number(text: str) -> int:
    return int(text.split()[1])


def _answers() -> Mapping[str, int]:
    return {item: _number(value) for item, value in Response.objects.values_list("item", "value")}


def _confirmed() -> Mapping[str, int]:
    """Return the newest value of each item that somebody ever confirmed, also when it was changed since."""
    values = {
        (pk, revision): value
        for model, key in ((Response, "pk"), (ResponseVersion, "response"))
        for pk, revision, value in model.objects.values_list(key, "revision", "value")  # type: ignore[attr-defined]
    }
    found: dict[str, int] = {}
    for pk, item, revision in Confirmation.objects.values_list("response", "response__item", "revision"):
        found[item] = max(found.get(item, -1), _number(values[pk, revision]))
    return found


def _half_answers() -> list[str]:
    torn = Response.objects.exclude(value=F("comment")).values_list("item", flat=True)
    counted = Response.objects.annotate(older=Count("versions")).exclude(revision=F("older") + 1)
    items = [item.ref for item in edition_in_force(on=timezone.localdate()).items][::2]
    unsaid = Response.objects.filter(item__in=items).exclude(
        confirmations__in=Confirmation.objects.in_force()
    )
    return [
        *torn,
        *(f"{one.item} without its versions" for one in counted),
        *(f"{one.item} without its confirmation" for one in unsaid),
    ]


def _half_proofs() -> list[str]:
    bare = Proof.objects.filter(Q(files__isnull=True) | Q(uses__isnull=True)).values_list("title", flat=True)
    return [*bare, *_wrong_files()]


def _wrong_files() -> list[str]:
    room = vault()
    rows = dict(KeptFile.objects.values_list("stored_as", "name"))
    wrong = []
    for stored_as, name in rows.items():
        try:
            if b"".join(room.read(stored_as)) != PHOTO % int(name.removesuffix(".jpg")):
                wrong.append(f"{name} is another file")
        except Damaged:
            wrong.append(f"{name} is not there")
    there = {path.name for path in room.folder.rglob("*") if path.is_file()}
    return wrong + [f"{name} belongs to nothing" for name in there - set(rows)]


def _half_learned() -> list[str]:
    """Return whose quiz is passed without a completion, or the other way round."""
    passed = set(QuizAttempt.objects.filter(passed=True).values_list("person__name", flat=True))
    noted = set(Completion.objects.values_list("person__name", flat=True))
    return [f"the quiz of {name}" for name in passed ^ noted]


def _registration() -> Mapping[str, int]:
    home = Home.objects.select_related("registration").first()
    return (
        {"registration": int(home.registration.number[2:])} if home and hasattr(home, "registration") else {}
    )


DEEDS: tuple[Deed, ...] = (
    Deed(name="answer", do=answer, found=_answers, halves=_half_answers),
    Deed(name="confirm", do=confirm, found=_confirmed),
    Deed(
        name="upload",
        do=upload,
        found=lambda: _of(Proof.objects.values_list("title", flat=True)),
        halves=_half_proofs,
    ),
    Deed(
        name="job",
        do=work,
        found=lambda: _of(Job.objects.exclude(done_by="").values_list("what", flat=True)),
    ),
    Deed(name="invite", do=ask_in, found=lambda: _of(Invitation.objects.values_list("name", flat=True))),
    Deed(name="mail", do=mail, found=lambda: _of(Message.objects.values_list("key", flat=True))),
    Deed(
        name="learn",
        do=learn,
        found=lambda: _of(Completion.objects.values_list("person__name", flat=True)),
        halves=_half_learned,
    ),
    Deed(name="register", do=register, found=_registration),
)


def write(place: Place, number: int, deeds: tuple[Deed, ...] = DEEDS) -> str:
    """Do the deed of a number, and return what to say once it is kept."""
    deed = deeds[number % len(deeds)]
    return f"{number} {deed.name} {deed.do(place, number)}\n"


def look() -> dict[str, Any]:
    """Return what is there: by deed the numbers that are found, and all that is half there or broken."""
    _wait_for_the_server()
    sweep(timezone.now() + timedelta(days=2))
    return {
        "found": {deed.name: dict(deed.found()) for deed in DEEDS},
        "halves": [half for deed in DEEDS for half in deed.halves()]
        + [path.name for path in Path(settings.INCOMING).glob("*")],
        "versions": ResponseVersion.objects.count(),
        "broken": [report.stream for report in verify() if report.broken_at is not None],
    }


def _wait_for_the_server() -> None:
    """PostgreSQL ends what a killed program had asked for; until then nothing can be said."""
    if connection.vendor != "postgresql":
        return
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    until = time.monotonic() + 30
    with connection.cursor() as cursor:
        while True:
            cursor.execute(others)
            if not cursor.fetchone()[0]:
                return
            assert time.monotonic() < until, "the server still works for a program that was killed"
            time.sleep(0.02)
