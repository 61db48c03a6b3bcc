"""Error e-mails in the back office."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from monogram.mail import services
from monogram.mail.models import Digest

pytestmark = pytest.mark.django_db
LIST = reverse("admin:mail_digest_changelist")


def test_the_list_says_what_waits_and_why(admin_client: Client, settings: Settings) -> None:
    settings.EMAIL_HOST = "127.0.0.1"
    assert "No error has been told by e-mail" in admin_client.get(LIST).content.decode()
    for text in ("Order ONE: refused", "Order TWO: <b>refused</b>"):
        services.gather(to="errors@factory.example", subject_key="push 1", about="Push to Printer (1)", text=text)
    Digest.objects.update(last_error="The mail server refused the address (550 No such user)")

    listed = admin_client.get(LIST).content.decode()
    shown = admin_client.get(reverse("admin:mail_digest_change", args=[Digest.objects.get().pk])).content.decode()

    for words in ("Push to Printer (1)", "errors@factory.example", "(550 No such user)"):
        assert words in listed
    assert "Order ONE: refused" in shown
    assert "Order TWO: &lt;b&gt;refused" in shown
