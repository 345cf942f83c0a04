"""The test message says in a plain sentence what is wrong with the server, and what to do."""

from __future__ import annotations

import smtplib
import time
from pathlib import Path

import pytest

from havenkeep.mail.dialogue import Stopped, connected
from havenkeep.mail.domain.outcomes import Result, Step, judge, own_words
from havenkeep.mail.domain.server import Security
from havenkeep.mail.testing import try_out
from tests.mail.post_office import DROP, HANG, HERE, PASSWORD, USER, certificate_for, post_office
from tests.world import AT

pytestmark = pytest.mark.allow_hosts([HERE, "localhost"])
TO = "olive.tarn@example.org"


def test_it_arrives_with_the_name_it_is_from() -> None:
    with post_office() as postbox:
        outcome = try_out(server=postbox.server(from_name="Haus Lärche"), to=TO, at=AT)
    assert outcome.result is Result.SENT
    message = postbox.messages[0]
    assert (message["To"], message["From"]) == (TO, "Haus Lärche <care@example.org>")
    assert "works" in message.get_content()


def test_with_starttls_and_a_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = certificate_for(tmp_path, HERE)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with post_office(certificate=certificate, sign_in=True) as postbox:
        server = postbox.server(security=Security.STARTTLS, user_name=USER, password=PASSWORD)
        assert try_out(server=server, to=TO, at=AT).result is Result.SENT
        wrong = postbox.server(security=Security.STARTTLS, user_name=USER, password="wrong")
        outcome = try_out(server=wrong, to=TO, at=AT)
    assert "The user name or the password is wrong." in outcome.sentence
    assert "“535 " in outcome.sentence
    assert "wrong" in outcome.sentence
    assert PASSWORD not in repr(server)


def test_with_tls_from_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = certificate_for(tmp_path, HERE)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with post_office(certificate=certificate, tls=True) as postbox:
        assert try_out(server=postbox.server(security=Security.TLS), to=TO, at=AT).result is Result.SENT


def test_a_certificate_for_another_name_and_one_that_nobody_signed_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certificate_for(tmp_path, "mail.example.org")
    with post_office(certificate=certificate) as postbox:
        server = postbox.server(security=Security.STARTTLS)
        assert "not one that this computer trusts" in try_out(server=server, to=TO, at=AT).sentence
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert "for another name" in try_out(server=server, to=TO, at=AT).sentence
        assert postbox.messages == []


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (
            {"RCPT": "550 Relay not permitted"},
            "refuses to pass mail on to this address. The server said: “550",
        ),
        ({"RCPT": "451 Greylisted"}, "Not yet. The server said: “451 Greylisted”."),
        ({"MAIL": "553 Not your address"}, "does not let this account send from the address"),
        ({"DATA": "554 Looks like spam"}, "The server refused the message. The server said: “554 Looks like"),
        ({"MAIL": DROP}, "The server hung up in the middle."),
        ({"DATA": DROP}, "It may have arrived or not."),
    ],
)
def test_each_refusal_has_its_own_sentence(answers: dict[str, str], told: str) -> None:
    with post_office(**answers) as postbox:
        assert told in try_out(server=postbox.server(), to=TO, at=AT).sentence


def test_a_server_without_encryption_gets_no_mail_where_encryption_was_asked_for() -> None:
    with post_office() as postbox:
        starttls = try_out(server=postbox.server(security=Security.STARTTLS), to=TO, at=AT)
        tls = try_out(server=postbox.server(security=Security.TLS), to=TO, at=AT)
    assert "does not offer STARTTLS" in starttls.sentence
    assert "The encrypted connection failed." in tls.sentence
    assert postbox.messages == []


def test_nothing_there_and_no_such_name_are_told_apart() -> None:
    with post_office() as postbox:
        closed = postbox.server()
    assert "Nothing answers at 127.0.0.1" in try_out(server=closed, to=TO, at=AT).sentence
    nobody = postbox.server(host="nobody.invalid")
    assert "There is no server called nobody.invalid" in try_out(server=nobody, to=TO, at=AT).sentence


def test_it_waits_no_longer_than_it_may() -> None:
    with post_office(MAIL=HANG) as postbox:
        began = time.monotonic()
        outcome = try_out(server=postbox.server(), to=TO, at=AT, within=0.5)
        assert time.monotonic() - began < 3
    assert "did not answer in time" in outcome.sentence


@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
def test_a_silent_server_is_told_from_one_that_hangs_up(step: str) -> None:
    with (
        post_office(**{step: HANG}) as postbox,
        pytest.raises(Stopped) as stopped,
        connected(postbox.server(), timeout=0.3) as line,
    ):
        line.offer(sender="care@example.org", recipient=TO)
    assert stopped.value.outcome.result is Result.LATER
    assert "did not answer in time" in stopped.value.outcome.sentence


def test_silence_after_the_text_leaves_it_unsure() -> None:
    with (
        post_office(DATA=HANG) as postbox,
        pytest.raises(Stopped) as stopped,
        connected(postbox.server()) as line,
    ):
        line.offer(sender="care@example.org", recipient=TO)
        line.give(b"Subject: Hello\r\n\r\nText\r\n", last_answer=0.3)
    assert stopped.value.outcome.result is Result.UNSURE


@pytest.mark.parametrize(
    ("wrong", "step", "told"),
    [
        (OSError(113, "No route to host"), Step.CONNECT, "cannot be reached"),
        (smtplib.SMTPServerDisconnected("gone"), Step.CONNECT, "hung up in the middle"),
        (smtplib.SMTPNotSupportedError("SMTP AUTH extension"), Step.SIGN_IN, "takes no password here"),
        (smtplib.SMTPConnectError(554, b"Go away"), Step.CONNECT, "turned the connection away"),
        (
            smtplib.SMTPAuthenticationError(535, b"5.7.139 SmtpClientAuthentication is disabled"),
            Step.SIGN_IN,
            "Microsoft has switched off sending with a password",
        ),
        (smtplib.SMTPAuthenticationError(454, b"Busy"), Step.SIGN_IN, "lets nobody sign in just now"),
        (smtplib.SMTPResponseException(-1, b"nonsense"), Step.TEXT, "may have arrived or not"),
    ],
)
def test_each_way_to_fail_has_its_own_sentence(wrong: Exception, step: Step, told: str) -> None:
    assert told in judge(wrong, step=step, host="mail.example.org").sentence


def test_what_a_server_says_is_cut_to_one_printable_line() -> None:
    said = own_words(b"no\r\nSubject: \x1b[31mred " + b"x" * 500)
    assert said.isprintable()
    assert len(said) == 120
