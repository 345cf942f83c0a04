"""Small makers of items, answers and findings for the pure rules."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from havenkeep.assessment.domain.answer import Answer, ProofOnFile
from havenkeep.assessment.domain.status import CheckedFinding, ItemStatus, item_status
from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.standards.domain.edition import (
    AnswerKind,
    Certainty,
    Edition,
    EditionState,
    Item,
    Job,
    Level,
    Topic,
)

ON = date(2026, 11, 23)
AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def item(ref: str = "x.1", **changes: Any) -> Item:
    given: dict[str, Any] = {
        "ref": ref,
        "topic": "t",
        "level": Level.MET,
        "level_certainty": Certainty.CONFIRMED,
        "certainty": Certainty.CONFIRMED,
        "kind": AnswerKind.YES_NO,
        "title": f"Title {ref}",
        "ask": "Do you?",
        "why": "Because.",
        "good_proof": ("A paper.",),
        "trap": "A trap.",
        "job": Job(steps=("Do it.",), minutes=10),
    }
    return Item(**(given | changes))


def edition(*items: Item, approaching_count: int = 0, **changes: Any) -> Edition:
    given: dict[str, Any] = {
        "id": "e-2",
        "title": "E 2",
        "version": "2",
        "state": EditionState.OPEN,
        "opens_on": date(2026, 9, 1),
        "deadline": date(2027, 6, 30),
        "deadline_certainty": Certainty.CONFIRMED,
        "mandatory_count": len(items),
        "approaching_count": approaching_count,
        "note": "",
        "topics": (Topic(slug="t", title="T", intro="In."),),
        "items": items,
    }
    return Edition(**(given | changes))


def answer(value: str = "yes", *, confirmed: bool = True, **changes: Any) -> Answer:
    by = {"confirmed_at": AT, "confirmed_by": "Alice Fenn"} if confirmed else {}
    return Answer(value=value, **(by | changes))


def finding(state: FindingState, **changes: Any) -> CheckedFinding:
    return CheckedFinding(check="room.check", finding=Finding(state=state, sentence="Found.", **changes))


def proof(valid_until: date | None = None) -> ProofOnFile:
    return ProofOnFile(ref="p", title="Paper", where="Drawer", valid_until=valid_until)


def status(of: Item | None = None, **given: Any) -> ItemStatus:
    beside: dict[str, Any] = {"answer": None, "findings": (), "proofs": (), "on": ON}
    return item_status(of or item(), **(beside | given))
