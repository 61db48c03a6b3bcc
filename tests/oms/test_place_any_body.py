"""Whatever is sent as an order, it is either kept or refused with an error of the table: never an accident."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.orders.bodies import ANYTHING, NAMES
from tests.orders.world import World, item_of_type, order_body

from monogram.companies.errors import AuthenticationFailedError
from monogram.oms.place import place_order
from monogram.orders.documents import order_document
from monogram.orders.errors import ERROR_TABLE, IntakeError
from monogram.orders.json_body import read_json
from monogram.orders.models import Order

NUMBERS = count(1)
KINDS = st.sampled_from([1, 2, 3, 4, 5, 7])
CHANGES = st.dictionaries(NAMES, ANYTHING, max_size=3)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=CHANGES, lines=st.lists(st.tuples(KINDS, CHANGES), max_size=3), lenient=st.booleans())
def test_any_body_is_kept_or_refused(
    world: World, order: dict[str, Any], lines: list[tuple[int, dict[str, Any]]], lenient: bool
) -> None:
    items = [item_of_type(world, kind) | changes for kind, changes in lines]
    body = order_body(external_ref=f"ANY{next(NUMBERS)}", items=items) | order
    raw = json.dumps(body).encode()
    world.retailer.suppressed_error_codes = list(ERROR_TABLE) if lenient else []
    before = Order.objects.count()
    refused: list[int] = []
    placed: list[Order] = []

    try:
        placed = place_order(company=world.retailer, submission=read_json(raw), raw=raw)
    except IntakeError as error:
        refused = [failure.code for failure in error.errors]
    except AuthenticationFailedError as error:
        refused = [error.code]

    assert bool(placed) != bool(refused)
    assert set(refused) <= {*ERROR_TABLE, 50000}
    assert Order.objects.count() == before + len(placed)
    for kept in placed:
        json.dumps(order_document(kept, {}), allow_nan=False)
