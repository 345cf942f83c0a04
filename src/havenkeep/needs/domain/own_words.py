"""What a reminder and a slip say, in English and in the languages that learners read in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from havenkeep.needs.domain.owing import Owed
from havenkeep.standards.domain.strict_rows import load
from havenkeep.training.domain.titles import ENGLISH, titled


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """The sentences in one language; `{braces}` stand for what is filled in.

    `english` leads on to the same in English. Days are written as the language writes them.
    """

    language: str
    to_do: str
    late: str
    hello: str
    has_to_do: str
    has_late: str
    by_day: str
    was_due: str
    way: str
    no_address: str
    stop: str
    wrong: str
    english: str
    slip: str

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(getattr(self, field.name) for field in fields(self) if field.name != "language")

    def body(self, *, name: str, home: str, owed: Collection[Owed], address: str, on: date) -> str:
        """Return a reminder. `address` is where the lessons begin, empty when it is not known."""
        late = any(row.due_on < on for row in owed)
        parts = [
            self.hello.format(name=name),
            (self.has_late if late else self.has_to_do).format(home=home),
            "\n".join(f"- {self._line(row, on=on)}" for row in owed),
            self.way.format(address=address) if address else self.no_address,
            self.stop,
            self.wrong,
        ]
        return "\n\n".join(parts) + "\n"

    def _line(self, row: Owed, *, on: date) -> str:
        due = self.by_day if row.due_on >= on else self.was_due
        day = f"{row.due_on.day} {row.due_on:%B %Y}" if self.language == ENGLISH else f"{row.due_on:%d.%m.%Y}"
        return f"{titled(row.title, language=self.language).text}: {due.format(day=day)}"


def words_for(language: str) -> tuple[OwnWords, ...]:
    """Return the words for somebody: in their language where we have it, and English last, always."""
    every = own_words()
    return tuple(dict.fromkeys((every.get(language, every[ENGLISH]), every[ENGLISH])))


@cache
def own_words() -> Mapping[str, OwnWords]:
    """Return the words by language. Raises `BadEdition` for a torn file."""
    table = load(files("havenkeep.needs") / "reminders.yaml", where="needs/reminders.yaml")
    every = [row.filled(OwnWords) for row in table.rows("languages")]
    table.done()
    return MappingProxyType({words.language: words for words in every})
