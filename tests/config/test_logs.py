"""Logs help to mend things and tell nothing about people; every answer carries its request's id."""

from __future__ import annotations

import json
import logging
import logging.config
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from django.conf import settings
from django.test import Client

from havenkeep.config.logs import configure, logging_config
from tests.world import PASSWORD, World


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    logging.config.dictConfig(logging_config(folder=tmp_path, level="INFO"))
    configure()
    yield tmp_path / "havenkeep.log"
    logging.config.dictConfig(settings.LOGGING)


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_a_line_is_json_with_its_time_and_level(log_file: Path) -> None:
    structlog.get_logger().warning("background work failed", work="tests")
    logging.getLogger("elsewhere").info("told by a library")
    first, second = lines(log_file)
    assert (first["event"], first["work"], first["level"]) == ("background work failed", "tests", "warning")
    assert (second["event"], second["level"]) == ("told by a library", "info")
    assert str(first["timestamp"]).endswith("Z")


def test_without_a_folder_nothing_is_written_to_disk(tmp_path: Path) -> None:
    assert "file" not in logging_config(folder=tmp_path / "nowhere", level="INFO")["handlers"]


def test_two_sorts_of_process_never_turn_over_one_file(tmp_path: Path) -> None:
    files = {
        logging_config(folder=tmp_path, level="INFO", name=name)["handlers"]["file"]["filename"]
        for name in ("havenkeep", "worker", "command")
    }
    assert len(files) == 3


def test_old_logs_are_dropped() -> None:
    handler = logging_config(folder=Path(), level="INFO")["handlers"]["file"]
    assert handler["maxBytes"] * (handler["backupCount"] + 1) < 20 * 1024 * 1024


def test_every_answer_carries_an_id() -> None:
    one, other = Client().get("/healthz"), Client().get("/healthz")
    assert len(one["X-Request-ID"]) == 16
    assert one["X-Request-ID"] != other["X-Request-ID"]


def test_a_proxys_id_is_kept_when_it_is_well_formed() -> None:
    assert Client().get("/healthz", headers={"X-Request-ID": "abc-12345"})["X-Request-ID"] == "abc-12345"


@pytest.mark.parametrize("given", ["short", "a" * 65, "two words here", 'quote"12345', "<script>12345"])
def test_any_other_id_is_replaced(given: str) -> None:
    assert Client().get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"] != given


def test_a_line_written_during_a_request_carries_the_requests_id(log_file: Path) -> None:
    Client().get("/nothing-here/", headers={"X-Request-ID": "abc-12345"})
    assert {line.get("request_id") for line in lines(log_file)} == {"abc-12345"}


def test_signing_in_wrongly_leaves_no_address_or_password_in_the_log(log_file: Path, world: World) -> None:
    client = Client()
    for password in ("wrong", PASSWORD):
        client.post("/account/sign-in/", {"login": "alice.fenn@example.org", "password": password})
    client.get(f"/homes/{world.brookside.ref}/")
    client.post(f"/homes/{world.thistlewick.ref}/service/details/", {"name": "Alice Fenn"})
    told = log_file.read_text("utf-8") if log_file.is_file() else ""
    assert "alice" not in told.casefold()
    assert "fenn" not in told.casefold()
    assert PASSWORD not in told


def test_an_address_that_holds_a_secret_is_logged_without_it(world: World, log_file: Path) -> None:
    token = "q" * 43
    assert Client().get(f"/card/{token}/").status_code == 410
    try:
        raise ValueError(f"/sign-in-link/{token}/")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", f"/card/{token}/")
    told = log_file.read_text("utf-8")
    assert "/card/…/" in json.loads(told.splitlines()[0])["event"]
    assert token not in told


def test_nor_are_the_codes_of_talks_passports_and_certificates_logged(world: World, log_file: Path) -> None:
    secrets = {"/talk/": "q" * 22, "/check/": "ABCD-EFGH-JKMN", "/check/passport/": f"abcdefgh-{'0' * 24}"}
    client = world.client(world.bob)
    for path, secret in secrets.items():
        assert client.get(f"{path}{secret}/").status_code in {404, 410}
    told = [json.loads(line)["event"] for line in log_file.read_text("utf-8").splitlines()]
    assert [line.partition(": ")[2] for line in told] == [f"{path}…/" for path in secrets]
