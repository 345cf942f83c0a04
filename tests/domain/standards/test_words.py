"""One text, four kinds of service."""

from __future__ import annotations

import pytest

from havenkeep.standards.domain.words import WORDS, ServiceKind, UnknownPlaceholder, in_words


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (ServiceKind.RESIDENTIAL, "A care home for residents. The home is safe for each resident."),
        (ServiceKind.NURSING, "A nursing home for residents. The home is safe for each resident."),
        (
            ServiceKind.HOME_CARE,
            "A home-care service for people we support. The office is safe for each person we support.",
        ),
        (
            ServiceKind.SUPPORTED_LIVING,
            "A supported living service for people we support. "
            "The office is safe for each person we support.",
        ),
    ],
)
def test_a_text_takes_the_words_of_the_service(kind: ServiceKind, expected: str) -> None:
    text = "A {service} for {people}. {place} is safe for each {person}."
    assert in_words(text, kind=kind) == expected


@pytest.mark.parametrize("start", ["", "Stop. ", "Why? ", "One line\n"])
def test_a_sentence_begins_with_a_capital(start: str) -> None:
    assert (
        in_words(start + "{people} come first.", kind=ServiceKind.NURSING) == start + "Residents come first."
    )


def test_a_text_without_placeholders_is_left_alone() -> None:
    assert in_words("[Name], on [date].", kind=ServiceKind.NURSING) == "[Name], on [date]."


@pytest.mark.parametrize("text", ["Ask {who}.", "An open {", "A stray } here", "{}", "{people!r}"])
def test_any_other_brace_is_refused(text: str) -> None:
    with pytest.raises(UnknownPlaceholder, match="cannot be filled in"):
        in_words(text, kind=ServiceKind.RESIDENTIAL)


def test_every_kind_of_service_has_its_words() -> None:
    assert set(WORDS) == set(ServiceKind)
