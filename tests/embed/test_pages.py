"""The Smartlink page at its addresses, old and new."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.catalogue.factories import make_font
from tests.catalogue.pictures import picture

from monogram.catalogue.models.app_configurations import AppConfiguration
from monogram.common import assets
from monogram.companies.models import Company
from monogram.embed.refusal_words import WORDS
from monogram.embed.smartlink import LOCALES, find_locale
from monogram.files import services as files

EARLY = "(() => {fetch('/s/data')})()"
PAGE = "/s/app/acp3_2/en_GB/default.html"
pytestmark = [pytest.mark.usefixtures("browser_build"), pytest.mark.django_db]


def app_config(content: str) -> dict[str, object]:
    found = re.search(r'<script id="app-config" type="application/json">(.*?)</script>', content)
    assert found
    parsed: dict[str, object] = json.loads(found[1])
    return parsed


@pytest.mark.parametrize(
    "address",
    [
        PAGE,
        "/acp/app/?l=acp3_2&c=default&lo=en_GB",
        "/acp/app?l=acp3_2&c=default&lo=en_GB",
        "/acp/app/?l=acp3_2",
        "/acp/app/",
        "/acp/app/?l=&c=&lo=&unknown=1",
        "/s/app/acp3_2/en-gb/default.html",
    ],
)
def test_the_page_is_a_shell_around_the_designer(client: Client, address: str, settings: Settings) -> None:
    settings.MONOGRAM_DEMO = False

    response = client.get(address)

    content = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="en-GB" dir="ltr">' in content
    assert '<script type="module" src="/static/build/assets/designer-1a2b.js"></script>' in content
    assert content.index(f"<script>{EARLY}</script>") < content.index("<link ")
    assert '<link rel="modulepreload" href="/static/build/assets/en_GB-5e6f.js">' in content
    assert '<link rel="stylesheet" href="/static/build/assets/designer-3c4d.css">' in content
    assert app_config(content) == {
        "app": "acp3_2",
        "locale": "en_GB",
        "config": "default",
        "apiBase": "/s/data",
        "demo": False,
        "tabs": ["text", "photos", "clipart", "shapes", "layers", "product"],
        "off": [],
        "fonts": [],
        "logo": None,
        "theme": {"scheme": "auto", "variables": {}},
    }
    assert "<noscript>" in content


def test_any_shop_may_frame_it_and_only_our_code_runs(client: Client) -> None:
    response = client.get(PAGE)

    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy["frame-ancestors"] == "*"
    early = base64.b64encode(hashlib.sha256(EARLY.encode()).digest()).decode()
    assert policy["script-src"] == f"'self' 'sha256-{early}' 'wasm-unsafe-eval'"
    assert policy["default-src"] == "'none'"
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert re.findall(r"<script(?! type=\"module\"| id=\"app-config\").*", response.content.decode()) == [
        f"<script>{EARLY}</script>"
    ]


def test_plain_http_is_called_in_demo_mode_alone(client: Client, settings: Settings) -> None:
    def ways_out() -> list[str]:
        policy = client.get(PAGE)["Content-Security-Policy"]
        return policy.split("connect-src ")[1].split(";")[0].split()

    settings.MONOGRAM_DEMO = False
    assert ways_out() == ["'self'", "data:", "blob:", "http://127.0.0.1:8000", "https:"]
    settings.MONOGRAM_DEMO = True
    assert ways_out()[-2:] == ["https:", "http:"]


@pytest.mark.parametrize(
    ("address", "kind", "given", "corrected"),
    [
        ("/s/app/nope/en_GB/default.html", "app", "nope", "/s/app/acp3_2/en_GB/default.html"),
        ("/s/app/acp3_2/xx_XX/default.html", "language", "xx_XX", "/s/app/acp3_2/en_GB/default.html"),
        ("/s/app/acp3_2/de_AT/default.html", "language", "de_AT", "/s/app/acp3_2/de_DE/default.html"),
        ("/s/app/acp3_2/de-de/other.html", "configuration", "other", "/s/app/acp3_2/de_DE/default.html"),
        ("/s/app/acp3_2/fr_FR/engravings.html", "configuration", "engravings", "/s/app/acp3_2/fr_FR/engraving.html"),
        ("/acp/app/?l=nope&lo=fr_FR", "app", "nope", "/s/app/acp3_2/fr_FR/default.html"),
        ("/acp/app/?l=%3Cscript%3E", "app", "&lt;script&gt;", "/s/app/acp3_2/en_GB/default.html"),
    ],
)
def test_a_link_to_nothing_says_which_part_and_gives_the_one_that_opens(
    client: Client, address: str, kind: str, given: str, corrected: str
) -> None:
    AppConfiguration.objects.create(name="engraving")

    response = client.get(address)

    page = response.content.decode()
    assert response.status_code == 404
    assert f"The link names the {kind} <strong>{given}</strong>" in page
    assert f'<a href="{corrected}">' in page
    assert "Keep what comes after the <code>#</code>" in page
    assert "pages-9c0d.css" in page
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert client.get(corrected).status_code == 200


@pytest.mark.parametrize(
    ("address", "asked", "tag", "title"),
    [
        ("/s/app/nope/de_DE/default.html", "fr", '<html lang="de" dir="ltr">', "Diese Seite lässt sich nicht öffnen"),
        ("/s/app/nope/ar-SA/default.html", "", '<html lang="ar" dir="rtl">', "تعذّر فتح هذه الصفحة"),
        ("/s/app/acp3_2/de_AT/default.html", "", '<html lang="de" dir="ltr">', "Diese Seite lässt sich nicht öffnen"),
        ("/s/app/acp3_2/xx_XX/default.html", "sv, nl-BE;q=0.8, en;q=0.5", '<html lang="nl" dir="ltr">',
         "Deze pagina kan niet worden geopend"),
        ("/acp/app/?l=nope&lo=ja_JP", "en", '<html lang="ja" dir="ltr">', "このページを開けません"),
        ("/s/app/acp3_2/xx_XX/default.html", "sv", '<html lang="en" dir="ltr">', "This designer cannot be opened"),
    ],
)  # fmt: skip
def test_a_shopper_hears_of_it_in_their_own_language(
    client: Client, address: str, asked: str, tag: str, title: str
) -> None:
    page = client.get(address, headers={"accept-language": asked}).content.decode()

    assert tag in page
    assert f"<h1>{title}</h1>" in page


def test_every_language_of_the_designer_has_words_of_refusal() -> None:
    assert {locale.language.partition("-")[0] for locale in LOCALES.values()} == set(WORDS)


def test_a_link_with_three_wrong_parts_hears_of_all(client: Client) -> None:
    page = client.get("/s/app/a/b/c.html").content.decode()

    assert [page.count(f"The link names the {kind} ") for kind in ("app", "language", "configuration")] == [1, 1, 1]
    assert "<code>ja_JP</code>" in page


def test_a_companys_own_configuration_is_not_told_to_strangers(client: Client, retailer: Company) -> None:
    AppConfiguration.objects.create(name="secret-launch", owner=retailer)

    assert "secret-launch" not in client.get("/s/app/acp3_2/en_GB/secret-lunch.html").content.decode()
    assert client.get("/s/app/acp3_2/en_GB/secret-launch.html").status_code == 200


@pytest.mark.parametrize(
    ("locale", "tag", "words"),
    [
        ("en_GB", '<html lang="en-GB" dir="ltr">', "en_GB"),
        ("en_US", '<html lang="en-US" dir="ltr">', "en_GB"),
        ("de-DE", '<html lang="de-DE" dir="ltr">', "de_DE"),
        ("PL_pl", '<html lang="pl-PL" dir="ltr">', "en_GB"),
        ("ar", '<html lang="ar" dir="rtl">', "ar"),
        ("ar_AE", '<html lang="ar-AE" dir="rtl">', "ar"),
        ("ar-sa", '<html lang="ar-SA" dir="rtl">', "ar"),
        ("ja_JP", '<html lang="ja-JP" dir="ltr">', "en_GB"),
    ],
)
def test_each_language_has_its_direction_its_title_and_its_words(
    client: Client, locale: str, tag: str, words: str
) -> None:
    page = client.get(f"/s/app/acp3_2/{locale}/default.html").content.decode()

    found = find_locale(locale)
    assert found
    assert tag in page
    assert f"<title>{found.title}</title>" in page
    assert f'<link rel="modulepreload" href="/static/build/assets/{words}-5e6f.js">' in page
    assert page.count("modulepreload") == 1
    assert app_config(page)["locale"] == found.name


def test_all_locales_of_the_contract_are_there() -> None:
    assert {"en_GB", "en_US", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "pl_PL", "ar", "ja_JP"} <= set(LOCALES)
    assert len({locale.title for locale in LOCALES.values()}) == 10


def framers(client: Client, address: str) -> str:
    return str(client.get(address)["Content-Security-Policy"].split("frame-ancestors ")[1])


def test_who_may_frame_it(client: Client, retailer: Company, rival: Company) -> None:
    Company.objects.filter(pk=retailer.pk).update(frame_origins=["https://shop.example"])
    AppConfiguration.objects.create(name="own", owner=retailer)
    AppConfiguration.objects.create(name="narrow", owner=retailer, frame_ancestors=["https://new.shop.example"])
    AppConfiguration.objects.create(name="rivals", owner=rival)

    assert framers(client, PAGE) == "*"
    assert framers(client, f"{PAGE}?company={retailer.pk}") == "https://shop.example"
    assert framers(client, f"/acp/app/?l=acp3_2&guid={retailer.pk}") == "https://shop.example"
    assert framers(client, "/s/app/acp3_2/en_GB/own.html") == "https://shop.example"
    assert framers(client, f"/s/app/acp3_2/en_GB/own.html?company={rival.pk}") == "https://shop.example"
    assert framers(client, "/s/app/acp3_2/en_GB/narrow.html") == "https://new.shop.example"
    assert framers(client, "/s/app/acp3_2/en_GB/rivals.html") == "*"
    for company in ("", "x", "1", "9" * 30, "%00", "١"):
        assert framers(client, f"{PAGE}?company={company}") == "*"


def test_the_page_carries_its_configuration(client: Client) -> None:
    logo = files.store(picture(90), folder="logos", suffix="png")
    configuration = AppConfiguration.objects.create(
        name="engraving", tabs=["text", "product"], off=["curve", "price"], logo=logo, logo_alt="Thistle & Post",
        scheme="light", theme={"accent": "#7a1f2b / #f08a96", "radius-card": "4px", "font-text": "Gill Sans, serif"},
    )  # fmt: skip
    configuration.fonts.set([make_font("inter-bold")])

    given = app_config(client.get("/s/app/acp3_2/en_GB/engraving.html").content.decode())

    assert (given["config"], given["tabs"], given["off"]) == ("engraving", ["text", "product"], ["curve", "price"])
    assert given["fonts"] == ["inter-bold"]
    assert given["logo"] == {"url": f"http://127.0.0.1:8000/files/{logo}", "alt": "Thistle & Post"}
    assert given["theme"] == {
        "scheme": "light",
        "variables": {
            "--accent-hover": "light-dark(#641923, #f39fa9)",
            "--accent-tint": "light-dark(#eee4e4, #352626)",
            "--on-accent": "light-dark(#ffffff, #141312)",
            "--accent": "light-dark(#7a1f2b, #f08a96)",
            "--radius-card": "4px",
            "--font-text": '"Gill Sans", serif',
        },
    }


def test_a_row_called_default_takes_the_built_in_ones_place(client: Client) -> None:
    AppConfiguration.objects.create(name="default", tabs=["text"])

    assert app_config(client.get(PAGE).content.decode())["tabs"] == ["text"]


def test_head_and_options(client: Client) -> None:
    head = client.head(PAGE)
    assert (head.status_code, head.content) == (200, b"")
    options = client.options(PAGE)
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")
    refused = client.post(PAGE)
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_without_a_browser_build_the_page_gives_a_reference_and_the_log_the_reason(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(assets, "BUILD_DIR", tmp_path / "nothing")
    assets._manifest.cache_clear()

    response = client.get(PAGE)

    assert response.status_code == 500
    reference = re.search(r"[0-9A-F]{32}", response.content.decode())
    assert reference
    assert reference[0] in caplog.text
    assert "npm run build" in caplog.text
