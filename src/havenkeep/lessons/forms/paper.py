"""Printing a quiz, and entering what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from havenkeep.design.fields import CharField, Choice, DateField, IntegerField, RadioField, SelectField
from havenkeep.design.forms import Form
from havenkeep.lessons.domain.course import COURSE_IDS, ENGLISH, LANGUAGES, load_course
from havenkeep.lessons.domain.drawing import Asked
from havenkeep.lessons.domain.letters import BadLetters, right_of


class PaperQuizForm(Form):
    course = RadioField(label="Which course?", choices=[], initial=COURSE_IDS[0])
    language = RadioField(
        label="In which language?",
        choices=[Choice(code, name) for code, name in LANGUAGES.items()],
        initial=ENGLISH,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [Choice(course_id, load_course(course_id).title) for course_id in COURSE_IDS]
        cast(RadioField, self.fields["course"]).offer(titles)


class PaperResultForm(Form):
    """`asked` is what the paper asks, to mark the letters by; `people` are refs and names to choose from."""

    person = SelectField(label="Who?", choices=[], prompt="Choose a person")
    taken_on = DateField(label="Day of the quiz", latest=None)
    letters = CharField(
        label="The letters they wrote",
        hint="In order, such as ABDCA. Write - where there is none. We mark them for you.",
        required=False,
        mark_optional=False,
        max_length=60,
        width="20",
        autocomplete="off",
        spellcheck=False,
    )
    right = IntegerField(
        label="Or: how many were right?",
        hint="If you have marked the sheet by its key.",
        required=False,
        mark_optional=False,
        min_value=0,
        max_value=60,
    )

    def __init__(
        self, *args: Any, asked: Sequence[Asked], people: Sequence[tuple[str, str]], on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._asked, self._on = asked, on
        cast(SelectField, self.fields["person"]).offer([("", "Choose a person"), *people])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        letters, right = cleaned.get("letters", ""), cleaned.get("right")
        if self.errors:
            return cleaned
        if not letters and right is None:
            self.add_error("letters", "Enter the letters they wrote, or how many were right.")
        elif letters:
            try:
                marked = right_of(letters, self._asked)
            except BadLetters as bad:
                self.add_error("letters", str(bad))
                return cleaned
            if right is not None and right != marked:
                self.add_error("right", f"By these letters {marked} were right. Leave this empty, or check.")
            cleaned["right"] = marked
        return cleaned
