"""Are drafts such that products can be made of them? Everything that they share is read once, however many they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from monogram.catalogue.models import Product, ProductKind
from monogram.catalogue.queries import full_products_for
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.designs.placing import Placement, artwork_design
from monogram.designs.preflight import area_specs, refuse_what_blocks, verdicts_of_artwork
from monogram.designs.validation import document_matches_product
from monogram.images.models import Image
from monogram.images.queries import usable_images
from monogram.layout.document import Document, document_hash
from monogram.layout.preflight import AreaSpec, Verdict
from monogram.virtual_products.drafts import VirtualDraft
from monogram.virtual_products.errors import BlankError, DraftError, SkuError
from monogram.virtual_products.offers import OptionsOnOffer, options_on_offer
from monogram.virtual_products.sku_choice import WantedSku, choose_skus

LONGEST_NAME = 120
LONGEST_DESCRIPTION = 10_000
_LEFT_TO_SHOPPERS = frozenset({"required_text", "required_image", "required_area"})


@dataclass(frozen=True)
class PlacedArtwork:
    """A picture on a blank: the design, and what preflight says of it, of which nothing blocks."""

    image: Image
    placement: Placement
    document: Document
    hash: str
    verdicts: list[Verdict]


@dataclass(frozen=True)
class CheckedDraft:
    """A draft of which a product can be made."""

    draft: VirtualDraft
    blank: Product
    on_offer: OptionsOnOffer
    artwork: PlacedArtwork
    sku: str


class Checker:
    """Checks drafts of one company, with the blanks and pictures that they name at hand."""

    def __init__(self, company: Company, drafts: Sequence[VirtualDraft], pictures: Mapping[str, Image | MonogramError]):
        """`pictures`: what lies at the drafts' addresses (`images.services.pictures_at`)."""
        self._company = company
        self._blanks = full_products_for(company, {draft.blank for draft in drafts})
        self._images = usable_images(company).in_bulk({draft.image for draft in drafts if draft.image})
        self._pictures = pictures
        self._specs = cache(area_specs)
        self._on_offer = cache(options_on_offer)

    def check(self, draft: VirtualDraft) -> tuple[Product, OptionsOnOffer, PlacedArtwork]:
        """All but the SKU. Raises what says why not, with the draft's field as its path."""
        checked_name(draft.name)
        checked_description(draft.description)
        blank = self._blank(draft.blank)
        on_offer = self._on_offer(blank, tuple(draft.options))
        artwork = place_artwork(
            blank,
            self._image(draft),
            draft.placement,
            may_personalise=draft.may_personalise,
            specs=self._specs(blank),
        )
        return blank, on_offer, artwork

    def _blank(self, number: int) -> Product:
        """A blank that bears artwork. Raises BlankError."""
        blank = self._blanks.get(number)
        if blank is None:
            raise BlankError(path="blank")
        if blank.kind != ProductKind.PERSONALISED or blank.is_template:
            raise BlankError("No artwork can be put on this product.", path="blank")
        return blank

    def _image(self, draft: VirtualDraft) -> Image:
        if draft.image:
            if draft.image not in self._images:
                raise DraftError("This picture was not found. Add it again.", path="image")
            return self._images[draft.image]
        if not draft.artwork_url:
            raise DraftError("Say which artwork it bears.", path="image")
        found = self._pictures[draft.artwork_url]
        if isinstance(found, MonogramError):
            raise DraftError(found.text, path="artwork_url", code=found.code)
        return found


def checked_name(name: str) -> str:
    """A name as it is kept. Raises DraftError."""
    kept = name.strip()
    if not 1 <= len(kept) <= LONGEST_NAME:
        raise DraftError(f"A name has 1 to {LONGEST_NAME} characters.", path="name")
    return kept


def checked_description(description: str) -> str:
    """A description as it is kept. Raises DraftError."""
    if len(description) > LONGEST_DESCRIPTION:
        raise DraftError(f"A description has {LONGEST_DESCRIPTION:,} characters at most.", path="description")
    return description.strip()


def place_artwork(
    blank: Product,
    image: Image,
    placement: Placement,
    *,
    may_personalise: bool,
    specs: Sequence[AreaSpec] | None = None,
) -> PlacedArtwork:
    """A picture on a blank of `catalogue.queries.full_products`. `specs`: the blank's, where they are at hand.

    What shoppers have still to fill in is no hindrance where they may. Raises PlacementError, and InvalidDesignError
    for what preflight blocks.
    """
    document = artwork_design(blank, image, placement)
    document_matches_product(blank, document, font_ids=())
    verdicts = verdicts_of_artwork(document, area_specs(blank) if specs is None else specs, image)
    left = _LEFT_TO_SHOPPERS if may_personalise else frozenset[str]()
    refuse_what_blocks(document, [verdict for verdict in verdicts if verdict.rule not in left])
    return PlacedArtwork(image, placement, document, document_hash(document), verdicts)


def check_drafts(
    company: Company,
    drafts: Sequence[VirtualDraft],
    *,
    pictures: Mapping[str, Image | MonogramError],
    numbers: Sequence[int] | None = None,
) -> list[CheckedDraft | MonogramError]:
    """Each draft checked, or why no product can be made of it.

    `numbers`: what `{number}` stands for in each one's SKU; by default their places from 1.
    """
    checker = Checker(company, drafts, pictures)
    checked = [_or_error(checker.check, draft) for draft in drafts]
    wanted = {
        place: WantedSku(drafts[place].sku.strip(), blank, drafts[place].name, number, on_offer.suffixes)
        for place, (number, one) in enumerate(zip(numbers or range(1, len(drafts) + 1), checked, strict=True))
        if not isinstance(one, MonogramError)
        for blank, on_offer, _ in (one,)
    }
    skus = dict(zip(wanted, choose_skus(company, list(wanted.values())), strict=True))
    return [_together(drafts[place], one, skus.get(place)) for place, one in enumerate(checked)]


_Checked: TypeAlias = tuple[Product, OptionsOnOffer, PlacedArtwork]


def _or_error(check: Callable[[VirtualDraft], _Checked], draft: VirtualDraft) -> _Checked | MonogramError:
    try:
        return check(draft)
    except MonogramError as error:
        return error


def _together(
    draft: VirtualDraft, checked: _Checked | MonogramError, sku: str | MonogramError | None
) -> CheckedDraft | MonogramError:
    if isinstance(checked, MonogramError):
        return checked
    if not isinstance(sku, str):
        return sku or SkuError(path="sku")
    return CheckedDraft(draft, *checked, sku)
