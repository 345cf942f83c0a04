"""Writes answers and changes for as long as it lives, and says each one only once it is kept."""

from __future__ import annotations

import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from havenkeep.assessment.actions import NewAnswer, open_submission, save_answer  # noqa: E402
from havenkeep.audit.domain.actor import SYSTEM  # noqa: E402
from havenkeep.organisations.actions import make_home, make_provider  # noqa: E402
from havenkeep.organisations.models import Home  # noqa: E402
from havenkeep.privacy.actions import note_registration  # noqa: E402
from havenkeep.standards.domain.words import ServiceKind  # noqa: E402
from havenkeep.standards.queries import edition_in_force  # noqa: E402


def main(start: int) -> None:
    now = timezone.now()
    home = Home.objects.first()
    if home is None:
        provider = make_provider(name="Larkfield Care Ltd", by=SYSTEM, at=now)
        home = make_home(
            provider=provider, name="Thistlewick House", kind=ServiceKind.RESIDENTIAL, by=SYSTEM, at=now
        )
    edition = edition_in_force(on=timezone.localdate())
    submission = open_submission(home=home, edition_id=edition.id, by=SYSTEM, at=now)
    refs = [item.ref for item in edition.items]
    seen = dict(submission.responses.values_list("item", "revision"))
    for number in range(start, start + 1_000_000):
        ref = refs[number % len(refs)]
        answer = NewAnswer(item=ref, value=f"write {number}", comment=f"write {number}")
        response = save_answer(
            submission=submission,
            answer=answer,
            seen_revision=seen.get(ref, 0),
            by=SYSTEM,
            at=timezone.now(),
            confirm=True,
        )
        seen[ref] = response.revision
        if number % 7 == 0:
            note_registration(home=home, number=f"ZA{number % 1_000_000:06}", by=SYSTEM, at=timezone.now())
        sys.stdout.write(f"{number} {ref}\n")
        sys.stdout.flush()


main(int(sys.argv[1]))
