"""The status tables, every cell of them."""

from __future__ import annotations

from itertools import product

import pytest

from monogram.orders.models import ItemStatus, OrderStatus
from monogram.orders.statuses import (
    COMPLETED,
    ITEM_STEPS,
    PAUSED,
    STAGES,
    STEPS,
    Party,
    Standing,
    is_late_news,
    item_may_follow,
    may_follow,
)

S = OrderStatus
NAMES = {
    0: "Unknown",
    1: "Received",
    2: "Batch Ready",
    4: "In Production",
    8: "Dispatched",
    16: "Reprint",
    32: "QC Query",
    64: "Dispatched (Retailer Notified)",
    128: "Cancelled",
    256: "On Hold",
    512: "Sent to Supplier",
    513: "Received by Supplier",
    515: "Sent to Shipper",
    516: "Received by Shipper",
}

# Who may: R retailer, S supplier, T staff, P platform. Rows from, columns to; every cell that is not here is empty.
TABLE = """
        1    512  513  2    4    515  516  8    64   16   32   256  128
    0   TP   .    .    .    .    .    .    .    .    .    .    .    TP
    1   .    TP   STP  STP  STP  STP  STP  STP  .    .    STP  RT   RSTP
    512 .    .    STP  STP  STP  STP  STP  STP  .    .    STP  RT   RSTP
    513 .    .    .    STP  STP  STP  STP  STP  .    .    STP  RT   RSTP
    2   .    .    .    .    STP  STP  STP  STP  .    .    STP  RT   RSTP
    4   .    .    .    .    .    STP  STP  STP  .    ST   STP  T    STP
    16  .    .    .    .    STP  STP  STP  STP  .    .    STP  T    STP
    515 .    .    .    .    .    .    STP  STP  .    ST   STP  T    STP
    516 .    .    .    .    .    .    .    STP  .    ST   STP  T    STP
    8   .    .    .    .    .    .    .    .    TP   ST   .    .    .
    64  .    .    .    .    .    .    .    .    .    ST   .    .    .
    32  .    .    .    .    .    .    .    .    .    .    .    T    .
    256 .    .    .    .    .    .    .    .    .    .    T    .    .
    128 .    .    .    .    .    .    .    .    .    .    .    .    .
"""
LETTERS = {"R": Party.RETAILER, "S": Party.SUPPLIER, "T": Party.STAFF, "P": Party.PLATFORM}


def expected_steps() -> set[tuple[int, int, Party]]:
    header, *rows = [line.split() for line in TABLE.strip().splitlines()]
    return {
        (int(row[0]), int(to), LETTERS[letter])
        for row in rows
        for to, who in zip(header, row[1:], strict=True)
        for letter in who.strip(".")
    }


def test_every_cell_of_the_table() -> None:
    parties = list(Party)
    allowed = {(before, after, who) for before, after, who in product(S, S, parties) if may_follow(before, after, who)}

    assert {(int(before), int(after), who) for before, after, who in allowed} == expected_steps()


def test_every_status_has_a_row_and_its_published_name() -> None:
    assert {int(status): status.label for status in S} == NAMES
    assert set(STEPS) == set(S)
    assert set(ITEM_STEPS) == set(ItemStatus)
    assert {int(status): status.name for status in ItemStatus} == {
        0: "UNKNOWN",
        1: "READY",
        2: "IN_PRODUCTION",
        3: "DISPATCHED",
        7: "CANCELLED",
    }


def test_nothing_but_a_reprint_leads_back_from_what_has_left() -> None:
    for before in COMPLETED:
        assert set(STEPS[before]) <= {S.REPRINT, S.RETAILER_NOTIFIED}
    assert STEPS[S.CANCELLED] == {}


def test_no_party_but_staff_moves_an_order_to_an_earlier_stage() -> None:
    for before, after in product(STAGES, STAGES):
        if STAGES.index(after) <= STAGES.index(before):
            assert after not in STEPS[before]


@pytest.mark.parametrize("before", S)
def test_late_news_of_the_platform(before: OrderStatus) -> None:
    late = is_late_news(before, S.SENT_TO_SUPPLIER, Party.PLATFORM)

    not_there_yet = {S.UNKNOWN, S.RECEIVED, S.SENT_TO_SUPPLIER}
    assert late == (before not in not_there_yet)
    assert before not in PAUSED or late
    assert not is_late_news(before, S.SENT_TO_SUPPLIER, Party.STAFF)


@pytest.mark.parametrize("before", S)
def test_a_receipt_that_comes_after_the_work_has_begun_is_no_mistake(before: OrderStatus) -> None:
    past_it = {S.BATCH_READY, S.IN_PRODUCTION, S.REPRINT, S.SENT_TO_SHIPPER, S.RECEIVED_BY_SHIPPER, *COMPLETED}

    assert is_late_news(before, S.RECEIVED_BY_SUPPLIER, Party.SUPPLIER) == (before in past_it)


WAY = [1, 512, 513, 2, 4, 515, 516, 8, 64]


@pytest.mark.parametrize("before", S)
def test_a_stage_that_is_behind_is_no_mistake_of_the_suppliers(before: OrderStatus) -> None:
    late = {int(after) for after in S if is_late_news(before, after, Party.SUPPLIER)}

    if before == S.REPRINT:
        assert late == {1, 512, 513, 2}
    else:
        passed = WAY[: WAY.index(before)] if before in WAY else []
        assert late == set(passed) - {8}


def steps(standing: Standing, party: Party) -> set[int]:
    return {int(status) for status in standing.possible(party)}


def test_outside_a_pause_the_table_says_what_is_possible() -> None:
    for status, party in product(set(S) - PAUSED, Party):
        expected = {int(to) for before, to, who in expected_steps() if before == status and who == party}
        assert steps(Standing(status, status), party) == expected


def test_during_a_pause_it_depends_on_what_was_interrupted() -> None:
    held = Standing(S.ON_HOLD, resumes_at=S.SENT_TO_SUPPLIER, is_retailers_hold=True)
    assert steps(held, Party.RETAILER) == {512, 128}
    assert steps(held, Party.SUPPLIER) == steps(held, Party.PLATFORM) == {128}
    assert steps(held, Party.STAFF) == {512, 513, 2, 4, 515, 516, 8, 32, 128}

    by_staff = Standing(S.ON_HOLD, resumes_at=S.IN_PRODUCTION)
    assert steps(by_staff, Party.RETAILER) == set()
    assert steps(by_staff, Party.SUPPLIER) == {128}
    assert steps(by_staff, Party.STAFF) == {4, 515, 516, 8, 16, 32, 128}

    query = Standing(S.QC_QUERY, resumes_at=S.RECEIVED)
    assert steps(query, Party.RETAILER) == {128}
    assert steps(query, Party.STAFF) == {1, 512, 513, 2, 4, 515, 516, 8, 256, 128}


ITEM_TABLE = {
    (0, 1): "STP",
    (0, 7): "RSTP",
    (1, 2): "STP",
    (1, 3): "STP",
    (1, 7): "RSTP",
    (2, 3): "STP",
    (2, 7): "STP",
}


def test_every_cell_of_the_item_table() -> None:
    for before, after, (letter, party) in product(ItemStatus, ItemStatus, LETTERS.items()):
        allowed = letter in ITEM_TABLE.get((int(before), int(after)), "")
        assert item_may_follow(before, after, party) == allowed, (before, after, party)
