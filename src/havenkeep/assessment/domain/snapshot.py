"""A publication frozen: what was said of each item, and how it differs from now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from havenkeep.assessment.domain.answer import Answer
from havenkeep.assessment.domain.standing import Assessed
from havenkeep.standards.domain.edition import AnswerKind

Snapshot = Mapping[str, Any]


def freeze(assessed: Assessed) -> dict[str, Any]:
    """Return a submission as plain JSON values: numbers, standing and every answer."""
    return {
        "edition": assessed.edition.id,
        "revision": assessed.edition.revision,
        "on": assessed.on.isoformat(),
        "standing": assessed.standing.value,
        "mandatory": assessed.mandatory,
        "ready": assessed.ready,
        "said": assessed.said,
        "shown": assessed.shown,
        "proven": assessed.proven,
        "items": {
            status.item.ref: {
                "state": status.state.value,
                "value": status.answer.value if status.answer else "",
                "not_applicable": bool(status.answer and status.answer.not_applicable),
                "comment": status.answer.comment if status.answer else "",
                "confirmed_by": status.answer.confirmed_by if status.answer else "",
                "confirmed_at": status.answer.confirmed_at.isoformat()
                if status.answer and status.answer.confirmed_at
                else None,
                "proofs": [proof.title for proof in status.proofs],
            }
            for status in assessed.statuses
        },
    }


def digest(snapshot: Snapshot) -> str:
    """Return the SHA-256 of a snapshot, in hex."""
    text = json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One item that reads otherwise now than when it was published."""

    ref: str
    was: str
    now: str
    was_state: str
    now_state: str


def differences(then: Snapshot, now: Snapshot, *, kinds: Mapping[str, AnswerKind]) -> list[Difference]:
    """Return the items whose answer or state has moved since, in the order they are asked now.

    `kinds` are those of the items that are asked now; an answer to another one is told as it was typed.
    """
    found = []
    old, new = then["items"], now["items"]
    for ref in [*new, *(ref for ref in old if ref not in new)]:
        was, is_now = old.get(ref), new.get(ref)
        kind = kinds.get(ref, AnswerKind.TEXT)
        if _told(was) != _told(is_now):
            found.append(
                Difference(
                    ref=ref,
                    was=frozen_words(was, kind),
                    now=frozen_words(is_now, kind),
                    was_state=was["state"] if was else "",
                    now_state=is_now["state"] if is_now else "",
                )
            )
    return found


def _told(row: Mapping[str, Any] | None) -> tuple[str, str, bool]:
    return (row["state"], row["value"], row["not_applicable"]) if row else ("", "", False)


def frozen_words(row: Mapping[str, Any] | None, kind: AnswerKind) -> str:
    """Return the answer of one item of a snapshot in words; None is an item that is not in it."""
    if row is None:
        return "Not in the list"
    return Answer(value=row["value"], not_applicable=row["not_applicable"]).words(kind) or "No answer"
