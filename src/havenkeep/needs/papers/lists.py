"""For those without e-mail: a list for the handover room, and a slip for each pocket."""

from __future__ import annotations

from datetime import date

from havenkeep.design.wording import say_date
from havenkeep.needs.domain.own_words import own_words, words_for
from havenkeep.needs.papers.paper import Paper
from havenkeep.needs.queries.owing import OwedBy
from havenkeep.organisations.models import Home
from havenkeep.printing.pdf import render_pdf
from havenkeep.printing.text import JSON
from havenkeep.training.domain.titles import ENGLISH, own_title


def handover_list(home: Home, rows: tuple[OwedBy, ...], *, on: date) -> Paper:
    """Return names, trainings and days, the most urgent first, and a box to tick.

    Raises:
        CouldNotPrint: with one sentence.
    """
    owing = _without_email(rows)
    listed: list[JSON] = [
        [row.worker.name, one.title, _by(one.due_on, late=bool(one.overdue))]
        for row in owing
        for one in row.owed
    ]
    data: dict[str, JSON] = {
        **_head("Training to do", home, on=on),
        "lead": "Everyone here has a little training to do. " + own_words()[ENGLISH].slip,
        "rows": listed,
        "nothing": "Nobody without e-mail owes any training today.",
        "foot": "Take this list down after two weeks. It holds names, so it goes into the shredder.",
    }
    return _paper("handover_list", data, name=f"training-to-do-{on.isoformat()}.pdf")


def pocket_slips(home: Home, rows: tuple[OwedBy, ...], *, on: date) -> Paper:
    """Return a slip for each person, to cut out and hand over.

    Raises:
        CouldNotPrint: with one sentence.
    """
    slips: list[JSON] = [
        {
            "name": row.worker.name,
            "lines": [
                [
                    one.title,
                    own_title(one.title, language=row.worker.language),
                    _by(one.due_on, late=bool(one.overdue)),
                ]
                for one in row.owed
            ],
            "lang": row.worker.language,
            "how": "".join(one.slip for one in words_for(row.worker.language)[:-1]),
        }
        for row in _without_email(rows)
    ]
    data: dict[str, JSON] = {
        **_head("Training slips", home, on=on),
        "home": home.name,
        "how": own_words()[ENGLISH].slip,
        "slips": slips,
        "nothing": "Nobody without e-mail owes any training today.",
    }
    return _paper("pocket_slips", data, name=f"training-slips-{on.isoformat()}.pdf")


def _without_email(rows: tuple[OwedBy, ...]) -> list[OwedBy]:
    owing = [row for row in rows if row.owed and not row.worker.email and not row.worker.away]
    return sorted(owing, key=lambda row: row.owed[0].due_on)


def _by(day: date, *, late: bool) -> str:
    said = f"{day.day} {day:%b}"
    return f"was due {said}" if late else f"by {said}"


def _head(title: str, home: Home, *, on: date) -> dict[str, JSON]:
    return {
        "title": title,
        "running": f"{title} · {home.name} · {say_date(on)}",
        "about": "Who has which training to do, and by when.",
        "made": [on.year, on.month, on.day],
        "kicker": f"{home.name}, {say_date(on)}",
    }


def _paper(template: str, data: dict[str, JSON], *, name: str) -> Paper:
    content = render_pdf(template=f"needs/{template}", data=data)
    return Paper(name=name, content_type="application/pdf", content=content)
