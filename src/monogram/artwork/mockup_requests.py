"""What mock-ups are asked for: decoded JSON in, a checked request out. The APIs share it. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from monogram.artwork.errors import MockupRequestError
from monogram.designs.placing import Placement, read_placement

MOST_ARTWORK = 20
MOST_VIEWS = 20
SMALLEST_SIZE, DEFAULT_SIZE, LARGEST_SIZE = 60, 600, 1600
_LONGEST_TEXT = 2000
_LARGEST_ID = 2**63 - 1
_MEMBERS = (
    *("product_id", "artwork", "print_job_ref", "print_on_demand_ref", "options"),
    *("views", "size", "format"),
)

PictureFormat = Literal["jpeg", "png"]


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture, by its address or by the id of one that is here, and where it lies."""

    url: str = ""
    image: str = ""
    placement: Placement = field(default_factory=Placement)


@dataclass(frozen=True, slots=True)
class MockupRequest:
    """Which pictures are wanted: of a product with artwork on it, or of a design that is here already.

    `options`: the product's chosen options. `views`: the sides by name; none: all. `size`: pixels of the square.
    """

    product_id: int | None = None
    artwork: tuple[PlacedPicture, ...] = ()
    print_job_ref: str = ""
    print_on_demand_ref: str = ""
    options: tuple[int, ...] = ()
    views: tuple[str, ...] = ()
    size: int = DEFAULT_SIZE
    format: PictureFormat = "jpeg"


def read_mockup(body: object) -> MockupRequest:
    """A request out of decoded JSON: `{product_id, artwork: [{url | image, placement}]} | {print_job_ref} |
    {print_on_demand_ref}`, each with `options`, `views`, `size`, `format`.

    Whole numbers may come as text, null is not given. Raises MockupRequestError or PlacementError with the path.
    """
    if not isinstance(body, Mapping):
        raise MockupRequestError("The body must be an object")
    _check_members(body, _MEMBERS, "")
    given = {name: value for name, value in body.items() if value not in (None, "", [])}
    what = [name for name in ("product_id", "print_job_ref", "print_on_demand_ref") if name in given]
    if len(what) != 1:
        raise MockupRequestError("Give either product_id, print_job_ref or print_on_demand_ref")
    if "artwork" in given and what != ["product_id"]:
        raise MockupRequestError("A design has its artwork: give artwork with product_id only", path="artwork")
    wanted_format = given.get("format", "jpeg")
    if wanted_format not in ("jpeg", "png"):
        raise MockupRequestError("The format is jpeg or png", path="format")
    size = _whole(given.get("size", DEFAULT_SIZE), "size")
    if not SMALLEST_SIZE <= size <= LARGEST_SIZE:
        raise MockupRequestError(f"The size is from {SMALLEST_SIZE} to {LARGEST_SIZE} pixels", path="size")
    return MockupRequest(
        product_id=_whole(given["product_id"], "product_id") if "product_id" in given else None,
        artwork=tuple(_picture(raw, f"artwork[{n}]") for n, raw in enumerate(_list(given, "artwork", MOST_ARTWORK))),
        print_job_ref=_text(given.get("print_job_ref", ""), "print_job_ref"),
        print_on_demand_ref=_text(given.get("print_on_demand_ref", ""), "print_on_demand_ref"),
        options=tuple(_option(raw, f"options[{n}]") for n, raw in enumerate(_list(given, "options", 50))),
        views=tuple(_text(raw, f"views[{n}]") for n, raw in enumerate(_list(given, "views", MOST_VIEWS))),
        size=size,
        format=wanted_format,
    )


def _picture(raw: object, path: str) -> PlacedPicture:
    if not isinstance(raw, Mapping):
        raise MockupRequestError("Artwork is an object with url or image, and placement", path=path)
    _check_members(raw, ("url", "image", "placement"), f"{path}.")
    url, image = (_text(raw.get(name) or "", f"{path}.{name}") for name in ("url", "image"))
    if bool(url) == bool(image):
        raise MockupRequestError("Give either url or image", path=path)
    return PlacedPicture(url, image, read_placement(raw.get("placement"), f"{path}.placement"))


def _check_members(given: Mapping[Any, Any], known: Sequence[str], path: str) -> None:
    """One that is misspelt is not passed over."""
    if unknown := sorted(str(name) for name in given if name not in known):
        raise MockupRequestError(f"There is no member {unknown[0]!r}: use {', '.join(known)}", path=path + unknown[0])


def _option(raw: object, path: str) -> int:
    """An option by its id, or as designs have it: `{aspect_id, option_id}`."""
    return _whole(raw.get("option_id") if isinstance(raw, Mapping) else raw, path)


def _list(given: Mapping[Any, Any], name: str, most: int) -> Sequence[object]:
    value = given.get(name, [])
    if not isinstance(value, list):
        raise MockupRequestError("This must be a list", path=name)
    if len(value) > most:
        raise MockupRequestError(f"This has {len(value)} members, and may have {most}", path=name)
    return value


def _text(value: object, path: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT or not value.isprintable():
        raise MockupRequestError(f"This must be a text of at most {_LONGEST_TEXT} characters", path=path)
    return value.strip()


def _whole(value: object, path: str) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        value = int(value)
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST_ID:
        raise MockupRequestError("This must be a whole number", path=path)
    return value
