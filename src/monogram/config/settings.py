"""Django's settings, made from `environment.Environment`. Only this package wires adapters together."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from monogram.backoffice.unfold import UNFOLD as UNFOLD
from monogram.config.environment import Environment
from monogram.config.mail_server import mail_server

environment = Environment()

DATA_DIR: Path = environment.data_dir.resolve()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)  # addresses and encrypted keys: not for the neighbours


def _secret_key() -> str:
    """The configured key, or one made once and kept in the data folder."""
    if key := environment.secret_key.get_secret_value():
        return key
    file = DATA_DIR / "secret_key"
    if not file.exists():
        _make_secret_key(file)
    return file.read_text()


def _make_secret_key(file: Path) -> None:
    """Whole or not at all, and of processes that start at the same time one makes it."""
    draft = DATA_DIR / f"secret_key-{os.getpid()}"
    draft.touch(mode=0o600)
    try:
        draft.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            file.hardlink_to(draft)
    finally:
        draft.unlink()


def _database(url: str) -> dict[str, Any]:
    """SQLite in the data folder, or the PostgreSQL database that the URL names."""
    if not url:
        return {
            "ENGINE": "monogram.common.sqlite",
            "NAME": DATA_DIR / "monogram.sqlite3",
            "CONN_MAX_AGE": None,
            "TEST": {"NAME": DATA_DIR / "test.sqlite3"},  # a file, so that the tests' worker processes share it
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                "PRAGMA cache_size=-32000;PRAGMA temp_store=MEMORY;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "monogram.common.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or parse_qs(parts.query).get("host", [""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "connect_timeout": 5,
            # While the server is away a request fails after seconds, and so soon after its return the next one works.
            "pool": {
                "min_size": 2,
                "max_size": 2 * environment.web_threads + 4,
                "timeout": 5,
                "reconnect_timeout": 5,
            },
        },
    }


SECRET_KEY: str = _secret_key()
DEBUG: bool = environment.debug
ALLOWED_HOSTS: list[str] = environment.allowed_hosts
MONOGRAM_PUBLIC_URL: str = environment.public_url.rstrip("/")
MONOGRAM_DEMO: bool = environment.demo
MONOGRAM_DEMO_SITES_URL: str = environment.demo_sites_url.rstrip("/")
MONOGRAM_ALLOWED_NETWORKS: list[str] = environment.allowed_networks
MONOGRAM_LOCAL_DROPS: list[str] = environment.local_drops
MONOGRAM_TRUSTED_PROXIES: list[str] = environment.trusted_proxies
MONOGRAM_UPLOAD_MAX_BYTES: int = environment.upload_max_bytes
MONOGRAM_UPLOAD_MAX_PIXELS: int = environment.upload_max_pixels
MONOGRAM_OPEN_IMAGES_PER_HOUR: int = environment.open_images_per_hour
MONOGRAM_WEB_THREADS: int = environment.web_threads

INSTALLED_APPS = [
    "monogram.backoffice",  # before unfold, whose templates it extends
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "django.contrib.admin.apps.SimpleAdminConfig",  # its pages are loaded by `urls`, which workers never do
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "monogram.jobs",
    "monogram.transports",
    "monogram.mail",
    "monogram.companies",
    "monogram.images",
    "monogram.catalogue",
    "monogram.designs",
    "monogram.orders",
    "monogram.suppliers",
    "monogram.artwork",
    "monogram.shipping",
    "monogram.production",
    "monogram.callbacks",
    "monogram.oms",
    "monogram.virtual_products",
    "oauth2_provider",
    "monogram.oauth",
    "monogram.api",
    "monogram.graphql_api",
    "monogram.embed",
    "monogram.portal",
    "monogram.demo",
]
if environment.database_url:
    INSTALLED_APPS.insert(INSTALLED_APPS.index("monogram.jobs"), "procrastinate.contrib.django")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
APPEND_SLASH = False
ROOT_URLCONF = "monogram.config.urls"
WSGI_APPLICATION = "monogram.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": _database(environment.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "companies.User"
AUTHENTICATION_BACKENDS = ["monogram.companies.sign_in.SignInBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
TASKS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "monogram.jobs.procrastinate.ProcrastinateBackend"
        if environment.database_url
        else "monogram.jobs.embedded.EmbeddedBackend",
        "QUEUES": ["default"],
        "OPTIONS": {"LEASE_SECONDS": 30},
    }
}
_mail_server = mail_server(environment.smtp_url.get_secret_value(), sender=environment.email_from)
EMAIL_HOST, EMAIL_PORT = _mail_server.host, _mail_server.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail_server.username, _mail_server.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail_server.uses_starttls, _mail_server.uses_tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.email_from
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # jobs live behind django.tasks; procrastinate has none to find

OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth.ApiClient"
OAUTH2_PROVIDER: dict[str, Any] = {
    "SCOPES_BACKEND_CLASS": "monogram.oauth.scopes.ClientScopes",
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,  # of a token only its checksum is kept
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = environment.time_zone
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [Path(__file__).resolve().parents[1] / "static"]
MEDIA_ROOT = DATA_DIR / "files"
MEDIA_URL = "/files/"
STORAGES = {
    "default": {"BACKEND": "monogram.files.storage.WholeFileStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"/build/assets/.+-[\w-]{8}\."
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
LOGIN_REDIRECT_URL = "/admin/"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = MONOGRAM_PUBLIC_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.trusted_proxies else None
CSRF_TRUSTED_ORIGINS = [MONOGRAM_PUBLIC_URL]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners, each with a traceback
        "httpx": {"level": "WARNING"},
        "oauth2_provider": {"level": "WARNING"},
        "oauthlib": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        "pyvips": {"level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
    },
}
