"""The rules, the languages and the first-shift card say what they must."""

from __future__ import annotations

from havenkeep.people.domain.first_shift import first_shift_cards
from havenkeep.people.domain.languages import LANGUAGES, WRITTEN, written_language
from havenkeep.people.domain.rules import counting_rules


def test_each_rule_has_words_and_a_source() -> None:
    rules = counting_rules()
    assert {"who_counts", "five_percent", "under_twenty", "agency"} <= {rule.key for rule in rules}
    assert all(rule.title and rule.text and rule.source for rule in rules)


def test_there_is_a_card_in_each_written_language_with_five_rules() -> None:
    cards = first_shift_cards()
    assert tuple(cards) == WRITTEN
    assert all(len(card.rules) == 5 for card in cards.values())


def test_a_card_nobody_reviewed_says_so() -> None:
    assert [bool(card.unreviewed) for card in first_shift_cards().values()] == [False, True, True]


def test_who_has_no_text_in_their_language_gets_english() -> None:
    assert [written_language(code) for code in ("pl", "yo", "other")] == ["pl", "en", "en"]
    assert set(WRITTEN) <= set(LANGUAGES)
