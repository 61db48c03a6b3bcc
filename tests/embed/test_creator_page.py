"""`/artists/vpc`: the creator's page, and what is shown where it does not open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings
from tests.embed.creating import Creator, app_config

from monogram.common import clock
from monogram.companies.models import ApiKey, Company
from monogram.companies.services import revoke_api_key
from monogram.embed import limits
from monogram.embed.creator.words import REFUSALS, TITLES
from monogram.embed.smartlink import LOCALES
from monogram.virtual_products.models import UsedNonce

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def directives(policy: str) -> dict[str, str]:
    return dict(part.split(" ", 1) for part in policy.split("; "))


def test_the_page_is_a_shell_around_the_creator(creator: Creator, settings: Settings) -> None:
    settings.MONOGRAM_DEMO = False

    response = creator.client.get(creator.link())

    page = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="en-GB" dir="ltr">' in page
    assert "<title>Create products</title>" in page
    assert '<script type="module" src="/static/build/assets/vpc-1b2c.js"></script>' in page
    assert '<link rel="modulepreload" href="/static/build/assets/vpc-en_GB-6f7a.js">' in page
    config = app_config(page)
    assert config.pop("session").count(":") == 1
    assert config == {
        "apiBase": "/artists/data", "locale": "en_GB", "origin": "https://shop.example", "demo": False,
    }  # fmt: skip
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


def test_one_origin_may_frame_it_and_only_our_code_runs(creator: Creator) -> None:
    response = creator.client.get(creator.link(origin="http://127.0.0.1:8001"))

    assert directives(response["Content-Security-Policy"]) == {
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'",
        "style-src": "'self'",
        "img-src": "'self' data: blob: http://127.0.0.1:8000",
        "font-src": "'self' http://127.0.0.1:8000",
        "connect-src": "'self' data: blob: http://127.0.0.1:8000",
        "worker-src": "'self' blob:",
        "form-action": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "http://127.0.0.1:8001",
    }
    assert "X-Frame-Options" not in response


def test_a_shops_stylesheet_comes_last_and_from_its_own_origin(creator: Creator) -> None:
    css = "https://cdn.shop.example/vpc.css?a=1&b=2"

    response = creator.client.get(creator.link(css=css))

    page = response.content.decode()
    link = '<link rel="stylesheet" href="https://cdn.shop.example/vpc.css?a=1&amp;b=2">'
    assert page.index("vpc-3d4e.css") < page.index(link)
    policy = directives(response["Content-Security-Policy"])
    assert policy["style-src"] == "'self' https://cdn.shop.example"
    assert policy["img-src"].endswith(" https://cdn.shop.example")
    assert policy["font-src"].endswith(" https://cdn.shop.example")
    assert "cdn.shop.example" not in policy["script-src"] + policy["connect-src"]


@pytest.mark.parametrize(
    ("named", "asked", "tag", "title"),
    [
        ("de_DE", "fr", '<html lang="de-DE" dir="ltr">', "Produkte gestalten"),
        ("ar-sa", "fr", '<html lang="ar-SA" dir="rtl">', "إنشاء المنتجات"),
        ("", "sv, fr-CA;q=0.8, en;q=0.5", '<html lang="fr-FR" dir="ltr">', "Créer des produits"),
        ("xx", "en-US", '<html lang="en-US" dir="ltr">', "Create products"),
        ("", "sv", '<html lang="en-GB" dir="ltr">', "Create products"),
        ("", "", '<html lang="en-GB" dir="ltr">', "Create products"),
    ],
)
def test_the_language_is_the_links_else_the_browsers(
    creator: Creator, named: str, asked: str, tag: str, title: str
) -> None:
    page = creator.client.get(creator.link(locale=named), headers={"accept-language": asked}).content.decode()

    assert tag in page
    assert f"<title>{title}</title>" in page


def test_every_language_has_a_title_and_words_of_refusal() -> None:
    languages = {locale.language.partition("-")[0] for locale in LOCALES.values()}

    assert set(TITLES) == set(REFUSALS) == languages


def test_a_link_opens_once_and_says_so_in_the_readers_language(creator: Creator) -> None:
    link = creator.link(locale="de_DE")
    assert creator.client.get(link).status_code == 200

    response = creator.client.get(link)

    page = response.content.decode()
    assert response.status_code == 403
    assert "<h1>Die Produktgestaltung lässt sich nicht öffnen</h1>" in page
    assert page.index("<h2>For whoever made the link</h2>") < page.index("Each opens once")
    assert "pages-9c0d.css" in page
    assert "app-config" not in page
    assert "frame-ancestors *" in response["Content-Security-Policy"]


def test_asking_for_the_head_uses_nothing_up(creator: Creator) -> None:
    link = creator.link()

    assert creator.client.head(link).status_code == 200
    assert UsedNonce.objects.count() == 0
    assert creator.client.get(link).status_code == 200
    assert creator.client.head(link).status_code == 403
    assert creator.client.head(creator.link(time=1)).status_code == 403


def test_a_refused_link_is_not_used_up(creator: Creator) -> None:
    with clock.frozen(NOON):
        link = creator.link()
        Company.objects.update(is_active=False)
        assert creator.client.get(link).status_code == 403
        Company.objects.update(is_active=True)

        assert creator.client.get(link).status_code == 200


@pytest.mark.parametrize(
    ("others", "status", "told"),
    [
        ({"origin": None}, 400, "The link to the creator has no “origin”."),
        ({"time": 1543581543}, 403, "The link has run out"),
        ({"company_ref_id": 7_000_000}, 403, "The link&#x27;s signature does not fit."),
        ({"approved_pc": 900_000}, 404, "Retailer has no category 900000."),
    ],
)
def test_the_page_says_what_is_wrong_with_a_link(
    creator: Creator, others: dict[str, object], status: int, told: str
) -> None:
    response = creator.client.get(creator.link(**others))

    assert (response.status_code, told in response.content.decode()) == (status, True)


def test_nothing_of_a_link_is_read_as_a_tag(creator: Creator) -> None:
    page = creator.client.get(creator.link(**{"<b>": "1"}) + "&%3Cb%3E=2").content.decode()

    assert "“&lt;b&gt;” stands in the link twice." in page


def test_a_link_opens_with_a_slash_after_its_path_too(creator: Creator) -> None:
    page = creator.client.get(creator.link().replace("?", "/?", 1)).content.decode()

    assert app_config(page)["session"].count(":") == 1


def test_a_household_that_tries_too_often_waits(creator: Creator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LAUNCHES", limits.Limit("launch", seconds=600, per_address=1, per_company=9))
    with clock.frozen(NOON):
        creator.client.get("/artists/vpc")

        refused = creator.client.get(creator.link())

        assert (refused.status_code, refused["Retry-After"]) == (429, "600")
        assert "For whoever made the link" not in refused.content.decode()
        clock.advance(timedelta(seconds=600))
        assert creator.client.get(creator.link()).status_code == 200


def test_a_session_lasts_an_hour_and_is_renewed_while_it_is_used(creator: Creator) -> None:
    with clock.frozen(NOON):
        creator.open()
        clock.advance(timedelta(minutes=29))
        assert "X-Session" not in creator.get("start")

        clock.advance(timedelta(minutes=2))
        later = creator.get("start")["X-Session"]
        clock.advance(timedelta(minutes=30))

        assert creator.get("start").status_code == 401
        creator.token = later
        assert creator.get("start").status_code == 200


def test_no_session_lasts_longer_than_half_a_day(creator: Creator) -> None:
    with clock.frozen(NOON):
        creator.open()
        for _ in range(12 * 60 // 40):
            clock.advance(timedelta(minutes=40))
            creator.token = creator.get("start").headers.get("X-Session", creator.token)

        clock.advance(timedelta(minutes=1))

        assert creator.get("start").json() == {
            "error": {"code": 7408, "message": "This has been open for too long. Go back and open it again."}
        }


@pytest.mark.parametrize("token", ["", "x", "a:b", "{token}x", "x{token}"])
def test_a_session_that_is_none(creator: Creator, token: str) -> None:
    creator.open()
    creator.token = token.format(token=creator.token)

    response = creator.get("start")

    assert (response.status_code, response.json()["error"]["code"]) == (401, 7408)


def test_without_the_scheme_there_is_no_session(creator: Creator) -> None:
    creator.open()

    for header in ({}, {"authorization": creator.token}, {"authorization": f"Basic {creator.token}"}):
        assert Client().get("/artists/data/start", headers=header).status_code == 401


def test_a_session_ends_with_its_key_or_its_company(creator: Creator) -> None:
    creator.open()
    Company.objects.update(is_active=False)
    assert creator.get("start").status_code == 401
    Company.objects.update(is_active=True)
    assert creator.get("start").status_code == 200

    revoke_api_key(api_key=ApiKey.objects.get())

    assert creator.get("start").json() == {
        "error": {"code": 7408, "message": "What this was opened with works no more. Go back and open it again."}
    }
