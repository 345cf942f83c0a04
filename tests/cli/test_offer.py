"""Where it answers follows from what was asked."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from havenkeep.cli import network
from havenkeep.cli.network import check_port, own_addresses, own_names
from havenkeep.cli.offer import Offer
from havenkeep.upkeep.trouble import BadUse, Trouble
from tests.squares import in_terminal

OFFICE = Offer(port=8000, lan=True, addresses=("192.168.1.20",), names=("office-pc", "office-pc.local"))
CERTIFICATE = (Path("cert.pem"), Path("key.pem"))


def test_alone_it_answers_this_computer_only() -> None:
    offer = Offer(port=8000)
    assert (offer.address, offer.home, offer.network) == ("127.0.0.1", "http://127.0.0.1:8000", ())


def test_on_the_network_it_answers_by_address_and_by_plain_name() -> None:
    assert OFFICE.address == "0.0.0.0"
    assert OFFICE.network == (
        "http://192.168.1.20:8000",
        "http://office-pc:8000",
        "http://office-pc.local:8000",
    )
    assert (
        OFFICE.environment({}, data=Path("/d"))["HAVENKEEP_HOSTS"] == "192.168.1.20,office-pc,office-pc.local"
    )


def test_cookies_are_for_https_only_where_there_is_https() -> None:
    def https(offer: Offer) -> str:
        return offer.environment({"HAVENKEEP_HTTPS": "1"}, data=Path("/d"))["HAVENKEEP_HTTPS"]

    assert https(OFFICE) == "0"
    assert https(Offer(port=8000, certificate=CERTIFICATE)) == "1"
    assert https(Offer(port=8000, behind_proxy=True, hosts=("care.example.org",))) == "1"


def test_the_usual_port_is_left_out_of_the_address() -> None:
    assert Offer(port=443, certificate=CERTIFICATE).home == "https://127.0.0.1"
    assert Offer(port=80).home == "http://127.0.0.1"
    assert Offer(port=443).home == "http://127.0.0.1:443"


def test_behind_a_proxy_its_public_name_is_needed() -> None:
    with pytest.raises(BadUse, match="set HAVENKEEP_HOSTS"):
        Offer(port=8000, behind_proxy=True).check()
    with pytest.raises(BadUse, match="not both"):
        Offer(port=8000, behind_proxy=True, hosts=("a.example.org",), certificate=CERTIFICATE).check()
    offer = Offer(port=8000, behind_proxy=True, hosts=("care.example.org",))
    offer.check()
    assert offer.network == ("https://care.example.org",)
    assert offer.environment({}, data=Path("/d"))["HAVENKEEP_BEHIND_PROXY"] == "1"


def test_the_announcement_names_the_set_up_link_only_while_there_is_a_key() -> None:
    assert "/setup/?key=abc" in OFFICE.announcement(version="1", key="abc")
    assert "/setup/" not in OFFICE.announcement(version="1", key="")


def test_over_plain_http_on_the_network_it_says_what_is_missing() -> None:
    assert "passkeys" in OFFICE.announcement(version="1", key="")
    assert "passkeys" not in Offer(port=8000).announcement(version="1", key="")


def test_on_the_network_it_draws_a_code_for_a_phone() -> None:
    [drawn] = in_terminal(OFFICE.announcement(version="1", key=""))
    assert (drawn.text, drawn.has_quiet) == (OFFICE.network[0], True)


def test_a_machine_that_is_on_no_network_still_answers_itself() -> None:
    alone = Offer(port=8000, lan=True)
    assert "http://127.0.0.1:8000" in alone.announcement(version="1", key="")


@pytest.mark.enable_socket
def test_own_addresses_leave_out_this_computers_inner_ones() -> None:
    assert not any(address.startswith("127.") for address in own_addresses())


@pytest.mark.enable_socket
def test_own_names_are_said_in_small_letters_and_with_local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Office-PC")
    monkeypatch.setattr(socket, "getfqdn", lambda: "Office-PC.larkfield.example")
    assert own_names() == ["office-pc", "office-pc.local", "office-pc.larkfield.example"]


def test_a_slow_name_server_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "NAME_LOOKUP", 0.01)
    monkeypatch.setattr(socket, "gethostname", lambda: "office-pc")
    monkeypatch.setattr(socket, "getfqdn", lambda: __import__("time").sleep(0.5) or "late")
    assert own_names() == ["office-pc", "office-pc.local"]


@pytest.mark.enable_socket
def test_a_taken_port_is_said_with_what_to_do() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Trouble, match=f"Port {port} is taken .* --port {port + 1}"):
            check_port("127.0.0.1", port)
    check_port("127.0.0.1", port)
