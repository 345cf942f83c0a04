from __future__ import annotations

from django.test import Client


def test_a_form_that_is_too_big_gets_its_own_page(client: Client, db: None) -> None:
    response = client.post("/account/sign-in/", {"login": "x" * (6 * 1024 * 1024)})
    assert response.status_code == 413
    assert "Send a smaller file, or fewer at once." in response.content.decode()
