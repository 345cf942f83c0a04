"""A browser, and the gallery behind the whole of the project's middleware; no database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from playwright.sync_api import Browser

from tests import browser as chromium


class SilentHandler(WSGIRequestHandler):
    """Say nothing for each request."""

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def gallery_url() -> Iterator[str]:
    """Serve the gallery on this machine."""
    found = {"WHITENOISE_AUTOREFRESH": True, "WHITENOISE_USE_FINDERS": True}
    with override_settings(DEBUG=True, ROOT_URLCONF="tests.design.gallery_urls", **found):
        server = make_server("127.0.0.1", 0, WSGIHandler(), handler_class=SilentHandler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/design/"
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a quiet Chromium."""
    with chromium.opened() as opened:
        yield opened
