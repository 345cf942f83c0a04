"""Settings that keep people safe, as they come out of the environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import havenkeep

SOURCE = Path(havenkeep.__file__).parent
SHOWN = [
    "ALLOWED_HOSTS",
    "COOKIE_PREFIX",
    "CSRF_COOKIE_SECURE",
    "CSRF_TRUSTED_ORIGINS",
    "DEBUG",
    "PASSWORD_HASHERS",
    "CSRF_COOKIE_NAME",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "TIME_ZONE",
    "SECRET_KEY",
]
SHOW = f"""
import json
from havenkeep.config import settings
print(json.dumps({{name: getattr(settings, name, None) for name in {SHOWN}}}))
"""


def settings_with(data: Path, **environment: str) -> dict[str, Any]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HAVENKEEP_")}
    told = subprocess.run(
        [sys.executable, "-c", SHOW],
        env=kept | {"HAVENKEEP_DATA": str(data)} | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def test_over_plain_http_cookies_come_back(tmp_path: Path) -> None:
    found = settings_with(tmp_path)
    assert not found["SESSION_COOKIE_SECURE"]
    assert not found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_PROXY_SSL_HEADER"] is None
    assert not found["DEBUG"]


def test_over_https_cookies_stay_there(tmp_path: Path) -> None:
    found = settings_with(tmp_path, HAVENKEEP_HTTPS="1")
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert found["CSRF_COOKIE_NAME"] == "__Host-csrftoken"
    assert found["COOKIE_PREFIX"] == "__Host-"


def test_every_cookie_that_we_set_has_the_name_that_holds_it_to_this_host() -> None:
    setting = [path for path in SOURCE.rglob("*.py") if ".set_cookie(" in path.read_text("utf-8")]
    assert setting
    assert [path for path in setting if "settings.COOKIE_PREFIX" not in path.read_text("utf-8")] == []


def test_browsers_are_held_to_https_only_where_a_proxy_keeps_the_certificate(tmp_path: Path) -> None:
    assert settings_with(tmp_path, HAVENKEEP_HTTPS="1")["SECURE_HSTS_SECONDS"] == 0
    found = settings_with(tmp_path, HAVENKEEP_BEHIND_PROXY="1", HAVENKEEP_HOSTS="care.example.org")
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000


def test_forwarded_headers_are_believed_only_behind_a_proxy(tmp_path: Path) -> None:
    found = settings_with(tmp_path, HAVENKEEP_BEHIND_PROXY="1", HAVENKEEP_HOSTS="care.example.org")
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://care.example.org"]
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]", "care.example.org"]


def test_passwords_are_kept_as_argon2_and_the_day_is_londons(tmp_path: Path) -> None:
    found = settings_with(tmp_path)
    assert found["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert found["TIME_ZONE"] == "Europe/London"


def test_the_secret_comes_from_its_file_and_is_never_a_known_one(tmp_path: Path) -> None:
    assert settings_with(tmp_path)["SECRET_KEY"] != settings_with(tmp_path)["SECRET_KEY"]
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "secret-key").write_text("kept in the file\n")
    assert settings_with(tmp_path)["SECRET_KEY"] == "kept in the file"
