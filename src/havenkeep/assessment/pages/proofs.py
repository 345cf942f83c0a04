"""Adding a proof to one item."""

from __future__ import annotations

from dataclasses import dataclass

from havenkeep.assessment.pages.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPage:
    place: Place
    ref: str
    title: str
