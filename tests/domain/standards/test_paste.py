"""Text copied from the toolkit is read without false alarms, and laid beside our list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from havenkeep.standards.domain.edition import Edition, Level
from havenkeep.standards.domain.loading import edition
from havenkeep.standards.domain.paste import Pasted, TooLong, compare, read_pasted

OURS = edition("dspt-2025-26")

PAGE = """\
Data Security and Protection Toolkit\r
Your assessment\u00a0 2025-26\r
You have completed 3 of 45 mandatory evidence items\r
Standard 1 Personal Confidential Data\r
1.1 The organisation keeps its promises\r
\u2022\u00a01.1.1\tWhat is your registration number?\tMandatory\tCompleted\r
ZA123456\r
Comments: Renews in May, see 1.1.3\r
1.1.2 Is there an up to date list of what you hold? Mandatory Not yet completed\r
Edit\r
1.1.3\r
Do you have a privacy notice?\r
Mandatory\r
Completed\r
Answer: On our website, version 2.1.4 of 12.3.2026\r
Second line\r
1.1.6 Have you looked at consent?\r
Optional\r
1.2 People's rights are respected\r
Assertion not confirmed\r
"""


def refs(text: str) -> list[str]:
    return [row.ref for row in read_pasted(text).rows]


def page_of(asked: Edition, *, mark: bool = True, leave_out: str = "") -> str:
    lines = [f"{item.ref}\tQuestion {item.title}?\t{'Mandatory' if mark else ''}" for item in asked.mandatory]
    return "\n".join(line for line in lines if not leave_out or not line.startswith(f"{leave_out}\t"))


class TestReading:
    def test_the_page_gives_each_question_with_how_it_stands(self) -> None:
        rows = {row.ref: row for row in read_pasted(PAGE).rows}
        assert list(rows) == ["1.1.1", "1.1.2", "1.1.3", "1.1.6"]
        assert [row.mandatory for row in rows.values()] == [True, True, True, False]
        assert [row.done for row in rows.values()] == [True, False, True, None]

    def test_question_answer_and_comment_are_kept_apart(self) -> None:
        rows = {row.ref: row for row in read_pasted(PAGE).rows}
        assert rows["1.1.1"].text == "What is your registration number?"
        assert rows["1.1.1"].answer == "ZA123456"
        assert rows["1.1.1"].comment == "Renews in May, see 1.1.3"
        assert rows["1.1.2"].text == "Is there an up to date list of what you hold?"
        assert rows["1.1.3"].text == "Do you have a privacy notice?"
        assert rows["1.1.3"].answer == "On our website, version 2.1.4 of 12.3.2026\nSecond line"

    def test_the_whole_number_of_mandatory_questions_is_read(self) -> None:
        assert read_pasted(PAGE).counted == 45

    @pytest.mark.parametrize(
        ("text", "counted"),
        [
            ("45", 45),
            (" 45 mandatory ", 45),
            ("45 mandatory questions.", 45),
            ("All 45 mandatory evidence items", 45),
            ("12/45 mandatory", 45),
            ("Mandatory evidence items completed: 12 of 45", 45),
            ("26 of 26 mandatory. 40 of 45 mandatory.", 45),
            ("3 mandatory questions remaining", None),
            ("You have completed 12 mandatory questions", None),
            ("0", None),
            ("99999", None),
            ("2025-26", None),
            ("forty-five", None),
            ("", None),
        ],
    )
    def test_a_number_alone_or_in_a_sentence_is_the_count(self, text: str, counted: int | None) -> None:
        assert read_pasted(text) == Pasted(rows=(), counted=counted)

    def test_a_section_s_own_count_beside_questions_is_not_taken_for_the_whole(self) -> None:
        assert read_pasted("2 of 5 mandatory\n1.1.1 What is it?").counted is None

    @pytest.mark.parametrize(
        "line",
        [
            "1.1.1 What is it?",
            "  * 1.1.1. What is it?",
            "- (1.1.1) What is it?",
            "[1.1.1] What is it?",
            "Evidence item 1.1.1: What is it?",
            "EVIDENCE 1.1.1 – What is it?",
            "Question\u00a01.1.1\u00a0What is it?",
            "Mandatory 1.1.1 What is it?",
            "Not completed\t1.1.1\tWhat is it?",
            "Completed1.1.1 What is it?",
            "\ufeff1.1.1\u2002What is it?",
            "\u200b1.1.1\u200b What is it?",
        ],
    )
    def test_a_question_is_found_however_its_line_begins(self, line: str) -> None:
        (row,) = read_pasted(line).rows
        assert (row.ref, row.text) == ("1.1.1", "What is it?")

    def test_a_page_that_lost_its_lines_is_still_split(self) -> None:
        text = "1.1.1 What is it? Mandatory Completed 1.1.2 Is there a list? Not completed 1.1.3 A notice?"
        rows = read_pasted(text).rows
        assert [(row.ref, row.text, row.done) for row in rows] == [
            ("1.1.1", "What is it?", True),
            ("1.1.2", "Is there a list?", False),
            ("1.1.3", "A notice?", None),
        ]

    def test_a_question_over_two_lines_is_joined(self) -> None:
        (row,) = read_pasted("1.1.2 Is there an up to date list\nof what you hold?\nYes").rows
        assert (row.text, row.answer) == ("Is there an up to date list of what you hold?", "Yes")

    def test_a_heading_ends_the_question_above_it(self) -> None:
        (row,) = read_pasted("1.1.1 What is it?\n1.2 People's rights are respected\nAssertion not met").rows
        assert row.answer == ""

    def test_a_second_mention_fills_only_what_the_first_left_open(self) -> None:
        (row,) = read_pasted("1.1.1 First?\n1.1.1 Again?\nMandatory\nAnswer: Yes").rows
        assert (row.text, row.answer, row.mandatory) == ("First?", "Yes", True)

    @pytest.mark.parametrize(
        "text",
        [
            "Version 1.2.3 of the program",
            "v1.2.3",
            "Chrome 120.0.1 and iOS 9.3.5 Update",
            "The address is 10.0.0.1 or 10.1.2.3",
            "Reviewed 12.3.2026",
            "Reviewed on 1.3.26",
            "3.4.2021 Meeting",
            "1.1 The organisation keeps its promises",
            "Standard 1.1",
            "See 1.1.1 and 1.1.2.",
            "as in 1.3.1 Policies",
            "Uses evidence item 1.3.1 Policies",
            "The policy (1.3.1) covers it",
            "https://example.org/1.2.3/page",
            "room1.1.1",
            "1.1.1.1 Something",
            "0.1.1 Something",
            "11.1.1 Something",
            "£1.2.3k",
            "1.1.1a Something",
        ],
    )
    def test_versions_dates_addresses_and_pointers_are_no_questions(self, text: str) -> None:
        assert refs(text) == []

    @pytest.mark.parametrize(
        "junk",
        ["a 1.1.1", "1.1.1 A", "mandatory ", "Mandatory ", "  \t ", "1.", "Completed", "evidence ", "9 of ",
         "(", "\u00a0", "1 mandatory ", "[", "–", "see (", "\r", "1.1.1 What is it?\n", "Comments here\n"],
    )  # fmt: skip
    def test_two_million_characters_of_junk_come_to_an_end(self, junk: str) -> None:
        text = f"1.1.1 What? {junk * (1_900_000 // len(junk))}"
        if junk.endswith("\n"):
            text = text[:1_000_000]
        assert read_pasted(text).rows[0].ref == "1.1.1"

    def test_more_is_refused_in_one_sentence(self) -> None:
        with pytest.raises(TooLong, match="far more text"):
            read_pasted("x" * 2_000_001)

    def test_endless_short_lines_are_refused(self) -> None:
        with pytest.raises(TooLong):
            read_pasted("1.1.1 What?\n" + "a\n" * 100_001)

    def test_one_field_is_never_endless(self) -> None:
        (row,) = read_pasted("1.1.1 What?\nAnswer: " + "\n".join("word" * 50 for _ in range(2_000))).rows
        assert len(row.answer) <= 10_000


PIECES = st.sampled_from(
    ["1.1.1", "10.2.1", "1.1", "Mandatory", "Completed", "not completed", "45", " of ", "mandatory", "\t",
     "\r\n", "What?", "Comments:", "Answer:", "•", "\u00a0", "v", "see ", "(", ")", ".", "Standard 1",
     "\ud800"]
)  # fmt: skip


@settings(max_examples=300)
@given(text=st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=5))).map("".join)))
def test_any_text_is_read_and_compared(text: str) -> None:
    pasted = read_pasted(text)
    assert len({row.ref for row in pasted.rows}) == len(pasted.rows)
    assert compare(OURS, pasted).sentence.strip()


@given(spaces=st.lists(st.sampled_from([" ", "\u00a0", "\t", " • ", "- "]), min_size=45, max_size=45))
def test_every_mandatory_question_is_found_whatever_stands_between(spaces: list[str]) -> None:
    lines = [f"{gap}{item.ref}{gap}Question?" for gap, item in zip(spaces, OURS.mandatory, strict=True)]
    assert refs("\r\n".join(lines)) == [item.ref for item in OURS.mandatory]


class TestComparing:
    def test_the_same_page_matches_and_says_so(self) -> None:
        found = compare(OURS, read_pasted(page_of(OURS)))
        assert (found.matches, found.count_matches, len(found.same)) == (True, True, 45)
        assert found.sentence == "Your toolkit shows 45 mandatory questions and so does our list."

    def test_a_page_without_marks_matches_when_all_of_ours_are_there(self) -> None:
        found = compare(OURS, read_pasted(page_of(OURS, mark=False)))
        assert (found.matches, found.count_matches) == (True, None)

    def test_a_stray_word_on_one_line_is_not_the_page_s_own_mark(self) -> None:
        assert compare(OURS, read_pasted(f"{page_of(OURS, mark=False)}\nMandatory")).matches

    def test_the_right_number_alone_matches(self) -> None:
        found = compare(OURS, read_pasted("45 mandatory"))
        assert (found.matches, found.missing_there) == (True, ())
        assert found.sentence == "Your toolkit shows 45 mandatory questions and so does our list."

    def test_another_number_alone_does_not(self) -> None:
        found = compare(OURS, read_pasted("47"))
        assert (found.matches, found.count_matches) == (False, False)
        assert found.sentence == (
            "Your toolkit shows 47 mandatory questions and our list has 45. "
            "Until they match, pages say “against last year's list”."
        )

    def test_a_question_that_we_lack_is_named(self) -> None:
        found = compare(OURS, read_pasted(page_of(OURS) + "\n9.9.9 A new one?\tMandatory"))
        assert [row.ref for row in found.missing_here] == ["9.9.9"]
        assert not found.matches
        assert "not in our list: 9.9.9" in found.sentence

    def test_a_question_that_they_lack_is_named(self) -> None:
        found = compare(OURS, read_pasted(page_of(OURS, leave_out="4.3.1")))
        assert [item.ref for item in found.missing_there] == ["4.3.1"]
        assert "only in our list: 4.3.1" in found.sentence

    def test_ours_that_they_call_optional_speaks_against_a_match(self) -> None:
        text = page_of(OURS, leave_out="4.3.1") + "\n4.3.1 Agreements?\tOptional"
        found = compare(OURS, read_pasted(text))
        assert [item.ref for item in found.missing_there] == ["4.3.1"]

    def test_theirs_that_we_call_optional_speaks_against_a_match(self) -> None:
        ours = replace(
            OURS,
            items=tuple(
                replace(item, level=Level.OPTIONAL) if item.ref == "4.3.1" else item for item in OURS.items
            ),
            mandatory_count=44,
        )
        found = compare(ours, read_pasted(page_of(OURS)))
        assert [row.ref for row in found.missing_here] == ["4.3.1"]

    def test_an_alias_is_the_same_question(self) -> None:
        found = compare(OURS, read_pasted(page_of(OURS).replace("8.3.5\t", "8.3.1\t")))
        assert found.matches
        assert "8.3.5" in found.same

    def test_optional_extras_do_no_harm_when_the_number_agrees(self) -> None:
        text = page_of(OURS, mark=False) + "\n9.9.9 An optional one?\n40 of 45 mandatory"
        assert compare(OURS, read_pasted(text)).matches
        assert not compare(OURS, read_pasted(text.replace("45 mandatory", "46 mandatory"))).matches

    def test_a_part_of_the_page_is_taken_for_a_part(self) -> None:
        found = compare(OURS, read_pasted("\n".join(page_of(OURS).splitlines()[:9])))
        assert not found.matches
        assert found.sentence.startswith("Only 9 of our 45")

    def test_nothing_found_says_what_to_do(self) -> None:
        found = compare(OURS, read_pasted("Hello"))
        assert not found.matches
        assert "copy it and paste it here" in found.sentence
