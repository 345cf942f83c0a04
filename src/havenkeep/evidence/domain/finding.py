"""What a register found about one home: the sentence, its numbers, and where to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FindingState(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    LAPSING = "lapsing"
    COULD_NOT_TELL = "could_not_tell"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check's judgement of one home on one day.

    `sentence` is plain and could be pasted into the toolkit. `fix` is a URL name of the page that mends
    it, taking the home's ref. `draft` is the answer that the records would give, or empty. `expects` is
    what a written answer must contain to agree with the records, such as a number or a name.
    """

    state: FindingState
    sentence: str
    numerator: int | None = None
    denominator: int | None = None
    lapses_on: date | None = None
    fix: str = ""
    draft: str = ""
    expects: str = ""


NOTHING_RECORDED = Finding(state=FindingState.COULD_NOT_TELL, sentence="Nothing is recorded about this yet.")
