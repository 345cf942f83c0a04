"""An approved training needs analysis as PDF."""

from __future__ import annotations

from havenkeep.design.wording import say_count, say_date
from havenkeep.needs.pages.analysis import FrozenRole, VersionPage
from havenkeep.needs.papers.paper import Paper
from havenkeep.printing.pdf import render_pdf
from havenkeep.printing.text import JSON

TITLE = "Training needs analysis"


def write(page: VersionPage) -> Paper:
    """Return the version as PDF/UA-1.

    Raises:
        CouldNotPrint: with one sentence.
    """
    day = page.analysis.approved_on
    data: dict[str, JSON] = {
        "title": f"{TITLE}: {page.home_name}",
        "running": f"{TITLE} · {page.home_name} · {say_date(day)}",
        "about": "Which role needs which data and cyber training.",
        "made": [day.year, day.month, day.day],
        "kicker": f"{TITLE}, version {page.analysis.number}",
        "home": page.home_name,
        "standfirst": approved_words(page),
        "systems": ", ".join(page.systems),
        "roles": [_role(row) for row in page.roles],
    }
    content = render_pdf(template="needs/analysis", data=data)
    return Paper(name=file_name(page, "pdf"), content_type="application/pdf", content=content)


def approved_words(page: VersionPage) -> str:
    """Return who approved it, when, and how much it covers."""
    row = page.analysis
    return (
        f"Approved on {say_date(row.approved_on)} by {row.approved_by}, for {page.provider_name}: "
        f"{say_count(len(row.roles), 'role')}, {say_count(row.people, 'person', 'people')}."
    )


def people_words(row: FrozenRole) -> str:
    """Return how many hold a role, and of them how many see personal data."""
    if not row.people:
        return "Not found on the staff list"
    held = say_count(row.people, "person", "people")
    if row.seeing == row.people:
        return held
    return f"{held}, of whom {row.seeing} see personal data and need the training"


def file_name(page: VersionPage, extension: str) -> str:
    """Return a name without anything that a file system or a header could trip over."""
    return (
        f"training-needs-{page.analysis.approved_on.isoformat()}-version-{page.analysis.number}.{extension}"
    )


def _role(row: FrozenRole) -> JSON:
    return {
        "title": row.title,
        "people": people_words(row),
        "sees": row.sees,
        "note": row.note,
        "needs": [
            [
                need.title,
                need.terms[0].upper() + need.terms[1:] + ".",
                need.why,
                need.had,
            ]
            for need in row.needs
        ],
    }
