"""Artwork on blanks, as it is asked for; and errors about drafts, told of what was asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import strawberry

from monogram.common.errors import MonogramError
from monogram.designs.placing import Placement, read_placement
from monogram.graphql_api.arguments import number, numbers
from monogram.graphql_api.errors import ArgumentError
from monogram.virtual_products.drafts import VirtualDraft
from monogram.virtual_products.errors import TooManyDraftsError
from monogram.virtual_products.services import MOST_DRAFTS

_PLACE_OF_DRAFT = re.compile(r"drafts\[(\d+)\]\.?(.*)")
_OF_BLANK = "blank"
_OF_REQUEST = {
    "category": "categoryId",
    "pending_category": "pendingCategoryId",
    "request_key": "requestKey",
    "drafts": "artwork",
}
_NAMES = {
    "name": "design_name",
    "artwork_url": "urls[0].original",
    "sku": "retail_sku",
    "blank": "baseProducts",
    "category": "categoryId",
}


@strawberry.input(name="CreateVirtualProductsFromArtworkUrls", description="Where a picture is.")
class UrlsInput:
    original: str | None = strawberry.field(default=None, description="The artwork, in full size.")
    preview: str | None = strawberry.field(
        default=None, description="A smaller one. We make our own; it stands in where there is no original."
    )


@strawberry.input(
    name="Placement",
    description="Where artwork lies: fitted to the print area, then scaled, turned and moved from the middle.",
)
class PlacementInput:
    area: str | None = strawberry.field(default=None, description="The print area's name; else the first.")
    fit: str | None = strawberry.field(default=None, description="auto, contain (all of it is seen) or cover.")
    scale: float | None = strawberry.field(default=None, description="0.01 to 20; 1 fits.")
    offset_x: float | None = strawberry.field(default=None, description="In widths of the area, -2 to 2.")
    offset_y: float | None = strawberry.field(default=None, description="In heights of the area, -2 to 2.")
    rotation: float | None = strawberry.field(default=None, description="In degrees, clockwise, -360 to 360.")

    def read(self, path: str) -> Placement:
        """Raises PlacementError."""
        return read_placement(vars(self), path)


@strawberry.input(
    name="CreateVirtualProductsFromArtworkArtwork", description="A picture that is put on each of the blanks."
)
class ArtworkInput:
    design_name: str = strawberry.field(description="The products' name.")
    urls: list[UrlsInput] = strawberry.field(description="One: the picture goes on one print area.")
    description: str | None = None
    retail_sku: str | None = strawberry.field(
        default=None,
        description="A pattern, e.g. {supplier_sku}-{code}; also {blank}, {name} and {number}. Else one is chosen.",
    )
    placement: PlacementInput | None = strawberry.field(default=None, description="Else fitted to the first area.")
    options: list[strawberry.ID] | None = strawberry.field(default=None, description="Those on offer; else all.")
    may_personalise: bool | None = strawberry.field(default=True, description="Shoppers may add to it.")


def drafts_of(blanks: Sequence[str | None], artwork: Sequence[ArtworkInput | None]) -> list[VirtualDraft]:
    """Each picture on each blank, picture by picture. Raises ArgumentError, TooManyDraftsError, PlacementError."""
    if not blanks:
        raise ArgumentError("Name a base product at least", path="baseProducts")
    if not artwork:
        raise ArgumentError("Give a picture at least", path="artwork")
    if len(blanks) * len(artwork) > MOST_DRAFTS:  # before each is put on each
        raise TooManyDraftsError(f"Ask for {MOST_DRAFTS:,} products at most at once.", path="artwork")
    bases = [number(blank, f"baseProducts[{place}]") for place, blank in enumerate(blanks)]
    parts = [_draft_part(each, f"artwork[{place}]") for place, each in enumerate(artwork)]
    return [VirtualDraft(blank=blank, **part) for part in parts for blank in bases]


def _draft_part(artwork: ArtworkInput | None, path: str) -> dict[str, Any]:
    """All of a draft but its blank."""
    if artwork is None or len(artwork.urls) != 1:
        raise ArgumentError("Give one picture: it goes on one print area", path=f"{path}.urls")
    url = artwork.urls[0].original or artwork.urls[0].preview
    if not url:
        raise ArgumentError("Say where the picture is", path=f"{path}.urls[0].original")
    return {
        "name": artwork.design_name,
        "artwork_url": url,
        "description": artwork.description or "",
        "sku": artwork.retail_sku or "",
        "placement": artwork.placement.read(f"{path}.placement") if artwork.placement else Placement(),
        "options": numbers(list(artwork.options or []), f"{path}.options"),
        "may_personalise": artwork.may_personalise is not False,
    }


def argument_of(path: str) -> str:
    """What a draft's field is called where artwork is put on blanks."""
    return _NAMES.get(path, path)


def in_words_of_the_request(error: MonogramError, blanks: int) -> MonogramError:
    """An error about `drafts[3].sku`, told of the picture and the base product that this draft was made of."""
    if error.path in _OF_REQUEST:
        error.path = _OF_REQUEST[error.path]
    elif found := _PLACE_OF_DRAFT.fullmatch(error.path):
        picture, blank = divmod(int(found[1]), blanks)
        if found[2] == _OF_BLANK:
            error.path = f"baseProducts[{blank}]"
        else:
            error.path = ".".join(filter(None, [f"artwork[{picture}]", argument_of(found[2])]))
    return error
