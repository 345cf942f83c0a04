"""How an item stands: what was answered, laid beside proof and findings. Pure and total."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from havenkeep.assessment.domain.answer import NO, YES, Answer, ProofOnFile
from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.standards.domain.edition import AnswerKind, Item

SOON = timedelta(days=60)


class ItemState(StrEnum):
    TO_DO = "to_do"
    DRAFT = "draft"
    CARRIED_FORWARD = "carried_forward"
    SAID = "said"
    SHOWN = "shown"
    PROVEN = "proven"
    LAPSING = "lapsing"
    CONTRADICTED = "contradicted"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The plain facts about one item that the rules below read."""

    given: bool
    confirmed: bool
    carried: bool
    negative: bool
    not_applicable: bool
    contradicted: bool
    drafted: bool
    proof_in_date: bool
    proof_lapsed: bool
    found_met: bool
    lapsing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The first rule that applies decides. `ready` says whether the item may be published as met."""

    state: ItemState
    applies: Callable[[Facts], bool]
    words: str
    ready: bool
    reason: str


# One table, in order of precedence. The last row always applies, so it is total.
RULES: tuple[Rule, ...] = (
    Rule(
        state=ItemState.DRAFT,
        applies=lambda f: not f.given and f.drafted,
        words="Ready to confirm",
        ready=False,
        reason="Your records suggest an answer. Read it and confirm it.",
    ),
    Rule(
        state=ItemState.TO_DO,
        applies=lambda f: not f.given,
        words="To do",
        ready=False,
        reason="Not answered yet.",
    ),
    Rule(
        state=ItemState.CARRIED_FORWARD,
        applies=lambda f: not f.confirmed and f.carried,
        words="From last year",
        ready=False,
        reason="Brought over from last year. Confirm that it is still true.",
    ),
    Rule(
        state=ItemState.DRAFT,
        applies=lambda f: not f.confirmed,
        words="Ready to confirm",
        ready=False,
        reason="Answered, but nobody has confirmed it yet.",
    ),
    Rule(
        state=ItemState.TO_DO,
        applies=lambda f: f.negative,
        words="To do",
        ready=False,
        reason="The answer is no, so there is work to do first.",
    ),
    Rule(
        state=ItemState.CONTRADICTED,
        applies=lambda f: f.contradicted,
        words="Contradicted",
        ready=False,
        reason="The answer says one thing and your records say another.",
    ),
    Rule(
        state=ItemState.NOT_APPLICABLE,
        applies=lambda f: f.not_applicable,
        words="Not applicable",
        ready=True,
        reason="Set aside, with a reason.",
    ),
    Rule(
        state=ItemState.DRAFT,
        applies=lambda f: f.proof_lapsed and not f.proof_in_date and not f.found_met,
        words="Proof out of date",
        ready=False,
        reason="The proof this rests on is out of date. Add new proof, or take the old one off.",
    ),
    Rule(
        state=ItemState.LAPSING,
        applies=lambda f: f.lapsing,
        words="Lapsing soon",
        ready=True,
        reason="True today, and about to lapse.",
    ),
    Rule(
        state=ItemState.PROVEN,
        applies=lambda f: f.found_met,
        words="Proven",
        ready=True,
        reason="Confirmed, and your records find it met.",
    ),
    Rule(
        state=ItemState.SHOWN,
        applies=lambda f: f.proof_in_date,
        words="Shown",
        ready=True,
        reason="Confirmed, with proof on file.",
    ),
    Rule(
        state=ItemState.SAID,
        applies=lambda _: True,
        words="Said",
        ready=True,
        reason="Confirmed by a named person. No proof is on file yet.",
    ),
)

STATE_WORDS: Mapping[ItemState, str] = {rule.state: rule.words for rule in reversed(RULES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFinding:
    check: str
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStatus:
    """One item as it stands: the three numbers count `said`, `shown`, `proven`; standing counts `ready`.

    `draft` is the answer that the records would give, where there is none or they contradict it.
    """

    item: Item
    state: ItemState
    words: str
    reason: str
    answer: Answer | None
    findings: tuple[CheckedFinding, ...]
    proofs: tuple[ProofOnFile, ...]
    said: bool
    shown: bool
    proven: bool
    ready: bool
    draft: str = ""
    lapses_on: date | None = None

    @property
    def to_confirm(self) -> bool:
        """Whether a person only has to read it and confirm. Old proof is not settled by confirming."""
        waiting = self.state in {ItemState.DRAFT, ItemState.CARRIED_FORWARD}
        return waiting and (self.answer is None or not self.answer.confirmed)


def item_status(
    item: Item,
    *,
    answer: Answer | None,
    findings: Sequence[CheckedFinding],
    proofs: Sequence[ProofOnFile],
    on: date,
) -> ItemStatus:
    """Judge one item on a day. Total: every combination of facts has a state."""
    found = [checked.finding for checked in findings]
    draft = drafted_value(item, found)
    facts = facts_of(item, answer=answer, findings=found, proofs=proofs, draft=draft, on=on)
    rule = next(rule for rule in RULES if rule.applies(facts))
    return ItemStatus(
        item=item,
        state=rule.state,
        words=rule.words,
        reason=rule.reason,
        answer=answer,
        findings=tuple(findings),
        proofs=tuple(proofs),
        said=facts.confirmed and not facts.negative,
        shown=facts.proof_in_date,
        proven=facts.found_met and not facts.contradicted,
        ready=rule.ready,
        draft=draft if not facts.given or (facts.contradicted and draft != answer_value(answer)) else "",
        lapses_on=_first_lapse(found, proofs),
    )


def answer_value(answer: Answer | None) -> str:
    return answer.value if answer is not None else ""


def facts_of(
    item: Item,
    *,
    answer: Answer | None,
    findings: Sequence[Finding],
    proofs: Sequence[ProofOnFile],
    draft: str,
    on: date,
) -> Facts:
    given = answer is not None and answer.given
    not_applicable = answer is not None and answer.not_applicable
    in_date = [proof for proof in proofs if not proof.lapsed(on=on)]
    telling = [finding for finding in findings if finding.state is not FindingState.NOT_APPLICABLE]
    found_met = bool(telling) and all(f.state in {FindingState.MET, FindingState.LAPSING} for f in telling)
    return Facts(
        given=given,
        confirmed=given and answer is not None and answer.confirmed,
        carried=answer is not None and answer.origin.value == "carried_forward",
        negative=item.kind is AnswerKind.YES_NO
        and answer is not None
        and not not_applicable
        and answer.value == NO,
        not_applicable=not_applicable,
        contradicted=given
        and answer is not None
        and any(contradicts(f, answer=answer, item=item) for f in telling),
        drafted=bool(draft),
        proof_in_date=bool(in_date),
        proof_lapsed=len(in_date) < len(proofs),
        found_met=found_met,
        lapsing=(found_met and any(f.state is FindingState.LAPSING for f in telling))
        or (bool(in_date) and all(proof.lapsed(on=on + SOON) for proof in in_date) and not found_met),
    )


def contradicts(finding: Finding, *, answer: Answer, item: Item) -> bool:
    """Whether the records speak against the answer. What could not be told never does."""
    if finding.state is FindingState.COULD_NOT_TELL:
        return False
    if answer.not_applicable:
        return finding.state is not FindingState.NOT_APPLICABLE
    if finding.state is FindingState.NOT_MET:
        return True
    written = item.kind in {AnswerKind.TEXT, AnswerKind.DOCUMENT}
    return written and bool(finding.expects) and _squeezed(finding.expects) not in _squeezed(answer.value)


def drafted_value(item: Item, findings: Sequence[Finding]) -> str:
    """Return the answer that the records would give, or an empty text when they cannot tell."""
    if not findings:
        return ""
    if item.kind is AnswerKind.YES_NO:
        good = {FindingState.MET, FindingState.LAPSING}
        return YES if all(finding.state in good for finding in findings) else ""
    return next((f.draft for f in findings if f.draft and f.state is not FindingState.COULD_NOT_TELL), "")


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())


def _first_lapse(findings: Sequence[Finding], proofs: Sequence[ProofOnFile]) -> date | None:
    days = [f.lapses_on for f in findings if f.lapses_on] + [p.valid_until for p in proofs if p.valid_until]
    return min(days, default=None)
