"""Who keeps an integration hears of what went wrong: what happened, why, what to do, and where to look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.callbacks.world import make_order
from tests.common.receiver import Receiver, answer, receiving
from tests.servers.smtp import MailServer, mail_server, use_mail_server

from monogram.common import clock
from monogram.companies.models import User
from monogram.jobs.testing import run_due_jobs
from monogram.mail.jobs import send_due_digests
from monogram.oms import polling, push
from monogram.oms.status import change_status
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import Actor, Party
from monogram.suppliers.models import FolderIntegration, PushIntegration
from monogram.suppliers.services import enable_push
from monogram.transports.services import save_folder

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
TO = "errors@factory.example"
STAFF = Actor(Party.STAFF, "Ada")


@pytest.fixture(autouse=True)
def noon(settings: Settings) -> Iterator[None]:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with clock.frozen(NOON):
        yield


@pytest.fixture
def mails(settings: Settings) -> Iterator[MailServer]:
    with mail_server() as server:
        use_mail_server(settings, server)
        yield server


@pytest.fixture
def factory() -> Iterator[Receiver]:
    with receiving() as server:
        yield server


def pushed(factory: Receiver, external_ref: str, errors_to: str = TO) -> Order:
    order = make_order(external_ref)
    assert order.supplier
    enable_push(supplier=order.supplier, url=factory.origin)
    PushIntegration.objects.update(errors_to=errors_to)
    push.send_to_supplier(order.pk)
    return order


def text_of_only(mails: MailServer) -> str:
    send_due_digests.enqueue()
    run_due_jobs()
    [mail] = mails.received
    return " ".join(mail.get_content().split())


def folder_of(path: Path, settings: Settings) -> FolderIntegration:
    settings.MONOGRAM_LOCAL_DROPS = [str(path)]
    supplier = make_order("FOLDER").supplier
    folder = FolderIntegration(
        supplier=supplier, is_enabled=True, protocol="local", folder=str(path), errors_to=TO, poll_seconds=300
    )
    save_folder(folder)
    return folder


def look(folder: FolderIntegration, times: int = 1) -> None:
    for _ in range(times):
        polling.poll_folder.enqueue(folder.pk)
        run_due_jobs()
        clock.advance(timedelta(minutes=5))


def test_orders_that_were_refused_are_told_together(mails: MailServer, factory: Receiver) -> None:
    factory.behaviour = answer(401, b"Unknown key")
    orders = [pushed(factory, ref) for ref in ("ONE", "TWO")]
    run_due_jobs()

    text = text_of_only(mails)

    assert mails.received[0]["Subject"] == "2 errors: Push to Printer (62000)"
    for order in orders:
        assert (
            f"Order {order.external_ref} ({order.ref}): The supplier refused the order: the answer was 401: "
            "Unknown key Next: Put right what it names, then release the order: it is sent again then. "
            f"https://monogram.example/admin/orders/order/{order.pk}/change/"
        ) in text


def test_an_order_that_was_given_up_is_told(mails: MailServer, factory: Receiver) -> None:
    factory.behaviour = answer(500)
    pushed(factory, "ONE")
    for _ in range(6):
        run_due_jobs()
        clock.advance(timedelta(hours=2))

    assert "The supplier could not be reached: the answer was 500: ok" in text_of_only(mails)


def test_a_failure_of_an_order_that_is_being_made_stops_nothing_and_is_told(
    mails: MailServer, factory: Receiver
) -> None:
    factory.behaviour = answer(422)
    order = pushed(factory, "ONE")
    change_status(order_id=order.pk, to=OrderStatus.IN_PRODUCTION, actor=STAFF)
    run_due_jobs()

    order.refresh_from_db()
    assert order.status == OrderStatus.IN_PRODUCTION
    last = order.events.order_by("-sequence")[0]
    assert (last.kind, last.detail) == ("supplier_not_told", "The supplier refused the order: the answer was 422: ok")
    assert "The order is In Production already: see whether its supplier has it whole." in text_of_only(mails)


def test_a_change_that_the_supplier_could_not_be_told_is_told(mails: MailServer, factory: Receiver) -> None:
    order = pushed(factory, "ONE")
    run_due_jobs()
    factory.behaviour = answer(410)
    change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=STAFF)
    run_due_jobs()

    assert "could not be told of a change (Cancelled now): the answer was 410" in text_of_only(mails)


def test_without_an_address_nobody_is_told(mails: MailServer, factory: Receiver) -> None:
    factory.behaviour = answer(401)
    pushed(factory, "ONE", errors_to="")
    run_due_jobs()
    send_due_digests.enqueue()
    run_due_jobs()

    assert mails.received == []


def test_a_file_that_was_refused_is_told(mails: MailServer, settings: Settings, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, settings)
    (tmp_path / "shipments").mkdir()
    (tmp_path / "shipments" / "a.csv").write_text("tracking,order_item_id\nRM1,999999\n")

    look(folder, 2)

    assert (tmp_path / "shipments" / "a.csv.error").exists()
    text = text_of_only(mails)
    assert "The file shipments/a.csv was refused. line 2" in text
    assert f"https://monogram.example/admin/suppliers/receivedfile/?integration__id__exact={folder.pk}" in text
    client = Client()
    client.force_login(User.objects.create_superuser("staff@monogram.example", "a long password", name="Grace"))
    assert client.get(f"/admin/suppliers/receivedfile/?integration__id__exact={folder.pk}").status_code == 200


def test_a_folder_that_cannot_be_used_is_told_once_a_day(mails: MailServer, settings: Settings, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "gone", settings)
    settings.MONOGRAM_LOCAL_DROPS = []

    look(folder, 3)

    text = text_of_only(mails)
    assert mails.received[0]["Subject"] == "An error: Folder of Printer (62000)"
    assert "The folder cannot be looked into." in text
    assert f"/admin/suppliers/folderintegration/{folder.pk}/change/" in text
