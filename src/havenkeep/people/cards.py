"""The first-shift card as a PDF: four on a page, to cut apart."""

from __future__ import annotations

from havenkeep.organisations.models import Home
from havenkeep.people.domain.first_shift import first_shift_cards
from havenkeep.printing.pdf import render_pdf


def first_shift_pdf(home: Home, *, language: str) -> bytes:
    """Return four cards on one sheet of A4, in one of the languages there are.

    Raises:
        KeyError: there is no card in the language.
        CouldNotPrint: with one sentence for the reader.
    """
    words = first_shift_cards()[language]
    data = {
        "language": language,
        "home": home.name,
        "title": words.title,
        "intro": words.intro,
        "rules": list(words.rules),
        "tell": words.tell,
        "phone": words.phone,
        "signed": words.signed,
        "unreviewed": words.unreviewed,
    }
    return render_pdf(template="people/first_shift", data=data)
