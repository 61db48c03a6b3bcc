"""The demo's user ends with the demo."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from monogram.common import clock
from monogram.companies.models import User
from monogram.companies.sign_in import TRIES_PER_ADDRESS, TRIES_PER_NAME

PASSWORD = "a long enough password"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_demo_user", "is_demo_mode", "lets_in"),
    [(False, False, True), (False, True, True), (True, True, True), (True, False, False)],
)
def test_the_demo_user_signs_in_in_demo_mode_only(
    client: Client, settings: Settings, is_demo_user: bool, is_demo_mode: bool, lets_in: bool
) -> None:
    User.objects.create_superuser("staff@example.org", PASSWORD, is_demo=is_demo_user)
    settings.MONOGRAM_DEMO = is_demo_mode
    assert client.login(username="staff@example.org", password=PASSWORD) is lets_in


@pytest.mark.django_db
def test_a_session_of_the_demo_user_ends_with_demo_mode(client: Client, settings: Settings) -> None:
    settings.MONOGRAM_DEMO = True
    User.objects.create_superuser("staff@example.org", PASSWORD, is_demo=True)
    client.login(username="staff@example.org", password=PASSWORD)
    assert client.get("/admin/").status_code == 200

    settings.MONOGRAM_DEMO = False

    assert client.get("/admin/").status_code == 302


NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


def sign_in(client: Client, password: str, *, name: str = "staff@example.org", address: str = "192.0.2.1") -> str:
    """What the sign-in page answers; "" where it lets in."""
    answer = client.post("/admin/login/", {"username": name, "password": password}, REMOTE_ADDR=address)
    return "" if answer.status_code == 302 else answer.content.decode()


@pytest.mark.django_db
def test_passwords_cannot_be_guessed_at_leisure(client: Client) -> None:
    User.objects.create_superuser("staff@example.org", PASSWORD)
    with clock.frozen(NOON):
        for _ in range(TRIES_PER_ADDRESS):
            assert "Too many tries" not in sign_in(client, "a wrong password")

        assert "Too many tries. Wait 15 minutes" in sign_in(client, PASSWORD)
        assert sign_in(client, PASSWORD, address="192.0.2.2") == ""

        clock.advance(timedelta(minutes=15))
        assert sign_in(client, PASSWORD) == ""


@pytest.mark.django_db
def test_one_name_cannot_be_tried_from_everywhere(client: Client) -> None:
    User.objects.create_superuser("staff@example.org", PASSWORD)
    with clock.frozen(NOON):
        for number in range(TRIES_PER_NAME):
            sign_in(client, "a wrong password", name=" Staff@Example.org", address=f"198.51.100.{number}")
        assert "Too many tries" in sign_in(client, PASSWORD)
        assert "Too many tries" not in sign_in(client, PASSWORD, name="colleague@example.org")


@pytest.mark.django_db
def test_who_gets_in_begins_anew(client: Client) -> None:
    User.objects.create_superuser("staff@example.org", PASSWORD)
    with clock.frozen(NOON):
        for _ in range(3):
            for _ in range(TRIES_PER_ADDRESS - 1):
                sign_in(client, "a wrong password")
            assert sign_in(client, PASSWORD) == ""
            client.logout()
