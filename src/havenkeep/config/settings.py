"""Django's settings, from the environment and the data folder. One file for every installation."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url

from havenkeep.config.environment import LOG_NAME, Environment
from havenkeep.config.logs import logging_config

ENVIRONMENT = Environment.read()
DATA = ENVIRONMENT.data
PACKAGE = Path(__file__).resolve().parent.parent
SECRET_FILE = DATA / "secrets" / "secret-key"

# Commands write the file before Django loads; a type check or a build has no data folder and needs none.
SECRET_KEY = SECRET_FILE.read_text().strip() if SECRET_FILE.is_file() else secrets.token_urlsafe(50)
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *ENVIRONMENT.hosts]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ENVIRONMENT.hosts if ENVIRONMENT.behind_proxy]

ROOMS = [
    "audit", "design", "background", "mail", "identity", "standards", "directory", "organisations",
    "importing", "jobs", "evidence", "people", "privacy", "governance", "joining",
    "keycards", "training", "needs", "talks", "lessons", "assessment", "reports", "web", "upkeep",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    *(f"havenkeep.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    "havenkeep.config.logs.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "havenkeep.web.caching.never_kept",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "havenkeep.keycards.gate.OwnSittings",
    "havenkeep.identity.protection.gate.Gate",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "havenkeep.web.errors.Faults",
]
ROOT_URLCONF = "havenkeep.config.urls"
WSGI_APPLICATION = "havenkeep.config.wsgi.application"
CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.messages.context_processors.messages",
    "havenkeep.web.navigation.chrome",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "havenkeep.design.environment.environment",
            "context_processors": CONTEXT_PROCESSORS,
        },
    },
]

_SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "havenkeep.sqlite3",
    "OPTIONS": {
        # Without IMMEDIATE, a read that turns into a write fails "database is locked" under load.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
    },
}
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=60)
    if ENVIRONMENT.database_url
    else _SQLITE
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# What is counted against guessing lies here. Past the most entries, 300 unless said, live ones are dropped:
# made-up e-mails would have the server forget what it counted of a real one. In the hour that entries live,
# two processors cannot be made to write as many as this.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 250_000},
    },
}

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "havenkeep.identity.passwords.OwnNamesValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:start"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "havenkeep.identity.adapter.ClosedSignUp"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "havenkeep.identity.forms.SignInForm",
    "reauthenticate": "havenkeep.identity.protection.forms.PasswordAgainForm",
}
ACCOUNT_SESSION_REMEMBER = False
# Guessing at passwords is limited in identity/limits.py; this is for codes, which only come after a password.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "10/5m/key"}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_ADAPTER = "havenkeep.identity.openid.adapter.Accounts"
SOCIALACCOUNT_PROVIDERS = ENVIRONMENT.openid.providers() if ENVIRONMENT.openid else {}
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# A link to the issuer and not a form: it sends people on, which the rule for forms below would stop.
SOCIALACCOUNT_LOGIN_ON_GET = True
MFA_ADAPTER = "havenkeep.identity.protection.adapter.SecondSteps"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "havenkeep.identity.protection.forms.SecondStepForm",
    "reauthenticate": "havenkeep.identity.protection.forms.CodeAgainForm",
    "activate_totp": "havenkeep.identity.protection.forms.NewAppForm",
    "add_webauthn": "havenkeep.identity.protection.forms.NewPasskeyForm",
    "authenticate_webauthn": "havenkeep.identity.protection.forms.PasskeyForm",
    "reauthenticate_webauthn": "havenkeep.identity.protection.forms.PasskeyAgainForm",
    "login_webauthn": "havenkeep.identity.protection.forms.PasskeySignInForm",
    "generate_recovery_codes": "havenkeep.identity.protection.forms.NewCodesForm",
}
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
# Seconds that asking for a link by mail takes, whether or not there is such an account.
FORGOTTEN_TAKES = 0.5
# Minutes without a page after which a session asks again who is there.
IDLE_MINUTES = ENVIRONMENT.idle_minutes
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.behind_proxy else 0

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
# A Secure cookie over plain HTTP on the office network is never sent back: the sign-in would loop.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
# A browser takes a __Host- cookie from this host alone, whole and over HTTPS.
COOKIE_PREFIX = "__Host-" if ENVIRONMENT.https else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "havenkeep.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if ENVIRONMENT.https else None
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_proxy else None
# Not with a certificate of one's own: once it has expired, browsers would let nobody past for a year.
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENVIRONMENT.behind_proxy else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "object-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# What is sent waits in the data folder, not in one that other accounts of the computer share.
INCOMING = DATA / "incoming"
FILE_UPLOAD_TEMP_DIR = INCOMING if INCOMING.is_dir() else None
FILE_UPLOAD_HANDLERS = [
    "havenkeep.evidence.receiving.WholeRequestLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 20
LARGEST_PROOF_BYTES = ENVIRONMENT.largest_proof_mib * 1024 * 1024
LARGEST_REQUEST_BYTES = 5 * LARGEST_PROOF_BYTES
EVIDENCE_FOLDER = DATA / "evidence"
EVIDENCE_KEY_FILE = DATA / "secrets" / "evidence-key"
CLAMD = ENVIRONMENT.clamd
SMTP_URL = ENVIRONMENT.smtp_url
EMAIL_BACKEND = "havenkeep.mail.backend.Outbox"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = DEBUG
MIGRATION_MODULES: dict[str, str] = {}
# The constraint on the case-folded e-mail makes it unique; the check only knows plain ones.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
LOGGING = logging_config(
    folder=DATA / "logs", level=ENVIRONMENT.log_level, name=os.environ.get(LOG_NAME, "havenkeep")
)
