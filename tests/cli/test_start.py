"""`havenkeep start`: it runs, it keeps running, and it ends whole."""

from __future__ import annotations

import http.client
import os
import signal
import socket

import pytest

from havenkeep.upkeep import setup_key
from tests.installation import Installation, Running, alive, free_port, wait_for

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def ask(running: Running, path: str, *, host: str = "127.0.0.1") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": f"{host}:{running.port}"})
        response = connection.getresponse()
        response.read()
        return response
    finally:
        connection.close()


def answers(running: Running) -> bool:
    try:
        return ask(running, "/healthz").status == 200
    except OSError:
        return False


def test_the_first_start_prints_the_set_up_link_and_the_second_keeps_everything(
    new_installation: Installation,
) -> None:
    with new_installation.started() as running:
        assert f"http://127.0.0.1:{running.port}\n" in running.said
        key = setup_key.read(new_installation.data)
        assert f"http://127.0.0.1:{running.port}/setup/?key={key}\n" in running.said
        assert answers(running)
    secret = (new_installation.data / "secrets" / "secret-key").read_text()
    with new_installation.started() as running:
        assert "Getting" not in running.said
        assert key in running.said
        assert answers(running)
    assert (new_installation.data / "secrets" / "secret-key").read_text() == secret


def test_the_worker_runs_beside_the_server(installation: Installation) -> None:
    with installation.started():
        wait_for(lambda: installation.sql("SELECT count(finished_at) FROM background_beat")[0][0] >= 3)
        assert installation.doctor()["Background work"]["sentence"].startswith("Last worked at ")


def test_asked_to_stop_it_ends_everything_it_started(installation: Installation) -> None:
    with installation.started() as running:
        wait_for(lambda: set(running.children()) == {"server", "worker"})
        children = running.children()
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(timeout=20) == 0
    assert not any(alive(pid) for pid in children.values())


def test_killed_outright_it_leaves_nothing_running(installation: Installation) -> None:
    with installation.started() as running:
        wait_for(lambda: set(running.children()) == {"server", "worker"})
        children = running.children()
        running.process.kill()
        wait_for(lambda: not any(alive(pid) for pid in children.values()))
    with installation.started(port=running.port) as again:
        assert answers(again)


@pytest.mark.parametrize("name", ["server", "worker"])
def test_a_child_that_dies_is_started_again(installation: Installation, name: str) -> None:
    with installation.started() as running:
        wait_for(lambda: set(running.children()) == {"server", "worker"})
        first = running.children()[name]
        os.kill(first, signal.SIGKILL)
        wait_for(lambda: running.children().get(name, first) != first)
        wait_for(lambda: answers(running))


def test_a_second_server_on_the_folder_is_refused(installation: Installation) -> None:
    with installation.started():
        told = installation.run("start", "--port", str(free_port()))
    assert told.returncode == 1
    assert told.stderr.startswith("Another Havenkeep is using ")


def test_commands_work_beside_a_running_server(installation: Installation) -> None:
    with installation.started():
        assert installation.run("doctor").returncode == 0


def test_a_taken_port_is_said_in_one_sentence(installation: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        told = installation.run("start", "--port", str(port))
    assert told.returncode == 1
    assert told.stderr == (
        f"Port {port} is taken by another program. Stop that program, or choose another port: "
        f"havenkeep start --port {port + 1}, or make start PORT={port + 1}.\n"
    )


def test_a_certificate_without_its_key_is_bad_use(installation: Installation) -> None:
    told = installation.run("start", "--tls-cert", __file__)
    assert told.returncode == 2
    assert told.stderr == "Give both --tls-cert and --tls-key, or neither.\n"


def test_a_stranger_name_is_not_answered(installation: Installation) -> None:
    with installation.started() as running:
        assert ask(running, "/healthz", host="evil.example").status == 400


def test_on_the_network_it_answers_by_its_plain_name(installation: Installation) -> None:
    with installation.started("--lan") as running:
        for host in (socket.gethostname().lower(), socket.gethostname().lower().split(".")[0] + ".local"):
            assert ask(running, "/healthz", host=host).status == 200
        assert f"http://{socket.gethostname().lower()}:{running.port}\n" in running.said
