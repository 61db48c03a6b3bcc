"""The scripts in `examples/`, run as people run them, against a running platform."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "examples"
GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "retailers.md"
TYPES = sorted(int(file.name.partition("-")[0]) for file in (EXAMPLES / "items").iterdir())
PLACING = sorted(str(file.relative_to(EXAMPLES)) for file in EXAMPLES.glob("*/order-*"))
UPDATING = sorted(str(file.relative_to(EXAMPLES)) for file in EXAMPLES.glob("*/update-*"))


def run(world: DemoWorld, script: str, argument: object, reference: str = "", status: int = 1) -> str:
    """What the script prints; `status` is that of a new order."""
    command = [str(EXAMPLES / script), str(argument)]
    if script.endswith(".php"):
        command.insert(0, "php")
    environment = {
        **os.environ,
        "MONOGRAM_URL": world.platform,
        "MONOGRAM_ARTWORK": f"{world.sites}/photos/good-morning-960.webp",
        "MONOGRAM_REFERENCE": reference,
        "MONOGRAM_STATUS": str(status),
    }
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return done.stdout


def orders_in(answer: Any) -> list[dict[str, Any]]:
    """2.2 answers with all orders, 2.1 with the first, which holds all."""
    orders: list[dict[str, Any]] = answer["orders"] if isinstance(answer, dict) else answer
    return orders


def test_there_is_a_line_for_every_item_type_and_a_script_for_every_way_in() -> None:
    assert TYPES == [1, 2, 3, 4, 5, 7]
    assert PLACING == [
        "curl/order-2.1.sh",
        "curl/order-2.2-base64.sh",
        "curl/order-2.2.sh",
        "php/order-2.1.php",
        "php/order-2.2-base64.php",
        "php/order-2.2-streams.php",
        "php/order-2.2.php",
    ]
    assert UPDATING == ["curl/update-2.1.sh", "php/update-2.1.php"]


def test_the_page_beside_them_names_every_script() -> None:
    page = (EXAMPLES / "README.md").read_text()

    for script in (*PLACING, *UPDATING):
        assert f"| `{script}" in page


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("script", PLACING)
def test_an_order_of_each_type_is_placed(demo_world: DemoWorld, script: str, kind: int) -> None:
    reference = f"{script} {kind}"

    answer = json.loads(run(demo_world, script, kind, reference))

    assert isinstance(answer, dict) == ("2.1" in script)
    (order,) = orders_in(answer)
    assert (order["external_ref"], order["has_error"], order["error_message"]) == (reference, False, "")
    assert [(item["type"], item["external_ref"]) for item in order["items"]] == [(kind, "ITEM001")]
    assert order["items"][0]["mapped_sku"]


def test_an_order_is_updated_and_cancelled_with_curl(demo_world: DemoWorld) -> None:
    placed = json.loads(run(demo_world, "curl/order-2.1.sh", 4, status=256))

    held, cancelled, read = map(json.loads, run(demo_world, "curl/update-2.1.sh", placed["id"]).splitlines())

    assert (held["status"], held["shipping_address_1"], held["shipping_postcode"]) == (256, "1 New Street", "M1 1AA")
    assert cancelled["status"] == 128
    assert read == cancelled


def test_an_order_is_read_changed_and_sent_back_with_php(demo_world: DemoWorld) -> None:
    placed = json.loads(run(demo_world, "php/order-2.1.php", 4, status=256))

    changed = json.loads(run(demo_world, "php/update-2.1.php", placed["id"]))

    assert (changed["status"], changed["shipping_address_1"]) == (256, "1 New Street")
    assert (changed["shipping_company"], changed["items"]) == ("", placed["items"])


@pytest.mark.parametrize("reference", ["GUIDE-1", "GUIDE-2"])
def test_the_orders_of_the_guide_are_taken(demo_world: DemoWorld, reference: str) -> None:
    blocks: list[str] = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    [block] = [block for block in blocks if f'"external_ref": "{reference}"' in block]
    command = ["bash", "-c", block.replace("http://127.0.0.1:8000", demo_world.platform)]

    (order,) = orders_in(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))

    assert (order["external_ref"], order["has_error"]) == (reference, False)
