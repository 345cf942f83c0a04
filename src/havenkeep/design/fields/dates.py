"""A date in three boxes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from havenkeep.design.domain.typed_dates import DateParts, UnreadableDateError, read_date
from havenkeep.design.fields.base import DesignBoundField, GroupedField, capital
from havenkeep.design.wording import say_date

BOXES = ("day", "month", "year")


class DateBoxes(forms.Widget):
    """Gathers `<name>_day`, `<name>_month` and `<name>_year` from what was posted."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> DateParts:  # noqa: ARG002
        return DateParts(*(str(data.get(f"{name}_{box}", "")).strip() for box in BOXES))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002
        return all(f"{name}_{box}" not in data for box in BOXES)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day"


class DateField(GroupedField):
    """A day, a month (number or name) and a year; `cleaned_data` holds a date, or None when left blank.

    `earliest` and `latest` are the first and last dates allowed; both may be set on the field of a made form.
    """

    component: ClassVar[str] = "date"
    noun_fallback: ClassVar[str] = "the date"
    widget = DateBoxes

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.earliest = earliest
        self.latest = latest

    def to_python(self, value: DateParts | date | None) -> date | None:
        """Return the date; raises ValidationError with one sentence that says which box to mend."""
        if value is None or isinstance(value, date):
            return value
        if value.is_blank():
            return None
        try:
            return read_date(value, noun=self.noun)
        except UnreadableDateError as reason:
            raise ValidationError(reason.sentence, code="date", params={"boxes": reason.boxes}) from reason

    def validate(self, value: date | None) -> None:
        """Raise ValidationError when the date is missing or outside `earliest` to `latest`."""
        super().validate(value)
        if value is not None and self.earliest is not None and value < self.earliest:
            raise ValidationError(
                f"{capital(self.noun)} must be on or after {say_date(self.earliest)}", code="early"
            )
        if value is not None and self.latest is not None and value > self.latest:
            raise ValidationError(
                f"{capital(self.noun)} must be on or before {say_date(self.latest)}", code="late"
            )

    def prepare_value(self, value: DateParts | date | None) -> DateParts:
        """Return what the boxes show."""
        if isinstance(value, date):
            return DateParts.of(value)
        return value or DateParts()

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether the boxes say something other than `initial`."""
        return self.prepare_value(initial) != self.prepare_value(data)

    def first_box(self, bound: DesignBoundField) -> str:
        return f"{bound.auto_id}_{self._wrong_boxes(bound)[0]}"

    def _wrong_boxes(self, bound: DesignBoundField) -> tuple[str, ...]:
        if not bound.errors:
            return BOXES
        params = bound.errors.as_data()[0].params or {}
        return tuple(params.get("boxes", BOXES))

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        parts: DateParts = bound.value()
        wrong = self._wrong_boxes(bound) if bound.errors else ()
        return super().params(bound) | {
            "items": [
                {
                    "id": f"{bound.auto_id}_{box}",
                    "name": f"{bound.html_name}_{box}",
                    "label": box.capitalize(),
                    "value": getattr(parts, box),
                    "inputmode": "text" if box == "month" else "numeric",
                    "classes": ("govuk-input--width-4" if box != "day" else "govuk-input--width-2")
                    + (" govuk-input--error" if box in wrong else ""),
                }
                for box in BOXES
            ]
        }
