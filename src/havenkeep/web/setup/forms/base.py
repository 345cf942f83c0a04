"""What the question forms share: they start from what is kept, and give back what to keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from havenkeep.design.fields import Choice
from havenkeep.design.forms import Form
from havenkeep.web.setup.domain.questions import Asked
from havenkeep.web.setup.domain.reading import READERS, BadAnswer, Raw


class QuestionForm(Form):
    """A question's boxes. The rules are the readers' of `domain`; a broken one is shown beside its box."""

    asked: ClassVar[Asked]

    def __init__(self, typed: Mapping[str, Any] | None, *, kept: Raw, on: date) -> None:
        super().__init__(typed, initial=self.from_kept(kept))
        self.kept = kept
        self.on = on
        self.limit(on)

    def limit(self, on: date) -> None:
        """Set the first and last day that a date box takes."""

    def from_kept(self, kept: Raw) -> dict[str, Any]:
        """Return what the boxes show at first."""
        return dict(kept)

    def to_keep(self) -> dict[str, Any]:
        """Return what is kept of a valid form: plain words and numbers."""
        return {name: _plain(value) for name, value in self.cleaned_data.items()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                READERS[self.asked](self.to_keep())
            except BadAnswer as wrong:
                self.add_error(wrong.field, wrong.sentence)
        return cleaned


def offered(
    words: Mapping[Any, tuple[str, str] | str],
    *,
    dividing: StrEnum | None = None,
    exclusive: Iterable[StrEnum] = (),
) -> list[Choice]:
    """Turn a table of words into choices: “or” above `dividing`; an `exclusive` one unticks the others."""
    alone = set(exclusive)
    choices = []
    for word, said in words.items():
        text, hint = (said, "") if isinstance(said, str) else said
        choices.append(
            Choice(
                value=str(word),
                text=text,
                hint=hint,
                divider_before="or" if word is dividing else "",
                exclusive=word in alone,
            )
        )
    return choices


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
