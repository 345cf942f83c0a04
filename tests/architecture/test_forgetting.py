"""Each table about a person says what it drops once they are forgotten."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Field, ForeignKey, Model

from havenkeep.people.models import Person
from tests.architecture.data_classes import DATA_CLASSES

TABLES = {
    model._meta.label: model
    for model in apps.get_models()
    if any(isinstance(field, ForeignKey) and field.related_model is Person for field in model._meta.fields)
}
TEXTS = {"CharField", "TextField", "JSONField", "EmailField", "URLField"}
# Typed or signed by, or about, somebody else; or one of a few words. Each with what it is.
NOT_OF_THE_PERSON = {
    "people.ListDifference.settled_by": "who settled it",
    "governance.Appointment.name": "who answered for data is kept, as the page about a person's data says",
    "governance.Appointment.job_title": "goes with the name",
    "governance.Appointment.signed_by": "who appointed them",
    "joining.Induction.signed_off_by": "who signed them off",
    "joining.Agreement.seen_by": "who saw the paper",
    "training.Completion.title": "the course",
    "training.Completion.noted_by": "who noted it",
    "talks.Attendance.how": "by code or on the sheet",
}


def personal_texts(model: type[Model]) -> set[str]:
    fields: dict[str, Field] = {field.name: field for field in model._meta.fields}
    personal = DATA_CLASSES[model._meta.label].personal
    return {name for name in personal if fields[name].get_internal_type() in TEXTS}


@pytest.mark.parametrize("label", sorted(TABLES))
def test_every_table_about_a_person_says_what_is_dropped_when_they_are_forgotten(label: str) -> None:
    model = TABLES[label]
    blanks, rows_go = getattr(model, "FORGOTTEN", None), getattr(model, "FORGOTTEN_ROWS", False)
    assert (blanks is None) is rows_go, "Declare FORGOTTEN or FORGOTTEN_ROWS, and not both."
    if blanks is not None:
        excused = {name for name in personal_texts(model) if f"{label}.{name}" in NOT_OF_THE_PERSON}
        assert personal_texts(model) - set(blanks) == excused, "Add to FORGOTTEN, or say whose it is."


@pytest.mark.parametrize("label", sorted(TABLES))
def test_what_is_dropped_can_be_dropped(label: str) -> None:
    for name, value in getattr(TABLES[label], "FORGOTTEN", {}).items():
        field = TABLES[label]._meta.get_field(name)
        assert isinstance(field, Field)
        assert value is not None or field.null
