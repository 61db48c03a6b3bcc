"""The demo's user ends with the demo."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from monogram.companies.models import User

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
