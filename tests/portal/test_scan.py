"""The bench: what is shown and marked of a code that is scanned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.callbacks.world import make_order
from tests.production.world import give_print, printer

from monogram.companies.models import Company, Role
from monogram.oms.release import hold_order
from monogram.orders.models import ItemStatus, Order, OrderItem
from monogram.orders.statuses import Actor, Party
from monogram.production.models import ScannedPiece

SignedIn = Callable[[Company, Role], Client]
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def order(db: None) -> Order:
    return make_order()


@pytest.fixture
def pair(order: Order) -> OrderItem:
    """A line of two pieces."""
    return order.items.get(external_ref="LINE1")


@pytest.fixture
def bench(signed_in: SignedIn) -> Client:
    return signed_in(printer(), Role.OPERATOR)


def page() -> str:
    return reverse("portal-scan", args=[printer().pk])


def scan(client: Client, code: str, mode: str = "show") -> dict[str, str]:
    """What the page's script is told."""
    answer: dict[str, str] = client.post(page(), {"code": code, "mode": mode}, headers=JSON).json()
    return answer


def test_what_is_only_shown_changes_nothing(bench: Client, pair: OrderItem) -> None:
    asset = give_print(pair)

    answer = scan(bench, f"{pair.ref}-2")

    assert (answer["tone"], answer["said"]) == ("shown", "To be printed")
    assert "<dt>Printed</dt><dd>0 <span>of 2</span>" in answer["result"]
    assert "<dt>Still to leave</dt><dd>2 <span>of 2</span>" in answer["result"]
    assert f"/artwork/{asset.token}/output-1.png" in answer["result"]
    assert not ScannedPiece.objects.exists()


def test_a_piece_is_marked_as_printed_once(bench: Client, pair: OrderItem) -> None:
    first, second = (scan(bench, f"{pair.ref}-2", "printed") for _ in range(2))

    assert (first["tone"], first["said"]) == ("done", "Printed")
    assert (second["tone"], second["said"]) == ("again", "Printed already")
    assert "It was marked before: just now." in second["result"]
    assert [piece.number for piece in ScannedPiece.objects.filter(printed_at__isnull=False)] == [2]


def test_a_line_without_a_number_leaves_as_a_whole(bench: Client, pair: OrderItem) -> None:
    first, second = (scan(bench, pair.ref, "dispatched") for _ in range(2))

    assert (first["tone"], first["said"]) == ("done", "Dispatched, 2 pieces")
    assert (second["tone"], second["said"]) == ("again", "Nothing to mark")
    pair.refresh_from_db()
    assert pair.status == ItemStatus.DISPATCHED


@pytest.mark.parametrize("mode", ["show", "printed", "dispatched"])
def test_what_was_stopped_says_so_and_offers_no_artwork(
    bench: Client, order: Order, pair: OrderItem, mode: str
) -> None:
    give_print(pair)
    hold_order(order_id=order.pk, actor=Actor(Party.STAFF, "Ada"))

    answer = scan(bench, pair.ref, mode)

    assert (answer["tone"], answer["said"]) == ("stop", "Stop: do not make it")
    assert f"Order ORDER1 ({order.ref}) is On Hold: do not make it." in answer["result"]
    assert "/artwork/" not in answer["result"]
    assert not ScannedPiece.objects.exists()


def test_anothers_code_is_as_unknown_as_any(signed_in: SignedIn, rival: Company, pair: OrderItem) -> None:
    client = signed_in(rival, Role.OWNER)
    address = reverse("portal-scan", args=[rival.pk])

    answers = [
        client.post(address, {"code": code, "mode": "printed"}, headers=JSON).json()
        for code in (pair.ref, "0" * len(pair.ref))
    ]

    assert [answer["tone"] for answer in answers] == ["error", "error"]
    assert answers[0]["result"].replace(pair.ref, "0" * len(pair.ref)) == answers[1]["result"]
    assert not ScannedPiece.objects.exists()


def test_who_may_only_look_marks_nothing(signed_in: SignedIn, pair: OrderItem) -> None:
    client = signed_in(printer(), Role.VIEWER)

    answer = scan(client, pair.ref, "dispatched")

    assert answer["tone"] == "shown"
    assert 'value="dispatched"' not in client.get(page()).content.decode()
    assert not ScannedPiece.objects.exists()


def test_without_the_script_the_page_shows_the_same(bench: Client, pair: OrderItem) -> None:
    answer = bench.post(page(), {"code": pair.ref, "mode": "printed"})

    assert answer.status_code == 200
    assert "Printed, 2 pieces" in answer.content.decode()


def test_mode_and_the_last_twenty_scans_are_remembered(bench: Client, pair: OrderItem) -> None:
    for number in range(21):
        scan(bench, f"HELLO{number}", "printed")

    shown = bench.get(page()).content.decode()

    assert 'value="printed" checked' in shown
    assert shown.count("scan-history__row scan-history__row--error") == 20
    assert "HELLO20" in shown
    assert "HELLO0<" not in shown


def test_what_was_scanned_is_escaped(bench: Client, db: None) -> None:
    answer = scan(bench, "<b>bold</b>")

    assert "<b>" not in answer["result"] + answer["history"]


def test_another_suppliers_bench_is_not_there(signed_in: SignedIn, rival: Company, pair: OrderItem) -> None:
    client = signed_in(rival, Role.OWNER)

    assert client.get(page()).status_code == 404
    assert client.post(page(), {"code": pair.ref, "mode": "printed"}).status_code == 404


def test_only_this_page_runs_webassembly_and_the_camera(bench: Client) -> None:
    answer = bench.get(page())

    assert "'wasm-unsafe-eval'" in answer["Content-Security-Policy"]
    assert answer["Permissions-Policy"] == "camera=(self), microphone=(), geolocation=()"
    assert (
        "'wasm-unsafe-eval'" not in bench.get(reverse("portal-orders", args=[printer().pk]))["Content-Security-Policy"]
    )
