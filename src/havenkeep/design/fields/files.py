"""Choosing a file; what is inside it is checked by whoever keeps it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from havenkeep.design.fields.base import DesignBoundField, LabelledField

MEGABYTE = 1024 * 1024


class FileField(LabelledField, forms.FileField):
    """One file of at most `max_megabytes`; `accept` suggests kinds to the browser and proves nothing."""

    component: ClassVar[str] = "file"
    verb: ClassVar[str] = "Choose"
    noun_fallback: ClassVar[str] = "a file"

    def __init__(self, *, max_megabytes: int = 20, accept: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)
        self.max_megabytes = max_megabytes
        self.accept = accept

    def sentences(self) -> dict[str, str]:
        return super().sentences() | {
            "required": "Choose a file",
            "missing": "Choose a file",
            "invalid": "The file did not arrive whole. Choose it again",
            "empty": "The file is empty. Choose another one",
            "max_length": "The file's name is too long. Shorten it to %(max)d characters or fewer",
        }

    def to_python(self, data: Any) -> Any:
        """Return the upload; raises ValidationError when it is empty or too large."""
        upload = super().to_python(data)
        if upload is not None and upload.size > self.max_megabytes * MEGABYTE:
            size = round(upload.size / MEGABYTE, 1)
            sentence = f"The file is {size:g} MB. Choose one of {self.max_megabytes} MB or less"
            raise ValidationError(sentence, code="too_large")
        return upload

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        attributes = {"accept": self.accept} if self.accept else {}
        return super().params(bound) | {"attributes": attributes}
