"""A platform's list: the file or what was pasted, its columns, what its titles mean, whose its names are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError

from havenkeep.design.fields import (
    CharField,
    CheckboxesField,
    Choice,
    ConfirmField,
    FileField,
    FilesField,
    RadioField,
)
from havenkeep.design.forms import Form
from havenkeep.evidence.judging.verdict import ACCEPT
from havenkeep.importing.domain.upload import Upload
from havenkeep.importing.forms import CopiedField
from havenkeep.sheets.table import Unreadable
from havenkeep.talks.domain.bringing import NOT_HERE, AskedName, AskedTitle
from havenkeep.talks.domain.who import Colleague, Staff
from havenkeep.talks.forms.talks import ELSE, who_words
from havenkeep.talks.imports import LATER, read_file
from havenkeep.training.domain.catalogue import courses
from havenkeep.training.domain.outcomes import OUTCOME_TITLES

ANOTHER, OUT = "another", "out"
_PASTED: Final = "what you pasted"
_OPTIONAL: Final[dict[str, Any]] = {"required": False, "mark_optional": False}


class ListForm(Form):
    """A list of completions. What it holds is read here, so that a wrong file is refused beside the box."""

    file = FileField(
        label="Your file",
        hint="The report your learning platform gives (.xlsx, .xls, .ods or .csv): names, courses and days.",
        accept=".xlsx,.xls,.ods,.csv,.tsv",
        **_OPTIONAL,
    )
    pasted = CopiedField(
        label="Or paste it from a spreadsheet",
        hint="Copy the rows together with their headings, click in this box and paste.",
        rows=4,
        max_length=4_000_000,
        **_OPTIONAL,
    )
    by_hand = ConfirmField(label="I say myself which column holds what", **_OPTIONAL)
    upload: Upload | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file, pasted = data.get("file"), str(data.get("pasted") or "")
        if self.errors:
            return data
        if bool(file) == bool(pasted.strip()):
            sentence = (
                "Choose a file or paste rows, not both" if file else "Choose a file, or paste rows below"
            )
            raise ValidationError({"file": sentence})
        try:
            if file:
                self.upload = read_file(file.read(), name=file.name)
            else:
                self.upload = read_file(pasted.encode("utf-8"), name=_PASTED)
        except Unreadable as wrong:
            self.add_error("file" if file else "pasted", str(wrong))
        return data


class TitlesForm(Form):
    """What each title that may be about data security means; and the others, left out unless ticked."""

    def __init__(
        self, *args: Any, asked: Sequence[AskedTitle], others: Sequence[AskedTitle], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._asked = {_box(one.key): one for one in asked}
        self._others = {_box(one.key): one for one in others}
        known = [Choice(row.id, row.title) for row in courses().values() if not row.ours]
        for box, one in self._asked.items():
            self.fields[box] = RadioField(
                label=f"{one.title} ({_rows(one.rows)})",
                choices=[
                    *known,
                    Choice(
                        ANOTHER, "Another course: I say what it covers", reveals=f"{box}_covers",
                        divider_before="or",
                    ),
                    Choice(OUT, "Not about data security: leave it out"),
                ],
                **_OPTIONAL,
            )  # fmt: skip
            self.fields[f"{box}_covers"] = CheckboxesField(
                label="What does it cover?",
                choices=[Choice(outcome.value, title) for outcome, title in OUTCOME_TITLES.items()],
                **_OPTIONAL,
            )
        if self._others:
            self.fields["others"] = CheckboxesField(
                label="These look like other training, and stay out. Tick any that covers data security",
                choices=[Choice(box, one.title, hint=_rows(one.rows)) for box, one in self._others.items()],
                **_OPTIONAL,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for box in self._asked:
            if data.get(box) == ANOTHER:
                self.need(f"{box}_covers")
        return data

    def said(self) -> dict[str, dict[str, Any]]:
        """Return what was said, by title key. Call it on a form that is valid."""
        data = self.cleaned_data
        said: dict[str, dict[str, Any]] = {}
        for box, one in self._asked.items():
            if data[box] == ANOTHER:
                said[one.key] = {"title": one.title[:160], "covers": data[f"{box}_covers"]}
            elif data[box]:
                said[one.key] = {} if data[box] == OUT else {"course": data[box]}
        ticked = set(data.get("others") or ())
        return said | {one.key: {} for box, one in self._others.items() if box not in ticked}

    def look_again(self) -> list[str]:
        """Return the keys of titles that were ticked: they are asked about next."""
        return [self._others[box].key for box in self.cleaned_data.get("others") or ()]


class NamesForm(Form):
    """Whose each name is that nobody here has, or several have."""

    def __init__(
        self,
        *args: Any,
        asked: Sequence[AskedName],
        near: Mapping[str, Sequence[Colleague]],
        staff: Staff,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._staff = staff
        self._questions = [one.written.question for one in asked]
        for one in asked:
            question = one.written.question
            self.fields[f"q{question}"] = RadioField(
                label=one.written.shown,
                hint=f"{one.found.why} {_rows(one.rows).capitalize()}.{_also(one)}",
                choices=[
                    *(Choice(who.ref, who.name, hint=who_words(who)) for who in near[question]),
                    Choice(ELSE, "Somebody else on the staff list", reveals=f"t{question}"),
                    Choice(NOT_HERE, "Nobody who works here", hint="Left out, also next time."),
                    Choice(LATER, "I decide later", hint="Left out this time."),
                ],
                **_OPTIONAL,
            )
            self.fields[f"t{question}"] = CharField(
                label="Their name as on the staff list, or their payroll number",
                max_length=120,
                autocomplete="off",
                **_OPTIONAL,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for question in self._questions:
            if data.get(f"q{question}") != ELSE:
                continue
            self.need(f"t{question}")
            typed = data.get(f"t{question}")
            if typed:
                found = self._staff.called(typed)
                if found is not None:
                    data[f"q{question}"] = found.ref
                else:
                    self.add_error(
                        f"t{question}",
                        "Nobody here, or more than one, goes by this. Write it as on the staff list",
                    )
        return data

    def said(self) -> dict[str, str]:
        """Return who it is, by question. Call it on a form that is valid."""
        answers = {question: self.cleaned_data[f"q{question}"] for question in self._questions}
        return {question: answer for question, answer in answers.items() if answer}


class ReportForm(Form):
    """The platform's own report, kept as proof."""

    report = FilesField(
        label="The platform’s report or certificate",
        hint="A PDF or a picture of it. Leave out dates of birth and home addresses.",
        accept=ACCEPT,
        photo=True,
        most=5,
        noun="a file",
    )


def _box(key: str) -> str:
    return f"t{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _also(one: AskedName) -> str:
    others = [text for text in (one.written.email, one.written.number) if text and text != one.written.shown]
    return f" The list also says: {', '.join(others)}." if others else ""
