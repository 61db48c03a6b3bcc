"""Links to the creator: which open, and what is said of those that do not (`contract.md §9`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from pytest_django import Settings
from tests.catalogue.factories import make_product
from tests.common.at_once import at_once
from tests.virtual_products.links import KEY, ORIGIN, parameters, signed

from monogram.catalogue.models import Category, Product
from monogram.common import clock, signing
from monogram.common.errors import MonogramError
from monogram.companies.models import ApiKey, Company, CompanyType
from monogram.companies.services import create_api_key, revoke_api_key
from monogram.virtual_products.launch import Launch, read_launch, signed_part, use_up
from monogram.virtual_products.launch_errors import (
    LaunchCompanyError,
    LaunchExpiredError,
    LaunchIncompleteError,
    LaunchOriginError,
    LaunchSignatureError,
    LaunchTargetError,
    LaunchUsedError,
)
from monogram.virtual_products.models import UsedNonce

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@dataclass
class World:
    """A shop with a key and its two categories."""

    shop: Company
    approved: Category
    blanks: Category

    def query(self, **others: object) -> str:
        return signed(parameters(self.shop, self.approved, self.blanks, **others))


@pytest.fixture
def world(retailer: Company) -> Iterator[World]:
    create_api_key(company=retailer, key=KEY)
    with clock.frozen(NOON):
        yield World(
            retailer,
            Category.objects.create(name="Ours", owner=retailer),
            Category.objects.create(name="Blanks"),
        )


def refusal(query: str) -> MonogramError:
    with pytest.raises(MonogramError) as caught:
        read_launch(query)
    return caught.value


def test_the_published_check_value() -> None:
    """`contract.md §9`."""
    query = "company_ref_id=99999&approved_pc=1&blanks_pc=2&time=1543581543&nonce=randomstring"

    digest = signing.hmac_sha512_hex(query, "A" * 27)

    assert (digest[:16], digest[-7:], len(digest)) == ("d5fd1ec2550823fe", "7859084", 128)


def test_a_link_says_who_makes_what_and_where(world: World) -> None:
    mug = make_product(world.shop)
    waiting = Category.objects.create(name="Waiting", owner=world.shop)

    launch = read_launch(
        world.query(pending_pc=waiting.pk, product_id=mug.pk, css="https://shop.example/vpc.css?v=2", artist="ada 7")
    )

    assert launch == Launch(
        company=world.shop,
        api_key=ApiKey.objects.get(),
        approved=world.approved,
        blanks=world.blanks,
        pending=waiting,
        product=mug,
        origin="https://shop.example",
        css="https://shop.example/vpc.css?v=2",
        artist="ada 7",
        nonce="4f1c9a0b2d3e4f50",
        expires_at=NOON + timedelta(seconds=15),
    )


def test_what_may_be_left_out(world: World) -> None:
    launch = read_launch(world.query(pending_pc="", product_id="", css="", artist=""))

    assert (launch.pending, launch.product, launch.css, launch.artist) == (None, None, "", "")


def test_the_signature_may_stand_anywhere_and_in_capitals(world: World) -> None:
    query = world.query()
    text, _, digest = query.partition("&hmac=")
    first, rest = text.split("&", 1)

    for spelt in (f"hmac={digest}&{text}", f"{first}&hmac={digest}&{rest}", f"{text}&hmac={digest.upper()}"):
        assert signed_part(spelt) == text
        assert read_launch(spelt).nonce == "4f1c9a0b2d3e4f50"


def test_each_way_of_writing_an_origin_is_the_browsers(world: World) -> None:
    for given, meant in {
        "https://Shop.Example:443/": "https://shop.example",
        "http://127.0.0.1:8001": "http://127.0.0.1:8001",
        "http://shop.example:80": "http://shop.example",
        "https://shop.example:80": "https://shop.example:80",
    }.items():
        assert read_launch(world.query(origin=given)).origin == meant


@pytest.mark.parametrize(
    ("others", "path", "message"),
    [
        ({"company_ref_id": None}, "company_ref_id", "The link to the creator has no “company_ref_id”."),
        ({"approved_pc": ""}, "approved_pc", "The link to the creator has no “approved_pc”."),
        ({"blanks_pc": "x"}, "blanks_pc", "“blanks_pc” must be a number."),
        ({"pending_pc": "-1"}, "pending_pc", "“pending_pc” must be a number."),
        ({"product_id": "1" * 19}, "product_id", "“product_id” must be a number."),
        ({"time": None}, "time", "The link to the creator has no “time”."),
        ({"time": "2026-11-26"}, "time", "“time” must be the number of seconds since 1970."),
        ({"time": "٣"}, "time", "“time” must be the number of seconds since 1970."),
        ({"nonce": None}, "nonce", "The link to the creator has no “nonce”."),
        ({"nonce": "a\nb"}, "nonce", "“nonce” must be one line of at most 128 characters."),
        ({"nonce": "n" * 129}, "nonce", "“nonce” must be one line of at most 128 characters."),
        ({"artist": "a" * 65}, "artist", "“artist” must be one line of at most 64 characters."),
        ({"origin": None}, "origin", "The link to the creator has no “origin”."),
    ],
)
def test_a_parameter_that_is_missing_or_none(world: World, others: dict[str, object], path: str, message: str) -> None:
    error = refusal(world.query(**others))

    assert (type(error), error.path, error.text) == (LaunchIncompleteError, path, message)


@pytest.mark.parametrize(
    "origin",
    [
        "*", "null", "shop.example", "ftp://shop.example", "https://", "https://shop.example/page",
        "https://a.example https://b.example", "https://shop.example;script-src *", "https://u@shop.example",
    ],
)  # fmt: skip
def test_an_origin_that_is_none(world: World, origin: str) -> None:
    error = refusal(world.query(origin=origin))

    assert (type(error), error.path) == (LaunchIncompleteError, "origin")


@pytest.mark.parametrize(
    "css",
    [
        "vpc.css", "//shop.example/vpc.css", "ftp://shop.example/a.css", "data:text/css,*{}", "javascript:alert(1)",
        "https://shop.example/a.css; script-src *", "https://u@shop.example/a.css", "https://[/a.css",
        "https://shop.example/" + "a" * 2000, "https://shop.example/a\nb.css", "https://shop.example/é.css",
    ],
)  # fmt: skip
def test_a_stylesheet_that_is_none(world: World, css: str) -> None:
    error = refusal(world.query(css=css))

    assert (type(error), error.path) == (LaunchIncompleteError, "css")


def test_a_stylesheet_without_tls_is_for_the_demo(world: World, settings: Settings) -> None:
    query = world.query(css="http://127.0.0.1:8001/vpc.css")

    settings.MONOGRAM_DEMO = True
    assert read_launch(query).css == "http://127.0.0.1:8001/vpc.css"
    settings.MONOGRAM_DEMO = False
    assert refusal(query).path == "css"


def test_a_parameter_that_is_given_twice(world: World) -> None:
    text = urlencode(parameters(world.shop, world.approved, world.blanks))

    error = refusal(signed(f"{text}&origin=https%3A%2F%2Fevil.example"))

    assert (type(error), error.path) == (LaunchIncompleteError, "origin")
    assert refusal(f"{signed(text)}&hmac=0").path == "hmac"


def test_a_link_without_end(world: World) -> None:
    assert refusal("a=" + "b" * 8000).text == "The link to the creator is too long."
    assert refusal("&".join(f"a{number}=1" for number in range(51))).text == (
        "The link to the creator has too many parameters."
    )
    assert refusal("").path == "company_ref_id"


def altered(query: str) -> dict[str, str]:
    text, _, digest = query.partition("&hmac=")
    first, second, rest = text.split("&", 2)
    return {
        "tampered": query.replace("blanks_pc=", "blanks_pc=1"),
        "added to": f"{text}&pending_pc=1&hmac={digest}",
        "re-ordered": f"{second}&{first}&{rest}&hmac={digest}",
        "encoded anew": query.replace("https%3A%2F%2F", "https%3a%2f%2f"),
        "unsigned": f"{text}&hmac={'0' * 128}",
        "cut short": query[:-1],
        "not hex": f"{text}&hmac=%C3%A9",
        "another key's": signed(text, "B" * 27),
    }


@pytest.mark.parametrize("how", list(altered("a=1&b=2&c=3&hmac=4")))
def test_a_link_that_is_not_as_it_was_signed(world: World, how: str) -> None:
    assert type(refusal(altered(world.query())[how])) is LaunchSignatureError


def test_no_signature_at_all(world: World) -> None:
    assert refusal(world.query().partition("&hmac=")[0]).path == "hmac"


def test_an_unknown_company_is_told_what_a_wrong_key_is(world: World) -> None:
    unknown = refusal(world.query(company_ref_id=7_000_000))
    wrong = refusal(signed(parameters(world.shop, world.approved, world.blanks), "B" * 27))

    assert (type(unknown), unknown.text, unknown.path) == (type(wrong), wrong.text, wrong.path)
    assert type(unknown) is LaunchSignatureError


def test_who_cannot_sign_hears_of_nothing_behind_the_signature(world: World) -> None:
    Company.objects.filter(pk=world.shop.pk).update(is_active=False)

    error = refusal(world.query(time=1, approved_pc=9_000_000) + "0")

    assert type(error) is LaunchSignatureError


def test_a_revoked_key_opens_nothing_and_another_one_does(world: World) -> None:
    query = world.query()
    revoke_api_key(api_key=ApiKey.objects.get())
    create_api_key(company=world.shop, key="B" * 27, name="Second")

    assert type(refusal(query)) is LaunchSignatureError
    launch = read_launch(signed(parameters(world.shop, world.approved, world.blanks), "B" * 27))
    assert launch.api_key.name == "Second"


def test_demo_keys_open_nothing_outside_the_demo(world: World, settings: Settings) -> None:
    ApiKey.objects.update(is_demo=True)

    settings.MONOGRAM_DEMO = False
    assert type(refusal(world.query())) is LaunchSignatureError
    settings.MONOGRAM_DEMO = True
    assert read_launch(world.query()).company == world.shop


def test_a_deactivated_company(world: World) -> None:
    Company.objects.filter(pk=world.shop.pk).update(is_active=False)

    error = refusal(world.query())

    assert (type(error), error.text) == (LaunchCompanyError, "This company has been deactivated.")


def test_a_company_that_sells_nothing(world: World) -> None:
    Company.objects.filter(pk=world.shop.pk).update(type=CompanyType.SUPPLIER)

    assert type(refusal(world.query())) is LaunchCompanyError


@pytest.mark.parametrize(
    ("seconds", "opens"), [(0, True), (15, True), (16, False), (86_400, False), (-15, True), (-16, False)]
)
def test_how_old_a_link_may_be(world: World, seconds: int, opens: bool) -> None:
    query = world.query(time=int(NOON.timestamp()) - seconds)

    if opens:
        assert read_launch(query).expires_at == NOON + timedelta(seconds=15 - seconds)
    else:
        error = refusal(query)
        assert (type(error), error.data["seconds"]) == (LaunchExpiredError, seconds)


def test_a_clock_that_is_wrong_is_told_so(world: World) -> None:
    old = refusal(world.query(time=int(NOON.timestamp()) - 3600))
    ahead = refusal(world.query(time=int(NOON.timestamp()) + 3600))

    assert "it is 3,600 seconds old, and opens for 15." in old.text
    assert ahead.text == "The link is from the future, by 3,600 seconds: your server's clock is wrong."


def test_origins_that_a_company_has_named(world: World) -> None:
    Company.objects.filter(pk=world.shop.pk).update(frame_origins=["https://shop.example"])

    assert read_launch(world.query()).origin == ORIGIN
    assert type(refusal(world.query(origin="https://other.example"))) is LaunchOriginError


@pytest.mark.parametrize("name", ["approved_pc", "blanks_pc", "pending_pc"])
def test_another_companys_category_is_as_good_as_not_there(world: World, supplier: Company, name: str) -> None:
    theirs = Category.objects.create(name="Theirs", owner=supplier)

    foreign, missing = refusal(world.query(**{name: theirs.pk})), refusal(world.query(**{name: 900_000}))

    for error, number in ((foreign, theirs.pk), (missing, 900_000)):
        assert (type(error), error.path) == (LaunchTargetError, name)
        assert error.text == f"“{name}”: Retailer has no category {number}."


def test_products_that_cannot_be_opened(world: World, supplier: Company) -> None:
    theirs, stock = make_product(supplier), make_product(world.shop, kind="stock")
    template = make_product(world.shop, is_template=True)
    removed = Product.objects.create(
        owner=world.shop, base=make_product(), virtual_state="removed", is_active=False, name="Gone", sku="GONE"
    )

    for number in (theirs.pk, stock.pk, template.pk, removed.pk, 900_000):
        error = refusal(world.query(product_id=number))
        assert (type(error), error.path) == (LaunchTargetError, "product_id")


@pytest.mark.parametrize("state", ["pending", "approved"])
def test_an_own_virtual_product_is_opened_to_be_changed(world: World, state: str) -> None:
    fields = {"owner": world.shop, "base": make_product(), "virtual_state": state, "name": "Sun", "sku": "SUN"}
    virtual = Product.objects.create(**fields, is_active=state == "approved")

    assert read_launch(world.query(product_id=virtual.pk)).product == virtual


def test_a_link_opens_once(world: World) -> None:
    query = world.query()
    use_up(read_launch(query))

    with pytest.raises(LaunchUsedError):
        use_up(read_launch(query))


def test_a_nonce_is_the_companys_own_and_may_not_come_with_another_link(world: World, supplier: Company) -> None:
    UsedNonce.objects.create(company=supplier, nonce="4f1c9a0b2d3e4f50", expires_at=NOON + timedelta(seconds=15))
    use_up(read_launch(world.query()))

    with pytest.raises(LaunchUsedError):
        use_up(read_launch(world.query(artist="ada")))
    use_up(read_launch(world.query(nonce="another")))


def test_nonces_are_forgotten_when_their_links_are_dead(world: World) -> None:
    use_up(read_launch(world.query()))
    clock.advance(timedelta(seconds=15))
    use_up(read_launch(world.query(nonce="second")))
    assert set(UsedNonce.objects.values_list("nonce", flat=True)) == {"4f1c9a0b2d3e4f50", "second"}

    clock.advance(timedelta(seconds=20))
    use_up(read_launch(world.query(nonce="third")))

    assert set(UsedNonce.objects.values_list("nonce", flat=True)) == {"second", "third"}


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins(world: World) -> None:
    launch = read_launch(world.query())

    outcomes = at_once(*[lambda: use_up(launch)] * 2, refusals=LaunchUsedError)

    assert sorted(isinstance(outcome, LaunchUsedError) for outcome in outcomes) == [False, True]
    assert UsedNonce.objects.count() == 1
