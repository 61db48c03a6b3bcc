"""What a blank lends to the pictures of all that is made on it: when it is another, they are drawn anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monogram.artwork.scenes import source_hash
from monogram.catalogue.models import PrintArea, Product, View
from monogram.rendering.mockup import MOCKUP_VERSION
from monogram.rendering.raster import RENDERER_VERSION

_VERSION = 1
"""Raise it whenever a picture would be another one of the same product."""


def look_of(blank: Product, shown: Sequence[Mapping[str, int]]) -> str:
    """The hash of all that a picture is drawn from besides the artwork: photos, print areas, the colour shown.

    `blank` is one of `catalogue.queries.full_products`; `shown` from `offers`. Files are told apart by their storage
    keys, since storage never writes one over.
    """
    chosen = {option["option_id"] for option in shown}
    colours = [
        option.colour
        for aspect in blank.aspects.all()
        for option in aspect.options.all()
        if option.pk in chosen and option.colour
    ]
    model = getattr(blank, "model", None)
    return source_hash(
        {
            "views": [_view(view) for view in blank.views.all()],
            "areas": [_area(area) for area in blank.print_areas.all()],
            "model": model and [str(model.file.name), model.print_mesh, model.print_area_id],
            "tint": colours[:1],
            "versions": [_VERSION, MOCKUP_VERSION, RENDERER_VERSION],
        }
    )


def _view(view: View) -> list[object]:
    pictures = (view.photo, view.tint_mask, view.shading_map, view.displacement_map)
    return [view.pk, view.name, view.displacement, *(str(picture.name or "") for picture in pictures)]


def _area(area: PrintArea) -> list[object]:
    measures = [area.width, area.height, area.bleed, area.safe_margin]
    return [area.pk, area.view_id, area.name, measures, area.quad, str(area.mask.name or "")]
