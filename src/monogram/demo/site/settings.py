"""Settings of the demo sites' own process (`monogram.demo.site.wsgi`). They have no Django models."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

_PLATFORMS_DATA_DIR = Path(os.environ.get("MONOGRAM_DATA_DIR", "data")).resolve()
DATA_DIR = _PLATFORMS_DATA_DIR / "demo-sites"
WORKSHOPS_DIR = _PLATFORMS_DATA_DIR / "workshops"  # the suppliers' own folders
PLATFORM_URL = os.environ.get("MONOGRAM_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
SITES_URL = os.environ.get("MONOGRAM_DEMO_SITES_URL", "http://127.0.0.1:8001").rstrip("/")


def _secret_key() -> str:
    """Made once and kept beside the store."""
    file = DATA_DIR / "secret_key"
    if not file.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text()


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = ["*"]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
ROOT_URLCONF = "monogram.demo.site.urls"
WSGI_APPLICATION = "monogram.demo.site.wsgi.application"
APPEND_SLASH = False
DATABASES: dict[str, dict[str, str]] = {}

# What `monogram.common.http` asks: these sites exist in demo mode only, where loopback is allowed.
MONOGRAM_DEMO = True
MONOGRAM_ALLOWED_NETWORKS: list[str] = []

INSTALLED_APPS = ["django.contrib.messages", "monogram.demo.site"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "monogram.demo.site.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "monogram.demo.site.context.site",
            ]
        },
    }
]

# Cookies know no ports: the platform runs on the same host, so these need names of their own.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "demo_sites_session"
CSRF_COOKIE_NAME = "demo_sites_csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = urlsplit(SITES_URL).scheme == "https"
CSRF_TRUSTED_ORIGINS = [SITES_URL]

STATIC_URL = "/static/"
STATIC_ROOT = Path(__file__).resolve().parents[2] / "static"
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_IMMUTABLE_FILE_TEST = r"/build/assets/.+-[\w-]{8}\."

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"httpx": {"level": "WARNING"}, "pyvips": {"level": "WARNING"}},
}
