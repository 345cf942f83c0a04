"""What came of a try, and what to do about it: one sentence for each way in which it goes wrong."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LONGEST: Final = 300


class Step(StrEnum):
    """How far the talk with the server had come."""

    CONNECT = "connect"
    SIGN_IN = "sign_in"
    SENDER = "sender"
    RECIPIENT = "recipient"
    TEXT = "text"  # the message itself is under way: without an answer nobody knows


class Result(StrEnum):
    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`of_server`: the trouble is the server's, so every other message would meet it as well."""

    result: Result
    sentence: str
    of_server: bool = False


SENT: Final = Outcome(result=Result.SENT, sentence="The mail server took it.")
CUT_OFF: Final = (
    "Havenkeep was cut off while it handed this over, so it may have arrived or not. Ask, or send it again."
)
NO_ANSWER: Final = (
    "The connection broke off before the mail server said whether it took this. It may have arrived or not."
)
TIMED_OUT: Final = (
    "The server did not answer in time. Check its name and port, and that a firewall lets this computer out."
)
_TLS: Final[Mapping[int, str]] = {
    62: "The server’s certificate is for another name. Use the server name that your provider gives you.",
    64: "The server’s certificate is for another name. Use the server name that your provider gives you.",
    10: "The server’s certificate has run out. Tell whoever looks after the mail server.",
}
_TLS_OTHERWISE: Final = (
    "The server’s certificate is not one that this computer trusts. Check the server name with your provider."
)


def judge(wrong: Exception, *, step: Step, host: str) -> Outcome:
    """Say what an exception of the talk means for the message."""
    # Anything but 4xx and 5xx is no answer that one could trust.
    if isinstance(wrong, smtplib.SMTPResponseException) and 400 <= wrong.smtp_code < 600:
        return _answered(wrong, step=step)
    if step is Step.TEXT:
        return Outcome(result=Result.UNSURE, sentence=NO_ANSWER, of_server=True)
    return Outcome(result=Result.LATER, sentence=_unanswered(wrong, host=host)[:LONGEST], of_server=True)


# In this order: the first that fits.
_SILENCE: Final[Sequence[tuple[type[Exception], str, str]]] = (
    (
        ssl.SSLError,
        "",
        "The encrypted connection failed. Check security and port: STARTTLS is usually 587, TLS 465.",
    ),
    (socket.gaierror, "", "There is no server called {host}, or this computer is offline. Check the name."),
    (UnicodeError, "", "There cannot be a server called {host}. Check the name."),
    (TimeoutError, "", TIMED_OUT),
    (
        ConnectionRefusedError,
        "",
        "Nothing answers at {host} on this port. Check the port; usually it is 587.",
    ),
    (
        smtplib.SMTPNotSupportedError,
        "STARTTLS",
        "The server does not offer STARTTLS on this port. Try TLS on port 465, or ask your provider.",
    ),
    (
        smtplib.SMTPNotSupportedError,
        "",
        "The server takes no password here. Leave user name and password empty, or choose encryption first.",
    ),
    (
        smtplib.SMTPException,
        "",
        "The server hung up in the middle. Check the port and security, and try again.",
    ),
    (
        Exception,
        "",
        "The server cannot be reached. Check that this computer is online, and the server’s name.",
    ),
)


def _unanswered(wrong: Exception, *, host: str) -> str:
    if isinstance(wrong, ssl.SSLCertVerificationError):
        return _TLS.get(wrong.verify_code, _TLS_OTHERWISE)
    if isinstance(wrong, smtplib.SMTPServerDisconnected) and isinstance(wrong.__context__, TimeoutError):
        return TIMED_OUT  # the library says “disconnected” of a server that is silent
    fits = (told for kind, words, told in _SILENCE if isinstance(wrong, kind) and words in str(wrong))
    return next(fits).format(host=host[:80])


# Of each step: what a refusal for now means, and one for good; and whether it is the server's doing.
_REFUSALS: Final[Mapping[Step, tuple[str, str, bool]]] = {
    Step.CONNECT: (
        "The server takes no connection just now.",
        "The server turned the connection away. Ask your provider why.",
        True,
    ),
    Step.SIGN_IN: (
        "The server lets nobody sign in just now.",
        "The user name or the password is wrong. Google and some others want an app password here.",
        True,
    ),
    Step.SENDER: (
        "The server takes no mail just now.",
        "The server does not let this account send from the address that mail comes from.",
        True,
    ),
    Step.RECIPIENT: ("Not yet.", "The server refuses to pass mail on to this address.", False),
    Step.TEXT: ("Not yet.", "The server refused the message.", False),
}
_MICROSOFT: Final = (
    "Microsoft has switched off sending with a password for this account. Its administrator can switch on "
    "“Authenticated SMTP” for the mailbox, or give you a relay."
)


def _answered(wrong: smtplib.SMTPResponseException, *, step: Step) -> Outcome:
    code, words = wrong.smtp_code, own_words(wrong.smtp_error)
    for_now, for_good, of_server = _REFUSALS[step]
    later = 400 <= code < 500
    sentence = for_now if later else for_good
    if step is Step.SIGN_IN and ("5.7.139" in words or "SmtpClientAuthentication is disabled" in words):
        sentence = _MICROSOFT
    return Outcome(
        result=Result.LATER if later or of_server else Result.REFUSED,
        sentence=f"{sentence} The server said: “{code} {words}”."[:LONGEST],
        of_server=of_server,
    )


def own_words(answer: bytes | str) -> str:
    """Return what a server said as one printable line, at most 120 characters."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line.rstrip(".") if len(line) <= 120 else f"{line[:119]}…"
