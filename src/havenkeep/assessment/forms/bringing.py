"""What is brought in: a file of answers, the columns it has, the toolkit's page; and a year that begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import QueryDict

from havenkeep.assessment.domain.sheet_year import Year
from havenkeep.assessment.imports import read_file
from havenkeep.design.fields import (
    CheckboxesField,
    Choice,
    FileField,
    IntegerField,
    SelectField,
)
from havenkeep.design.forms import Form
from havenkeep.importing.domain.columns import SheetKind
from havenkeep.importing.domain.offer import Offer
from havenkeep.importing.domain.upload import Upload
from havenkeep.importing.forms import ColumnsForm, CopiedField
from havenkeep.organisations.models import Home
from havenkeep.sheets.table import Unreadable
from havenkeep.standards.domain.paste import NOTHING_FOUND, Pasted, TooLong, read_pasted
from havenkeep.standards.domain.paste_lines import MOST_MANDATORY


class OpeningForm(Form):
    """Which services head office answers for this year."""

    homes = CheckboxesField(label="Which services does head office answer for?", choices=[])

    def __init__(self, *args: Any, homes: Iterable[Home], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = cast(CheckboxesField, self.fields["homes"])
        offered.offer([Choice(home.ref, home.name, hint=home.town) for home in homes])


class BringForm(Form):
    """A file of answers. What it holds is read here, so that a wrong file is refused beside the box."""

    file = FileField(
        label="Your file",
        hint="A spreadsheet (.xlsx, .xls, .ods or .csv) with a column of references and one of answers.",
        accept=".xlsx,.xls,.ods,.csv,.tsv",
    )
    upload: Upload | None = None

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.upload = read_file(file.read(), name=file.name)
        except Unreadable as wrong:
            raise ValidationError(str(wrong)) from wrong
        return file


class AnswerColumnsForm(ColumnsForm):
    """Which column of a sheet holds what, and of which year it is, as a person says."""

    of_year = SelectField(label="Of which toolkit year are the answers?", choices=[])

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        kind: SheetKind,
        offer: Offer,
        years: Iterable[Year],
        year: Year,
    ) -> None:
        super().__init__(data, kind=kind, offer=offer)
        self.initial["of_year"] = year.id
        offered = cast(SelectField, self.fields["of_year"])
        offered.offer([(one.id, one.title) for one in reversed(list(years))])


class ToolkitForm(Form):
    """The toolkit's own list: its page as copied, or only the number it shows."""

    text = CopiedField(
        label="Paste the page here",
        hint="In the toolkit, open your assessment. Select everything (Ctrl and A), copy it (Ctrl and C), "
        "click in this box and paste (Ctrl and V).",
        rows=8,
        max_length=4_000_000,
        required=False,
        mark_optional=False,
    )
    counted = IntegerField(
        label="Or only the number of mandatory questions it shows",
        min_value=1,
        max_value=MOST_MANDATORY,
        required=False,
        mark_optional=False,
    )
    pasted: Pasted | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        try:
            read = read_pasted(data.get("text") or "")
        except TooLong as wrong:
            self.add_error("text", str(wrong))
            return data
        # A page with questions speaks for itself; the number beside it may be of another day.
        self.pasted = read if read.rows else replace(read, counted=data.get("counted") or read.counted)
        if self.pasted.empty:
            self.add_error("text", NOTHING_FOUND)
        return data
