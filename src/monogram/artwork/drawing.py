"""Draws a design's files: a print file for each print area, a picture of the product from each side."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pyvips
from numpy.typing import NDArray

from monogram.artwork.errors import DesignNotDrawableError
from monogram.artwork.scenes import AreaScene, DesignScene, content_of, views_with_areas
from monogram.catalogue.models import PrintArea, ProductModel, View
from monogram.rendering.gltf import ModelError
from monogram.rendering.mockup import Placement, ViewScene, compose_view, draw_flat
from monogram.rendering.model import check_model, render_model, texture_size
from monogram.rendering.pictures import PictureError
from monogram.rendering.product_photo import PAPER

logger = logging.getLogger(__name__)

THUMBNAIL_SIZE = 600
SMALL_THUMBNAIL_SIZE = 60
LARGE_THUMBNAIL_SIZE = 1600
"""Pixels of the square thumbnails. A large one has no more than the photo it is made of."""
_LARGEST_IN_3D = 1200
"""A model has no resolution of its own; what is kept of each (`rendering.model_exposure`) grows with it."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Side:
    """A picture of the product that can be drawn: what it shows, what it is made from, and how to draw it.

    `draw` takes the sides of the square in pixels; beyond `finest` they show nothing more.
    """

    description: str
    make_source: Callable[[], str]
    draw: Callable[[int], Pixels]
    finest: int

    @cached_property
    def source(self) -> str:
        """The hash of all that it is drawn from."""
        return self.make_source()


def sides_of(scene: DesignScene) -> Iterator[Side]:
    """The product's pictures with the design on them: first in 3D where there is a model, then each photograph."""
    model = ProductModel.objects.filter(product=scene.product).select_related("print_area").first()
    if model is not None and (solid := _model_side(scene, model)):
        yield solid
    for view, areas in views_with_areas(scene):
        yield _view_side(scene, view, areas)


def side_with_artwork(scene: DesignScene) -> Side:
    """The first picture of the product on which the design is seen, in the order of `sides_of`; of a product without
    one, the first print area with something on it. Raises DesignNotDrawableError for a design with nothing on it.
    """
    model: ProductModel | None = getattr(scene.product, "model", None)
    inked = {area.print_area.pk for area in scene.areas}
    if model is not None and model.print_area_id in inked and (solid := _model_side(scene, model)):
        return solid
    for view, areas in views_with_areas(scene):
        if inked & {area.pk for area in areas}:
            return _view_side(scene, view, areas)
    if not scene.areas:
        raise DesignNotDrawableError("There is nothing on this design")
    return _flat_side(scene, scene.areas[0])


def large_size_of(side: Side) -> int:
    """The size of a side's large thumbnail: what its photo has, within reason."""
    return max(THUMBNAIL_SIZE, min(LARGE_THUMBNAIL_SIZE, side.finest))


def reduce_picture(pixels: Pixels, size: int) -> Pixels:
    """The picture with its longer side at `size` pixels."""
    height, width, bands = pixels.shape
    picture = pyvips.Image.new_from_memory(np.ascontiguousarray(pixels), width, height, bands, "uchar")
    small: Pixels = picture.copy(interpretation="srgb").thumbnail_image(size, height=size).numpy()
    return small


def _view_side(scene: DesignScene, view: View, areas: list[PrintArea]) -> Side:
    files = (view.photo, view.tint_mask, view.shading_map, view.displacement_map)
    photo, tint_mask, shading_map, displacement_map = (content_of(file) for file in files)
    drawn = {area.print_area.pk: area for area in scene.areas}

    def draw(size: int) -> Pixels:
        if photo is None:
            raise DesignNotDrawableError(f"The view “{view.name}” has no photo")
        seen = ViewScene(
            photo=photo,
            tint_mask=tint_mask,
            tint=scene.tint,
            shading_map=shading_map,
            placements=[_placement(scene, drawn[area.pk]) for area in areas if area.pk in drawn],
            displacement_map=displacement_map,
            displacement=view.displacement,
        )
        try:
            return compose_view(seen, size=(size, size))
        except ValueError as error:
            raise DesignNotDrawableError(f"The view “{view.name}” cannot be drawn: {error}") from error

    pictures = [photo, tint_mask, shading_map, displacement_map]
    source = partial(scene.view_source, view.name, pictures, displacement=view.displacement)
    return Side(view.name, source, draw, finest=max(view.width, view.height))


def _flat_side(scene: DesignScene, area: AreaScene) -> Side:
    """A print area that no photo shows, in the middle of a square of paper."""

    def draw(size: int) -> Pixels:
        flat = _texture(scene, area, size)
        square: Pixels = np.empty((size, size, 3), dtype=np.uint8)
        square[:] = PAPER
        if flat is not None:
            height, width = flat.shape[:2]
            top, left = (size - height) // 2, (size - width) // 2
            part = square[top : top + height, left : left + width]
            see_through = 255 - flat[..., 3:].astype(np.uint16)
            part[:] = flat[..., :3] + (part * see_through + 127) // 255
        return square

    source = partial(scene.view_source, area.print_area.name, [])
    return Side(area.print_area.name, source, draw, finest=LARGE_THUMBNAIL_SIZE)


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

    def draw(size: int) -> Pixels:
        design = _texture(scene, area, texture_size(size))
        return render_model(glb, design, print_mesh=model.print_mesh, size=size, is_premultiplied=True)

    return Side("In 3D", partial(scene.view_source, "model", [glb]), draw, finest=_LARGEST_IN_3D)


def _texture(scene: DesignScene, area: AreaScene | None, size: int) -> Pixels | None:
    if area is None:
        return None
    geometry = area.print_area
    try:
        return draw_flat(
            area.operations,
            width=geometry.width,
            height=geometry.height,
            images=scene.working_images,
            mask=area.mask,
            size=size,
        )
    except PictureError as error:
        raise DesignNotDrawableError(f"“{geometry.name}” cannot be drawn: {error}") from error
