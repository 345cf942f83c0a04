"""A monitor may ask whether the server answers, without an account or a database."""

from __future__ import annotations

from django.test import Client


def test_it_answers_anyone_without_asking_the_database() -> None:
    response = Client().get("/healthz")  # the database is closed to this test
    assert (response.status_code, response.content, response["Content-Type"]) == (200, b"ok", "text/plain")


def test_it_sets_no_cookie() -> None:
    assert not Client().get("/healthz").cookies
