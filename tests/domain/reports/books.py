"""Made-up answer books for the tests: Rosebank House is no real home."""

from __future__ import annotations

from datetime import UTC, date, datetime

from havenkeep.reports.domain.answer_book import AnswerBook, BookProof, BookRow, OpenRow
from havenkeep.standards.domain.edition import AnswerKind, Certainty, Level

ON = date(2026, 6, 12)
MADE_AT = datetime(2026, 6, 12, 13, 5, tzinfo=UTC)

POLICY = BookProof(
    what="Appointment letter for the data security lead, signed by the owner",
    where="Evidence, Named lead; paper copy in the office, red folder",
    dated_on=date(2025, 9, 3),
    valid_until=date(2026, 9, 2),
)
LAPSED = BookProof(
    what="Shredding contractor's certificate",
    where="Evidence, Paper disposal",
    dated_on=date(2025, 4, 1),
    valid_until=date(2026, 3, 31),
    lapsed=True,
)


def row(ref: str = "A.1", **changes: object) -> BookRow:
    fields: dict[str, object] = {
        "ref": ref,
        "title": "A named person leads on data security",
        "ask": "Who is responsible for data security here, and have they been told so in writing?",
        "level": Level.MET,
        "kind": AnswerKind.TEXT,
        "answer": "Joan Marlow, deputy manager",
        "paste": "Joan Marlow, deputy manager, was appointed data security lead on 3 September 2025.",
        "comment": "",
        "proofs": (POLICY,),
        "confirmed_by": "Priya Anand, registered manager",
        "confirmed_at": datetime(2026, 6, 3, 17, 40, tzinfo=UTC),
        "state": "ready",
        "state_words": "Ready",
        "findings": ("The appointment is signed, and the lead is in post today.",),
        "certainty": Certainty.CONFIRMED,
        "how": "Choose the item, paste into the box, then Save.",
    }
    return BookRow(**(fields | changes))  # type: ignore[arg-type]


def rows(count: int = 6) -> tuple[BookRow, ...]:
    made = (
        row("A.1"),
        row(
            "A.2",
            title="Paper is destroyed safely",
            ask="If a contractor destroys paper for you, is there a contract, and do you hold certificates?",
            kind=AnswerKind.YES_NO,
            answer="Yes",
            paste="Yes. Shredway Ltd collects locked bins each month and sends a certificate of destruction.",
            proofs=(POLICY, LAPSED),
            state="lapsed",
            state_words="Proof has lapsed",
            findings=(
                "11 of 12 collections since June 2025 have a certificate; April 2026 has none.",
                "The certificate on file lapsed on 31 March 2026.",
            ),
            comment="Ask Shredway for the April certificate.",
            certainty=Certainty.INFERRED,
        ),
        row(
            "A.3",
            title="Computers have malware protection that is on and up to date",
            kind=AnswerKind.YES_NO,
            answer="",
            paste="",
            proofs=(),
            confirmed_by="",
            confirmed_at=None,
            state="to_say",
            state_words="Not answered",
            findings=("Nothing is recorded about this yet.",),
        ),
        row(
            "A.4",
            title="Paper is carried safely outside the home",
            kind=AnswerKind.YES_NO,
            answer="Not applicable",
            paste="Not applicable: no paper record ever leaves the home.",
            how="Tick the box that says the item does not apply, then paste the reason.",
            not_applicable=True,
            proofs=(),
            findings=(),
            state="ready",
            state_words="Ready",
            certainty=Certainty.OURS,
            aliases=("A.4a", "B.9"),
        ),
    )
    return tuple(
        row_with_ref(made[index % len(made)], f"{index // 9 + 1}.{index % 9 + 1}") for index in range(count)
    )


def row_with_ref(made: BookRow, ref: str) -> BookRow:
    fields = {name: getattr(made, name) for name in BookRow.__dataclass_fields__}
    return BookRow(**(fields | {"ref": ref}))


def book(**changes: object) -> AnswerBook:
    fields: dict[str, object] = {
        "home_name": "Rosebank House",
        "home_code": "VLZ99",
        "publisher_name": "Rosebank House",
        "covers": (),
        "edition_title": "Data Security and Protection Toolkit 2025-26",
        "edition_note": "",
        "on": ON,
        "made_at": MADE_AT,
        "standing": "nearly",
        "standing_words": "Nearly there: two items stand between you and Standards Met",
        "standing_reason": "One item has no answer yet, and the proof of another lapsed on 31 March 2026.",
        "mandatory": 45,
        "ready": 43,
        "said": 44,
        "shown": 41,
        "proven": 36,
        "open": (
            OpenRow(
                ref="1.2",
                title="Paper is destroyed safely",
                what="Ask the contractor for the April certificate and file it.",
            ),
            OpenRow(
                ref="1.3",
                title="Computers have malware protection that is on and up to date",
                what="Answer it, and have it confirmed by a named person.",
            ),
        ),
        "rows": rows(),
        "audit_head": "9f2c1a77e0b4 (event 1,204)",
    }
    return AnswerBook(**(fields | changes))  # type: ignore[arg-type]


def whole_book(count: int = 77) -> AnswerBook:
    return book(rows=rows(count))
