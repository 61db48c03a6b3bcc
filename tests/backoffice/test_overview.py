"""The back office's first page, its sidebar, and the front door."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import Settings

from monogram.backoffice.unfold import UNFOLD
from monogram.callbacks.models import Delivery, DeliveryKind, DeliveryStatus
from monogram.common import clock
from monogram.companies.models import Company, User
from monogram.orders.models import Order, OrderStatus, Submission

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
TOKENS = Path(__file__).parents[2] / "web/src/style/tokens.css"


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    """A browser in which a member of staff has signed in."""
    client.force_login(User.objects.create_superuser("staff@example.com", "a long enough password"))
    return client


def _order(retailer: Company, external_ref: str, **more: object) -> Order:
    submission = Submission.objects.create(company=retailer, external_ref=external_ref, body={}, body_sha256="0" * 64)
    address = {"shipping_address_1": "1", "shipping_postcode": "2", "shipping_country_code": "GB"}
    return Order.objects.create(submission=submission, company=retailer, external_ref=external_ref, **address, **more)


def test_the_overview_counts_today_and_lists_what_needs_somebody(staff: Client, retailer: Company) -> None:
    with clock.frozen(NOON):
        _order(retailer, "TODAY-1")
        _order(retailer, "YESTERDAY-1", creation_datetime=NOON - timedelta(days=1), status=OrderStatus.DISPATCHED)
        broken = _order(
            retailer, "BROKEN-1", status=OrderStatus.QC_QUERY, has_error=True, error_message="No supplier for MUG"
        )
        Delivery.objects.create(
            kind=DeliveryKind.SUPPLIER_PUSH,
            order=broken,
            sequence=1,
            method="POST",
            url="https://supplier.example/push",
            body="{}",
            status=DeliveryStatus.FAILED,
        )
        page = staff.get("/admin/")

    figures = {figure["name"]: (figure["value"], figure["note"]) for figure in page.context["figures"]}
    assert figures == {
        "Orders today": (2, "1 yesterday"),
        "Being made": (2, "0 on hold"),
        "Need a decision": (1, "Errors and QC queries"),
        "Messages waiting": (0, "1 given up"),
    }
    assert [(each["title"], each["why"]) for each in page.context["attention"]] == [
        ("Order BROKEN-1", "No supplier for MUG"),
        ("Supplier push for BROKEN-1", "Nobody took it at https://supplier.example/push"),
    ]
    assert [row["external_ref"] for row in page.context["latest"]] == ["BROKEN-1", "YESTERDAY-1", "TODAY-1"]


def test_an_empty_installation_says_what_will_come(staff: Client) -> None:
    assert "No orders yet" in staff.get("/admin/").content.decode()


def test_every_page_of_the_admin_is_in_the_sidebar(staff: Client) -> None:
    page = staff.get("/admin/")

    listed = {item["link"] for group in page.context["sidebar_navigation"] for item in group["items"]}
    of_models = {model["admin_url"] for app in page.context["app_list"] for model in app["models"]}
    pages = {"/admin/", "/admin/orders/order/try-routing/", "/admin/orders/order/stopped/"}
    assert listed == of_models | pages


def test_a_products_page_brings_the_corners_that_are_dragged(staff: Client) -> None:
    page = staff.get("/admin/catalogue/product/add/").content.decode()

    assert re.search(r'<script type="module" src="/static/build/[^"]*backoffice[^"]*\.js"', page)


def test_labels_are_a_dot_and_a_word(staff: Client, retailer: Company, settings: Settings) -> None:
    settings.MONOGRAM_DEMO = True

    page = staff.get("/admin/companies/company/").content.decode()

    assert '<span class="tag tag--info">Retailer</span>' in page
    assert '<span class="tag tag--info">Demo</span>' in page


def test_the_admin_is_for_staff(client: Client, db: None) -> None:
    answer = client.get("/admin/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/login/?next=/admin/")


def test_the_front_door_is_quiet_outside_demo_mode(client: Client, settings: Settings) -> None:
    settings.MONOGRAM_DEMO = False
    settings.MONOGRAM_DEMO_SITES_URL = "http://127.0.0.1:8001"

    assert "127.0.0.1:8001" not in client.get("/").content.decode()


def test_the_front_door_leads_to_the_demo_sites(client: Client, settings: Settings) -> None:
    settings.MONOGRAM_DEMO = True
    settings.MONOGRAM_DEMO_SITES_URL = "http://127.0.0.1:8001"

    answer = client.get("/")

    assert 'href="http://127.0.0.1:8001/shop/"' in answer.content.decode()
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_accent_is_the_tokens_own() -> None:
    accent = re.search(r"--accent: light-dark\((#\w+), (#\w+)\)", TOKENS.read_text())

    assert accent
    assert (UNFOLD["COLORS"]["primary"]["600"], UNFOLD["COLORS"]["primary"]["400"]) == accent.groups()


def test_who_finds_nothing_is_shown_a_way_on_and_a_program_is_told(client: Client) -> None:
    page = client.get("/nothing/", headers={"Accept": "text/html"})
    answer = client.get("/nothing/", headers={"Accept": "application/json"})

    assert (page.status_code, answer.status_code) == (404, 404)
    assert "<h1>There is nothing here</h1>" in page.content.decode()
    assert 'href="/" target="_top"' in page.content.decode()
    assert answer.json()["error"]["message"] == "There is nothing at this address"


@pytest.mark.parametrize("name", ["403.html", "404.html", "500.html"])
def test_pages_of_problems_can_be_made_without_a_request(name: str) -> None:
    assert "<h1>" in render_to_string(name)
