"""The answer to one item, a proof for it, its job, and a publication."""

from __future__ import annotations

from typing import Any

from havenkeep.assessment.actions import NewAnswer
from havenkeep.assessment.domain.answer import Answer, BadAnswer, read_value
from havenkeep.assessment.domain.standing import STANDING_WORDS, Standing
from havenkeep.assessment.domain.status import ItemStatus
from havenkeep.design.fields import CharField, Choice, DateField, RadioField, TextAreaField
from havenkeep.design.forms import Form
from havenkeep.standards.domain.edition import AnswerKind, Item

ASIDE = "not_applicable"


class AnswerForm(Form):
    """Made for one item: yes, no or not applicable for a tick; a text, with a box for not applicable."""

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        aside = [Choice(ASIDE, "It does not apply to us")] if item.not_applicable else []
        if item.kind is AnswerKind.YES_NO:
            self.fields["choice"] = RadioField(
                label="Our answer", choices=[Choice("yes", "Yes"), Choice("no", "No, or not yet"), *aside]
            )
        else:
            given = Choice("given", "This is our answer", reveals="value")
            if aside:
                self.fields["choice"] = RadioField(label="Our answer", choices=[given, *aside])
            self.fields["value"] = _value_field(item, required=not aside)
        self.fields["comment"] = TextAreaField(
            label="Comment",
            hint="For whoever looks at this next year: what it rests on, and where to look.",
            rows=3,
            max_length=5_000,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        choice = data.get("choice", "given")
        if choice == "given" and "value" in self.fields:
            if not data.get("value"):
                if "value" not in self.errors:
                    self.add_error("value", "Enter your answer.")
                return data
            try:
                data["value"] = read_value(str(data["value"]), kind=self.item.kind)
            except BadAnswer as wrong:
                self.add_error("value", str(wrong))
        if choice == ASIDE and not data.get("comment"):
            self.add_error("comment", "Say in a few words why it does not apply.")
        return data

    def answer(self, *, kept_as: str) -> NewAnswer:
        """Return what was answered, to be kept under a reference. Call it on a form that is valid."""
        choice = self.cleaned_data.get("choice", "given")
        value = choice if choice in {"yes", "no"} else str(self.cleaned_data.get("value") or "")
        return NewAnswer(
            item=kept_as,
            value="" if choice == ASIDE else value,
            not_applicable=choice == ASIDE,
            comment=self.cleaned_data["comment"],
        )


def _value_field(item: Item, *, required: bool) -> Any:
    mark: dict[str, Any] = {"required": required, "mark_optional": False}
    if item.kind is AnswerKind.DATE:
        return DateField(label="The date", **mark)
    if item.kind is AnswerKind.DOCUMENT:
        hint = "Name the document and say where it is kept. The toolkit does not need it uploaded."
        return TextAreaField(
            label="Which document, and where it is", hint=hint, rows=3, max_length=10_000, **mark
        )
    return TextAreaField(label="Our answer in words", rows=5, max_length=10_000, **mark)


def initial_answer(status: ItemStatus) -> dict[str, Any]:
    """Return what the form shows first: the answer, or what the records suggest."""
    answer = status.answer
    if answer is None or not answer.given:
        answer = Answer(value=status.draft, comment=answer.comment if answer else "")
    chosen = answer.value if status.item.kind is AnswerKind.YES_NO else "given" if answer.value else ""
    return {
        "choice": ASIDE if answer.not_applicable else chosen,
        "value": answer.value if status.item.kind is not AnswerKind.YES_NO else "",
        "comment": answer.comment,
    }


class PublicationForm(Form):
    """What the toolkit shows after publishing."""

    standing = RadioField(
        label="What does the toolkit show now?",
        choices=[
            Choice(standing.value, STANDING_WORDS[standing])
            for standing in (Standing.MET, Standing.APPROACHING, Standing.EXCEEDED)
        ],
    )
    published_on = DateField(label="On which day was it published?", hint="It stands beside the status.")


class JobForm(Form):
    """Who does a job, and by when."""

    owner_name = CharField(label="Who does it?", max_length=120)
    due_on = DateField(label="By when?")


class PlanForm(Form):
    """Whose jobs they are at first."""

    owner_name = CharField(
        label="Who takes these jobs at first?", hint="You can change each one afterwards.", max_length=120
    )


class NotHereForm(Form):
    """Why head office's answer is not true at this home."""

    note = TextAreaField(
        label="What is different here?",
        hint="A sentence that head office can act on.",
        rows=3,
        max_length=500,
    )
