"""Mock-ups: pictures of a product with artwork on it, made when they are asked for and kept by what they show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from monogram.artwork.drawing import THUMBNAIL_SIZE, Side, side_with_artwork, sides_of
from monogram.artwork.errors import DesignNotDrawableError, MockupRequestError
from monogram.artwork.mockup_requests import MockupRequest, PlacedPicture
from monogram.artwork.scenes import DesignScene, source_hash
from monogram.catalogue.models import AspectOption, Product
from monogram.catalogue.queries import offer_for
from monogram.common import clock
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.designs.errors import DesignNotFoundError
from monogram.designs.models import Design
from monogram.designs.placing import artwork_document
from monogram.designs.queries import artwork_of, orderable_print_job, ready_made_by_ref
from monogram.files import services as files
from monogram.images import hosting
from monogram.images.models import Picture
from monogram.images.queries import picture_for
from monogram.layout.document import DocumentError, load
from monogram.rendering.mockup import encode_jpeg
from monogram.rendering.png import encode_png

LIFE = timedelta(days=30)
"""How long a picture is kept after it was asked for or looked at last."""


@dataclass(frozen=True, slots=True)
class Mockup:
    """One side of a product. `url` is public to whoever knows it, and never shows anything else.

    It works for `LIFE` after it was used last.
    """

    view: str
    url: str
    width: int
    """In pixels."""
    height: int


@dataclass(frozen=True, slots=True)
class _ByContent:
    """A picture under a name that its bytes alone decide, so that the same picture again gives the same mock-up.

    A drawing is shown by its pixels, which is fine enough for a mock-up.
    """

    picture: Picture

    @property
    def pk(self) -> str:
        return self.picture.sha256[:32]

    @property
    def width(self) -> int:
        return self.picture.width

    @property
    def height(self) -> int:
        return self.picture.height

    @property
    def drawing(self) -> str:
        return ""


def make_mockups(*, company: Company, wanted: MockupRequest) -> list[Mockup]:
    """The pictures that are wanted, in the product's order: first in 3D where it has a model, then each photograph.

    Of a product with neither it is the flat print. The same request again draws nothing. Artwork at an address is
    stored for the company as `POST /user-image` does, and expires like that. A picture is never larger than the
    product's photo, or 600 pixels. Raises ProductNotFoundError, DesignNotFoundError, PlacementError, a kind of
    ImageRefusedError, MockupRequestError, or DesignNotDrawableError.
    """
    scene = _scene(company, wanted)
    sides = list(sides_of(scene)) or [side_with_artwork(scene)]
    return [_mockup(side, wanted) for side in _chosen(sides, wanted.views)]


def delete_unused() -> int:
    """Delete the pictures that nobody has used for `LIFE`; how many. Asked for again, they are made again."""
    return files.delete_unused(since=clock.now() - LIFE)


def _scene(company: Company, wanted: MockupRequest) -> DesignScene:
    if wanted.product_id is None:
        return _scene_of(_design(company, wanted), wanted.options)
    offer = offer_for(company, wanted.product_id)
    if not wanted.artwork:
        if offer.virtual is None:
            raise MockupRequestError("Say what is to lie on the product", path="artwork")
        return _scene_of(artwork_of(offer.virtual), wanted.options)
    product = offer.product
    pictures = [_ByContent(_picture(company, placed, f"artwork[{n}]")) for n, placed in enumerate(wanted.artwork)]
    document = _document(product, wanted.artwork, pictures)
    by_name = {picture.pk: picture.picture for picture in pictures}
    return DesignScene(product, _loaded(document), _options(product, wanted.options), pictures=by_name)


def _design(company: Company, wanted: MockupRequest) -> Design:
    if wanted.print_job_ref:
        return orderable_print_job(company, wanted.print_job_ref)
    ref = wanted.print_on_demand_ref
    found = ready_made_by_ref(company, [ref])
    if ref not in found:
        raise DesignNotFoundError
    return found[ref]


def _scene_of(design: Design, options: Sequence[int]) -> DesignScene:
    chosen = _options(design.product, options) if options else list(design.options)
    return DesignScene(design.product, _loaded(design.document), chosen, design.print_size)


def _picture(company: Company, placed: PlacedPicture, path: str) -> Picture:
    try:
        if not placed.url:
            return picture_for(company, placed.image)
        hosted = hosting.hosted_at(placed.url)
        return hosted.image if hosted else hosting.host_url(company=company, url=placed.url)
    except MonogramError as error:
        error.path = f"{path}.{'url' if placed.url else 'image'}"
        raise


def _document(product: Product, placements: Sequence[PlacedPicture], pictures: Sequence[_ByContent]) -> dict[str, Any]:
    """All pictures in one design, the first undermost."""
    together: dict[str, Any] = {}
    for number, (placed, picture) in enumerate(zip(placements, pictures, strict=True)):
        try:
            document = artwork_document(product, picture, placed.placement)
        except MonogramError as error:
            error.path = f"artwork[{number}].{error.path}"
            raise
        for area in document["areas"]:
            for layer in area["layers"]:
                layer["id"] = f"{layer['id']}-{number + 1}"
        if not together:
            together = document
            continue
        for area, more in zip(together["areas"], document["areas"], strict=True):
            area["layers"] += more["layers"]
    return together


def _loaded(document: Mapping[str, Any]) -> Any:
    try:
        return load(document)
    except DocumentError as error:
        raise DesignNotDrawableError(f"The design cannot be read: {error}") from error


def _options(product: Product, options: Sequence[int]) -> list[dict[str, int]]:
    """The product's options by their ids. Raises MockupRequestError for one of another product, and for a second one
    of an aspect."""
    known = AspectOption.objects.filter(aspect__product=product, pk__in=options).in_bulk()
    for number, option in enumerate(options):
        if option not in known:
            raise MockupRequestError(f"“{product.name}” has no option {option}", path=f"options[{number}]")
        if any(known[other].aspect_id == known[option].aspect_id for other in options[:number] if other != option):
            raise MockupRequestError("Another option of this aspect is chosen already", path=f"options[{number}]")
    return [{"aspect_id": known[option].aspect_id, "option_id": option} for option in options]


def _chosen(sides: Sequence[Side], views: Sequence[str]) -> list[Side]:
    names = [side.description for side in sides]
    for number, view in enumerate(views):
        if view not in names:
            raise MockupRequestError(f"There is no view {view!r}: use {', '.join(names)}", path=f"views[{number}]")
    return [side for side in sides if not views or side.description in views]


def _mockup(side: Side, wanted: MockupRequest) -> Mockup:
    size = min(wanted.size, max(THUMBNAIL_SIZE, side.finest))
    source = source_hash({"kind": "mock-up", "side": side.source, "size": size, "format": wanted.format})
    key = f"{files.REMADE}/{source[:2]}/{source}.{'jpg' if wanted.format == 'jpeg' else 'png'}"
    if not files.is_there(key):
        pixels = side.draw(size)
        files.store_as(encode_png(pixels, dpi=None) if wanted.format == "png" else encode_jpeg(pixels), key=key)
    return Mockup(side.description, files.public_url(key), size, size)
