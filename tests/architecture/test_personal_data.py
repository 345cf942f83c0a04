"""Each personal field is found for the person it is about, or stands on the short list with why it is not."""

from __future__ import annotations

from django.apps import apps

from havenkeep.web.personal.not_found import NOT_FOUND
from havenkeep.web.personal.rule import Erasing, FoundBy, Rule
from havenkeep.web.personal.rules import RULES
from tests.architecture.data_classes import DATA_CLASSES

PERSONAL = {f"{table}.{field}" for table, classes in DATA_CLASSES.items() for field in classes.personal}
FOUND = {f"{rule.table}.{rule.field}" for rule in RULES}


def test_every_personal_field_is_found_or_says_why_not() -> None:
    assert PERSONAL - FOUND - set(NOT_FOUND) == set(), "Add to RULES or NOT_FOUND in web/personal/"
    assert set(NOT_FOUND) - PERSONAL == set(), "Take off NOT_FOUND what is not personal, or not there."
    assert FOUND & set(NOT_FOUND) == set()
    assert set() == FOUND - PERSONAL


def test_nothing_is_named_twice() -> None:
    named = [(rule.table, rule.field, rule.matched) for rule in RULES]
    assert [one for one in set(named) if named.count(one) > 1] == []


def test_what_is_kept_says_why_and_what_is_found_by_a_name_says_where() -> None:
    for rule in RULES:
        assert bool(rule.why) is (rule.erasing is Erasing.KEPT), rule
        assert bool(rule.homes or rule.providers) is (rule.found_by is FoundBy.NAME), rule


def test_every_rule_names_fields_that_are_there() -> None:
    for rule in RULES:
        apps.get_model(rule.table)._default_manager.values(*lookups(rule))


def lookups(rule: Rule) -> list[str]:
    return [rule.field, rule.lookup, *rule.shows, *rule.homes, *rule.providers]
