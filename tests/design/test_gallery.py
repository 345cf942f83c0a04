"""Promises about the gallery."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.test import RequestFactory, override_settings

from havenkeep.design import gallery

URLS = "tests.design.gallery_urls"
PAGES = (
    gallery.index,
    gallery.questions,
    gallery.mistakes,
    gallery.one_question,
    gallery.bare,
    gallery.error,
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
@override_settings(DEBUG=True, ROOT_URLCONF=URLS)
def test_every_page_of_the_gallery_has_one_heading_and_nothing_inline(page: gallery.View) -> None:
    drawn = page(RequestFactory().get("/design/")).content.decode()
    assert drawn.count("<h1") == 1
    assert "style=" not in drawn
    assert " onclick" not in drawn


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
@override_settings(DEBUG=False, ROOT_URLCONF=URLS)
def test_the_gallery_is_only_for_developers(page: gallery.View) -> None:
    with pytest.raises(Http404):
        page(RequestFactory().get("/design/"))
