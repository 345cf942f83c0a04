"""Writing and approving the checklist and the clause, signing, and noting what was signed on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings

from havenkeep.design.fields import (
    CharField,
    CheckboxesField,
    Choice,
    ConfirmField,
    DateField,
    FilesField,
    IntegerField,
    RadioField,
    TextAreaField,
)
from havenkeep.design.forms import Form
from havenkeep.evidence.judging.verdict import ACCEPT, MIB
from havenkeep.joining.domain.papers import LATEST_DAYS, SIGNER_TITLES, AgreementKind, Signers, points_of
from havenkeep.joining.models import Checklist

MOST_POINTS, LONGEST_POINT, FEWEST_LETTERS = 20, 400, 60
OLDER_SHEET = "older"


class ChecklistForm(Form):
    """The points, one to a line, the days, and who signs off."""

    points = TextAreaField(
        label="The points, each on a line of its own",
        hint="Short sentences that a new person can say of themselves. They must cover data security, data "
        "protection and cyber risks such as phishing.",
        noun="the points",
        rows=16,
        max_length=8000,
    )
    within_days = IntegerField(
        label="Within how many days of the first day?",
        hint="A week is usual.",
        noun="the number of days",
        min_value=1,
        max_value=LATEST_DAYS,
        suffix="days",
    )
    signers = RadioField(
        label="Who may sign a starter off?",
        choices=[Choice(who.value, title) for who, title in SIGNER_TITLES.items()],
        coerce=Signers,
    )

    def clean_points(self) -> list[str]:
        points = points_of(self.cleaned_data["points"])
        if len(points) > MOST_POINTS:
            self.add_error("points", f"There are {len(points)} points. Keep at most {MOST_POINTS}")
        if any(len(point) > LONGEST_POINT for point in points):
            self.add_error("points", f"One point is longer than {LONGEST_POINT} letters. Split it in two")
        if not points:
            self.add_error("points", "Enter at least one point")
        return points


class ClauseForm(Form):
    text = TextAreaField(
        label="The clause",
        hint="Keep it confidential, keep it right, keep it within reach, and tell us of every slip.",
        noun="the clause",
        rows=18,
        max_length=10_000,
        min_length=FEWEST_LETTERS,
    )


class ApprovalForm(Form):
    """One act with one version: `covers` says what the person who approves has to stand for."""

    def __init__(self, *args: Any, covers: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["read"] = ConfirmField(
            label=covers, error_messages={"required": "Read it to its end, then tick the box"}
        )


class ClauseUseForm(Form):
    """Since when new papers hold the clause; empty while they do not."""

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff_since"] = DateField(
            label="In new contracts of employment and bank contracts since",
            hint="The first day on which you gave one out with these words. Leave empty while there is none.",
            noun="the first day in contracts",
            required=False,
            latest=on,
        )
        self.fields["others_since"] = DateField(
            label="In new agreements with volunteers, directors and trustees since",
            noun="the first day in agreements",
            required=False,
            latest=on,
        )


class InductionSignForm(Form):
    """Every point ticked, and one’s own name. `signer` is that name, as the staff list has it."""

    def __init__(self, *args: Any, points: Sequence[str], signer: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = points
        self.fields["ticked"] = CheckboxesField(
            label="Tick each one when you have read it and it is clear to you",
            choices=[Choice(str(number), point) for number, point in enumerate(points)],
            error_messages={"required": "Tick each point that is clear to you. Ask about the others first"},
        )
        self.fields["name"] = _own_name(signer)

    def clean_ticked(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["ticked"]
        left = len(self.points) - len(set(ticked))
        if left:
            are = "point is" if left == 1 else "points are"
            self.add_error(
                "ticked",
                f"{left} {are} not ticked yet. Ask your manager about what is not clear, then tick it",
            )
        return ticked


class AgreementSignForm(Form):
    agreed = ConfirmField(
        label="I have read this and I agree to it",
        error_messages={"required": "Read it to its end, then tick the box"},
    )

    def __init__(self, *args: Any, signer: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _own_name(signer)


def _own_name(signer: str) -> CharField:
    return CharField(
        label="Your full name",
        hint=f"Typing it is your signature. The staff list has you as {signer}.",
        noun="your full name",
        max_length=120,
        autocomplete="name",
        spellcheck=False,
    )


class PaperForm(Form):
    """What was photographed, or where the paper is."""

    upload = FilesField(
        label="A photo or scan of the signed paper",
        hint="No names of people who live here or use the service, please.",
        accept=ACCEPT,
        photo=True,
        noun="a photo or scan",
        most=5,
        required=False,
        mark_optional=False,
    )
    where = CharField(
        label="Or say where the paper is kept",
        hint="Such as “personnel files, locked cabinet in the office”.",
        noun="where the paper is",
        max_length=300,
        required=False,
        mark_optional=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        upload = self.fields["upload"]
        assert isinstance(upload, FilesField)  # noqa: S101  # declared above
        upload.max_megabytes = settings.LARGEST_PROOF_BYTES // MIB

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "upload" not in self.errors and not data.get("upload") and not data.get("where"):
            self.add_error("upload", "Add a photo of the paper, or say below where it is kept")
        return data


class PaperInductionForm(PaperForm):
    """A checklist that both signed on paper."""

    def __init__(self, *args: Any, on: date, versions: Sequence[Checklist], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [Choice(str(row.number), f"Version {row.number} of our checklist") for row in versions]
        self.fields["sheet"] = RadioField(
            label="Which sheet did they sign?",
            choices=[
                *listed,
                Choice(
                    OLDER_SHEET,
                    "An older sheet of ours",
                    "I looked: it covers data security, data protection and cyber risks.",
                ),
            ],
            initial=listed[0].value if listed else None,
        )
        self.fields["signed_on"] = DateField(
            label="When did the starter sign?", noun="the day the starter signed", latest=on
        )
        self.fields["signed_off_by"] = CharField(
            label="Who signed it off?",
            hint="The name of the manager or senior on the sheet.",
            noun="who signed it off",
            max_length=120,
            autocomplete="off",
        )
        self.fields["signed_off_on"] = DateField(
            label="When did they sign it off?", noun="the day it was signed off", latest=on
        )
        self.order_fields(["sheet", "signed_on", "signed_off_by", "signed_off_on", "upload", "where"])


class PaperAgreementForm(PaperForm):
    """A contract, addendum or agency’s terms that somebody looked at."""

    def __init__(self, *args: Any, on: date, kinds: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = RadioField(label="What did you look at?", choices=kinds, coerce=AgreementKind)
        self.fields["signed_on"] = DateField(
            label="Which day is it signed?", noun="the day it is signed", latest=on
        )
        self.order_fields(["kind", "signed_on", "upload", "where"])


class ContractsForm(Form):
    """People whose contracts somebody looked at, to untick."""

    def __init__(self, *args: Any, people: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"] = CheckboxesField(
            label="Untick everyone whose contract you have not looked at",
            choices=people,
            initial=[choice.value for choice in people],
            error_messages={"required": "Tick those whose contract you have looked at"},
        )
        self.fields["seen"] = ConfirmField(
            label="I opened each of these contracts or agreements, and the clause is in it",
            error_messages={"required": "Tick the box when you have opened them"},
        )
