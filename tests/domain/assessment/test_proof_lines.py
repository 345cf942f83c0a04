from __future__ import annotations

from datetime import date

import pytest

from havenkeep.assessment.domain.proof_lines import NewProof, PlaceTooLong, read_proofs
from havenkeep.reports.domain.answer_book import BookProof
from havenkeep.reports.domain.wording import NO_PROOF, proof_words

LETTER = BookProof(
    what="Letter to the lead (signed)",
    where="Office, red folder; copy with Joan",
    dated_on=date(2025, 9, 3),
    valid_until=date(2026, 9, 2),
)
LAPSED = BookProof(
    what="Certificate", where="https://example.org/a.pdf", valid_until=date(2026, 3, 31), lapsed=True
)
PLAIN = BookProof(what="Walk-round sheets", where="Cabinet")


def read(text: str) -> tuple[NewProof, ...]:
    return read_proofs(text, title="Title", dated_on=None)


@pytest.mark.parametrize("proofs", [[LETTER], [LAPSED], [PLAIN], [LETTER, LAPSED, PLAIN]])
def test_what_our_answer_book_wrote_reads_back(proofs: list[BookProof]) -> None:
    found = read("\n".join(map(proof_words, proofs)))
    assert [(one.title, one.where, one.dated_on, one.valid_until) for one in found] == [
        (one.what, one.where, one.dated_on, one.valid_until) for one in proofs
    ]


@pytest.mark.parametrize("text", ["", NO_PROOF, "-", "None", "n/a"])
def test_no_proof_is_none(text: str) -> None:
    assert read(text) == ()


def test_a_persons_own_words_are_one_place() -> None:
    assert read("Blue folder,\noffice") == (NewProof(title="Title", where="Blue folder, office"),)


def test_a_place_that_is_too_long_is_not_cut() -> None:
    with pytest.raises(PlaceTooLong):
        read("x" * 501)
