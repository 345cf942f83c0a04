"""In which language a page speaks: its reader's own, or what the browser asks for while nobody is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from havenkeep.keycards.domain.words import CardWords, card_words
from havenkeep.people.domain.languages import ENGLISH, WRITTEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The words of a page; `guessed` says that they are those that the browser asks for."""

    words: CardWords
    guessed: bool

    def page(self, request: HttpRequest, name: str, *, status: int = 200, **shown: Any) -> HttpResponse:
        """Return a page made of these words."""
        response = render(request, f"keycards/{name}.jinja", shown, status=status)
        if self.guessed:
            patch_vary_headers(response, ["Accept-Language"])
        return response


def voice(request: HttpRequest, language: str = "") -> Voice:
    """Return the voice of a page for who reads in a language; leave it out when nobody knows who reads."""
    return Voice(words=card_words(language or _asked_for(request)), guessed=not language)


def _asked_for(request: HttpRequest) -> str:
    """Return the language of ours that the browser would rather have than the others."""
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    named = (tag.partition("-")[0] for tag, weight in wanted if weight > 0)
    return next((language for language in named if language in WRITTEN), ENGLISH)
