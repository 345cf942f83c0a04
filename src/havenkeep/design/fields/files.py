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


class _SeveralFiles(forms.FileInput):
    """Gathers files from the box and from its camera button."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:  # noqa: ARG002
        several = files.getlist if hasattr(files, "getlist") else lambda key: filter(None, [files.get(key)])
        return [*several(name), *several(f"{name}_photo")]


class FilesField(FileField):
    """Up to `most` files, dragged, chosen or taken with a phone's camera; `cleaned_data` holds a list.

    With `photo=True` a second box opens the camera on a phone. Scripts add a place to drop files on.
    """

    component: ClassVar[str] = "files"
    widget = _SeveralFiles

    def __init__(self, *, most: int = 20, photo: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most
        self.photo = photo

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the uploads; raises ValidationError for one that is empty or too large, or too many."""
        uploads = data or []
        if len(uploads) > self.most:
            sentence = f"Choose at most {self.most} files at once"
            raise ValidationError(sentence, code="too_many")
        if not uploads:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        return [super(FilesField, self).clean(upload, initial) for upload in uploads]

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        params = super().params(bound)
        return params | {
            "attributes": {**params["attributes"], "multiple": "multiple"},
            "javascript": True,
            "photo": self.photo,
            "wrapperClasses": "hk-drop",
            "chooseFilesButtonText": "Choose files",
            "dropInstructionText": "or drop them here",
            "noFileChosenText": "Nothing chosen yet",
        }
