"""Who is let in, in which order the refusals come (`contract.md §1`), and what they leave behind."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from monogram.common import clock
from monogram.common.errors import MonogramError
from monogram.companies import services
from monogram.companies.models import ApiKey, Company, RateLimitWindow

KEY = "k" * 27
RAW = f"Basic 51000:{KEY}"


@pytest.fixture(autouse=True)
def key(retailer: Company) -> str:
    return services.create_api_key(company=retailer, key=KEY)


def authenticate(
    authorization: str | None, address: str = "198.51.100.7", needs: services.Needs = "retailer"
) -> Company:
    caller = services.authenticate(authorization=authorization, remote_address=address, needs=needs)
    return caller.company


def refusal(authorization: str | None, **kwargs: str) -> tuple[int, str]:
    with pytest.raises(MonogramError) as caught:
        authenticate(authorization, **kwargs)  # type: ignore[arg-type]  # the words are checked by the call
    assert caught.value.http_status == 400
    return caught.value.code, caught.value.text


@pytest.mark.parametrize("scheme", ["Basic", "basic", "BASIC"])
def test_the_raw_pair_is_accepted_in_any_case_of_the_scheme(scheme: str, retailer: Company) -> None:
    assert authenticate(f"{scheme} 51000:{KEY}") == retailer


def test_the_base64_pair_is_accepted(retailer: Company) -> None:
    pair = base64.b64encode(f"51000:{KEY}".encode()).decode()
    assert authenticate(f"Basic {pair}") == retailer


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Basic",
        "Basic ",
        f"Bearer 51000:{KEY}",
        f"Basic 51000:{KEY}x",
        f"Basic 51001:{KEY}",
        f"Basic abc:{KEY}",
        "Basic 51000:",
        "Basic %%%",
        "Basic /////w==",
        f"Basic {'9' * 40}:{KEY}",
    ],
)
def test_anything_else_fails_alike(authorization: str | None) -> None:
    assert refusal(authorization) == (50000, "Authentication failed")


def test_a_second_key_works_beside_the_first_until_it_is_revoked(retailer: Company) -> None:
    second = services.create_api_key(company=retailer, name="Second")
    assert len(second) == 27
    assert second.isalnum()
    assert authenticate(f"Basic 51000:{second}") == retailer

    services.revoke_api_key(api_key=ApiKey.objects.get(name="Second"))

    assert refusal(f"Basic 51000:{second}") == (50000, "Authentication failed")
    assert authenticate(RAW) == retailer


def test_keys_are_stored_encrypted_and_can_be_shown_again(retailer: Company) -> None:
    stored = ApiKey.objects.get()
    assert KEY not in stored.encrypted_key
    assert KEY not in stored.key_hash
    assert services.reveal_api_key(stored) == KEY


def test_demo_keys_work_in_demo_mode_only(retailer: Company, settings: Settings) -> None:
    services.create_api_key(company=retailer, name="Demo", key="D" * 27, is_demo=True)
    settings.MONOGRAM_DEMO = False
    assert refusal(f"Basic 51000:{'D' * 27}")[0] == 50000
    settings.MONOGRAM_DEMO = True
    assert authenticate(f"Basic 51000:{'D' * 27}") == retailer


def test_refusals_come_in_the_contracts_order(retailer: Company) -> None:
    retailer.is_active = False
    retailer.allowed_addresses = ["203.0.113.0/24"]
    retailer.type = "supplier"
    retailer.hourly_request_limit = 0
    retailer.save()
    assert refusal(RAW) == (50002, "Your company has been deactivated")
    retailer.is_active = True
    retailer.save()
    assert refusal(RAW) == (50003, "The IP address used to send the request does not appear in the IP white list")
    retailer.allowed_addresses = ["203.0.113.0/24", "198.51.100.7"]
    retailer.save()
    assert refusal(RAW) == (50001, "Your company type does not allow receiving orders")
    retailer.type = "both"
    retailer.save()
    assert refusal(RAW) == (50004, "The rate limit has been exceeded")
    assert not RateLimitWindow.objects.exists()


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("203.0.113.9", True),
        ("203.0.114.9", False),
        ("2001:db8::5", True),
        ("2001:db9::5", False),
        ("::ffff:203.0.113.9", True),
        ("", False),
        ("not an address", False),
    ],
)
def test_the_allow_list_takes_networks_of_both_families(retailer: Company, address: str, allowed: bool) -> None:
    retailer.allowed_addresses = ["203.0.113.0/24", "2001:db8::/32"]
    retailer.save()
    if allowed:
        assert authenticate(RAW, address=address) == retailer
    else:
        assert refusal(RAW, address=address)[0] == 50003


def test_the_limits_hold_per_hour_and_per_day_and_a_refusal_is_not_counted(retailer: Company) -> None:
    retailer.hourly_request_limit = 2
    retailer.daily_request_limit = 3
    retailer.save()
    with clock.frozen(datetime(2026, 5, 4, 10, 30, tzinfo=UTC)):
        authenticate(RAW)
        authenticate(RAW)
        with pytest.raises(MonogramError) as caught:
            authenticate(RAW)
        assert caught.value.data["retry_after"] == 30 * 60
        clock.advance(timedelta(minutes=30))
        authenticate(RAW)
        with pytest.raises(MonogramError) as caught:
            authenticate(RAW)
        assert caught.value.data["retry_after"] == 13 * 3600
    counts = {(w.seconds, w.starts_at.hour): w.count for w in RateLimitWindow.objects.all()}
    assert counts == {(3600, 10): 2, (3600, 11): 1, (86400, 0): 3}


def test_the_answer_tells_what_is_left(retailer: Company) -> None:
    with clock.frozen(datetime(2026, 5, 4, 10, 30, tzinfo=UTC)):
        caller = services.authenticate(authorization=RAW, remote_address="198.51.100.7", needs="any")
    assert caller.headers == {
        "RateLimit-Policy": '"hour";q=1000;w=3600, "day";q=10000;w=86400',
        "RateLimit": '"hour";r=999;t=1800, "day";r=9999;t=48600',
    }


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "1.2.3.4, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_only_trusted_proxies_may_say_who_calls(settings: Settings, peer: str, forwarded: str, address: str) -> None:
    settings.MONOGRAM_TRUSTED_PROXIES = ["10.0.0.0/8"]
    assert services.remote_address({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded}) == address
