"""Promises about components: words beside colours, text beside pictures, nothing unescaped."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import engines

AT = datetime(2027, 3, 5, 14, 5, tzinfo=UTC)
STATES = {
    "to_do": "To do", "draft": "Draft", "carried_forward": "Carried forward", "said": "Said",
    "shown": "Shown", "proven": "Proven", "lapsing": "Lapsing", "contradicted": "Records disagree",
    "not_applicable": "Does not apply",
}  # fmt: skip
FINDINGS = {
    "met": "Agrees", "not_met": "Does not agree", "lapsing": "About to lapse",
    "could_not_tell": "Could not tell", "not_applicable": "Does not apply",
}  # fmt: skip
CERTAINTIES = {"confirmed": "Confirmed", "inferred": "Inferred", "ours": "Our advice"}


def draw(file: str, macros: str, body: str, **context: Any) -> str:
    source = f'{{% from "design/components/{file}.jinja" import {macros} %}}{body}'
    return engines["jinja2"].from_string(source).render(context)


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(("state", "words"), STATES.items())
def test_a_state_is_a_word_and_a_picture_never_colour_alone(state: str, words: str) -> None:
    drawn = draw("state_tag", "state_tag", "{{ state_tag(state) }}", state=state)
    assert words_of(drawn) == words
    assert "#i-" in drawn


def test_no_two_states_share_a_picture() -> None:
    drawn = [draw("state_tag", "state_tag", "{{ state_tag(state) }}", state=state) for state in STATES]
    assert len({re.search(r"#i-([a-z-]+)", one)[1] for one in drawn}) == len(STATES)  # type: ignore[index]


def test_a_state_may_say_more() -> None:
    drawn = draw("state_tag", "state_tag", "{{ state_tag('lapsing', words='Lapses in 12 days') }}")
    assert words_of(drawn) == "Lapses in 12 days"


def test_a_state_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no icon"):
        draw("state_tag", "state_tag", "{{ state_tag('green') }}")


@pytest.mark.parametrize(("state", "words"), FINDINGS.items())
def test_a_finding_is_a_word_and_a_sentence(state: str, words: str) -> None:
    drawn = draw("finding", "finding", "{{ finding(state, '19 of <20>.', '/fix/') }}", state=state)
    assert words_of(drawn) == f"{words}. 19 of &lt;20&gt;. Put this right"


@pytest.mark.parametrize(("certainty", "words"), CERTAINTIES.items())
def test_how_sure_we_are_is_said_in_words(certainty: str, words: str) -> None:
    drawn = draw("certainty", "certainty_mark", "{{ certainty_mark(c) }}", c=certainty)
    assert words_of(drawn).startswith(words)


def test_three_numbers_each_open_to_their_list_and_read_as_text() -> None:
    drawn = draw("three_numbers", "three_numbers", "{{ three_numbers(31, 17, 6, 45, '/a/', '/b/', '/c/') }}")
    assert re.findall(r'href="(/./)"', drawn) == ["/a/", "/b/", "/c/"]
    assert "Said 31 of 45" in words_of(drawn)
    assert "Proven 6 of 45" in words_of(drawn)


@pytest.mark.parametrize(("done", "whole", "width"), [(0, 0, "0"), (45, 45, "100.0"), (1, 3, "33.3")])
def test_a_bar_is_drawn_without_styles_and_never_divides_by_nothing(
    done: int, whole: int, width: str
) -> None:
    drawn = draw("progress", "progress", "{{ progress(d, w, 'so far') }}", d=done, w=whole)
    assert f'class="hk-bar__part" width="{width}"' in drawn
    assert "style" not in drawn


def test_the_steps_of_a_journey_are_counted() -> None:
    assert words_of(draw("progress", "steps", "{{ steps(3, 10) }}")) == "Question 3 of 10"


def test_the_next_job_says_how_long_it_takes_unless_nobody_knows() -> None:
    body = "{{ next_job('Do it', minutes, 'Because.', '/x/') }}"
    assert "About 10 minutes" in words_of(draw("next_job", "next_job", body, minutes=10))
    assert "About" not in words_of(draw("next_job", "next_job", body, minutes=None))


def test_a_proof_says_until_when_it_is_good() -> None:
    body = "{{ proof_line('Minutes', '/x/', kind='Document', lapses_on=day) }}"
    assert (
        words_of(draw("proof", "proof_line", body, day=date(2027, 3, 5)))
        == "Minutes Document, good until 5 March 2027"
    )


def test_each_cell_of_a_stacked_table_names_itself() -> None:
    body = "{% call data_table('People', h) %}{{ table_row(['Bob', 'Carer'], h) }}{% endcall %}"
    drawn = draw("table", "data_table, table_row", body, h=["Name", "Role"])
    assert '<span class="hk-table__name" aria-hidden="true">Role</span>Carer' in drawn
    assert drawn.count('role="columnheader"') == 2


def test_a_wide_table_scrolls_where_the_keyboard_can_reach_it() -> None:
    body = "{% call scroll_table('Months', ['Home'], id='m') %}{% endcall %}"
    assert 'role="region" tabindex="0" aria-labelledby="m"' in draw("table", "scroll_table", body)


def test_what_is_not_known_says_so() -> None:
    body = "{% call summary_list() %}{{ summary_row('Lead', '') }}{{ summary_row('Beds', 0) }}{% endcall %}"
    assert words_of(draw("summary_list", "summary_list, summary_row", body)) == "Lead Not given yet Beds 0"


def test_text_to_copy_is_kept_exactly_and_the_button_waits_for_scripts() -> None:
    drawn = draw("copy_block", "copy_block", "{{ copy_block(text, 'Answer', 'a1') }}", text=" One\n  Two ")
    assert ">" + " One\n  Two " + "</div>" in drawn
    assert 'data-copies="a1" hidden' in drawn


def test_history_tells_when_in_words_and_for_machines() -> None:
    body = "{% call timeline() %}{{ timeline_entry('Confirmed', at, by='Alice') }}{% endcall %}"
    drawn = draw("timeline", "timeline, timeline_entry", body, at=AT)
    assert 'datetime="2027-03-05T14:05:00+00:00"' in drawn
    assert "5 March 2027 at 14:05 , Alice" in words_of(drawn)


def test_one_page_has_no_pagination_and_the_ends_have_one_way() -> None:
    assert words_of(draw("pagination", "pagination", "{{ pagination(1, 1) }}")) == ""
    assert "Earlier" not in draw("pagination", "pagination", "{{ pagination(1, 2) }}")
    assert "Next" not in draw("pagination", "pagination", "{{ pagination(2, 2) }}")


def test_a_button_of_one_press_is_posted_with_its_token() -> None:
    body = "{{ post_button('Remove', '/x/', 'TOKEN', tone='harm', about='Bob') }}"
    drawn = draw("links", "post_button", body)
    assert '<form class="hk-post" method="post" action="/x/">' in drawn
    assert words_of(drawn) == "TOKEN Remove Bob"
