"""The rows of an answer sheet together: each reference once, the rows of other years left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from havenkeep.assessment.domain.sheet_row import RowAnswer, SheetRow, WrongRow, read_row
from havenkeep.assessment.domain.sheet_words import said_once
from havenkeep.assessment.domain.sheet_year import Year, named_year
from havenkeep.importing.domain.report import Asked, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A reference that several rows answer differently: a person says which row counts."""

    ref: str
    answers: tuple[RowAnswer, ...]

    @property
    def asked(self) -> Asked:
        return Asked(row=self.answers[-1].row, sentence=_differ(self.ref, [one.row for one in self.answers]))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """What a sheet says, each reference once. `doubts` are in `asked` too, and not in `answers`."""

    answers: tuple[RowAnswer, ...]
    doubts: tuple[Doubt, ...]
    asked: tuple[Asked, ...]
    errors: tuple[Problem, ...]


def read_sheet(
    rows: Sequence[SheetRow],
    *,
    year: Year,
    years: Sequence[Year],
    settled: Mapping[str, int] | None = None,
) -> ReadSheet:
    """Read every row as of a year. `years` are those that a column of the sheet may name.

    `settled` says, by reference, which row counts where several differ.
    """
    asked: list[Asked] = []
    errors: list[Problem] = []
    read: dict[str, list[RowAnswer]] = defaultdict(list)
    for row in _of_year(rows, year=year, years=years, asked=asked):
        try:
            found = read_row(row, year=year, asked=asked)
        except WrongRow as wrong:
            errors.append(Problem(row=row.number, sentence=str(wrong)))
        else:
            if found is not None:
                read[found.ref].append(found)
    answers, doubts = _once(read, settled=settled or {}, asked=asked)
    return ReadSheet(
        answers=tuple(answers),
        doubts=tuple(doubts),
        asked=tuple(sorted(asked, key=lambda one: one.row)),
        errors=tuple(sorted(errors, key=lambda one: one.row)),
    )


def _of_year(
    rows: Iterable[SheetRow], *, year: Year, years: Sequence[Year], asked: list[Asked]
) -> list[SheetRow]:
    """Leave out the rows that a column of years gives to another year, and say so once."""
    kept: list[SheetRow] = []
    others: list[SheetRow] = []
    for row in rows:
        named = named_year(row.year, years) if row.year else None
        (kept if named is None or named.id == year.id else others).append(row)
    if others:
        count = "This row is" if len(others) == 1 else f"This row and {len(others) - 1} more are"
        sentence = (
            f"{count} of another year than {year.title} and stayed out. Choose that year to bring them in."
        )
        asked.append(Asked(row=others[0].number, sentence=sentence))
    return kept


def _once(
    read: Mapping[str, list[RowAnswer]], *, settled: Mapping[str, int], asked: list[Asked]
) -> tuple[list[RowAnswer], list[Doubt]]:
    answers, doubts = [], []
    for ref, rows in read.items():
        given = [row for row in rows if row.answer.given] or rows
        chosen = [row for row in given if row.row == settled.get(ref)]
        if len({row.same_as for row in given}) == 1:
            answers.append(_joined(given, comments=rows))
        elif chosen:
            answers.append(chosen[0])
        else:
            doubts.append(Doubt(ref=ref, answers=tuple(given)))
            asked.append(doubts[-1].asked)
    return answers, doubts


def _joined(rows: Sequence[RowAnswer], *, comments: Sequence[RowAnswer]) -> RowAnswer:
    first = rows[0]
    comment = said_once(row.answer.comment for row in comments)
    proofs = tuple(dict.fromkeys(proof for row in rows for proof in row.proofs))
    return replace(first, answer=replace(first.answer, comment=comment), proofs=proofs)


def _differ(ref: str, rows: Sequence[int]) -> str:
    listed = f"{', '.join(map(str, rows[:-1]))} and {rows[-1]}"
    return f"Rows {listed} answer {ref} differently, so none of them came in. Say which one is right."
