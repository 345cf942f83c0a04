"""Each table belongs to someone, and each field says whether it is about a person."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from havenkeep.identity.models import User
from havenkeep.organisations.models import Home, Provider
from tests.architecture.data_classes import DATA_CLASSES

MODELS = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
OWNERS: set[type[Model]] = {Home, Provider, User}

# Tables that belong to the whole installation, each with why.
OF_THE_INSTALLATION = {
    "identity.User": "an owner itself",
    "organisations.Provider": "an owner itself",
    "audit.Head": "streams of every owner; ids only",
    "audit.Event": "streams of every owner; ids only",
    "background.Beat": "when background work last ran",
    "background.Backup": "a backup is of everything",
    "mail.Message": "the outbox; only operators see it",
    "mail.MailServer": "one mail server for everyone",
    "mail.TestMail": "the last test of that server",
    "standards.EditionRevision": "the official sheet is the same for everyone",
    "directory.DirectoryFile": "national lists, the same for everyone",
    "directory.Organisation": "national lists, the same for everyone",
    "web.SetupDraft": "answers before there is a service, bound to one browser",
    "socialaccount.SocialApp": "the sign-in library's; unused, the environment has it",
    "sessions.Session": "the framework's; ends by itself",
    "contenttypes.ContentType": "the framework's; unused",
    "auth.Permission": "the framework's; unused",
    "auth.Group": "the framework's; unused",
    "auth.Group_permissions": "the framework's; unused",
}


def reaches_an_owner(model: type[Model], seen: frozenset[type[Model]] = frozenset()) -> bool:
    """Whether a chain of foreign keys leads from the table to a home, a provider or a user."""
    if model in OWNERS:
        return True
    parents = (
        {field.related_model for field in model._meta.fields if isinstance(field, ForeignKey)}
        - seen
        - {model}
    )
    return any(
        reaches_an_owner(parent, seen | {model})
        for parent in parents
        if not isinstance(parent, str) and parent is not None
    )


@pytest.mark.parametrize("label", sorted(MODELS))
def test_each_table_is_owned_or_stands_on_the_short_list(label: str) -> None:
    model = MODELS[label]
    if label in OF_THE_INSTALLATION:
        assert model in OWNERS or not reaches_an_owner(model), "It has an owner: take it off the list."
    else:
        assert reaches_an_owner(model), "Give it a home, a provider or a user."


def test_the_short_list_names_only_tables_that_are_there() -> None:
    assert set(OF_THE_INSTALLATION) <= set(MODELS)


@pytest.mark.parametrize(
    "label", sorted(label for label in MODELS if MODELS[label].__module__.startswith("havenkeep"))
)
def test_what_a_home_or_provider_owns_can_be_asked_for_through_it(label: str) -> None:
    for field in MODELS[label]._meta.fields:
        if isinstance(field, ForeignKey) and field.related_model in {Home, Provider}:
            name = field.remote_field.related_name
            assert name, f"Give {label}.{field.name} a related_name."
            assert name != "+", f"Give {label}.{field.name} a related_name."


def test_every_table_has_data_classes_and_no_other() -> None:
    assert set(DATA_CLASSES) == set(MODELS)


@pytest.mark.parametrize("label", sorted(MODELS))
def test_every_field_has_one_data_class(label: str) -> None:
    meta = MODELS[label]._meta
    classes = DATA_CLASSES[label]
    fields = {field.name for field in [*meta.fields, *meta.many_to_many]}
    assert classes.personal | classes.none == fields
    assert classes.personal & classes.none == set()


def test_what_can_never_be_erased_holds_nothing_personal() -> None:
    assert not DATA_CLASSES["audit.Event"].personal | DATA_CLASSES["audit.Head"].personal
