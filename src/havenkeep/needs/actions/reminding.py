"""Leaving reminders and digests in the outbox; what was sent stays as rows, so that nothing goes twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from itertools import chain

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.mail.actions import BadMessage, leave_message
from havenkeep.mail.domain.hours import Hours
from havenkeep.needs.domain.letters import Letter, digest_letter, reminder_letter
from havenkeep.needs.domain.owing import Owed
from havenkeep.needs.domain.reminding import LATE_FOR, WEEK, Which, too_soon, which_now
from havenkeep.needs.models import Digest, Reminder
from havenkeep.needs.queries.owing import OwedBy, owed_at
from havenkeep.needs.queries.reminded import MOST, Reader, last_digests, leads_of, most_of, sent_to
from havenkeep.organisations.models import Home, Homes

KIND = "training reminder"


def remind(*, homes: Homes, at: datetime, lessons: str, page: str) -> int:
    """Leave what is due today in the outbox for the people of some homes and their leads; return how many.

    `lessons` is the address of everyone's own page, `page` of a home's list with `{ref}` in it; both are
    empty when the address of this installation is not known. Twelve queries, and a few for each mail.
    """
    on = timezone.localdate(at)
    rows, named = owed_at(homes, on), {home.pk: home for home in homes}
    sent, most = sent_to(homes=homes, on=on), most_of(homes=homes)
    left = 0
    for row in rows:
        home = row.worker.posts[0].home
        mine = sent.get(row.worker.id, ())
        if not row.worker.email or row.worker.away or too_soon(mine, on=on):
            continue
        due = [
            (one, which)
            for one in row.owed
            if (
                which := which_now(
                    training=one.course, due_on=one.due_on, sent=mine, most=most.get(home, MOST), on=on
                )
            )
        ]
        if due:
            left += _remind_one(row, due, home=named[home], lessons=lessons, at=at)
    return left + _tell_leads(rows, homes=homes, named=named, page=page, at=at)


def _remind_one(
    row: OwedBy, due: Collection[tuple[Owed, Which]], *, home: Home, lessons: str, at: datetime
) -> int:
    on, worker = timezone.localdate(at), row.worker
    letter = reminder_letter(
        name=worker.name,
        home=home.name,
        owed=[one for one, _ in due],
        address=lessons,
        on=on,
        language=worker.language,
    )
    with transaction.atomic():
        if not _left(letter, to=worker.email, key=f"training:{worker.ref}:{on}", at=at):
            return 0
        Reminder.objects.bulk_create(
            [
                Reminder(
                    home=home,
                    person_id=worker.id,
                    training=one.course,
                    due_on=one.due_on,
                    which=which.value,
                    sent_on=on,
                    sent_at=at,
                )
                for one, which in due
            ]
        )
    return 1


def _tell_leads(
    rows: Collection[OwedBy], *, homes: Homes, named: Mapping[int, Home], page: str, at: datetime
) -> int:
    on, late = timezone.localdate(at), _late(rows)
    told, leads = last_digests(homes=homes), leads_of(homes=homes, at=at)
    left = 0
    for home, owing in late.items():
        if home in named and leads.get(home) and _week_over(told.get(home), on=on):
            left += _tell(owing, leads[home], home=named[home], page=page, at=at)
    return left


def _late(rows: Collection[OwedBy]) -> Mapping[int, list[OwedBy]]:
    """Return by home those who are here and more than two weeks late."""
    found: dict[int, list[OwedBy]] = defaultdict(list)
    for row in rows:
        if row.overdue > LATE_FOR and not row.worker.away:
            for home in dict.fromkeys(post.home for post in row.worker.posts):
                found[home].append(row)
    return found


def _week_over(told: date | None, *, on: date) -> bool:
    return told is None or on - told >= WEEK


def _tell(
    owing: Collection[OwedBy], leads: Collection[Reader], *, home: Home, page: str, at: datetime
) -> int:
    on, left = timezone.localdate(at), 0
    late = chain.from_iterable(row.owed for row in owing)
    trainings = Counter(one.title for one in late if one.overdue > LATE_FOR)
    with transaction.atomic():
        Digest.objects.create(home=home, sent_on=on, people=len(owing))
        for lead in leads:
            letter = digest_letter(
                name=lead.name,
                home=home.name,
                people=len(owing),
                trainings=sorted(trainings.items()),
                address=page.format(ref=home.ref),
            )
            left += _left(letter, to=lead.email, key=f"training-late:{home.ref}:{lead.ref}:{on}", at=at)
    return left


def _left(letter: Letter, *, to: str, key: str, at: datetime) -> bool:
    """Leave a mail; an address on the staff list that is none is passed over."""
    try:
        leave_message(
            to=to,
            subject=letter.subject,
            body=letter.body,
            kind=KIND,
            by=SYSTEM,
            at=at,
            key=key,
            hours=Hours.DAY,
        )
    except BadMessage:
        return False
    return True
