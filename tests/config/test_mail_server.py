"""The mail server of MONOGRAM_SMTP_URL."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from monogram.config.mail_server import MailServer, mail_server


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", MailServer()),
        ("smtp://mail.example", MailServer("mail.example", 587, uses_starttls=True)),
        ("smtps://me%40x:p%2Fw%C3%A4@mail.example", MailServer("mail.example", 465, "me@x", "p/wä", uses_tls=True)),
        ("smtp+plain://127.0.0.1:2525", MailServer("127.0.0.1", 2525)),
    ],
)
def test_the_url_names_the_server(url: str, server: MailServer) -> None:
    assert mail_server(url, sender="monogram@example.com") == server


@pytest.mark.parametrize("url", ["smtp://me:s3cr/t@mail.example", "http://me:s3cret@mail.example", "smtp://:s3cret@"])
def test_what_cannot_be_understood_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(ValueError, match="MONOGRAM_SMTP_URL") as refused:
        mail_server(url, sender="monogram@example.com")

    assert "s3cr" not in str(refused.value)


def test_a_sender_is_needed() -> None:
    with pytest.raises(ValueError, match="MONOGRAM_EMAIL_FROM is empty"):
        mail_server("smtp://mail.example", sender="")


def test_an_installation_that_cannot_start_shows_no_password(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "MONOGRAM_DATA_DIR": str(tmp_path),
        "MONOGRAM_SMTP_URL": "smtp://me:s3cr/t@mail.example",
        "MONOGRAM_EMAIL_FROM": "monogram@example.com",
    }
    command = [sys.executable, "-c", "import monogram.config.settings"]

    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert ended.returncode != 0
    assert "MONOGRAM_SMTP_URL is not understood" in ended.stderr
    assert "s3cr" not in ended.stderr
