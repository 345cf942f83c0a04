"""Promises about the Jinja environment."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import engines
from jinja2 import UndefinedError

from havenkeep.design.icons import icon, icon_names


def draw(source: str, **context: Any) -> str:
    return engines["jinja2"].from_string(source).render(context)


def test_a_name_that_nobody_gave_is_refused_when_printed() -> None:
    with pytest.raises(UndefinedError, match="typo"):
        draw("{{ typo }}")


def test_a_name_that_nobody_gave_is_refused_in_a_loop() -> None:
    with pytest.raises(UndefinedError, match="typo"):
        draw("{% for x in typo %}{% endfor %}")


def test_an_optional_parameter_of_a_macro_may_be_missing() -> None:
    assert draw("{{ params.hint.text }}|", params={}) == "|"


def test_what_comes_from_data_is_escaped() -> None:
    assert draw("{{ name }}", name="<b>") == "&lt;b&gt;"


def test_indenting_leaves_html_alone_and_plain_text_as_jinja_does() -> None:
    assert draw("{{ ('<p>a\nb</p>' | safe) | indent(2) }}") == "<p>a\nb</p>"
    assert draw("{{ 'a\nb' | indent(2) }}") == "a\n  b"


def test_the_filters_speak_the_trade() -> None:
    said = draw("{{ 3 | count('job') }}; {{ names | sentence_join }}", names=["Alice", "<Bob>"])
    assert said == "3 jobs; Alice and &lt;Bob&gt;"


def test_an_address_is_named_and_may_carry_a_query() -> None:
    assert draw("{{ url('healthz', _query={'q': 'a b'}) }}") == "/healthz?q=a+b"


def test_an_icon_is_silent_unless_it_is_labelled() -> None:
    assert 'aria-hidden="true"' in icon("house")
    assert 'role="img" aria-label="&lt;Home&gt;"' in icon("house", label="<Home>")


def test_an_icon_that_is_not_in_the_sprite_is_refused() -> None:
    with pytest.raises(ValueError, match="unicorn"):
        icon("unicorn")


def test_the_sprite_holds_every_icon_on_the_list() -> None:
    assert len(icon_names()) > 40
