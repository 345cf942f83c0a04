"""The mail server's password opens only with this installation's key, and only for its own server."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from havenkeep.mail.locking import PasswordLost, lock_password, open_password


def test_it_opens_for_the_server_it_was_locked_for() -> None:
    locked = lock_password("teapots", host="mail.example.org", port=587)
    assert "teapots" not in locked
    assert open_password(locked, host="MAIL.example.org", port=587) == "teapots"


def test_it_opens_for_no_other_server_and_with_no_other_key(settings: Settings) -> None:
    locked = lock_password("teapots", host="mail.example.org", port=587)
    for host, port in (("evil.example.org", 587), ("mail.example.org", 25)):
        with pytest.raises(PasswordLost, match=r"Enter it again"):
            open_password(locked, host=host, port=port)
    settings.SECRET_KEY = "another"
    with pytest.raises(PasswordLost):
        open_password(locked, host="mail.example.org", port=587)
    with pytest.raises(PasswordLost):
        open_password("not base64!", host="mail.example.org", port=587)
