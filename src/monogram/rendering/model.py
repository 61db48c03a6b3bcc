"""A product's 3D model with the design on it: no GPU, no OpenGL, no browser.

Whatever does not depend on the design is drawn once for a product, a camera and a size (`model_exposure`) and kept. A
design is then bent onto the product by looking each pixel up: a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyvips
from numpy.typing import NDArray

from monogram.rendering.gltf import Mesh, ModelError, read_glb
from monogram.rendering.model_body import MOST_VERTICES, Body, body_of
from monogram.rendering.model_exposure import Exposure, expose, to_srgb
from monogram.rendering.model_scene import Scene, turn_to_design
from monogram.rendering.recent import Recent

_BUDGET = 64 * 2**20
_MODEL_WEIGHT = 3
"""A model in memory against its file: positions, normals and texels as 64-bit numbers, a few times over."""
_TEXELS_PER_PIXEL = 1.25
"""Of the design, at most, where it faces the camera: more would be left out by the sampling, and glitter."""
_BORDER = 2


@dataclass(frozen=True)
class _Product:
    meshes: Sequence[Mesh]
    printed: Mesh
    body: Body


_products: Recent[_Product] = Recent(_BUDGET // 4)
_exposures: Recent[Exposure] = Recent(_BUDGET)


def render_model(glb: bytes, design: NDArray[np.uint8] | None, *, print_mesh: str, size: int) -> NDArray[np.uint8]:
    """The model on the studio's paper, opaque RGB, `size` × `size`; `design` is straight RGBA over the mesh's UVs.

    The camera stands at the front and walks round until it sees the middle of what is drawn in the design. Raises
    ModelError for a file that cannot be read, is too fine, or has no mesh of that name with UVs.
    """
    product = _products.get((glb, print_mesh), lambda: _open(glb, print_mesh), lambda _: len(glb) * (1 + _MODEL_WEIGHT))
    turn = turn_to_design(product.printed, design)
    exposure = _exposures.get(
        (glb, print_mesh, turn, size),
        lambda: expose(Scene(product.body, turn, size), product.meshes),
        lambda made: made.weight,
    )
    picture = exposure.ground.copy()
    printed = picture[exposure.window]
    printed += _lit(_bent(design, to_srgb(product.printed.base_colour), exposure), exposure.light)
    return picture


def texture_size(size: int) -> int:
    """Pixels of the longer side with which a design is drawn for a picture of that size: enough round a whole mug."""
    return round(size * 2.5)


def check_model(glb: bytes, *, print_mesh: str) -> None:
    """Whether `render_model` can read the file. Raises ModelError where it cannot."""
    meshes, _ = _read(glb, print_mesh)
    if sum(len(mesh.positions) for mesh in meshes) > MOST_VERTICES:
        raise ModelError(f"the model has more than {MOST_VERTICES} vertices")


def _open(glb: bytes, print_mesh: str) -> _Product:
    meshes, printed = _read(glb, print_mesh)
    return _Product(meshes, printed, body_of(meshes, printed))


def _read(glb: bytes, print_mesh: str) -> tuple[list[Mesh], Mesh]:
    meshes = read_glb(glb)
    printed = next((mesh for mesh in meshes if mesh.name == print_mesh and mesh.uvs is not None), None)
    if printed is None:
        raise ModelError(f"the model has no mesh {print_mesh} with texture coordinates")
    return meshes, printed


def _bent(design: NDArray[np.uint8] | None, ground: NDArray[np.uint8], exposure: Exposure) -> NDArray[np.uint8]:
    """The design over its mesh's colour, as each pixel of the window sees it: RGB."""
    height, width = exposure.light.shape
    if design is None or not exposure.light.size:
        return np.broadcast_to(ground, (height, width, 3))
    texture = pyvips.Image.new_from_array(design, interpretation="srgb")
    reduction = _reduction(design, exposure)
    if reduction > 1:
        texture = texture.premultiply().resize(1 / reduction, kernel="linear").unpremultiply().cast("uchar")
    texture = texture.flatten(background=ground.tolist()).embed(
        _BORDER, _BORDER, texture.width + 2 * _BORDER, texture.height + 2 * _BORDER, extend="copy"
    )
    sides = (texture.width - 2 * _BORDER, texture.height - 2 * _BORDER)
    places = exposure.uvs * np.array(sides, dtype=np.float32) + np.float32(_BORDER - 0.5)
    bilinear = pyvips.Interpolate.new("bilinear")
    # In memory first: it is looked into here and there, and would be made anew for every look.
    seen: NDArray[np.uint8] = (
        texture.copy_memory().mapim(pyvips.Image.new_from_array(places), interpolate=bilinear).numpy()
    )
    return seen


def _reduction(design: NDArray[np.uint8], exposure: Exposure) -> float:
    """By how much a design is finer than a pixel of the picture, where it faces the camera."""
    rows, columns = exposure.light.shape
    if rows < 3 or columns < 3:
        return 1.0
    middle = exposure.uvs[rows // 4 : -(rows // 4) or None, columns // 4 : -(columns // 4) or None]
    steps = np.median(np.abs(np.diff(middle, axis=1)[..., 0])) * design.shape[1]
    return float(steps) / _TEXELS_PER_PIXEL


def _lit(colours: NDArray[np.uint8], light: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """colours × light / 255, rounded."""
    product = colours.astype(np.uint16)
    product *= light[..., np.newaxis]
    product += 128
    product += product >> 8
    product >>= 8
    lit: NDArray[np.uint8] = product.astype(np.uint8)
    return lit
