"""Counting what the public may do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from monogram.common import clock
from monogram.companies.models import Company, UsageWindow
from monogram.embed.errors import TooManyRequestsError
from monogram.embed.limits import Limit, count_address, count_company

LIMIT = Limit("trial", seconds=600, per_address=2, per_company=3)
NOON = datetime(2026, 3, 1, 12, 0, 30, tzinfo=UTC)


def call(address: str) -> None:
    count_address(LIMIT, RequestFactory().get("/", REMOTE_ADDR=address))


def test_a_full_window_says_when_there_is_room_again(db: None) -> None:
    with clock.frozen(NOON):
        call("192.0.2.1")
        call("192.0.2.1")
        with pytest.raises(TooManyRequestsError) as refused:
            call("192.0.2.1")
        assert refused.value.data["retry_after"] == 570

        call("192.0.2.2")
        clock.advance(timedelta(seconds=570))
        call("192.0.2.1")


def test_a_household_with_ipv6_is_one_caller(db: None) -> None:
    with clock.frozen(NOON):
        call("2001:db8::1")
        call("2001:db8::ffff")
        with pytest.raises(TooManyRequestsError):
            call("2001:db8::2")
        call("2001:db8:0:1::1")


def test_all_shoppers_of_a_company_together(retailer: Company, supplier: Company) -> None:
    with clock.frozen(NOON):
        for _ in range(3):
            count_company(LIMIT, retailer)
        with pytest.raises(TooManyRequestsError):
            count_company(LIMIT, retailer)
        count_company(LIMIT, supplier)


def test_addresses_are_forgotten_after_a_day(db: None) -> None:
    with clock.frozen(NOON):
        call("192.0.2.1")
        clock.advance(timedelta(days=1, minutes=11))
        call("192.0.2.2")

    assert [window.subject for window in UsageWindow.objects.all()] == ["trial address 192.0.2.2"]
