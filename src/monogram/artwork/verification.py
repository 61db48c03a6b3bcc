"""Are the files of an order what they were? Their bytes are looked at; what was drawn is drawn again and compared.

Nothing is replaced: whatever is found, the stored file stays, and staff decide.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from monogram.artwork.drawing import THUMBNAIL_SIZE, Side, sides_of
from monogram.artwork.models import Artwork, ItemAsset
from monogram.artwork.printing import WantedFile, drawn, wanted_files
from monogram.artwork.scenes import DesignScene
from monogram.artwork.services import design_scene
from monogram.files import services as files
from monogram.orders.models import OrderItem
from monogram.rendering.png import encode_png
from monogram.rendering.sameness import say_the_same

_ComesOutAs: TypeAlias = Callable[[Artwork], bool]
"""Draws a file again: whether it is what was stored, though it may be packed otherwise."""


class Finding(Enum):
    """What a look at a stored file finds."""

    SAME = "drawn again, it is the same, byte for byte"
    INTACT = "its bytes are those that were stored"
    CHANGED = "drawn again from the same source, it is another"
    DAMAGED = "its bytes are not those that were stored"
    MISSING = "the stored file is gone"

    @property
    def is_problem(self) -> bool:
        """Whether somebody must look."""
        return self not in {Finding.SAME, Finding.INTACT}


@dataclass(frozen=True)
class Verified:
    """A file of an order line, and what was found."""

    asset: ItemAsset
    finding: Finding


def verify_item(item: OrderItem) -> Iterator[Verified]:
    """Looks at each file of a line.

    A file is drawn again if its source is still what it was: by another product, font or renderer it would rightly come
    out otherwise. Raises what drawing raises, DesignNotDrawableError for one.
    """
    comes_out_as = _redrawing(item)
    for asset in item.assets.select_related("artwork"):
        yield Verified(asset, _stored(asset.artwork) or _redrawn(asset.artwork, comes_out_as))


def _stored(artwork: Artwork) -> Finding | None:
    """What is wrong with the stored bytes, if anything."""
    try:
        return None if files.digest_of(artwork.file) == artwork.sha256 else Finding.DAMAGED
    except FileNotFoundError:
        return Finding.MISSING


def _redrawn(artwork: Artwork, comes_out_as: Mapping[str, _ComesOutAs]) -> Finding:
    if artwork.source_hash not in comes_out_as:
        return Finding.INTACT
    return Finding.SAME if comes_out_as[artwork.source_hash](artwork) else Finding.CHANGED


def _redrawing(item: OrderItem) -> Mapping[str, _ComesOutAs]:
    """Of each file of a line, by the hash of its source, a way to draw it again and compare."""
    scene = design_scene(item)
    if scene is None:
        return {}
    prints = {scene.area_source(wanted.area, wanted.ink): _printing(scene, wanted) for wanted in wanted_files(scene)}
    return prints | {side.source: _showing(side) for side in sides_of(scene)}


def _printing(scene: DesignScene, wanted: WantedFile) -> _ComesOutAs:
    def comes_out_as(artwork: Artwork) -> bool:
        with drawn(scene, wanted) as file, file.path.open("rb") as content:
            is_same = hashlib.file_digest(content, "sha256").hexdigest() == artwork.sha256
            return is_same or say_the_same(artwork.media_type, files.read(artwork.file), file.path.read_bytes())

    return comes_out_as


def _showing(side: Side) -> _ComesOutAs:
    def comes_out_as(artwork: Artwork) -> bool:
        return say_the_same(
            artwork.media_type, files.read(artwork.file), encode_png(side.draw(THUMBNAIL_SIZE), dpi=None)
        )

    return comes_out_as
