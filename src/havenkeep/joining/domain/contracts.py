"""Whether everyone who works here has agreed, in writing, to keep what they learn confidential and safe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.joining.domain.papers import AgreementKind
from havenkeep.joining.domain.words import people
from havenkeep.people.domain.engagement import Engagement

# An agency’s one-off workers are bound by their agency’s contract with the home.
BOUND_ELSEWHERE = frozenset({Engagement.ONE_OFF})
# These have an agreement with the home and no contract of employment.
BY_AGREEMENT = frozenset({Engagement.VOLUNTEER, Engagement.DIRECTOR})

PLURALS: Mapping[Engagement, tuple[str, str]] = {
    Engagement.EMPLOYED: ("employed", "employed"),
    Engagement.BANK: ("on the bank", "on the bank"),
    Engagement.AGENCY: ("from an agency", "from an agency"),
    Engagement.ONE_OFF: ("from an agency now and then", "from an agency now and then"),
    Engagement.VOLUNTEER: ("volunteer", "volunteers"),
    Engagement.DIRECTOR: ("director or trustee", "directors or trustees"),
}
KIND_WORDS: Mapping[AgreementKind, str] = {
    AgreementKind.CONTRACT: "in their contract",
    AgreementKind.ADDENDUM: "by a signed addendum",
    AgreementKind.AGENCY_TERMS: "in their agency’s terms",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Somebody in post; `kind` is None when nothing shows that they agreed.

    An agency’s terms bind the people it sends, and nobody who is employed here.
    """

    engagement: Engagement
    kind: AgreementKind | None


def binds(kind: AgreementKind, ways: Collection[Engagement]) -> bool:
    """Whether an agreement of that kind binds somebody who comes in these ways.

    An agency’s terms bind those who come from it only; who comes only from one has no contract with the home.
    """
    if kind is AgreementKind.AGENCY_TERMS:
        return set(ways) <= {Engagement.AGENCY}
    return kind is not AgreementKind.CONTRACT or set(ways) != {Engagement.AGENCY}


def clause_since(
    engagements: Iterable[Engagement], *, staff_since: date | None, others_since: date | None
) -> date | None:
    """Return from which day the papers of somebody who comes in these ways hold the clause.

    Whoever only helps or oversees has an agreement; everyone else a contract.
    """
    return others_since if set(engagements) <= BY_AGREEMENT else staff_since


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One agreement, and since when contracts and other agreements hold the clause it is about.

    A contract from before that day does not hold it, also when the day was put right only later.
    """

    kind: AgreementKind
    signed_on: date | None = None
    staff_since: date | None = None
    others_since: date | None = None

    def binds(self, ways: Collection[Engagement]) -> bool:
        """Whether it binds somebody in every way that they come in."""
        if self.kind is not AgreementKind.CONTRACT or not binds(self.kind, ways):
            return binds(self.kind, ways)
        since = clause_since(ways, staff_since=self.staff_since, others_since=self.others_since)
        return since is not None and (self.signed_on is None or self.signed_on >= since)


def binding(agreed: Iterable[Agreed], ways: Collection[Engagement]) -> AgreementKind | None:
    """Return the kind of the first that binds somebody in every way that they come in, or None."""
    return next((one.kind for one in agreed if one.binds(ways)), None)


def contracts_finding(everyone: Sequence[Bound], *, recorded: bool) -> Finding:
    """Judge one home by everyone who works there, each once, one-offs left out.

    `recorded` says whether any agreement at all is on record; without one nothing can be told.
    """
    if not everyone:
        return Finding(state=FindingState.COULD_NOT_TELL, sentence="Nobody is on the staff list yet.")
    if not recorded:
        return Finding(
            state=FindingState.COULD_NOT_TELL,
            sentence=(
                f"{people(len(everyone))} {'works' if len(everyone) == 1 else 'work'} here. "
                "Nobody has noted yet whose contract holds the duty to keep data confidential and safe."
            ),
        )
    have = [row for row in everyone if row.kind is not None]
    lack = [row for row in everyone if row.kind is None]
    sentence = (
        f"{_share(len(have), len(everyone))} agreed in writing to keep data confidential, correct and "
        f"safe{_how(have)}."
    )
    if lack:
        sentence += f" {len(lack)} {'has' if len(lack) == 1 else 'have'} not: {_who(lack)}."
    return Finding(
        state=FindingState.NOT_MET if lack else FindingState.MET,
        sentence=sentence,
        numerator=len(have),
        denominator=len(everyone),
        draft="" if lack else "yes",
    )


def _share(have: int, total: int) -> str:
    if total == 1:
        return f"The 1 person who works here has{'' if have else ' not yet'}"
    who = f"{people(total)} who work here, volunteers and directors included,"
    if have == total:
        return f"All {who} have"
    return f"{have or 'None'} of the {who} {'has' if have == 1 else 'have'}"


def _how(have: Sequence[Bound]) -> str:
    counted = Counter(row.kind for row in have)
    parts = [f"{counted[kind]} {words}" for kind, words in KIND_WORDS.items() if counted[kind]]
    return f" ({', '.join(parts)})" if parts else ""


def _who(lack: Sequence[Bound]) -> str:
    counted = Counter(row.engagement for row in lack)
    return ", ".join(
        f"{counted[engagement]} {one if counted[engagement] == 1 else many}"
        for engagement, (one, many) in PLURALS.items()
        if counted[engagement]
    )
