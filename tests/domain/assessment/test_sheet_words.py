from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.assessment.domain.sheet_words import read_aside, read_tick, written_references


@pytest.mark.parametrize(
    "text",
    [
        "Yes",
        "yes.",
        " YES ",
        "Y",
        "true",
        "1",
        "x",
        "✓",
        "✔️",
        "☑",
        "[x]",
        "Ticked",
        "Confirmed",
        "“Yes”",
        "Completed",
    ],
)
def test_yes_is_said_in_many_ways(text: str) -> None:
    assert read_tick(text) == ("yes", "")


@pytest.mark.parametrize(
    "text", ["No", "no.", "N", "FALSE", "0", "☐", "✗", "not yet", "Not completed", "No, not yet"]
)
def test_so_is_no(text: str) -> None:
    assert read_tick(text)[0] == "no"


def test_what_stands_beside_the_tick_is_kept() -> None:
    assert read_tick("Yes - all staff, in May") == ("yes", "all staff, in May")
    assert read_tick("No, the nights are missing") == ("no", "the nights are missing")
    assert read_tick("✓ done in June") == ("yes", "done in June")


@pytest.mark.parametrize(
    "text", ["", "Partly", "Yes/No", "Yes or No"[:3] + " / No", "No breaches this year", "Yesterday", "None"]
)
def test_what_is_neither_is_not_guessed(text: str) -> None:
    assert read_tick(text) == ("", "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Not applicable", ""),
        ("N/A", ""),
        ("n.a.", ""),
        ("NA", ""),
        ("Not applicable. We use no IT systems.", "We use no IT systems."),
        ("Not Applicable - nobody does", "nobody does"),
        ("N/A as we have no network", "we have no network"),
        ("Does not apply: no paper leaves the home", "no paper leaves the home"),
        ("Not applicable to us, we have none", "to us, we have none"),
        ("Not applicable\nNo phones", "No phones"),
    ],
)
def test_not_applicable_is_said_in_many_ways_and_the_reason_is_kept(text: str, reason: str) -> None:
    assert read_aside(text) == reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nathan Hill",
        "Named lead",
        "Not applicable to agency staff, but all others sign",
        "National lists",
        "Applicable",
    ],
)
def test_what_only_begins_so_is_an_answer(text: str) -> None:
    assert read_aside(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "4.5.3",
        "4.5.3.",
        " 04.05.03 ",
        "Evidence item 4.5.3",
        "Q4.5.3",
        "(4.5.3)",
        "4.5.3 Is it on?",
        "4.5.3: Is it on?",
        "4 . 5 . 3",
        "4-5-3",
        "2003-05-04",
    ],
)
def test_a_reference_is_found_however_it_is_written(text: str) -> None:
    assert written_references(text)[0] == "4.5.3"


@pytest.mark.parametrize("text", ["", "Staffing and roles", "Total", "45", "Do you use 4.5.3?"])
def test_what_names_no_reference_first_has_none_of_three_parts(text: str) -> None:
    assert not any(ref.count(".") == 2 for ref in written_references(text))


@given(st.text(max_size=80))
def test_any_text_at_all_is_read_without_harm(text: str) -> None:
    value, beside = read_tick(text)
    assert value in {"", "yes", "no"}
    assert len(beside) <= len(text)
    assert read_aside(text) is None or len(str(read_aside(text))) <= len(text)
    written_references(text)


@given(
    st.tuples(*[st.integers(1, 99)] * 3),
    st.sampled_from(["", "Ref ", "Evidence item: ", "  "]),
    st.sampled_from(["", ".", " Who?", ": x"]),
)
def test_every_reference_comes_back(parts: tuple[int, int, int], before: str, after: str) -> None:
    ref = ".".join(map(str, parts))
    assert written_references(f"{before}{ref}{after}") == (ref,)
