"""Suppliers' folders in the back office: secrets go in and never come out, and a test says what is wrong."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.servers.ssh import USER, SshServer, ssh_server

from monogram.common import clock
from monogram.companies.models import Company
from monogram.jobs.testing import run_due_jobs
from monogram.suppliers.models import FolderIntegration, ReceivedFile
from monogram.suppliers.services import enable_push
from monogram.transports.folder import open_folder
from monogram.transports.host_keys import fingerprint, pinned_keys

pytestmark = pytest.mark.django_db
CONFIRMED = {"_form_submitted": "1"}


@pytest.fixture
def staff(admin_client: Client, settings: Settings) -> Client:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    return admin_client


def filled_in(supplier: Company, **fields: Any) -> dict[str, Any]:
    return {
        "supplier": supplier.pk,
        "is_enabled": "on",
        "protocol": "sftp",
        "host": "127.0.0.1",
        "port": 22,
        "username": USER,
        "file_format": "xml",
        "poll_seconds": 300,
        **fields,
    }


def save(staff: Client, supplier: Company, **fields: Any) -> FolderIntegration:
    found = FolderIntegration.objects.filter(supplier=supplier).first()
    address = "add" if found is None else "change"
    page = reverse(f"admin:suppliers_folderintegration_{address}", args=[found.pk] if found else [])
    answer = staff.post(page, filled_in(supplier, **fields))
    assert answer.status_code == 302, answer.content.decode()
    return FolderIntegration.objects.get(supplier=supplier)


def do(staff: Client, what: str, integration: FolderIntegration, method: str = "post", **fields: Any) -> str:
    """An action's words on the page that follows."""
    page = reverse(f"admin:suppliers_folderintegration_{what}", args=[integration.pk])
    answer = staff.get(page) if method == "get" else staff.post(page, {"_form_submitted": "1", **fields})
    target = answer.headers.get("HX-Redirect") or answer.headers.get("Location")
    return html.unescape((staff.get(target) if target else answer).content.decode())


def test_secrets_are_kept_encrypted_and_stay_when_nothing_is_typed(staff: Client, supplier: Company) -> None:
    integration = save(staff, supplier, password="ink & paper")
    assert "ink" not in integration.encrypted_password
    page = reverse("admin:suppliers_folderintegration_change", args=[integration.pk])
    assert "ink & paper" not in html.unescape(staff.get(page).content.decode())

    changed = save(staff, supplier, folder="drop", password="")

    assert (changed.folder, changed.folder_settings.password) == ("drop", "ink & paper")
    assert changed.public_key == integration.public_key


def test_what_a_protocol_needs_is_asked_for(staff: Client, supplier: Company) -> None:
    page = reverse("admin:suppliers_folderintegration_add")
    for fields, reason in (
        ({"host": ""}, "Enter the name of the server."),
        ({"username": ""}, "Enter the user name that the server knows."),
        ({"protocol": "s3"}, "Enter the name of the bucket."),
        ({"protocol": "local", "folder": "drop"}, "Enter the whole path of the folder, from / on."),
    ):
        assert reason in staff.post(page, filled_in(supplier, **fields)).content.decode()
    assert not FolderIntegration.objects.exists()


def test_a_supplier_has_one_integration_of_either_kind(staff: Client, supplier: Company) -> None:
    enable_push(supplier=supplier, url="https://supplier.example/")

    page = staff.post(reverse("admin:suppliers_folderintegration_add"), filled_in(supplier)).content.decode()

    assert "has a push integration already: an order would be made twice." in page
    assert not FolderIntegration.objects.exists()


def signing_in(server: SshServer) -> dict[str, Any]:
    return {"port": server.settings.port, "password": server.settings.password, "host_key": server.settings.host_key}


def test_a_test_goes_step_by_step_and_says_what_is_wrong(staff: Client, supplier: Company, tmp_path: Path) -> None:
    with ssh_server(tmp_path) as server:
        integration = save(staff, supplier, **{**signing_in(server), "password": "wrong"})
        FolderIntegration.objects.update(trouble="Old trouble", trouble_at=clock.now())
        page = do(staff, "test_connection", integration)
        assert "The folder cannot be used yet." in page
        assert "✓ Server's identity" in page
        assert "✗ Sign-in: The server does not let factory in: check user name and password" in page
        assert FolderIntegration.objects.get().trouble == "Old trouble"

        save(staff, supplier, **signing_in(server))
        FolderIntegration.objects.update(trouble="Old trouble", trouble_at=clock.now())
        page = do(staff, "test_connection", integration)

    assert "The folder can be used." in page
    assert "✓ Delete" in page
    assert "✗" not in page
    assert FolderIntegration.objects.get().trouble == ""
    assert list(tmp_path.iterdir()) == []


def test_a_host_key_is_trusted_after_its_fingerprint_was_shown(
    staff: Client, supplier: Company, tmp_path: Path
) -> None:
    with ssh_server(tmp_path) as server:
        integration = save(staff, supplier, **{**signing_in(server), "host_key": ""})
        [key] = pinned_keys(server.settings.host_key)
        page = do(staff, "trust_host_key", integration, "get")
        assert fingerprint(key) in page
        assert FolderIntegration.objects.get().host_key == ""

        line = f"[127.0.0.1]:{server.settings.port} {server.settings.host_key.split(' ', 1)[1].strip()}"
        assert line in page
        assert "The host key is trusted" in do(staff, "trust_host_key", integration, host_key=line)
        with open_folder(FolderIntegration.objects.get().folder_settings) as folder:
            assert folder.files() == []


def test_our_public_key_opens_the_folder_that_authorised_it(staff: Client, supplier: Company, tmp_path: Path) -> None:
    integration = save(staff, supplier, uses_key="on")
    assert integration.public_key.startswith("ssh-ed25519 ")
    assert integration.public_key in do(staff, "show_public_key", integration, "get")
    assert integration.folder_settings.private_key
    assert integration.folder_settings.password == ""


def test_received_files_are_listed_with_their_reasons(staff: Client, supplier: Company) -> None:
    integration = save(staff, supplier)
    received = ReceivedFile.objects.create(
        integration=integration,
        folder="stock",
        name="<b>.csv",
        sha256="0" * 64,
        size=3,
        state="refused",
        detail="No SKU",
    )

    page = staff.get(reverse("admin:suppliers_receivedfile_changelist")).content.decode()
    assert "&lt;b&gt;.csv" in page
    assert "No SKU" in page
    page = staff.get(reverse("admin:suppliers_receivedfile_change", args=[received.pk])).content.decode()
    assert "Refused" in page


def test_poll_now_waits_for_the_look_and_says_what_was_found(
    staff: Client, supplier: Company, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a folder with a report that is being written
    settings.MONOGRAM_LOCAL_DROPS = [str(tmp_path)]
    integration = save(staff, supplier, protocol="local", folder=str(tmp_path))
    (tmp_path / "stock").mkdir()
    (tmp_path / "stock" / "a.csv").write_text("sku,quantity_available\nMUG,1\n")

    # When it is looked into
    asked = staff.post(reverse("admin:suppliers_folderintegration_poll_now", args=[integration.pk]), CONFIRMED)
    waiting = staff.get(asked.headers["HX-Redirect"]).content.decode()
    run_due_jobs()
    looked = html.unescape(staff.get(asked.headers["HX-Redirect"], follow=True).content.decode())

    # Then the page asks again until there is an answer
    assert "The folder is being looked into." in waiting
    assert '<meta http-equiv="refresh" content="2">' in waiting
    assert "The folder was looked into. 1 file left for the next look." in looked
    assert "http-equiv" not in looked

    # And what is wrong is said as well
    settings.MONOGRAM_LOCAL_DROPS = []
    asked = staff.post(reverse("admin:suppliers_folderintegration_poll_now", args=[integration.pk]), CONFIRMED)
    run_due_jobs()
    wrong = html.unescape(staff.get(asked.headers["HX-Redirect"], follow=True).content.decode())
    assert "Not everything could be taken: " in wrong
    again = do(staff, "poll_now", integration)
    assert "It is left alone for now: " in again
    assert "then choose Test connection." in again


def test_a_page_that_waits_for_a_look_without_end_stops_asking(staff: Client, supplier: Company) -> None:
    integration = save(staff, supplier)
    page = reverse("admin:suppliers_folderintegration_change", args=[integration.pk])
    begun = clock.now() - timedelta(minutes=2)

    late = staff.get(page, {"looking_since": begun.isoformat()}, follow=True).content.decode()
    nonsense = staff.get(page, {"looking_since": "2026-13-77"})

    assert "It takes its time." in late
    assert "http-equiv" not in late
    assert nonsense.status_code == 200


def test_the_usual_port_is_an_empty_field(staff: Client, supplier: Company) -> None:
    integration = save(staff, supplier, port="")
    assert (integration.port, integration.folder_settings.used_port) == (0, 22)

    page = staff.get(reverse("admin:suppliers_folderintegration_change", args=[integration.pk])).content.decode()

    [field] = re.findall(r'<input[^>]*name="port"[^>]*>', page)
    assert "value=" not in field
    assert "Is enabled" not in page
