"""Whatever is sent to any address, the answer is a page with its guards on, never an error of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse

from havenkeep.identity.models import User
from tests.architecture.walk import NOBODY, Row, Walk, rows

EVERY_ROW = pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
TEXTS: Final = (
    "\x00",
    "' OR 1=1; --",
    "<script>alert(1)</script>",
    "../../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "9" * 400,
    "-1",
    "1e999",
    "\U0001f600\u202e\u0301" * 50,
    "é" * 20_000,
    "javascript:alert(1)",
    "https://user:pass@[::1%25eth0]:99999/\r\nX: y",
)
HEADERS: Final[Mapping[str, str]] = {
    "HTTP_COOKIE": "sessionid=" + "a" * 5000 + "; csrftoken=\x7f; messages=[[",
    "HTTP_X_FORWARDED_FOR": "', (select 1), 999.999.999.999",
    "HTTP_X_REQUEST_ID": "\r\nSet-Cookie: a=b",
    "HTTP_REFERER": "javascript:alert(1)",
    "HTTP_ACCEPT_LANGUAGE": "xx-" * 400,
    "HTTP_USER_AGENT": "() { :; }; \x00",
    "HTTP_IF_MODIFIED_SINCE": "Thu, 99 Foo 0000 99:99:99 GMT",
    "HTTP_RANGE": "bytes=0-,5-,-1",
}
BODIES: Final = (
    ("application/json", b'{"a": ' + b"[" * 3000),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=a"),
    ("multipart/form-data", b"no boundary"),
    ("application/x-www-form-urlencoded; charset=utf-99", b"a=%ff%fe&a=%00"),
    ("text/\x00", b"\xff\xfe"),
)


@pytest.fixture(autouse=True)
def sample(monkeypatch: pytest.MonkeyPatch, walk: Walk) -> None:
    """Let Larkfield be the sample, which takes seconds to make."""
    monkeypatch.setattr("havenkeep.sample.views.make_sample", lambda at: walk.world.larkfield)


class Boxes(HTMLParser):
    """The names of what can be filled in on a page, with the value that stands there, and of its files."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.named: dict[str, str] = {}
        self.files: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name = told.get("name")
        if name is None or tag not in {"input", "select", "textarea", "button"}:
            return
        if told.get("type") == "file":
            self.files.add(name)
        else:
            self.named.setdefault(name, told.get("value") or "")


def send(walk: Walk, address: str, *, method: str, user: User | None, **extra: Any) -> HttpResponse:
    """Go there as that person and undo what it did. An error of ours comes out as itself."""
    client = walk.client(user)
    with transaction.atomic():
        asked = ("POST", address) if method == "generic" else (address,)
        response: Any = getattr(client, method)(*asked, **extra)
        transaction.set_rollback(True)
    return response


def batched_by_three(texts: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield them three at a time; the last ones begin again at the front."""
    for start in range(0, len(texts), 3):
        one, two, three = (texts[(start + step) % len(texts)] for step in range(3))
        yield one, two, three


def askers(walk: Walk, row: Row) -> Iterator[User | None]:
    """Yield who gets furthest there, and nobody."""
    yield None
    for name in ("olive", "gina", "alice", "bob"):
        user = walk.people[name]
        if 403 not in (found := walk.expects(row, method="GET", user=user)) and 404 not in found:
            yield user
            return


def is_guarded(response: HttpResponse) -> bool:
    policy = response.headers.get("Content-Security-Policy", "")
    return (
        all(rule in policy for rule in ("default-src 'none'", "object-src 'none'", "base-uri 'none'"))
        and ("frame-ancestors 'none'" in policy or "frame-ancestors 'self'" in policy)
        and "unsafe" not in policy
        and response.headers.get("X-Content-Type-Options") == "nosniff"
        and response.headers.get("Referrer-Policy") in {"same-origin", "no-referrer"}
        and "Access-Control-Allow-Origin" not in response.headers
    )


@pytest.mark.django_db
@EVERY_ROW
def test_every_answer_is_guarded_and_what_is_personal_is_kept_by_no_browser(walk: Walk, row: Row) -> None:
    for user in askers(walk, row):
        for method in ("get", "post", "put", "options"):
            response = send(walk, walk.address(row), method=method, user=user)
            assert response.status_code < 500
            assert is_guarded(response), (method, dict(response.headers))
            if user is not None and response.status_code == 200:
                assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
@EVERY_ROW
def test_no_address_headers_or_body_make_an_error_of_ours(walk: Walk, row: Row) -> None:
    address = walk.address(row)
    for user in askers(walk, row):
        for one, two, three in batched_by_three(TEXTS if user else TEXTS[:3]):
            query = f"page={quote(one)}&q={quote(two)}&key={quote(three)}&{quote(three)}={quote(one)}"
            assert send(walk, f"{address}?{query}", method="get", user=user).status_code < 500
        assert send(walk, address, method="get", user=user, **HEADERS).status_code < 500
        for kind, body in BODIES:
            sent = send(walk, address, method="generic", user=user, data=body, content_type=kind)
            assert sent.status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row", [row for row in rows() if NOBODY not in {row.read, row.write}], ids=lambda row: row.name
)
def test_no_value_in_any_box_of_any_form_makes_an_error_of_ours(walk: Walk, row: Row) -> None:
    address = walk.address(row)
    for user in askers(walk, row):
        page = send(walk, address, method="get", user=user)
        if page.status_code != 200 or getattr(page, "streaming", False):
            continue
        boxes = Boxes(page.content.decode())
        for text in TEXTS if user else TEXTS[:3]:
            filled: dict[str, Any] = dict.fromkeys(
                boxes.named, text.encode("utf-8", "surrogatepass").decode()
            )
            assert send(walk, address, method="post", user=user, data=filled).status_code < 500
        for name in [*boxes.named, *boxes.files]:
            for text in (["a", "\x00"], SimpleUploadedFile("../x\r\ny.pdf", b"MZ\x00")):
                filled = {**boxes.named, name: text}
                assert send(walk, address, method="post", user=user, data=filled).status_code < 500, name
