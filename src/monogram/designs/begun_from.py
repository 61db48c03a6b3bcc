"""What a virtual product fixes of designs that are begun from it: its artwork stays, shoppers add to it. Pure."""

from __future__ import annotations

from dataclasses import replace

from monogram.designs.errors import NotPersonalisedError, OtherArtworkError
from monogram.layout.document import Area, Document


def without_artwork(document: Document, artwork: Document) -> Document:
    """What a shopper has added: the design without the artwork's layers, which lie beneath all others as they are.

    A background of the artwork's stays with it. Raises OtherArtworkError.
    """
    given = {area.name: area for area in artwork.areas}
    if missing := given.keys() - {area.name for area in document.areas}:
        raise OtherArtworkError(path="areas", area=min(missing))
    areas = [_added(area, given.get(area.name), f"areas[{index}]") for index, area in enumerate(document.areas)]
    return replace(document, areas=tuple(areas))


def refuse_additions(added: Document) -> None:
    """Refuse what was added to a product that comes as it is. Raises NotPersonalisedError."""
    for index, area in enumerate(added.areas):
        if area.layers or area.background:
            raise NotPersonalisedError(path=f"areas[{index}]")


def _added(area: Area, given: Area | None, path: str) -> Area:
    if given is None:
        return area
    count = len(given.layers)
    if area.layers[:count] != given.layers or (given.background and area.background != given.background):
        raise OtherArtworkError(path=path)
    return replace(area, layers=area.layers[count:], background=None if given.background else area.background)
