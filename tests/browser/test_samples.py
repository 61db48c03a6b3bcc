"""The samples that people copy: the README's order, and clients that spell their credentials in either way."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

README = Path(__file__).parents[2] / "README.md"
RETAILER = "99999:" + "A" * 27


def readme_sample(world: DemoWorld, external_ref: str) -> str:
    """The shell block that sends an order, on this world's host and under a reference of its own."""
    blocks: list[str] = re.findall(r"```sh\n(.*?)```", README.read_text(), re.DOTALL)
    [block] = [block for block in blocks if "/order" in block]
    assert "TEST001" in block
    return block.replace("http://127.0.0.1:8000", world.platform).replace("TEST001", external_ref)


def send(world: DemoWorld, authorization: str, **fields: Any) -> list[dict[str, Any]]:
    order = {
        "shipping_address_1": "Pinewood Court",
        "shipping_postcode": "SK10 2XR",
        "shipping_country_code": "GB",
        "items": [{"external_ref": "ITEM001", "quantity": 1, "type": 4, "sku": "GIFTBOX"}],
        **fields,
    }
    request = urllib.request.Request(  # noqa: S310 - the demo world's own address
        f"{world.platform}/order",
        data=json.dumps(order).encode(),
        headers={"Authorization": authorization, "Content-Type": "application/x-www-form-urlencoded"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
        assert answer.status == 200
        orders: list[dict[str, Any]] = json.load(answer)
        return orders


def test_the_readmes_order_is_taken(demo_world: DemoWorld) -> None:
    shell = shutil.which("bash")
    assert shell
    done = subprocess.run(
        [shell, "-c", readme_sample(demo_world, "README-1")], capture_output=True, text=True, check=True
    )
    [order] = json.loads(done.stdout)
    assert order["external_ref"] == "README-1"
    assert order["has_error"] is False
    assert order["error_message"] == ""
    assert [item["external_ref"] for item in order["items"]] == ["ITEM001"]
    assert re.fullmatch(r"[0-9A-F]{16}", order["ref"])
    assert re.fullmatch(r"[0-9A-F]{11}", order["items"][0]["ref"])


@pytest.mark.parametrize(
    ("spelling", "authorization"),
    [
        ("raw", f"Basic {RETAILER}"),
        ("lower-case", f"basic {RETAILER}"),
        ("base64", "Basic " + base64.b64encode(RETAILER.encode()).decode()),
    ],
)
def test_either_spelling_of_the_credentials_is_taken_whatever_the_content_type(
    demo_world: DemoWorld, spelling: str, authorization: str
) -> None:
    [order] = send(demo_world, authorization, external_ref=f"CREDENTIALS-{spelling}")
    assert order["status"] == 1
    assert order["items"][0]["mapped_sku"]


def test_lines_of_three_suppliers_become_three_orders(demo_world: DemoWorld) -> None:
    lines = [
        {"external_ref": "L1", "quantity": 1, "type": 2, "print_job_ref": "CF921CF10F59B3A258"},
        {"external_ref": "L2", "quantity": 2, "type": 4, "sku": "GIFTBOX"},
        {
            "external_ref": "L3",
            "quantity": 1,
            "type": 5,
            "textual_product_id": 1007648,
            "attributes": [{"name": "Top line", "value": "For Ada"}, {"name": "_wrap", "value": {"private": True}}],
        },
    ]
    orders = send(demo_world, f"Basic {RETAILER}", external_ref="THREE-SUPPLIERS", items=lines)
    assert {order["secondary_company_ref_id"] for order in orders} == {300056, 300057, 300060}
    assert {order["external_ref"] for order in orders} == {"THREE-SUPPLIERS"}
    assert sorted(item["external_ref"] for order in orders for item in order["items"]) == ["L1", "L2", "L3"]
