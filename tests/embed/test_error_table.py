"""The table of `docs/guides/designer-errors.md` beside the errors that there are: the designer translates by codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import RequestFactory
from django.urls import get_resolver

from monogram.common.errors import MonogramError
from monogram.embed.errors import as_json
from monogram.embed.urls import urlpatterns

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "designer-errors.md"
ROW = re.compile(r"^\| (\d+) \| (\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)
ADDRESS = re.compile(r"\^?(s/data|acp/api)/")
ROOMS = ("artwork", "catalogue", "designs", "embed", "images", "layout")
NOT_OF_THE_DESIGNER = {7003, 7004, 7108, 7110, 7210, 9014, 9015}
"""Files that operators give; artwork on a blank; mock-ups; the page that a wrong link gets; hosted images."""


def kinds(base: type[MonogramError] = MonogramError) -> Iterator[type[MonogramError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


def test_every_code_stands_in_the_guide_with_its_status_and_sentence() -> None:
    get_resolver().url_patterns  # noqa: B018 - brings in every room that the addresses reach
    written = {int(code): (int(status), text) for code, status, text, _ in ROW.findall(GUIDE.read_text())}
    existing = {
        kind.code: (kind.http_status, kind.message)
        for kind in kinds()
        if kind.__module__.split(".")[1] in ROOMS and kind.code not in {0, *NOT_OF_THE_DESIGNER}
    }

    assert written == {100: (400, "Invalid JSON"), **existing}


def test_codes_are_given_once() -> None:
    codes = [kind.code for kind in kinds() if kind.__module__.split(".")[1] in ROOMS and kind.code]

    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind.__module__ == "monogram.images.errors"])
def test_a_refusal_carries_its_code(kind: type[MonogramError]) -> None:
    response = as_json(kind())

    assert response.status_code == kind.http_status
    assert f'"code": {kind.code},'.encode() in response.content


@pytest.mark.parametrize("address", [str(pattern.pattern).strip("^$?") for pattern in urlpatterns])
def test_every_data_address_refuses_in_one_shape(address: str) -> None:
    if not address.startswith(("s/data/", "acp/api/")):
        return
    [pattern] = [one for one in urlpatterns if str(one.pattern).strip("^$?") == address]
    parts = dict.fromkeys(pattern.pattern.converters, "x")

    response = pattern.callback(RequestFactory().delete(f"/{address}"), **parts)

    assert response.status_code == 405
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert b'"code": 7206' in response.content
