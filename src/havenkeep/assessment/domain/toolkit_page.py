"""The toolkit's page as it was pasted: kept as plain values, and read as a sheet of this year's answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from havenkeep.assessment.domain.sheet_row import SheetRow
from havenkeep.assessment.domain.sheet_words import same_reference
from havenkeep.standards.domain.paste import Pasted, PastedRow


def pasted_as_json(pasted: Pasted) -> dict[str, Any]:
    return {"counted": pasted.counted, "rows": [asdict(row) for row in pasted.rows]}


def pasted_from_json(kept: Mapping[str, Any]) -> Pasted:
    return Pasted(rows=tuple(PastedRow(**row) for row in kept["rows"]), counted=kept["counted"])


def answer_rows(pasted: Pasted, *, known: Collection[str]) -> list[SheetRow]:
    """Return the questions we know that show an answer, numbered as they stand on the page."""
    return [
        SheetRow(number=number, ref=row.ref, answer=row.answer, comment=row.comment)
        for number, row in enumerate(pasted.rows, start=1)
        if (row.answer or row.comment) and same_reference(row.ref) in known
    ]
