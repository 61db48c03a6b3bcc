"""The orders of a storm: mixed, some of them wrong, some of them twice. The same seed makes the same orders."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import Any

from tests.faults.seed import PRINT_JOB_REFS
from tests.orders.world import PRINT_JOB_REF, SAMPLE_REF, order_body, print_job_item, stock_item

_PICTURES = 12


@dataclass(frozen=True)
class Posting:
    """One request that a shop means to make. `key` is its Idempotency-Key."""

    key: str
    external_ref: str
    body: bytes
    is_valid: bool


def _external(origin: str, random_: random.Random, kind: int) -> dict[str, Any]:
    url = f"{origin}/picture-{random_.randrange(_PICTURES)}.png"
    item = {"external_ref": "ITEM001", "quantity": 1, "type": kind, "sku": "SHIRT-WHITE-M"}
    if kind == 1:
        return {**item, "external_url": url, "external_thumbnail_url": url}
    return {**item, "external_urls": [{"fullsize": url, "thumbnail": url, "name": name} for name in ("Front", "Back")]}


def _items(origin: str, random_: random.Random) -> list[dict[str, Any]]:
    """Mostly stock, so that the machine is busy with orders and messages rather than with drawing."""
    return random_.choices(
        [
            [stock_item()],
            [stock_item(), stock_item(external_ref="ITEM002", quantity=3)],
            [print_job_item(print_job_ref=random_.choice(PRINT_JOB_REFS))],
            [stock_item(), print_job_item(print_job_ref=PRINT_JOB_REF)],
            [{"external_ref": "ITEM001", "quantity": 1, "type": 3, "print_on_demand_ref": SAMPLE_REF}],
            [stock_item(sku="ORPHAN")],
            [_external(origin, random_, 1)],
            [_external(origin, random_, 7)],
        ],
        weights=[50, 12, 10, 12, 6, 4, 4, 2],
    )[0]


def _spoilt(order: dict[str, Any], random_: random.Random) -> dict[str, Any]:
    """The same order with a fault for which it is refused."""
    wrong: dict[str, Any] = random_.choice(
        [
            {"shipping_postcode": ""},
            {"items": []},
            {"items": [stock_item(quantity=0)]},
            {"items": [print_job_item(print_job_ref="FFFFFFFFFFFFFFFFFF")]},
            {"shipping_country_code": "ZZ"},
        ]
    )
    return {**order, **wrong}


def make_postings(count: int, *, seed: int, receiver: str) -> list[Posting]:
    """`count` requests; about one in twelve is wrong, and one in twelve has the reference of an earlier one."""
    random_ = random.Random(seed)  # noqa: S311 - for variety, and the same again
    postings: list[Posting] = []
    for number in range(count):
        ref = f"STORM-{number:05}"
        if postings and random_.random() < 1 / 12:
            ref = random_.choice(postings).external_ref
        order = order_body(external_ref=ref, items=_items(receiver, random_))
        if random_.random() < 5 / 6:
            order["status_callback_url"] = f"{receiver}/callback"
        is_valid = random_.random() >= 1 / 12
        if not is_valid:
            order = _spoilt(order, random_)
        postings.append(Posting(f"key-{number:05}", ref, json.dumps(order).encode(), is_valid))
    return postings
