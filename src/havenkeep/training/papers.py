"""Certificates and passports on paper."""

from __future__ import annotations

import io
from datetime import date

import segno

from havenkeep.design.wording import say_date
from havenkeep.printing.pdf import render_pdf
from havenkeep.printing.text import JSON
from havenkeep.training.domain.check_code import shown_check_code
from havenkeep.training.domain.outcomes import OUTCOME_TITLES
from havenkeep.training.domain.titles import own_title
from havenkeep.training.models import Completion
from havenkeep.training.pages.own import PassportPage


def certificate_pdf(completion: Completion, *, link: str, shown_link: str) -> bytes:
    """Return one page of A4. `link` is the check page of this code; `shown_link` where a code is typed.

    Raises:
        CouldNotPrint: with one sentence for the reader.
    """
    data: dict[str, JSON] = {
        "title": f"Certificate: {completion.title}",
        "name": completion.person.name,
        "course": completion.title,
        "own_title": own_title(completion.title, language=completion.person.language),
        "lang": completion.person.language,
        "day": say_date(completion.completed_on),
        "score": f"Score: {completion.score}%" if completion.score is not None else "",
        "date": _date(completion.completed_on),
        "provider": completion.person.provider.name,
        "covers": [title for outcome, title in OUTCOME_TITLES.items() if outcome in completion.covers],
        "for_role": {
            "lead": "For whoever leads on data security and protection",
            "manager": "For whoever manages a service",
        }.get(completion.for_role, ""),
        "code": shown_check_code(completion.code or ""),
        "link": shown_link,
        "qr": _qr(link),
    }
    return render_pdf(template="training/certificate", data=data)


def passport_pdf(page: PassportPage, *, link: str, on: date) -> bytes:
    """Return a passport on one page of A4, or more for somebody who learned much.

    Raises:
        CouldNotPrint: with one sentence for the reader.
    """
    data: dict[str, JSON] = {
        "title": f"Training passport of {page.name}",
        "running": f"Training passport · printed on {say_date(on)}",
        "date": _date(on),
        "name": page.name,
        "works_at": page.works_at,
        "good": page.state == "met",
        "sentence": page.sentence,
        "outcomes": [
            [line.title, say_date(line.covered_on) if line.covered_on else "Not yet"]
            for line in page.outcomes
        ],
        "rows": [
            [say_date(line.day), _titles(line.title, line.own_title), line.covers, line.source]
            for line in page.lines
        ],
        "until": say_date(page.expires_at),
        "qr": _qr(link),
        "link": link,
    }
    return render_pdf(template="training/passport", data=data)


def _titles(title: str, own: str) -> str:
    return f"{title} ({own})" if own else title


def _qr(link: str) -> str:
    drawn = io.BytesIO()
    segno.make(link, error="m").save(drawn, kind="svg", scale=4, border=2, light="#fff", xmldecl=False)
    return drawn.getvalue().decode()


def _date(day: date) -> list[JSON]:
    return [day.year, day.month, day.day]
