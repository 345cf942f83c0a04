"""A mail server is read from one line, and what cannot be one is refused without its password."""

from __future__ import annotations

import pytest

from havenkeep.config.environment import BadEnvironment, Environment
from havenkeep.mail.domain.server import BadServer, Security, Server, read_url


def test_a_whole_address_is_read() -> None:
    found = read_url(
        "smtp+starttls://care%40example.org:p%2Fw@smtp.example.org?from=Haus%20L%C3%A4rche%20<c@d.org>"
    )
    assert (found.host, found.port, found.security) == ("smtp.example.org", 587, Security.STARTTLS)
    assert (found.user_name, found.password) == ("care@example.org", "p/w")
    assert (found.from_name, found.from_address) == ("Haus Lärche", "c@d.org")
    assert "p/w" not in repr(found)


@pytest.mark.parametrize(
    ("url", "port"),
    [("smtps://h?from=a@b.org", 465), ("smtp://h?from=a@b.org", 25), ("smtp://h:26?from=a@b.org", 26)],
)
def test_the_usual_ports_are_known(url: str, port: int) -> None:
    assert read_url(url).port == port


@pytest.mark.parametrize(
    "url",
    [
        "https://user:secret@example.org?from=a@b.org",
        "smtps://user:secret@exa mple.org?from=a@b.org",
        "smtps://user:secret@example.org:99999?from=a@b.org",
        "smtps://user:secret@example.org",
        "smtps://user:secret@example.org?from=a%0Ab@b.org",
        "smtps://user:secret%0A@example.org?from=a@b.org",
        "smtps://user:secret%C3%A4@example.org?from=a@b.org",
        "smtps://:secret@example.org?from=a@b.org",
        "smtps://user:secret@example.org?from=a@b..org",
        f"smtps://user:secret@{'x' * 70}.org?from=a@b.org",
        "smtp://user:secret@example.org?from=a@b.org",  # a password in the clear
    ],
)
def test_what_cannot_be_a_server_is_refused_without_telling_the_password(url: str) -> None:
    with pytest.raises(BadServer, match=r"\.$") as refused:
        read_url(url)
    assert "secret" not in str(refused.value)
    with pytest.raises(BadEnvironment) as told:
        Environment.read({"HAVENKEEP_SMTP_URL": url})
    assert "secret" not in str(told.value)


def test_a_name_with_a_line_break_is_refused() -> None:
    with pytest.raises(BadServer):
        Server(host="h", port=25, security=Security.NONE, from_address="a@b.org", from_name="A\nBcc: b@c.org")
