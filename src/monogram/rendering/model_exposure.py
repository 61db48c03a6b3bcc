"""All of a model's picture that does not depend on the design: made once for a camera and a size, and kept.

Light and gloss are linear in the colour of the print: a pixel is *what is there without it* + *how much of it arrives*
× *the design at that pixel's place*. The three are drawn here, by Skia's triangles; a design is then only looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import skia
from numpy.typing import NDArray

from monogram.rendering.gltf import Floats, Indices, Mesh
from monogram.rendering.model_body import PRINT_ROWS, Body
from monogram.rendering.model_scene import Scene
from monogram.rendering.pictures import skia_info
from monogram.rendering.product_photo import PAPER
from monogram.rendering.studio_light import SHADOW_FROM, light_body

Floats32: TypeAlias = NDArray[np.float32]
Window: TypeAlias = tuple[slice, slice]
"""Rows and columns."""

_SUPERSAMPLING = 2
_SHADOW_COLOUR = 0xFF2A2119
_SHADOW_SIZE = 400
"""Pixels. Shadows are soft: in a larger picture they are drawn at this size and enlarged."""
_OPAQUE = 0.9999
_SEAM = 0.25
"""UVs that differ by more within one pixel lie on both sides of a seam: their mean would lie nowhere near."""


@dataclass(frozen=True)
class Exposure:
    """`ground`: the picture as it is where the print is black, (size, size, 3).

    Within the rows and columns of `window`: `light`, 0…255, how much of the print's colour arrives; `uvs`, where in the
    design each pixel looks, 0…1. `density`: how much of the design's width passes from one pixel to the next, where it
    faces the camera.
    """

    ground: NDArray[np.uint8]
    window: Window
    light: NDArray[np.uint8]
    uvs: Floats32
    density: float

    @property
    def weight(self) -> int:
        """Bytes."""
        return self.ground.nbytes + self.light.nbytes + self.uvs.nbytes


def expose(scene: Scene, meshes: Sequence[Mesh]) -> Exposure:
    """Draw what does not depend on the design. `scene.body` is that of `meshes`."""
    around = _around(scene)
    quarters = _Quarters(_drawn(scene, around, [to_srgb(mesh.base_colour) for mesh in meshes]))
    ground = _paper_with_shadows(scene)
    covered = quarters.covered[..., np.newaxis]
    ground[around] = np.rint(quarters.without_print + ground[around] * (1 - covered))
    within = _bounds(quarters.light)
    uvs = quarters.uvs(within)
    return Exposure(
        ground=ground,
        window=_moved(within, around),
        light=np.rint(quarters.light[within] * 255).astype(np.uint8),
        uvs=uvs,
        density=_density(uvs),
    )


def to_srgb(linear: Floats) -> NDArray[np.uint8]:
    """A colour of the model as it is shown."""
    curve = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.maximum(linear, 1e-9) ** (1 / 2.4) - 0.055)
    coded: NDArray[np.uint8] = np.rint(np.clip(curve, 0, 1) * 255).astype(np.uint8)
    return coded


def _drawn(scene: Scene, around: Window, colours: Sequence[NDArray[np.uint8]]) -> Floats32:
    """The body at twice the size within a window, each pixel in one of three kinds, told apart by its alpha.

    1: a mesh that is not printed, as it is seen. 0: nothing. Between: the print, alpha = 1 − light, and the colours are
    gloss + light × (u, v, 1).

    One call draws it: the texture, dimmed by 1 − alpha of the vertex's colour, plus that colour, which is the gloss.
    texture × shade × (1 − gloss) + gloss is the screen blend of gloss over the shaded texture, so a glaze gleams
    over the darkest print; and it is exactly what "source over" does with a colour of gloss and that alpha.
    """
    body = scene.body
    used, triangles = np.unique(_visible_from_far_to_near(body, scene.eye), return_inverse=True)
    positions, normals = body.positions[used], body.normals[used]
    shade, gloss = light_body(positions, normals, eye=scene.eye, studio=scene.studio)
    alpha = 1 - shade * (1 - gloss)
    vertices = _vertices(
        (scene.project(positions) - (around[1].start, around[0].start)) * _SUPERSAMPLING,
        triangles,
        texels=body.texels[used],
        colours=_argb(alpha, gloss / np.maximum(alpha, 1e-6)),
    )
    rows, columns = (part.stop - part.start for part in around)
    pixels = np.zeros((rows * _SUPERSAMPLING, columns * _SUPERSAMPLING, 4), dtype=np.float32)
    chart = _chart(colours)
    image = skia.Image.MakeRasterData(_of_floats(chart), chart, chart.strides[0])
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear)
    shader = image.makeShader(skia.TileMode.kClamp, skia.TileMode.kClamp, sampling)
    canvas = skia.Surface.MakeRasterDirect(_of_floats(pixels), pixels, pixels.strides[0]).getCanvas()
    # What is nearer replaces what is farther, alpha and all.
    canvas.drawVertices(vertices, skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kSrc), skia.BlendMode.kDstOver)
    for lines in (pixels, pixels.swapaxes(0, 1)):
        _close_cracks(lines)
    return pixels


def _close_cracks(lines: Floats32) -> None:
    """Pixels that the body misses between two that it takes, as where one mesh's corner meets another one's edge."""
    is_body = _is_body(lines)
    rows, columns = np.nonzero(~is_body[1:-1] & is_body[:-2] & is_body[2:])
    lines[rows + 1, columns] = lines[rows, columns]


def _is_body(drawn: Floats32) -> NDArray[np.bool_]:
    taken: NDArray[np.bool_] = (drawn[..., 3] > 0) | (drawn[..., 2] > 0)
    return taken


def _density(uvs: Floats32) -> float:
    """The median step of u across the middle of the window."""
    rows, columns = (slice(side // 4, max(side // 4 + 2, side - side // 4)) for side in uvs.shape[:2])
    steps = np.abs(np.diff(uvs[rows, columns, 0], axis=1))
    return float(np.median(steps)) if steps.size else 0.0


def _of_floats(pixels: Floats32) -> skia.ImageInfo:
    height, width = pixels.shape[:2]
    return skia.ImageInfo.Make(width, height, skia.kRGBA_F32_ColorType, skia.kPremul_AlphaType)


def _chart(colours: Sequence[NDArray[np.uint8]]) -> Floats32:
    """The texture of `body_of`: two rows where red is u, green v, blue 1, alpha 0; then two of each mesh's colour."""
    rows = np.zeros((PRINT_ROWS + 2 * len(colours), 2, 4), dtype=np.float32)
    rows[:2, 1, 0] = 1
    rows[1, :, 1] = 1
    rows[:2, :, 2] = 1
    for number, colour in enumerate(colours):
        rows[2 + 2 * number : 4 + 2 * number] = (*(colour / np.float32(255)), 1)
    return rows


class _Quarters:
    """What `_drawn` has drawn, its four pixels to one of the picture."""

    def __init__(self, drawn: Floats32) -> None:
        quarters = np.stack([drawn[down::2, across::2] for down in (0, 1) for across in (0, 1)])
        alphas, blues = quarters[..., 3], quarters[..., 2]
        self._is_print = (alphas < _OPAQUE) & (blues > 0)
        self._is_body = _is_body(quarters)
        self._light = np.where(self._is_print, 1 - alphas, 0)
        self._gloss = np.where(self._is_print, blues - self._light, 0)
        self._colours = quarters[..., :3]

    @property
    def covered(self) -> Floats32:
        """The share of each pixel that the body takes."""
        share: Floats32 = self._is_body.mean(axis=0, dtype=np.float32)
        return share

    @property
    def light(self) -> Floats32:
        """How much of the print's colour arrives."""
        light: Floats32 = self._light.mean(axis=0, dtype=np.float32)
        return light

    @property
    def without_print(self) -> Floats32:
        """The premultiplied body, 0…255, as it is where the print is black: its gloss, and all that is not printed."""
        seen = np.where(self._is_print[..., np.newaxis], self._gloss[..., np.newaxis], self._colours)
        mean: Floats32 = seen.mean(axis=0, dtype=np.float32) * 255
        return mean

    def uvs(self, window: Window) -> Floats32:
        """u and v of each pixel of a window: the mean over those of its four that see the print, by their light."""
        part = (slice(None), *window)
        shares = np.where(self._is_print[part], 1, np.float32(0))
        lit = (self._colours[part][..., :2] - self._gloss[part][..., np.newaxis]) * shares[..., np.newaxis]
        light = np.maximum(self._light[part], np.float32(1e-6))
        uvs: Floats32 = lit.sum(axis=0) / light.sum(axis=0)[..., np.newaxis]
        across = lit[..., 0] / light
        highest = across.max(axis=0)
        is_seam = highest - np.where(shares > 0, across, np.float32(2)).min(axis=0) > _SEAM
        uvs[is_seam, 0] = highest[is_seam]
        return uvs


def _visible_from_far_to_near(body: Body, eye: Floats) -> Indices:
    corners = body.positions[body.triangles]
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    is_seen = (((eye - corners[:, 0]) * faces).sum(axis=1) > 0) | body.is_double_sided
    distances = np.linalg.norm(corners[is_seen].mean(axis=1) - eye, axis=1)
    ordered: Indices = body.triangles[is_seen][np.argsort(-distances, kind="stable")]
    return ordered


def _vertices(
    points: Floats,
    triangles: Indices,
    *,
    texels: Floats | None = None,
    colours: NDArray[np.uint32] | None = None,
) -> skia.Vertices:
    """Skia's triangles: positions and texels in pixels, colours as straight ARGB."""
    return skia.Vertices(
        skia.Vertices.kTriangles_VertexMode,
        [skia.Point(x, y) for x, y in points.tolist()],
        None if texels is None else [skia.Point(x, y) for x, y in texels.tolist()],
        None if colours is None else colours.tolist(),
        triangles.reshape(-1).tolist(),
    )


def _argb(alpha: Floats, grey: Floats) -> NDArray[np.uint32]:
    a, g = (np.rint(np.clip(channel, 0, 1) * 255).astype(np.uint32) for channel in (alpha, grey))
    return (a << 24 | g << 16 | g << 8 | g).astype(np.uint32)


def _around(scene: Scene) -> Window:
    """The rows and columns of the picture that the body lies in."""
    points = scene.project(scene.body.positions)
    left, top = np.clip(np.floor(points.min(axis=0)), 0, scene.size).astype(int).tolist()
    right, bottom = np.clip(np.ceil(points.max(axis=0)), 0, scene.size).astype(int).tolist()
    return slice(top, bottom), slice(left, right)


def _bounds(light: Floats32) -> Window:
    """The rows and columns where light arrives."""
    rows, columns = (np.flatnonzero(light.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return slice(0, 0), slice(0, 0)
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _moved(inner: Window, outer: Window) -> Window:
    """A window within another one, in the picture's own rows and columns."""
    rows, columns = (slice(a.start + b.start, a.stop + b.start) for a, b in zip(inner, outer, strict=True))
    return rows, columns


def _paper_with_shadows(scene: Scene) -> NDArray[np.uint8]:
    """A wide soft shadow away from the key light, and a tight dark one where the product stands, as RGB."""
    body = scene.body
    floor, height = body.positions[:, 1].min(), np.ptp(body.positions[:, 1])
    above = body.positions[:, 1:2] - floor
    away = SHADOW_FROM @ scene.studio
    thrown = body.positions - away / away[1] * np.minimum(above, height * 0.6)
    thrown[:, 1] = floor
    low = (above[body.triangles] < height * 0.12).all(axis=(1, 2))
    standing = body.positions * (1, 0, 1) + (0, floor, 0)
    side = min(scene.size, _SHADOW_SIZE)
    surface = skia.Surface.MakeRaster(skia_info(side, side))
    small = surface.getCanvas()
    small.scale(side / scene.size, side / scene.size)
    _draw_shadow(small, scene, thrown, body.triangles, blur=0.032, strength=0.20)
    _draw_shadow(small, scene, standing, body.triangles[low], blur=0.008, strength=0.50)
    paper = np.empty((scene.size, scene.size, 4), dtype=np.uint8)
    paper[:] = (*PAPER, 255)
    canvas = skia.Surface.MakeRasterDirect(skia_info(scene.size, scene.size), paper, scene.size * 4).getCanvas()
    frame = skia.Rect.MakeWH(scene.size, scene.size)
    canvas.drawImageRect(surface.makeImageSnapshot(), frame, skia.SamplingOptions(skia.FilterMode.kLinear))
    return np.ascontiguousarray(paper[..., :3])


def _draw_shadow(
    canvas: skia.Canvas, scene: Scene, positions: Floats, triangles: Indices, *, blur: float, strength: float
) -> None:
    sigma = blur * scene.size
    paint = skia.Paint(ImageFilter=skia.ImageFilters.Blur(sigma, sigma, skia.TileMode.kDecal), Alphaf=strength)
    canvas.saveLayer(None, paint)
    vertices = _vertices(scene.project(positions), triangles)
    canvas.drawVertices(vertices, skia.Paint(Color=_SHADOW_COLOUR), skia.BlendMode.kDst)
    canvas.restore()
