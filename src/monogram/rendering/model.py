"""A product's 3D model with the design on it: no GPU, no OpenGL, no browser.

Whatever does not depend on the design is drawn once for a product, a camera and a size (`model_exposure`) and kept. A
design is then bent onto the product by looking each pixel up: a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyvips
import skia
from numpy.typing import NDArray

from monogram.rendering.gltf import Mesh, ModelError, read_glb
from monogram.rendering.model_body import MOST_VERTICES, Body, body_of
from monogram.rendering.model_exposure import Exposure, expose, to_srgb
from monogram.rendering.model_scene import Scene, turn_to_design
from monogram.rendering.pictures import mask_to_skia, premultiply, skia_info
from monogram.rendering.recent import Recent

_BUDGET = 64 * 2**20
_MODEL_WEIGHT = 3
"""A model in memory against its file: positions, normals and texels as 64-bit numbers, a few times over."""
_TEXELS_PER_PIXEL = 1.25
"""Of the design, at most, where it faces the camera: more would be left out by the sampling, and glitter."""


@dataclass(frozen=True)
class _Product:
    meshes: Sequence[Mesh]
    printed: Mesh
    body: Body


_products: Recent[_Product] = Recent(_BUDGET // 4)
_exposures: Recent[Exposure] = Recent(_BUDGET)


def render_model(
    glb: bytes,
    design: NDArray[np.uint8] | None,
    *,
    print_mesh: str,
    size: int,
    is_premultiplied: bool = False,
) -> NDArray[np.uint8]:
    """The model on the studio's paper, opaque RGB, `size` × `size`; `design` is RGBA over the mesh's UVs.

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
    if design is not None and not is_premultiplied:
        design = premultiply(design.copy())
    printed += _lit(design, to_srgb(product.printed.base_colour), exposure)
    return picture


def texture_size(size: int) -> int:
    """Pixels of the longer side with which a design is drawn for a picture of that size: enough round a whole mug."""
    return round(size * 1.6)


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


def _lit(design: NDArray[np.uint8] | None, ground: NDArray[np.uint8], exposure: Exposure) -> NDArray[np.uint8]:
    """The premultiplied design over its mesh's colour, as each pixel of the window sees it, times its light: RGB."""
    height, width = exposure.light.shape
    if not exposure.light.size:
        return np.zeros((height, width, 3), dtype=np.uint8)
    seen = np.zeros((height, width, 4), dtype=np.uint8) if design is None else _bent(design, exposure)
    canvas = skia.Surface.MakeRasterDirect(skia_info(width, height), seen, width * 4).getCanvas()
    canvas.drawColor(skia.Color(*ground.tolist()), skia.BlendMode.kDstOver)
    light = mask_to_skia(exposure.light)
    canvas.drawImage(light, 0, 0, skia.SamplingOptions(), skia.Paint(BlendMode=skia.BlendMode.kDstIn))
    return seen[..., :3]


def _bent(design: NDArray[np.uint8], exposure: Exposure) -> NDArray[np.uint8]:
    """The premultiplied design as each pixel of the window sees it."""
    texture = _no_finer_than_needed(design, exposure.density)
    places = exposure.uvs * np.array(texture.shape[1::-1], dtype=np.float32) - np.float32(0.5)
    seen: NDArray[np.uint8] = (
        pyvips.Image.new_from_array(texture)
        .mapim(pyvips.Image.new_from_array(places), interpolate=pyvips.Interpolate.new("bilinear"), extend="copy")
        .numpy()
    )
    return seen


def _no_finer_than_needed(design: NDArray[np.uint8], density: float) -> NDArray[np.uint8]:
    """The premultiplied design, reduced where it has much more than a texel for a pixel."""
    reduction = density * design.shape[1] / _TEXELS_PER_PIXEL
    if reduction <= 1:
        return design
    reduced: NDArray[np.uint8] = pyvips.Image.new_from_array(design).resize(1 / reduction, kernel="linear").numpy()
    return reduced
