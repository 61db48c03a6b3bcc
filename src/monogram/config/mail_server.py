"""The mail server of `MONOGRAM_SMTP_URL`."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mails are handed in. No host: nowhere."""

    host: str = ""
    port: int = 0
    username: str = ""
    password: str = ""
    uses_starttls: bool = False
    uses_tls: bool = False


def mail_server(url: str, *, sender: str) -> MailServer:
    """The server that the URL names. Raises ValueError, which never repeats the URL: it holds a password."""
    if not url:
        return MailServer()
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise ValueError(
            "MONOGRAM_SMTP_URL is not understood: write smtp://user:password@host:587, with special characters of the "
            "password percent-encoded"
        ) from None
    if not parts.hostname:
        raise ValueError("MONOGRAM_SMTP_URL names no host: write smtp://user:password@host:587")
    if not sender:
        raise ValueError("MONOGRAM_EMAIL_FROM is empty: with MONOGRAM_SMTP_URL set, e-mails need a sender")
    return MailServer(
        host=parts.hostname,
        port=port,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        uses_starttls=parts.scheme == "smtp",
        uses_tls=parts.scheme == "smtps",
    )
