"""Draws a design's files: a PNG for each print area, a picture of the product from each side."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pyvips
from numpy.typing import NDArray

from monogram.artwork.errors import DesignNotDrawableError
from monogram.artwork.scenes import AreaScene, DesignScene, content_of, views_with_areas
from monogram.catalogue.models import PrintArea, ProductModel, View
from monogram.rendering.gltf import ModelError
from monogram.rendering.mockup import Placement, ViewScene, compose_view, render_flat
from monogram.rendering.model import check_model, render_model
from monogram.rendering.pictures import PictureError
from monogram.rendering.png import encode_png
from monogram.rendering.raster import AreaTooLargeError, render_area

logger = logging.getLogger(__name__)

THUMBNAIL_SIZE = 600
SMALL_THUMBNAIL_SIZE = 60
_TEXTURE_SIZE = 2000

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Side:
    """A picture of the product that can be drawn: what it shows, what it is made from, and how to draw it."""

    description: str
    source: str
    draw: Callable[[], Pixels]


@dataclass(frozen=True)
class PrintFile:
    """An encoded print file and its size in pixels."""

    content: bytes
    width: int
    height: int


def draw_print_file(scene: DesignScene, area: AreaScene) -> PrintFile:
    """A print area at its own resolution, with its bleed, as PNG. Raises DesignNotDrawableError."""
    geometry = area.print_area
    try:
        pixels = render_area(
            area.operations,
            width=geometry.width,
            height=geometry.height,
            bleed=geometry.bleed,
            dpi=geometry.dpi,
            images=scene.print_images,
            mask=area.mask,
        )
    except (PictureError, AreaTooLargeError) as error:
        raise DesignNotDrawableError(f"“{geometry.name}” cannot be drawn: {error}") from error
    return PrintFile(encode_png(pixels, dpi=geometry.dpi), pixels.shape[1], pixels.shape[0])


def sides_of(scene: DesignScene) -> Iterator[Side]:
    """The product's pictures with the design on them: first in 3D where there is a model, then each photograph."""
    model = ProductModel.objects.filter(product=scene.product).select_related("print_area").first()
    if model is not None and (solid := _model_side(scene, model)):
        yield solid
    for view, areas in views_with_areas(scene.product):
        yield _view_side(scene, view, areas)


def reduce_picture(pixels: Pixels, size: int) -> Pixels:
    """The picture with its longer side at `size` pixels."""
    height, width, bands = pixels.shape
    picture = pyvips.Image.new_from_memory(np.ascontiguousarray(pixels), width, height, bands, "uchar")
    small: Pixels = picture.copy(interpretation="srgb").thumbnail_image(size, height=size).numpy()
    return small


def _view_side(scene: DesignScene, view: View, areas: list[PrintArea]) -> Side:
    photo, tint_mask, shading_map = (content_of(file) for file in (view.photo, view.tint_mask, view.shading_map))
    drawn = {area.print_area.pk: area for area in scene.areas}

    def draw() -> Pixels:
        if photo is None:
            raise DesignNotDrawableError(f"The view “{view.name}” has no photo")
        placements = [_placement(scene, drawn[area.pk]) for area in areas if area.pk in drawn]
        try:
            return compose_view(ViewScene(photo, tint_mask, scene.tint, shading_map, placements), size=THUMBNAIL_SIZE)
        except ValueError as error:
            raise DesignNotDrawableError(f"The view “{view.name}” cannot be drawn: {error}") from error

    return Side(view.name, scene.view_source(view.name, [photo, tint_mask, shading_map]), draw)


def _placement(scene: DesignScene, area: AreaScene) -> Placement:
    geometry = area.print_area
    return Placement(
        operations=area.operations,
        width=geometry.width,
        height=geometry.height,
        quad=[(float(x), float(y)) for x, y in geometry.quad],
        mask=area.mask,
        images=scene.working_images,
    )


def _model_side(scene: DesignScene, model: ProductModel) -> Side | None:
    """The product in 3D, or None for a model that cannot be drawn: its photographs still can."""
    glb = content_of(model.file)
    area = next((drawn for drawn in scene.areas if drawn.print_area.pk == model.print_area_id), None)
    if glb is None:
        return None
    try:
        check_model(glb, print_mesh=model.print_mesh)
    except ModelError:
        logger.exception("the 3D model of product %s cannot be drawn", scene.product.pk)
        return None

    def draw() -> Pixels:
        return render_model(glb, _texture(scene, area), print_mesh=model.print_mesh, size=THUMBNAIL_SIZE)

    return Side("In 3D", scene.view_source("model", [glb]), draw)


def _texture(scene: DesignScene, area: AreaScene | None) -> Pixels | None:
    if area is None:
        return None
    geometry = area.print_area
    try:
        return render_flat(
            area.operations,
            width=geometry.width,
            height=geometry.height,
            images=scene.working_images,
            mask=area.mask,
            size=_TEXTURE_SIZE,
        )
    except PictureError as error:
        raise DesignNotDrawableError(f"“{geometry.name}” cannot be drawn: {error}") from error
