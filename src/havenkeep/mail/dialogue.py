"""The talk with a mail server, up to the point of no return and past it. It knows no database.

The host is what an operator wrote, so this reaches whatever this computer can reach, also on the office
network. So only operators may set it, nothing but SMTP is said, and what comes back is one printable line.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

from havenkeep.mail.domain.outcomes import Outcome, Step, judge
from havenkeep.mail.domain.server import Security, Server

TIMEOUT: Final = 30.0  # seconds for each answer
LAST_ANSWER: Final = 120.0  # seconds: servers look a message through before they take it


class Stopped(Exception):
    """The talk ended before the message was taken; `outcome` says what that means for the message."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.result.value)
        self.outcome = outcome


@dataclass(slots=True)
class Line:
    """An open connection on which one message after the other is handed over."""

    smtp: smtplib.SMTP
    host: str
    handed_over: int = 0

    def offer(self, *, sender: str, recipient: str) -> None:
        """Say from whom to whom. Whatever happens here, the message has provably not been sent.

        Raises:
            Stopped: the server said no, or nothing.
        """
        with _told(Step.SENDER, self.host):
            _agreed(self.smtp.mail(sender))
        with _told(Step.RECIPIENT, self.host):
            _agreed(self.smtp.rcpt(recipient))

    def give(self, message: bytes, *, last_answer: float = LAST_ANSWER) -> None:
        """Hand the message over. From here on only the server's answer tells whether it has it.

        Raises:
            Stopped: the server said no, or nobody knows whether it took the message.
        """
        with _told(Step.TEXT, self.host):
            if self.smtp.sock is not None:
                self.smtp.sock.settimeout(last_answer)
            _agreed(self.smtp.data(message))
        self.handed_over += 1

    def forget(self) -> None:
        """Take back what was offered."""
        with suppress(OSError, smtplib.SMTPException):
            self.smtp.rset()


@contextmanager
def connected(server: Server, *, timeout: float = TIMEOUT) -> Iterator[Line]:
    """Open a connection and sign in. `timeout` is in seconds, for each answer.

    Raises:
        Stopped: it cannot be opened, is not encrypted as asked, or the sign-in is refused.
    """
    with _told(Step.CONNECT, server.host):
        smtp = _opened(server, timeout=timeout)
    try:
        if server.user_name:
            with _told(Step.SIGN_IN, server.host):
                smtp.login(server.user_name, server.password)
        yield Line(smtp=smtp, host=server.host)
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
    finally:
        smtp.close()


def _opened(server: Server, *, timeout: float) -> smtplib.SMTP:
    # A name of its own choice: looking up this computer's can take half a minute.
    name = server.from_address.rpartition("@")[2].encode("idna").decode("ascii")
    context = ssl.create_default_context()
    if server.security is Security.TLS:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=name, timeout=timeout, context=context
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, local_hostname=name, timeout=timeout)
    try:
        if server.security is Security.STARTTLS:
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
    except (OSError, smtplib.SMTPException):
        smtp.close()
        raise
    return smtp


@contextmanager
def _told(step: Step, host: str) -> Iterator[None]:
    try:
        yield
    # UnicodeError: a host that is no host name in plain letters.
    except (OSError, smtplib.SMTPException, UnicodeError) as wrong:
        raise Stopped(judge(wrong, step=step, host=host)) from wrong


def _agreed(answer: tuple[int, bytes]) -> None:
    code, words = answer
    if not 200 <= code < 300:
        raise smtplib.SMTPResponseException(code, words)
