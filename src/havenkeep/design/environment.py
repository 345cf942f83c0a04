"""The Jinja environment that every page is made in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import BaseLoader, ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader
from jinja2.filters import do_indent
from jinja2.utils import missing
from markupsafe import Markup

from havenkeep.design import wording
from havenkeep.design.chrome import Chrome
from havenkeep.design.icons import icon


class StrictNames(ChainableUndefined):
    """Keep a missing optional parameter quiet; refuse to print a variable name nobody gave."""

    __slots__ = ()

    def _refuse_unknown_name(self) -> None:
        if self._undefined_obj is missing:
            self._fail_with_undefined_error()

    def __str__(self) -> str:
        self._refuse_unknown_name()
        return ""

    def __html__(self) -> str:
        return str(self)

    def __iter__(self) -> Iterator[Any]:
        self._refuse_unknown_name()
        return iter(())


def url(name: str, *, _query: Mapping[str, Any] | None = None, **kwargs: Any) -> str:
    """Return the address of a named page; `_query` adds `?key=value`.

    Raises NoReverseMatch for a name or arguments that no page has.
    """
    address = reverse(name, kwargs=kwargs)
    if not _query:
        return address
    return f"{address}?{urlencode(_query, doseq=True)}"


def indent(text: str, width: int | str = 4, first: bool = False, blank: bool = False) -> str:
    """Indent plain text as Jinja does; leave HTML as it is.

    The component macros indent what they draw, and would add spaces to each line typed in a text area.
    """
    return text if isinstance(text, Markup) else do_indent(text, width, first, blank)


def environment(*, loader: BaseLoader | None = None, **options: Any) -> Environment:
    """Return the environment, for Django's Jinja2 backend (`OPTIONS["environment"]`)."""
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {"undefined": StrictNames, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(loader=ChoiceLoader([*([loader] if loader else []), macros]), **options)  # noqa: S701
    made.globals |= {"static": static, "url": url, "icon": icon, "bare_chrome": Chrome.bare()}
    made.filters |= {
        "indent": indent,
        "date": wording.say_date,
        "short_date": wording.say_short_date,
        "when": wording.say_when,
        "count": wording.say_count,
        "minutes": wording.say_minutes,
        "sentence_join": wording.sentence_join,
    }
    return made
