"""Promises about what surrounds a page."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string

from havenkeep.design.chrome import Chrome, NavLink, Notice, Tone

ERRORS = (400, 403, 404, 413, 429, 500)


def layout(**context: Any) -> str:
    return render_to_string("design/layout.jinja", context)


def full() -> Chrome:
    return Chrome(
        place_name="Thistlewick <House>",
        place_href="/homes/t/",
        links=(
            NavLink(text="This week", href="/homes/t/", icon="house", current=True),
            NavLink(text="Suppliers", href="/homes/t/suppliers/", icon="handshake"),
        ),
        account_name="Alice Marsh",
        sign_out_href="/account/logout/",
        switch_href="/",
        notices=(Notice("A sample.", Tone.SOON),),
    )


def test_a_page_needs_no_request_and_no_chrome() -> None:
    drawn = layout()
    assert "Havenkeep" in drawn
    assert "Sign out" not in drawn


def test_every_page_says_that_it_belongs_to_nobody_official() -> None:
    assert "It is not part of the NHS, GOV.UK or the Care Quality Commission." in layout()


def test_the_way_past_the_menu_comes_first() -> None:
    drawn = layout(chrome=full())
    assert drawn.index('href="#main"') < drawn.index("<header") < drawn.index('<main id="main"')


def test_the_page_one_is_on_is_marked_in_the_menu_for_phones_and_for_desks() -> None:
    assert layout(chrome=full()).count('href="/homes/t/" aria-current="page"') == 2


def test_the_menu_opens_without_scripts() -> None:
    assert '<details class="hk-menu" ' in layout(chrome=full())


def test_signing_out_is_posted() -> None:
    drawn = layout(chrome=full(), csrf_input="TOKEN")
    assert '<form method="post" action="/account/logout/">' in drawn
    assert drawn.count("TOKEN") == 2


def test_a_place_is_only_ever_text() -> None:
    assert "Thistlewick &lt;House&gt;" in layout(chrome=full())


def test_a_notice_says_its_tone_in_words() -> None:
    assert 'aria-label="Soon"' in layout(chrome=full())


def test_nothing_is_inline_and_everything_comes_from_here() -> None:
    drawn = layout(chrome=full())
    assert "style=" not in drawn
    assert "<style" not in drawn
    assert "http://" not in drawn.replace("http://www.w3.org", "")
    assert "https://" not in drawn
    assert drawn.count("<script") == drawn.count("<script src=") + drawn.count('<script type="module" src=')


@pytest.mark.parametrize("status", ERRORS)
def test_an_error_page_needs_neither_database_nor_request(status: int) -> None:
    page = {"status": status, "title": "Oh", "sentence": "Try again.", "typed": (), "back": ""}
    drawn = render_to_string("design/error.jinja", {"page": page})
    assert drawn.count("<h1>") == 1
    assert f"“{status}”" in drawn


def test_an_expired_form_gives_back_what_was_typed() -> None:
    typed = (("what happened", "<b>\nTwo lines"),)
    page = {"status": 403, "title": "Oh", "sentence": "Again.", "typed": typed, "back": "/x/"}
    drawn = render_to_string("design/error.jinja", {"page": page})
    assert "&lt;b&gt;\nTwo lines" in drawn
    assert 'href="/x/"' in drawn
