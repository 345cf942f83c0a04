"""The extra page of a contract as a Word file, for whoever wants it on their own paper."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from havenkeep.design.wording import say_date
from havenkeep.joining.domain.letters import BOTH_SIGN, LETTER, Addressee, letter_opening
from havenkeep.joining.models import Clause
from havenkeep.organisations.models import Home
from havenkeep.printing.document import Block, Document, Facts, Heading, Paragraph
from havenkeep.printing.docx import write_docx

LINE = "_" * 40


def write(home: Home, *, clause: Clause, person: Addressee, at: datetime) -> bytes:
    """Return one letter as a Word file."""
    blocks: list[Block] = [
        Paragraph(text=f"To {person.name}"),
        Paragraph(text=letter_opening(home.provider.name)),
        *(Paragraph(text=part) for part in clause.text.split("\n\n")),
        Paragraph(text=BOTH_SIGN, quiet=True),
        Heading(text="You", level=3),
        Facts(pairs=(("Name", person.name), ("Signature", LINE), ("Date", LINE))),
        Heading(text=f"For {home.provider.name}", level=3),
        Facts(pairs=(("Name", LINE), ("Signature", LINE), ("Date", LINE))),
        Paragraph(text=f"Clause version {clause.number} · A-{person.ref}", small=True),
    ]
    return write_docx(
        Document(
            title=LETTER,
            kicker=" · ".join(dict.fromkeys([home.provider.name, home.name])),
            running=f"Confidentiality · {home.name} · {say_date(timezone.localdate(at))}",
            subject="Confidentiality and data security",
            made_at=at,
            blocks=tuple(blocks),
        )
    )
