"""How a home stands, as plain JSON values for the command line and other programs."""

from __future__ import annotations

from typing import Any

from havenkeep.assessment.domain.answer import Answer
from havenkeep.assessment.domain.standing import Assessed
from havenkeep.assessment.domain.status import CheckedFinding, ItemStatus


def told(assessed: Assessed, *, home: dict[str, str]) -> dict[str, Any]:
    """Return the standing with every item. `home` holds `ref`, `slug` and `name`. Days are ISO."""
    return {
        "home": home,
        "edition": assessed.edition.id,
        "revision": assessed.edition.revision,
        "on": assessed.on.isoformat(),
        "standing": assessed.standing.value,
        "reason": assessed.reason,
        "mandatory": assessed.mandatory,
        "ready": assessed.ready,
        "said": assessed.said,
        "shown": assessed.shown,
        "proven": assessed.proven,
        "items": [_item(status) for status in assessed.statuses],
    }


def _item(status: ItemStatus) -> dict[str, Any]:
    answer = status.answer
    if status.draft and (answer is None or not answer.given):
        answer = Answer(value=status.draft)
    return {
        "ref": status.item.ref,
        "aliases": list(status.item.aliases),
        "title": status.item.title,
        "level": status.item.level.value,
        "state": status.state.value,
        "ready": status.ready,
        "answer": _answer(answer, status) if answer is not None and answer.given else None,
        "confirmed": _confirmed(answer),
        "findings": [_finding(checked) for checked in status.findings],
    }


def _answer(answer: Answer, status: ItemStatus) -> dict[str, Any]:
    return {
        "kind": status.item.kind.value,
        "value": "not_applicable" if answer.not_applicable else answer.value,
        "comment": answer.comment,
    }


def _confirmed(answer: Answer | None) -> dict[str, str] | None:
    if answer is None or answer.confirmed_at is None:
        return None
    return {"by": answer.confirmed_by, "at": answer.confirmed_at.isoformat()}


def _finding(checked: CheckedFinding) -> dict[str, Any]:
    finding = checked.finding
    return {
        "check": checked.check,
        "state": finding.state.value,
        "sentence": finding.sentence,
        "numerator": finding.numerator,
        "denominator": finding.denominator,
        "lapses_on": finding.lapses_on.isoformat() if finding.lapses_on else None,
    }
