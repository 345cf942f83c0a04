"""Settings of the tests: a folder of their own, static files as they are, passwords hashed quickly."""

from __future__ import annotations

import os
import tempfile

_KEPT = {"HAVENKEEP_DATABASE_URL", "HAVENKEEP_NATIONAL_FILE", "HAVENKEEP_TEST_KILLS"}
for _name in [name for name in os.environ if name.startswith("HAVENKEEP_") and name not in _KEPT]:
    del os.environ[_name]
_FOLDER = tempfile.TemporaryDirectory(prefix="havenkeep-tests-")
os.environ["HAVENKEEP_DATA"] = _FOLDER.name

from havenkeep.config.settings import *  # noqa: E402, F403
from havenkeep.config.settings import (  # noqa: E402
    EVIDENCE_KEY_FILE,
    INCOMING,
    PASSWORD_HASHERS,
    STATIC_ROOT,
    STORAGES,
)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(exist_ok=True)
EVIDENCE_KEY_FILE.parent.mkdir(exist_ok=True)
EVIDENCE_KEY_FILE.write_text("5a" * 32)
INCOMING.mkdir(exist_ok=True)
FILE_UPLOAD_TEMP_DIR = INCOMING
