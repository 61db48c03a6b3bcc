"""Reading what products the creator asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from monogram.catalogue.blanks import blanks_of
from monogram.designs.placing import Placement, read_placement
from monogram.embed.creator.sessions import Session
from monogram.embed.errors import RequestFieldError
from monogram.embed.requests import number
from monogram.images.errors import ImageNotFoundError
from monogram.virtual_products.artworks import not_brought
from monogram.virtual_products.drafts import VirtualDraft
from monogram.virtual_products.errors import BlankError

MOST_PRODUCTS = 500
"""Products that one request may ask for."""
LONGEST_TEXT = 10_000
_IMAGE_ID = 32


def read_drafts(value: object, session: Session) -> list[VirtualDraft]:
    """What is asked for, of pictures of the artist's and on blanks of the launch alone.

    Raises RequestFieldError, PlacementError, BlankError or ImageNotFoundError.
    """
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_PRODUCTS:
        raise RequestFieldError(f"“products” must be a list of 1 to {MOST_PRODUCTS} products.", path="products")
    drafts = [_draft(entry, f"products[{place}]") for place, entry in enumerate(value)]
    _refuse_foreign_blanks(drafts, session)
    refuse_foreign_images({f"products[{place}].image": draft.image for place, draft in enumerate(drafts)}, session)
    return drafts


def refuse_foreign_images(images: Mapping[str, str], session: Session) -> None:
    """Refuse pictures, by their paths, that others brought: pages that sell a product name the one that it bears.

    Raises ImageNotFoundError.
    """
    foreign = not_brought(
        company=session.company, category=session.approved, artist=session.artist, images=set(images.values())
    )
    for path, image in images.items():
        if image in foreign:
            raise ImageNotFoundError(path=path)


class Change(TypedDict, total=False):
    """What is to be different of a product, as `update_virtual_product` takes it; what is not named stays."""

    name: str
    description: str
    sku: str
    options: list[int]
    may_personalise: bool
    image: str
    placement: Placement


def read_change(fields: Mapping[str, object]) -> Change:
    """The fields of a draft, as far as they are given. Raises RequestFieldError or PlacementError."""
    change: Change = {}
    if fields.get("name") is not None:
        change["name"] = _text(fields["name"], "name")
    if fields.get("description") is not None:
        change["description"] = _text(fields["description"], "description")
    if fields.get("sku"):
        change["sku"] = _text(fields["sku"], "sku")
    if fields.get("options") is not None:
        change["options"] = _options(fields["options"], "options")
    if fields.get("may_personalise") is not None:
        change["may_personalise"] = _flag(fields["may_personalise"], "may_personalise")
    if fields.get("image"):
        change["image"] = _text(fields["image"], "image", _IMAGE_ID)
    if fields.get("placement") is not None:
        change["placement"] = read_placement(fields["placement"])
    return change


def _draft(entry: object, path: str) -> VirtualDraft:
    if not isinstance(entry, dict):
        raise RequestFieldError(f"“{path}” must be an object.", path=path)
    return VirtualDraft(
        blank=number(entry.get("blank"), f"{path}.blank"),
        image=_text(entry.get("image"), f"{path}.image", _IMAGE_ID),
        name=_text(entry.get("name"), f"{path}.name"),
        description=_text(entry.get("description", ""), f"{path}.description"),
        sku=_text(entry.get("sku", ""), f"{path}.sku"),
        placement=read_placement(entry.get("placement"), f"{path}.placement"),
        options=_options(entry.get("options", []), f"{path}.options"),
        may_personalise=_flag(entry.get("may_personalise", True), f"{path}.may_personalise"),
    )


def _refuse_foreign_blanks(drafts: Sequence[VirtualDraft], session: Session) -> None:
    """What a link shows is what it may be used for."""
    allowed = set(blanks_of(session.company, session.blanks).values_list("pk", flat=True))
    if session.opened_blank is not None:
        allowed.add(session.opened_blank)
    for place, draft in enumerate(drafts):
        if draft.blank not in allowed:
            raise BlankError(path=f"products[{place}].blank")


def _text(value: object, path: str, longest: int = LONGEST_TEXT) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise RequestFieldError(f"“{path}” must be a text of at most {longest:,} characters.", path=path)
    return value


def _flag(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise RequestFieldError(f"“{path}” must be true or false.", path=path)
    return value


def _options(value: object, path: str) -> list[int]:
    if not isinstance(value, list):
        raise RequestFieldError(f"“{path}” must be a list of the options' numbers.", path=path)
    return [number(option, f"{path}[{place}]") for place, option in enumerate(value)]
