"""Papers to sign with a pen: the induction sheet and the addendum, as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from havenkeep.design.square import square
from havenkeep.design.wording import say_date
from havenkeep.joining.domain.letters import BOTH_SIGN, LETTER, Addressee, letter_opening
from havenkeep.joining.models import Checklist, Clause
from havenkeep.organisations.models import Home
from havenkeep.printing.pdf import render_pdf
from havenkeep.printing.text import JSON


def induction_sheets(home: Home, *, checklist: Checklist, people: Sequence[Addressee], at: datetime) -> bytes:
    """Return one A4 sheet for each person as a PDF. Raises `CouldNotPrint`."""
    common: dict[str, JSON] = {
        "title": "Induction: keeping information safe",
        "lead": "Talk each point through. The starter ticks what is clear, and both sign.",
        "points": list(checklist.points),
        "before": f"To be signed by both within {checklist.within_days} days of the first day, "
        "and never before it.",
        "signers": ["The starter", "Taken through it by"],
        "clause": "",
    }
    return _print(home, common, f"Checklist version {checklist.number}", "I", people, at=at)


def addenda(home: Home, *, clause: Clause, people: Sequence[Addressee], at: datetime) -> bytes:
    """Return one letter for each person as a PDF. Raises `CouldNotPrint`."""
    common: dict[str, JSON] = {
        "title": LETTER,
        "lead": letter_opening(home.provider.name),
        "points": [],
        "before": BOTH_SIGN,
        "signers": ["You", f"For {home.provider.name}"],
        "clause": clause.text,
    }
    return _print(home, common, f"Clause version {clause.number}", "A", people, at=at)


def _print(
    home: Home,
    common: dict[str, JSON],
    version: str,
    letter: str,
    people: Sequence[Addressee],
    *,
    at: datetime,
) -> bytes:
    made = timezone.localdate(at)
    data: dict[str, JSON] = {
        **common,
        "kicker": " · ".join(dict.fromkeys([home.provider.name, home.name])),
        "running": f"{home.name} · {version} · printed {say_date(made)}",
        "about": str(common["title"]),
        "made": [made.year, made.month, made.day],
        "people": [_sheet(person, letter) for person in people],
    }
    return render_pdf(template="joining/paper", data=data)


def _sheet(person: Addressee, letter: str) -> dict[str, JSON]:
    return {
        "name": person.name,
        "role": person.role,
        "started": person.started,
        "ref": f"{letter}-{person.ref}",
        "qr": square(person.link) if person.link else "",
    }
