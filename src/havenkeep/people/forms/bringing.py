"""Bringing a list in: the file or what was pasted, which column is what, and settling differences."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from havenkeep.design.fields import (
    CheckboxesField,
    Choice,
    ConfirmField,
    DateField,
    FileField,
    RadioField,
    TextAreaField,
)
from havenkeep.design.forms import Form
from havenkeep.importing.domain.columns import SheetKind
from havenkeep.importing.domain.offer import Offer
from havenkeep.importing.domain.upload import Upload
from havenkeep.importing.forms import ColumnsForm, CopiedField
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.imports import Source, read_file, read_pasted
from havenkeep.sheets.table import Unreadable

LARGEST: Final = 4_000_000
_SOURCES = (
    Choice(ListSource.ROTA.value, "The rota"),
    Choice(ListSource.HR.value, "The HR system"),
    Choice(ListSource.PAYROLL.value, "Payroll"),
    Choice(
        ListSource.OWN.value,
        "A list of our own",
        hint="It fills the staff list, and does not count as a match with a second source.",
    ),
)


class BringForm(Form):
    """A sheet of people. What it holds is read here, so that a wrong file is refused beside the box."""

    file = FileField(
        label="Your file",
        hint="Any export of your rota, HR or payroll program: .xlsx, .xls, .ods or .csv.",
        accept=".xlsx,.xls,.ods,.csv,.tsv",
        required=False,
        mark_optional=False,
    )
    text = CopiedField(
        label="Or paste the rows here",
        hint="Select them in your spreadsheet with their headings, copy, click in this box and paste.",
        rows=5,
        max_length=LARGEST,
        required=False,
        mark_optional=False,
    )
    source = RadioField(label="Where does the list come from?", choices=_SOURCES, coerce=ListSource)
    each_shift = ConfirmField(
        label="It has a row for each shift, so one person stands in many rows",
        required=False,
        mark_optional=False,
    )
    ask = ConfirmField(label="Let me say which column is what", required=False, mark_optional=False)
    upload: Upload | None = None

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dated_on"] = DateField(
            label="From which day is it?",
            hint="The day on which the file was made, not today if it is older.",
            noun="the day of the list",
            initial=on,
            latest=on,
        )
        self.order_fields(["file", "text", "source", "dated_on", "each_shift", "ask"])

    @property
    def said(self) -> Source:
        """What was said of the sheet. Read it on a form that is valid."""
        data = self.cleaned_data
        return Source(source=data["source"], dated_on=data["dated_on"], each_shift=data["each_shift"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file, text = data.get("file"), data.get("text", "").strip("\r\n")
        if "file" in self.errors or "text" in self.errors:
            return data
        if not file and not text.strip():
            self.add_error("file", "Choose a file, or paste the rows")
            return data
        try:
            self.upload = read_file(file.read(), name=file.name) if file else read_pasted(text)
        except Unreadable as wrong:
            self.add_error("file" if file else "text", str(wrong))
        return data


class CarriedColumnsForm(ColumnsForm):
    """Which column of a sheet holds what. The sheet itself travels in the page, unkept."""

    def __init__(
        self, data: QueryDict | None = None, *, kind: SheetKind, offer: Offer, carried: Mapping[str, str]
    ) -> None:
        super().__init__(data, kind=kind, offer=offer)
        rows = json.dumps(offer.upload.as_json(), ensure_ascii=False)
        for name, value in {**carried, "rows": rows}.items():
            self.fields[name] = forms.CharField(widget=forms.HiddenInput, initial=value, required=False)


class LeftForm(Form):
    """Settle somebody who is on the list and not working by the sheet: they left, or the list is right."""

    outcome = RadioField(
        label="What is right?",
        choices=[
            Choice("left", "They have left", reveals="day"),
            Choice("keep", "They still work here", reveals="reason"),
        ],
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"] = DateField(
            label="What was their last day?",
            noun="the last day",
            required=False,
            mark_optional=False,
            latest=on,
        )
        self.fields["reason"] = _reason()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.need(*{"left": ["day"], "keep": ["reason"]}.get(data.get("outcome", ""), []))
        return data


class BackForm(Form):
    """Settle somebody who left by the list and works by the sheet."""

    outcome = RadioField(
        label="What is right?",
        choices=[
            Choice("back", "They came back", reveals="day"),
            Choice("keep", "They have left, and the sheet is old", reveals="reason"),
        ],
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"] = DateField(
            label="On which day did they begin again?",
            noun="the first day",
            required=False,
            mark_optional=False,
            latest=on,
        )
        self.fields["reason"] = _reason("Such as: will be taken off the rota tomorrow.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.need(*{"back": ["day"], "keep": ["reason"]}.get(data.get("outcome", ""), []))
        return data


class WhoForm(Form):
    """Settle who a row of the sheet is."""

    def __init__(self, *args: Any, choices: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = RadioField(
            label="Who is this?",
            choices=[
                *choices,
                Choice("new", "Somebody new", divider_before="or" if choices else ""),
                Choice("keep", "Nobody who works here", reveals="reason"),
            ],
        )
        self.fields["reason"] = _reason("Such as: a contractor who is on the rota by mistake.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") == "keep":
            self.need("reason")
        return data


class KeepManyForm(Form):
    """Say of several people at once why no rota names them."""

    def __init__(self, *args: Any, people: Sequence[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"] = CheckboxesField(
            label="Who still works here?",
            choices=[Choice(ref, name, hint=hint) for ref, name, hint in people],
        )
        self.fields["reason"] = _reason(required=True)


def _reason(hint: str = "Such as: volunteer, on no rota.", *, required: bool = False) -> TextAreaField:
    return TextAreaField(
        label="Why?",
        hint=hint,
        noun="the reason",
        rows=2,
        max_length=300,
        required=required,
        mark_optional=False,
    )


def posted_upload(text: str) -> Upload:
    """Return the sheet that travelled in a page. Raises ValidationError when somebody changed its form."""
    try:
        kept = json.loads(text)
        upload = Upload.from_json(kept)
        whole = all(
            isinstance(row.number, int) and all(isinstance(cell, str) for cell in row.cells)
            for sheet in upload.sheets
            for row in sheet.rows
        )
    except (ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise ValidationError("The file did not arrive whole. Choose it again.") from wrong
    if not upload.sheets or not whole or not isinstance(upload.file, str):
        raise ValidationError("The file did not arrive whole. Choose it again.")
    return upload
