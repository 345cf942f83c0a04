"""A real mail server on this computer, which can be told to misbehave."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from havenkeep.mail.domain.server import Security, Server
from tests.installation import free_port

HERE = "127.0.0.1"
USER, PASSWORD = "care", "three purple teapots"
HANG, DROP = "hang", "drop"


@dataclass
class Postbox:
    """What arrived, and what the server says: `answers` by step, an SMTP reply or HANG or DROP."""

    answers: dict[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)  # replies by recipient
    messages: list[EmailMessage] = field(default_factory=list)
    reached: dict[str, threading.Event] = field(
        default_factory=lambda: {step: threading.Event() for step in ("MAIL", "RCPT", "DATA")}
    )
    connections: int = 0
    port: int = 0

    def server(self, **changed: Any) -> Server:
        given = {
            "host": HERE,
            "port": self.port,
            "security": Security.NONE,
            "from_address": "care@example.org",
            "from_name": "Thistlewick House",
        }
        return Server(**(given | changed))

    @property
    def to(self) -> list[str]:
        return [message["To"] for message in self.messages]

    async def handle_EHLO(  # noqa: N802  # the library's names
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return await self._answer("MAIL", server)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.refused.get(address) or await self._answer("RCPT", server)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        if self.answers.get("DATA", "250")[0] not in "45":
            message = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.messages.append(message)
        return await self._answer("DATA", server)

    async def _answer(self, step: str, server: SMTP) -> str:
        self.reached[step].set()
        answer = self.answers.get(step, "250 OK")
        if answer == HANG:
            await asyncio.sleep(30)
        if answer == DROP and server.transport is not None:
            server.transport.abort()  # type: ignore[attr-defined]
        return answer


def _sign_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
    return AuthResult(success=right, handled=False)


@contextmanager
def post_office(
    *, certificate: Path | None = None, tls: bool = False, sign_in: bool = False, **answers: str
) -> Iterator[Postbox]:
    """Open a mail server until the block ends. With a certificate it offers STARTTLS, or `tls` at once."""
    postbox = Postbox(answers=answers, port=free_port())
    context = None
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
    controller = Controller(
        postbox,
        hostname=HERE,
        port=postbox.port,
        tls_context=None if tls else context,
        ssl_context=context if tls else None,
        require_starttls=certificate is not None and not tls,
        authenticator=_sign_in if sign_in else None,
        auth_required=sign_in,
        ready_timeout=20.0,
    )
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()


def certificate_for(folder: Path, name: str) -> Path:
    """Write a certificate for a name, or this computer's number, that it signed itself; with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    alternative = x509.IPAddress(ip_address(name)) if name == HERE else x509.DNSName(name)
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    file = folder / f"{name}.pem"
    file.write_bytes(
        made.public_bytes(Encoding.PEM) + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    return file
