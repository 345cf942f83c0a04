"""A publication frozen: what was said of each item, and how it differs from now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from havenkeep.assessment.domain.standing import Assessed

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


def differences(then: Snapshot, now: Snapshot) -> list[Difference]:
    """Return the items whose answer or state has moved since, in the order they are asked now."""
    found = []
    old, new = then["items"], now["items"]
    for ref in [*new, *(ref for ref in old if ref not in new)]:
        was, is_now = old.get(ref), new.get(ref)
        if _told(was) != _told(is_now):
            found.append(
                Difference(
                    ref=ref,
                    was=_words(was),
                    now=_words(is_now),
                    was_state=was["state"] if was else "",
                    now_state=is_now["state"] if is_now else "",
                )
            )
    return found


def _told(row: Mapping[str, Any] | None) -> tuple[str, str, bool]:
    return (row["state"], row["value"], row["not_applicable"]) if row else ("", "", False)


def _words(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return "Not in the list"
    return "Not applicable" if row["not_applicable"] else row["value"] or "No answer"
