"""What every import asks with: the box to paste a sheet into, and which of its columns holds what."""

from __future__ import annotations

from typing import Any, Final, Self

from django.http import HttpRequest, QueryDict

from havenkeep.design.fields import Choice, RadioField, SelectField, TextAreaField
from havenkeep.design.forms import Form
from havenkeep.importing.domain.columns import Layout, SheetKind
from havenkeep.importing.domain.days import DAY_FIRST, MONTH_FIRST
from havenkeep.importing.domain.offer import Offer

COLUMN: Final = "column_"
OTHER_SHEET: Final = "other_sheet"
_AS_SHOWN: Final = "shown"
_OPTIONAL: Final[dict[str, Any]] = {"required": False, "mark_optional": False}


class CopiedField(TextAreaField):
    """Cells copied from a spreadsheet or a page: the tabs between them stay."""

    def to_python(self, value: Any) -> str:
        return "" if value is None else str(value).replace("\x00", "")


def asked_sheet(request: HttpRequest) -> str:
    """Return which sheet of the file a page was of, or now asks for: its number; empty for any."""
    return request.POST.get(OTHER_SHEET) or request.POST.get("sheet", "")


class ColumnsForm(Form):
    """Which column of a sheet holds what, and how it writes days, as a person says."""

    def __init__(self, data: QueryDict | None = None, *, kind: SheetKind, offer: Offer) -> None:
        known = offer.layout.columns if offer.layout is not None else {}
        super().__init__(
            data,
            initial={
                "heading_row": offer.heading_row,
                "order": offer.order or _AS_SHOWN,
                **{COLUMN + name: column for name, column in known.items()},
            },
        )
        self._kind, self._sheet = kind, offer.sheet
        self.fields["heading_row"] = SelectField(
            label="Which row holds the headings?",
            choices=[(str(number), text) for number, text in offer.headings],
            coerce=int,
            prompt=kind.nothing_above,
            **_OPTIONAL,
        )
        columns = [(str(column), text) for column, text in offer.columns]
        for field in kind.fields:
            self.fields[COLUMN + field.name] = SelectField(
                label=field.label,
                choices=columns,
                required=field.needed,
                mark_optional=False,
                prompt="Choose one" if field.needed else kind.absent,
                coerce=int,
            )
        if kind.has_days:
            self.fields["order"] = _order()

    @classmethod
    def asked(cls, request: HttpRequest, **kwargs: Any) -> Self:
        """Return the form, with what was posted unless that only asks for another sheet."""
        posted = request.method == "POST" and OTHER_SHEET not in request.POST
        return cls(request.POST if posted else None, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        taken: dict[int, str] = {}
        for field in self._kind.fields:
            column = data.get(COLUMN + field.name)
            if not isinstance(column, int):
                continue
            if column in taken:
                sentence = f"This column is “{taken[column]}” already. Choose another one."
                self.add_error(COLUMN + field.name, sentence)
            taken.setdefault(column, field.label)
        if not self.errors and not self._kind.enough(self._columns):
            name, sentence = self._kind.lacking
            self.add_error(COLUMN + name, sentence)
        return data

    @property
    def layout(self) -> Layout:
        """Where the sheet holds what. Read it on a form that is valid."""
        heading_row = self.cleaned_data["heading_row"] or 0
        return Layout(sheet=self._sheet, heading_row=heading_row, columns=self._columns)

    @property
    def order(self) -> str:
        """How the sheet writes days, when a person said so; else empty. Read it on a form that is valid."""
        said = self.cleaned_data.get("order") or _AS_SHOWN
        return "" if said == _AS_SHOWN else said

    @property
    def _columns(self) -> dict[str, int]:
        chosen = {field.name: self.cleaned_data.get(COLUMN + field.name) for field in self._kind.fields}
        return {name: column for name, column in chosen.items() if isinstance(column, int)}


def _order() -> RadioField:
    return RadioField(
        label="How does it write days?",
        choices=[
            Choice(
                _AS_SHOWN,
                "As its days show",
                hint="Day first, unless a day such as 03/25/2026 shows that the month comes first.",
            ),
            Choice(DAY_FIRST, "Day first, such as 25/03/2026"),
            Choice(MONTH_FIRST, "Month first, such as 03/25/2026"),
        ],
        **_OPTIONAL,
    )
