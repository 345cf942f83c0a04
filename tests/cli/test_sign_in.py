"""Signing in with a real browser's rules for cookies: over plain HTTP by name and address, and over HTTPS."""

from __future__ import annotations

import datetime as dt
import http.client
import ipaddress
import re
import socket
import ssl
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from havenkeep.upkeep import setup_key
from tests.installation import Installation, wait_for

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
EMAIL, PASSWORD = "alice.fenn@example.org", "three purple teapots"
MAKE_ALICE = f"""
import django; django.setup()
from tests.world import make_world
world = make_world()
print(world.alice.email == "{EMAIL}")
"""


class Browser:
    """Keeps cookies as browsers do, and finds every name on this computer."""

    def __init__(self, *, trusted: Path | None = None) -> None:
        self.cookies = CookieJar()
        context = ssl.create_default_context(cafile=trusted) if trusted else ssl.create_default_context()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), _Http(), _Https(context=context)
        )

    def get(self, url: str) -> tuple[str, str]:
        """Return where one ends and what stands there."""
        with self.opener.open(url, timeout=10) as response:
            return response.url, response.read().decode()

    def sign_in(self, base: str) -> tuple[str, str]:
        url, page = self.get(f"{base}/account/sign-in/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, page
        form = {"csrfmiddlewaretoken": token[1], "login": EMAIL, "password": PASSWORD}
        asked = urllib.request.Request(
            url,
            data=urllib.parse.urlencode(form).encode(),
            headers={"Origin": base, "Referer": url},
        )
        with self.opener.open(asked, timeout=20) as response:
            return response.url, response.read().decode()


class _HereConnection(http.client.HTTPConnection):
    def connect(self) -> None:
        self.sock = socket.create_connection(("127.0.0.1", self.port), self.timeout)


class _HereTlsConnection(http.client.HTTPSConnection):
    def connect(self) -> None:
        plain = socket.create_connection(("127.0.0.1", self.port), self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)


class _Http(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_HereConnection, req)


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_HereTlsConnection, req, context=self._context)


@pytest.fixture
def with_alice(installation: Installation) -> Installation:
    installation.run("doctor")
    assert installation.python(MAKE_ALICE).strip() == "True"
    return installation


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """Give a certificate for this computer's own address, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = tmp_path / "cert.pem", tmp_path / "key.pem"
    cert_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return cert_file, key_file


def test_over_plain_http_on_the_network_signing_in_does_not_loop(with_alice: Installation) -> None:
    name = socket.gethostname().lower()
    with with_alice.started("--lan") as running:
        links = re.findall(rf"http://[^\s/]+:{running.port}$", running.said, re.MULTILINE)
        assert f"http://{name}:{running.port}" in links
        for base in links:
            url, page = Browser().sign_in(base)
            assert url.startswith(f"{base}/homes/"), page
            assert "Thistlewick House" in page


def test_over_https_signing_in_works_and_cookies_stay_on_https(
    with_alice: Installation, certificate: tuple[Path, Path]
) -> None:
    cert, key = certificate
    with with_alice.started("--tls-cert", str(cert), "--tls-key", str(key)) as running:
        base = f"https://127.0.0.1:{running.port}"
        assert f"{base}\n" in running.said
        browser = Browser(trusted=cert)
        url, page = browser.sign_in(base)
        assert url.startswith(f"{base}/homes/"), page
        assert "Thistlewick House" in page
        assert {cookie.secure for cookie in browser.cookies} == {True}


def test_once_someone_has_an_account_the_set_up_link_is_gone(with_alice: Installation) -> None:
    setup_key.read_or_make(with_alice.data)
    with with_alice.started():
        wait_for(lambda: not setup_key.read(with_alice.data))
    with with_alice.started() as again:
        assert "/setup/" not in again.said
