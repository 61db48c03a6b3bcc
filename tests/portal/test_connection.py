"""How orders reach a supplier, as its people see it in the portal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.callbacks.world import make_order
from tests.common.receiver import Received, answer, receiving
from tests.production.world import printer

from monogram.callbacks.models import Attempt, Channel, Delivery, DeliveryKind, DeliveryStatus
from monogram.common import clock
from monogram.companies.models import Company, CompanyType, Role
from monogram.companies.services import create_api_key
from monogram.oms.connections import Connection
from monogram.suppliers.models import DropshipAccount, FolderIntegration, ReceivedFile
from monogram.suppliers.services import enable_push
from monogram.transports.services import save_folder

SignedIn = Callable[[Company, Role], Client]
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
SECRET = "a-key-that-nobody-sees"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def manager(signed_in: SignedIn, db: None) -> Client:
    return signed_in(printer(), Role.MANAGER)


def page(name: str = "connection", *more: Any, supplier: Company | None = None) -> str:
    return reverse(f"portal-{name}", args=[(supplier or printer()).pk, *more])


def sent(reference: str, *statuses: int | str, channel: Channel = Channel.HTTP, **fields: Any) -> Delivery:
    """A message about a new order, with an attempt a minute for each answer; texts are errors."""
    state = DeliveryStatus.DELIVERED if statuses and statuses[-1] == 200 else DeliveryStatus.FAILED
    given = {"status": state, "attempt_count": len(statuses), "created_at": clock.now() - timedelta(hours=2), **fields}
    delivery = Delivery.objects.create(
        kind=DeliveryKind.SUPPLIER_PUSH, order=make_order(reference), sequence=1, channel=channel, method="POST",
        url="https://factory.example/in?token=" + SECRET, body='{"id":1}', receiver="factory.example", **given,
    )  # fmt: skip
    for number, status in enumerate(statuses, start=1):
        Attempt.objects.create(
            delivery=delivery,
            number=number,
            at=NOON - timedelta(minutes=10 * (len(statuses) - number) + 3),
            url=delivery.url,
            request_headers={"Content-Type": "application/json", "X-CustomGateway-Hmac": SECRET},
            response_status=status if isinstance(status, int) else None,
            response_headers={"server": "nginx", "set-cookie": SECRET},
            response_body="no",
            error=status if isinstance(status, str) else "",
            duration_ms=12,
        )
    return delivery


def health(client: Client) -> list[tuple[str, str]]:
    """What is said of each connection."""
    shown: list[Connection] = client.get(page()).context["connections"]
    return [(each.health.tone, each.health.sentence) for each in shown]


def push_to(url: str = "https://user:pw@factory.example:8443/in?token=" + SECRET) -> Any:
    return enable_push(supplier=printer(), url=url, hmac_key=SECRET)


def folder_at(path: Path, **fields: Any) -> FolderIntegration:
    given = {"supplier": printer(), "is_enabled": True, "protocol": "local", "folder": str(path), **fields}
    folder = FolderIntegration(**given)
    save_folder(folder)
    return folder


def test_a_push_that_works_says_so(manager: Client) -> None:
    push_to()
    sent("ORDER1", 500, 200)

    assert health(manager) == [("success", "Working: last order delivered 3 minutes ago")]
    shown = manager.get(page()).content.decode()
    assert "factory.example:8443" in shown
    assert "HTTP 200 OK" in shown


def test_a_push_that_fails_says_since_when_and_why(manager: Client) -> None:
    push_to()
    sent("ORDER1", 200, 401, 401)

    assert health(manager) == [("danger", "Failing since 11:47: HTTP 401 Unauthorized")]


def test_what_was_given_up_is_counted_when_it_works_again(manager: Client) -> None:
    push_to()
    sent("ORDER1", 500, 500)
    Attempt.objects.update(at=NOON - timedelta(hours=1))
    sent("ORDER2", 200)

    assert health(manager) == [
        ("warning", "Working: last order delivered 3 minutes ago, but 1 message was given up this week")
    ]


@pytest.mark.parametrize(
    ("is_enabled", "said"),
    [
        (True, [("", "No order was sent in the last 30 days")]),
        (
            False,
            [
                ("", "Nothing was fetched in the last 30 days; nothing waits"),
                ("", "Switched off: new orders wait to be fetched"),
            ],
        ),
    ],
)
def test_a_push_without_orders(manager: Client, is_enabled: bool, said: list[tuple[str, str]]) -> None:
    push = push_to()
    push.is_enabled = is_enabled
    push.save()

    assert health(manager) == said


def test_a_folder_that_was_stopped_says_why(manager: Client, tmp_path: Path) -> None:
    folder = folder_at(tmp_path)
    FolderIntegration.objects.filter(pk=folder.pk).update(trouble="The password is wrong", trouble_at=NOON)

    assert health(manager) == [("danger", "Stopped since 12:00: The password is wrong")]


def test_without_a_push_orders_wait_to_be_fetched(manager: Client) -> None:
    sent("ORDER1", channel=Channel.FEED, status=DeliveryStatus.DELIVERED, delivered_at=NOON - timedelta(minutes=5))
    sent("ORDER2", channel=Channel.FEED, status=DeliveryStatus.PENDING)

    assert health(manager) == [("success", "Last fetched 5 minutes ago; 1 message waits")]

    sent("ORDER3", channel=Channel.FEED, status=DeliveryStatus.PENDING, created_at=NOON - timedelta(days=2))
    assert health(manager) == [("warning", "Last fetched 5 minutes ago; 2 messages wait")]


def test_an_accounts_own_way_is_told_apart(manager: Client) -> None:
    shop = Company.objects.create(name="Gift Shop", type=CompanyType.RETAILER)
    account = DropshipAccount.objects.create(retailer=shop, supplier=printer())
    push_to()
    enable_push(account=account, url="https://other.example/in", hmac_key=SECRET)
    sent("ORDER1", 200)
    failed = sent("ORDER2", 404)
    failed.order.secondary_company_ref_id = account.pk
    failed.order.save()

    shown: list[Connection] = manager.get(page()).context["connections"]

    assert [(each.whose, each.where, each.health.tone) for each in shown] == [
        ("All orders", "factory.example:8443", "success"),
        (f"Orders of Gift Shop (account {account.pk})", "other.example", "danger"),
    ]


def test_a_message_opens_to_request_and_answer_without_secrets(manager: Client) -> None:
    delivery = sent("ORDER1", "factory.example could not be reached", 401)

    shown = manager.get(page("message", delivery.pk)).content.decode()

    for words in ("HTTP 401 Unauthorized", "could not be reached", "X-CustomGateway-Hmac: hidden", "server: nginx"):
        assert words in shown
    assert "https://factory.example/…" in shown


def test_no_page_shows_a_secret(manager: Client, tmp_path: Path) -> None:
    push_to()
    account = DropshipAccount.objects.create(
        retailer=Company.objects.create(name="Gift Shop", type=CompanyType.RETAILER), supplier=printer()
    )
    key = create_api_key(company=printer(), name="Warehouse")
    folder = FolderIntegration(account=account, protocol="sftp", host="sftp.example", username="us", uses_key=True)
    folder.set_secret("password", SECRET)
    save_folder(folder)
    delivery = sent("ORDER1", 401)

    pages = [manager.get(address).content.decode() for address in (page(), page("message", delivery.pk))]

    assert SECRET not in "".join(pages)
    assert "user:pw" not in "".join(pages)
    assert "PRIVATE KEY" not in "".join(pages)
    assert str(key) not in "".join(pages)
    assert "Warehouse" in pages[0]
    assert folder.public_key in pages[0]


def test_a_message_is_sent_again(manager: Client) -> None:
    delivery = sent("ORDER1", 500)

    assert manager.post(page("message-again", delivery.pk))["Location"] == page("message", delivery.pk)

    delivery.refresh_from_db()
    assert delivery.replay_at == NOON


def test_the_pages_keep_up_with_what_is_sent(manager: Client) -> None:
    delivery = sent("ORDER1", 500)
    json = {"Accept": "application/json"}

    for address in (page(), page("message", delivery.pk)):
        version = manager.get(address, headers=json).json()["version"]
        assert manager.get(address, {"version": version}, headers=json).status_code == 204
        Delivery.objects.update(replay_at=clock.now(), attempt_count=delivery.attempt_count + len(address))
        assert "Being sent again" in manager.get(address, {"version": version}, headers=json).json()["html"]


def test_what_was_taken_back_is_not_sent_again(manager: Client) -> None:
    delivery = sent("ORDER1", 500, status=DeliveryStatus.WITHDRAWN)

    manager.post(page("message-again", delivery.pk))

    delivery.refresh_from_db()
    assert delivery.replay_at is None


def test_what_an_earlier_supplier_of_an_order_was_told_is_not_shown_or_sent(manager: Client, rival: Company) -> None:
    push_to()
    its, anothers = sent("ITS", 500, supplier=printer()), sent("ANOTHERS", 500, supplier=rival)

    html = manager.get(page()).content.decode()
    manager.post(page("connection-send-failed"), {"since": "2026-11-20T12:00"})

    assert ("ITS" in html, "ANOTHERS" in html) == (True, False)
    assert manager.get(page("message", anothers.pk)).status_code == 404
    assert list(Delivery.objects.filter(replay_at__isnull=False)) == [its]


def test_all_that_was_given_up_since_a_moment_is_sent_again(manager: Client) -> None:
    old = sent("OLD", 500, created_at=NOON - timedelta(days=3))
    new = sent("NEW", 500)
    done = sent("DONE", 200)
    own_callback = Delivery.objects.create(
        kind=DeliveryKind.STATUS_CALLBACK, order=make_order("OWN", company=printer()), sequence=1, method="POST",
        url="https://shop.example/", body="{}", receiver="shop.example", status=DeliveryStatus.FAILED,
    )  # fmt: skip

    manager.post(page("connection-send-failed"), {"since": "2026-11-25T12:00"})

    replayed = Delivery.objects.filter(replay_at=NOON).values_list("pk", flat=True)
    assert list(replayed) == [new.pk]
    assert {old.pk, done.pk, own_callback.pk}.isdisjoint(replayed)
    assert "1 message is being sent again." in manager.get(page()).content.decode()


@pytest.mark.parametrize("since", ["", "yesterday", "2026-13-01T00:00"])
def test_since_when_has_to_be_said(manager: Client, since: str) -> None:
    delivery = sent("ORDER1", 500)

    manager.post(page("connection-send-failed"), {"since": since})

    delivery.refresh_from_db()
    assert delivery.replay_at is None


def test_a_push_is_tried_without_an_order(manager: Client, settings: Any) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with receiving(answer(405, b"")) as receiver:
        push = push_to(f"{receiver.origin}/in")

        shown = manager.post(page("connection-test", "push", push.pk)).content.decode()

    assert [(one.method, one.path, one.body) for one in receiver.received] == [("HEAD", "/in", b"")]
    assert all(SECRET not in str(one.headers) for one in receiver.received if isinstance(one, Received))
    assert "127.0.0.1 answered HTTP 405 Method Not Allowed to a HEAD request" in shown
    assert not Delivery.objects.exists()


def test_a_push_to_where_nobody_may_speak_is_told(manager: Client, settings: Any) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = []
    push = push_to("http://127.0.0.1:9999/in")

    shown = manager.post(page("connection-test", "push", push.pk)).content.decode()

    assert "127.0.0.1 was not reached: " in shown


def test_a_folder_is_tried_step_by_step(manager: Client, tmp_path: Path, settings: Any) -> None:
    settings.MONOGRAM_LOCAL_DROPS = [str(tmp_path)]
    folder = folder_at(tmp_path, poll_seconds=60)

    shown = manager.post(page("connection-test", "folder", folder.pk))

    assert [check.passed for check in shown.context["result"]["checks"]] == [True] * 5
    assert "All is well" in shown.content.decode()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_says_what_to_do(manager: Client, tmp_path: Path) -> None:
    folder = folder_at(tmp_path / "nowhere")

    shown = manager.post(page("connection-test", "folder", folder.pk))

    assert shown.context["result"]["passed"] is False
    assert 'data-state="bad"' in shown.content.decode()
    assert 'data-state="next"' in shown.content.decode()


def test_files_that_were_received_are_shown_with_the_reason(manager: Client, tmp_path: Path) -> None:
    folder = folder_at(tmp_path)
    ReceivedFile.objects.create(
        integration=folder, folder="stock", name="a.csv", sha256="0" * 64, size=1, state="refused",
        detail="line 2: There is no SKU MUG-9 of yours",
    )  # fmt: skip

    shown = manager.get(page()).content.decode()

    assert "stock/a.csv" in shown
    assert "line 2: There is no SKU MUG-9 of yours" in shown


def test_a_folder_is_looked_into_at_once(manager: Client, tmp_path: Path) -> None:
    folder = folder_at(tmp_path)

    manager.post(page("connection-poll", folder.pk))
    assert "The folder is being looked into" in manager.get(page()).content.decode()

    FolderIntegration.objects.update(trouble="The password is wrong", trouble_at=NOON)
    manager.post(page("connection-poll", folder.pk))
    assert "It is left alone for now: The password is wrong." in manager.get(page()).content.decode()

    FolderIntegration.objects.update(is_enabled=False)
    manager.post(page("connection-poll", folder.pk))
    assert "The folder is switched off" in manager.get(page()).content.decode()


def changes(delivery: Delivery, push: Any, supplier: Company) -> list[str]:
    """Every address that does something."""
    return [
        page("message-again", delivery.pk, supplier=supplier),
        page("connection-send-failed", supplier=supplier),
        page("connection-test", "push", push.pk, supplier=supplier),
        page("connection-poll", push.pk, supplier=supplier),
    ]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.OPERATOR])
def test_who_does_not_manage_looks_and_does_nothing(signed_in: SignedIn, db: None, role: Role) -> None:
    client = signed_in(printer(), role)
    push, delivery = push_to(), sent("ORDER1", 500)

    assert client.get(page("message", delivery.pk)).status_code == 200
    assert [client.post(address).status_code for address in changes(delivery, push, printer())] == [403] * 4
    assert "Send again" not in client.get(page()).content.decode()
    assert not Delivery.objects.exclude(replay_at=None).exists()


def test_anothers_connection_is_not_there(signed_in: SignedIn, rival: Company, tmp_path: Path) -> None:
    client = signed_in(rival, Role.OWNER)
    push, delivery = push_to(), sent("ORDER1", 500)

    for supplier in (printer(), rival):
        asked = [client.get(page("message", delivery.pk, supplier=supplier)).status_code]
        asked += [client.post(page("message-again", delivery.pk, supplier=supplier)).status_code]
        asked += [client.post(page("connection-test", "push", push.pk, supplier=supplier)).status_code]
        asked += [client.post(page("connection-poll", push.pk, supplier=supplier)).status_code]
        assert asked == [404] * 4
    assert client.get(page()).status_code == 404
    client.post(page("connection-send-failed", supplier=rival), {"since": "2026-11-01T12:00"})
    assert not Delivery.objects.exclude(replay_at=None).exists()
    assert "ORDER1" not in client.get(page(supplier=rival)).content.decode()
