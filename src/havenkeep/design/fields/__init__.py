"""Form fields that know their component: `{{ form.name.as_field_group() }}` draws all of one."""

from havenkeep.design.fields.base import DesignBoundField
from havenkeep.design.fields.choices import (
    NOT_SURE,
    CheckboxesField,
    Choice,
    ConfirmField,
    RadioField,
    SelectField,
    YesNoField,
)
from havenkeep.design.fields.dates import DateField
from havenkeep.design.fields.files import FileField, FilesField
from havenkeep.design.fields.text import (
    CharField,
    EmailField,
    IntegerField,
    PasswordField,
    TextAreaField,
    TimeField,
)

__all__ = [
    "NOT_SURE",
    "CharField",
    "CheckboxesField",
    "Choice",
    "ConfirmField",
    "DateField",
    "DesignBoundField",
    "EmailField",
    "FileField",
    "FilesField",
    "IntegerField",
    "PasswordField",
    "RadioField",
    "SelectField",
    "TextAreaField",
    "TimeField",
    "YesNoField",
]
