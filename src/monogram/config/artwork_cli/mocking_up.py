"""A design on its product, out of files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monogram.config.artwork_cli.design_folder import DesignFolder
from monogram.config.artwork_cli.problems import DesignFileError
from monogram.config.artwork_cli.scene_files import ModelScene, PhotoScene, read_scene
from monogram.config.artwork_cli.target import writing
from monogram.layout.fields import COLOUR
from monogram.rendering.mockup import Placement, ViewScene, compose_view, encode_jpeg, render_flat
from monogram.rendering.model import render_model
from monogram.rendering.png import encode_png

TEXTURE_SIZE = 2000
"""Pixels of a design's longer side on a 3D model."""


def write_mockup(folder: DesignFolder, scene_file: Path, size: int, tint: str | None, output: Path) -> None:
    """Writes the picture. Raises DesignFileError and the renderer's errors."""
    if tint is not None and not COLOUR.fullmatch(tint):
        raise DesignFileError(f"“{tint}” is not a colour such as #24304d.")
    scene = read_scene(scene_file)
    if isinstance(scene, ModelScene):
        pixels = _on_model(folder, scene, size)
    else:
        pixels = _on_photo(folder, scene if tint is None else replace(scene, tint=tint), size)
    content = encode_png(pixels, dpi=None) if output.suffix.lower() == ".png" else encode_jpeg(pixels)
    with writing(output) as stream:
        stream.write(content)


def _on_photo(folder: DesignFolder, scene: PhotoScene, size: int) -> NDArray[np.uint8]:
    placements = []
    for entry in scene.placements:
        area = folder.area(entry.area)
        images = {image: picture.working_copy for image, picture in folder.pictures.items()}
        operations = folder.operations(area)
        placements.append(Placement(operations, area.width, area.height, entry.quad, entry.mask, images))
    view = ViewScene(
        photo=scene.photo,
        tint_mask=scene.tint_mask,
        tint=scene.tint,
        shading_map=scene.shading_map,
        placements=placements,
        displacement_map=scene.displacement_map,
        displacement=scene.displacement,
    )
    return compose_view(view, size=size)


def _on_model(folder: DesignFolder, scene: ModelScene, size: int) -> NDArray[np.uint8]:
    area = folder.area(scene.area)
    images = {image: picture.working_copy for image, picture in folder.pictures.items()}
    design = render_flat(
        folder.operations(area), width=area.width, height=area.height, images=images, mask=None, size=TEXTURE_SIZE
    )
    return render_model(scene.model, design, print_mesh=scene.print_mesh, size=size)
