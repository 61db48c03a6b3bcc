"""Makes and keeps the files of order lines. What was bought is frozen: rows and files are written once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyvips
from django.db import IntegrityError, transaction

from monogram.artwork.drawing import (
    SMALL_THUMBNAIL_SIZE,
    THUMBNAIL_SIZE,
    Pixels,
    Side,
    large_size_of,
    reduce_picture,
    sides_of,
)
from monogram.artwork.errors import ArtworkChangedError, DesignNotDrawableError
from monogram.artwork.external import ExternalPicture, addresses_of, fetch_picture, fetch_thumbnail
from monogram.artwork.judging import judge_textual_item
from monogram.artwork.models import Artwork, AssetKind, ItemAsset
from monogram.artwork.printing import WantedFile, compared, drawn, wanted_files
from monogram.artwork.scenes import DesignScene, source_hash
from monogram.artwork.textual import textual_document
from monogram.catalogue.models import Product
from monogram.common import refs
from monogram.common.signing import sha256_hex
from monogram.designs.models import Design
from monogram.files import services as files
from monogram.layout.document import Document, DocumentError, load
from monogram.orders.models import ItemType, OrderItem
from monogram.rendering.mockup import encode_jpeg
from monogram.rendering.png import encode_png
from monogram.rendering.sameness import say_the_same

ARTWORK_FOLDER = "artwork"
THUMBNAIL_FOLDER = "thumbnails"

_DRAWN_AS_DESIGNED = frozenset({ItemType.PRINT_JOB, ItemType.PRINT_ON_DEMAND, ItemType.STOCK})


@dataclass(frozen=True)
class _NewAsset:
    kind: AssetKind
    name: str
    description: str
    artwork: Artwork


def prepare_item(item: OrderItem) -> list[ItemAsset]:
    """Make an order line's files, or give those that it has: they are frozen when they are made first.

    Types 2, 3 and 5, and 4 where a virtual product was bought, are drawn: `output-N` for each print area with something
    on it, in the area's format, and for the plate of each further ink where that format is pixels; `thumbnail-N.png`
    for each picture of the product. Types 1 and 7 are fetched and kept as they came. Other lines of type 4 have none.
    It may run again, and in two places at once. Raises a subclass of ArtworkError, UnknownFontError, or what
    `http.fetch` raises for a host that does not answer; then the line has no files, and a later run begins anew.
    """
    if existing := list(item.assets.select_related("artwork")):
        return existing
    made = list(_make_assets(item))
    try:
        with transaction.atomic():
            return [_attach(item, asset) for asset in made]
    except IntegrityError:
        # Another worker was quicker. Both have drawn the same, or something is very wrong.
        existing = list(item.assets.select_related("artwork"))
        if {asset.name: asset.artwork for asset in existing} != {asset.name: asset.artwork for asset in made}:
            raise ArtworkChangedError(item=item.pk) from None
        return existing


def renew_download_addresses(order_id: int) -> None:
    """Give an order's files other addresses: whoever had the old ones does not make it any more."""
    for asset in ItemAsset.objects.filter(item__order=order_id).only("pk"):
        asset.token = refs.new_public_id()
        asset.save(update_fields=["token"])


def render_design_thumbnails(
    *,
    product: Product,
    document: Document | Mapping[str, Any],
    options: Sequence[Mapping[str, Any]],
    print_size: Mapping[str, Any] | None = None,
) -> list[dict[str, str]]:
    """The pictures of a design for a cart (`contract.md §8`): `[{name, key, description}]`, keys in storage.

    `thumbnail` (600 × 600 pixels), `thumbnail_60` (60 × 60) and `thumbnail_large` (square, as fine as the photo, up to
    1,600) show the product's first side, `thumbnail_2`… (600 × 600) the others. They are JPEGs, drawn from working
    copies. Raises DesignNotDrawableError and UnknownFontError.
    """
    loaded = document if isinstance(document, Document) else _load(document)
    thumbnails = []
    for number, side in enumerate(sides_of(DesignScene(product, loaded, options, print_size)), start=1):
        pictures = _first_side(side) if number == 1 else {f"thumbnail_{number}": side.draw(THUMBNAIL_SIZE)}
        thumbnails += [
            {"name": name, "key": _keep_jpeg(encode_jpeg(pixels)), "description": side.description}
            for name, pixels in pictures.items()
        ]
    return thumbnails


def _first_side(side: Side) -> dict[str, Pixels]:
    """Its thumbnails by name: drawn once, as large as is needed, and reduced."""
    large = side.draw(large_size_of(side))
    small = reduce_picture(large, THUMBNAIL_SIZE)
    return {
        "thumbnail": small,
        "thumbnail_60": reduce_picture(small, SMALL_THUMBNAIL_SIZE),
        "thumbnail_large": large,
    }


def design_scene(item: OrderItem) -> DesignScene | None:
    """The design that a line is to be drawn with as it stands; None for other lines. Raises DesignNotDrawableError.

    It names it (types 2 and 3), or it is the artwork of the virtual product that was bought.
    """
    design = item.design
    if design is None or item.type not in _DRAWN_AS_DESIGNED:
        return None
    return DesignScene(design.product, _load(design.document), _options(item, design), design.print_size)


def _options(item: OrderItem, design: Design) -> list[dict[str, int]]:
    """Those that the design was made in; artwork is made in none, and takes those of the line's variant."""
    if design.options or item.variant is None:
        return list(design.options)
    return [{"aspect_id": option.aspect_id, "option_id": option.pk} for option in item.variant.options.all()]


def keep_artwork(
    *,
    source: str,
    area_name: str,
    content: bytes | Path,
    width: int,
    height: int,
    dpi: float | None,
    media_type: str = "image/png",
    suffix: str = "png",
    comparison: Mapping[str, float] | None = None,
) -> Artwork:
    """Store a file, given as bytes or where it lies, under the hash of what it was made from, once.

    The same source again gives the row that is there. Raises ArtworkChangedError if it says something else now: what
    is stored is never written over.
    """
    stored = _stored(content, suffix)
    # In a transaction of its own: two workers may come here at once, and the loser reads the winner's row.
    with transaction.atomic():
        artwork, _ = Artwork.objects.get_or_create(
            source_hash=source,
            area_name=area_name,
            media_type=media_type,
            defaults={
                "width": width,
                "height": height,
                "dpi": dpi,
                "byte_size": stored.byte_size,
                "sha256": stored.sha256,
                "file": stored.key,
                "comparison": comparison,
            },
        )
    if artwork.sha256 != stored.sha256 and not say_the_same(
        media_type, files.read(artwork.file), files.read(stored.key)
    ):
        raise ArtworkChangedError(artwork=artwork.pk, stored=artwork.sha256, made=stored.sha256)
    return artwork


def _stored(content: bytes | Path, suffix: str) -> files.StoredFile:
    if isinstance(content, Path):
        return files.store_file(content, folder=ARTWORK_FOLDER, suffix=suffix)
    key = files.store(content, folder=ARTWORK_FOLDER, suffix=suffix)
    return files.StoredFile(key, sha256_hex(content), len(content))


def _make_assets(item: OrderItem) -> Iterator[_NewAsset]:
    match item.type:
        case ItemType.EXTERNAL_URL | ItemType.EXTERNAL_URLS:
            return _fetch_assets(item)
        case ItemType.PRINT_JOB | ItemType.PRINT_ON_DEMAND | ItemType.STOCK:
            scene = design_scene(item)
            if scene is None and item.type != ItemType.STOCK:
                raise DesignNotDrawableError("The line names no design")
            return _draw_assets(scene) if scene else iter(())
        case ItemType.TEXTUAL if item.product is not None:
            scene = _textual_scene(item, item.product)
            return _draw_assets(scene) if scene.areas else iter(())
        case _:
            return iter(())


def _textual_scene(item: OrderItem, product: Product) -> DesignScene:
    """The line's words and pictures, over the artwork where a virtual product was bought."""
    artwork = item.virtual_design
    document = textual_document(
        product=product,
        attributes=item.attributes,
        company=item.order.company,
        artwork=_load(artwork.document) if artwork else None,
    )
    judge_textual_item(item, product, document)
    return DesignScene(product, document, _options(item, artwork) if artwork else item.aspects)


def _draw_assets(scene: DesignScene) -> Iterator[_NewAsset]:
    for number, wanted in enumerate(wanted_files(scene), start=1):
        name = f"output-{number}.{wanted.suffix}"
        yield _NewAsset(AssetKind.OUTPUT, name, wanted.description, _output_artwork(scene, wanted))
    for number, side in enumerate(sides_of(scene), start=1):
        yield _NewAsset(AssetKind.THUMBNAIL, f"thumbnail-{number}.png", side.description, _side_artwork(side))


def _output_artwork(scene: DesignScene, wanted: WantedFile) -> Artwork:
    """Drawn only if the same source has not been drawn before, for this order or any other."""
    source, name = scene.area_source(wanted.area, wanted.ink), wanted.area.print_area.name
    if known := _known(source, name, wanted.media_type):
        return known
    with drawn(scene, wanted) as file:
        return keep_artwork(
            source=source,
            area_name=name,
            content=file.path,
            width=file.size.width,
            height=file.size.height,
            dpi=wanted.spec.dpi,
            media_type=wanted.media_type,
            suffix=wanted.suffix,
            comparison=compared(scene, wanted, file),
        )


def _side_artwork(side: Side) -> Artwork:
    if known := _known(side.source, side.description):
        return known
    pixels = side.draw(THUMBNAIL_SIZE)
    return keep_artwork(
        source=side.source,
        area_name=side.description,
        content=encode_png(pixels, dpi=None),
        width=pixels.shape[1],
        height=pixels.shape[0],
        dpi=None,
    )


def _known(source: str, area_name: str, media_type: str = "image/png") -> Artwork | None:
    return Artwork.objects.filter(source_hash=source, area_name=area_name, media_type=media_type).first()


def _fetch_assets(item: OrderItem) -> Iterator[_NewAsset]:
    for number, address in enumerate(addresses_of(item), start=1):
        picture = fetch_picture(address.fullsize)
        suffix = picture.examined.format.suffix
        artwork = _external_artwork(picture, address.area_name)
        yield _NewAsset(AssetKind.OUTPUT, f"output-{number}.{suffix}", address.area_name, artwork)
        thumbnail = fetch_thumbnail(address.thumbnail)
        if thumbnail is None:
            shown = _made_thumbnail(picture, address.area_name)
            yield _NewAsset(AssetKind.THUMBNAIL, f"thumbnail-{number}.png", address.area_name, shown)
        else:
            shown = _external_artwork(thumbnail, address.area_name)
            suffix = thumbnail.examined.format.suffix
            yield _NewAsset(AssetKind.THUMBNAIL, f"thumbnail-{number}.{suffix}", address.area_name, shown)


def _external_artwork(picture: ExternalPicture, area_name: str) -> Artwork:
    """The file as it came: its source is itself."""
    examined = picture.examined
    return keep_artwork(
        source=source_hash({"kind": "external", "content": sha256_hex(picture.content)}),
        area_name=area_name,
        content=picture.content,
        width=examined.width,
        height=examined.height,
        dpi=None,
        media_type=examined.format.media_type,
        suffix=examined.format.suffix,
    )


def _made_thumbnail(picture: ExternalPicture, area_name: str) -> Artwork:
    """A small PNG of a picture that came without a thumbnail of its own, out of the door's clean copy."""
    small = pyvips.Image.thumbnail_buffer(
        picture.examined.working_copy.content, THUMBNAIL_SIZE, height=THUMBNAIL_SIZE, size="down"
    )
    return keep_artwork(
        source=source_hash({"kind": "external thumbnail", "content": sha256_hex(picture.content)}),
        area_name=area_name,
        content=small.pngsave_buffer(keep=0),
        width=small.width,
        height=small.height,
        dpi=None,
    )


def _attach(item: OrderItem, asset: _NewAsset) -> ItemAsset:
    return ItemAsset.objects.create(
        item=item, kind=asset.kind, name=asset.name, description=asset.description, artwork=asset.artwork
    )


def _load(document: object) -> Document:
    try:
        return load(document)
    except DocumentError as error:
        raise DesignNotDrawableError(f"The design cannot be read: {error}") from error


def _keep_jpeg(content: bytes) -> str:
    return files.store(content, folder=THUMBNAIL_FOLDER, suffix="jpg")
