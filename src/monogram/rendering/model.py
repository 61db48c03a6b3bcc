"""A product's 3D model with the design on it, drawn by Skia's triangles: no GPU, no OpenGL, no browser.

Light is computed for each vertex (`studio_light`) and interpolated; triangles are drawn from far to near in one call
and smoothed by drawing at twice the size. That is enough for mugs, bottles and cushions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import skia
from numpy.typing import NDArray

from monogram.rendering.gltf import Floats, Indices, Mesh, ModelError, read_glb
from monogram.rendering.mockup import PAPER
from monogram.rendering.pictures import premultiply, skia_info, to_skia
from monogram.rendering.studio_light import SHADOW_FROM, light_body, unit

_SUPERSAMPLING = 2
_FILLED = 0.72
"""Share of the frame that the product takes."""
_FRONT = np.array([-0.20, 0.30, 1.0])
"""Towards the camera: a little from the left and from above, as the studio photographs."""
_DISTANCE = 6.0
"""Of the camera, in radii of the product: a long lens, which keeps upright edges nearly upright."""
_MOST_TURN_AWAY = np.radians(20)
"""How far the middle of the design may look away from the camera before the camera walks round to it."""
_LONGEST_EDGE = 0.06
"""In radii of the product: triangles are sorted by their middles, which is right only for small ones."""
_MOST_VERTICES = 65_535
"""Skia numbers vertices by 16 bits."""
_SHADOW_COLOUR = 0xFF2A2119
_SHADOW_SCALE = 4
"""Shadows are soft: they are drawn this much smaller and enlarged."""


def render_model(glb: bytes, design: NDArray[np.uint8] | None, *, print_mesh: str, size: int) -> NDArray[np.uint8]:
    """The model on the studio's paper, opaque RGB, `size` × `size`; `design` is straight RGBA over the mesh's UVs.

    The camera stands at the front and walks round until it sees the middle of what is drawn in the design. Raises
    ModelError for a file that cannot be read, is too fine, or has no mesh of that name with UVs.
    """
    meshes, printed = _read(glb, print_mesh)
    texture = _Texture(meshes, printed, design)
    scene = _Scene(_body(meshes, printed, texture), _camera(printed, design), size * _SUPERSAMPLING)
    large = np.empty((scene.size, scene.size, 4), dtype=np.uint8)
    large[:] = (*PAPER, 255)
    canvas = skia.Surface.MakeRasterDirect(skia_info(scene.size, scene.size), large, scene.size * 4).getCanvas()
    _draw_shadows(canvas, scene)
    _draw_body(canvas, scene, texture)
    return _halve(large[:, :, :3])


def check_model(glb: bytes, *, print_mesh: str) -> None:
    """Whether `render_model` can read the file. Raises ModelError where it cannot."""
    meshes, _ = _read(glb, print_mesh)
    if sum(len(mesh.positions) for mesh in meshes) > _MOST_VERTICES:
        raise ModelError(f"the model has more than {_MOST_VERTICES} vertices")


def _read(glb: bytes, print_mesh: str) -> tuple[list[Mesh], Mesh]:
    meshes = read_glb(glb)
    printed = next((mesh for mesh in meshes if mesh.name == print_mesh and mesh.uvs is not None), None)
    if printed is None:
        raise ModelError(f"the model has no mesh {print_mesh} with texture coordinates")
    return meshes, printed


class _Texture:
    """The design over its mesh's colour, and below it a swatch of each mesh's colour for what is not printed."""

    _BORDER = 2
    _SWATCH = 4

    def __init__(self, meshes: Sequence[Mesh], printed: Mesh, design: NDArray[np.uint8] | None) -> None:
        self._height, self._width = (1, 1) if design is None else design.shape[:2]
        border, swatch = self._BORDER, self._SWATCH
        rows, columns = self._height + 2 * border, max(self._width + 2 * border, swatch * len(meshes))
        self._pixels = np.full((rows + swatch, columns, 4), 255, dtype=np.uint8)
        ground = _to_srgb(printed.base_colour)
        self._pixels[:rows, :, :3] = ground
        if design is not None:
            ink = premultiply(design.copy())
            inner = self._pixels[border : border + self._height, border : border + self._width, :3]
            inner[:] = ink[..., :3] + np.rint((255 - ink[..., 3:]) / np.float32(255) * ground).astype(np.uint8)
        for number, mesh in enumerate(meshes):
            self._pixels[rows:, number * swatch : (number + 1) * swatch, :3] = _to_srgb(mesh.base_colour)
        self.image = to_skia(self._pixels)

    def of_print(self, uvs: Floats) -> Floats:
        """Texels of the print mesh's vertices."""
        return uvs * (self._width, self._height) + self._BORDER

    def of_swatch(self, number: int, vertices: int) -> Floats:
        """Texels of a mesh that is not printed."""
        middle = ((number + 0.5) * self._SWATCH, self._height + 2 * self._BORDER + self._SWATCH / 2)
        return np.tile(np.array(middle), (vertices, 1))

    def shader(self) -> skia.Shader:
        sampling = skia.SamplingOptions(skia.FilterMode.kLinear)
        return self.image.makeShader(skia.TileMode.kClamp, skia.TileMode.kClamp, sampling)


@dataclass(frozen=True)
class _Body:
    """All meshes as one list of vertices, so that their triangles can be sorted together."""

    positions: Floats
    normals: Floats
    texels: Floats
    triangles: Indices
    is_double_sided: NDArray[np.bool_]
    """One a triangle."""

    @property
    def middle(self) -> Floats:
        middle: Floats = (self.positions.min(axis=0) + self.positions.max(axis=0)) / 2
        return middle

    @property
    def radius(self) -> float:
        return float(np.linalg.norm(self.positions - self.middle, axis=1).max()) or 1.0


def _body(meshes: Sequence[Mesh], printed: Mesh, texture: _Texture) -> _Body:
    starts = np.cumsum([0, *(len(mesh.positions) for mesh in meshes)])
    texels = [
        texture.of_print(mesh.uvs)
        if mesh is printed and mesh.uvs is not None
        else texture.of_swatch(number, len(mesh.positions))
        for number, mesh in enumerate(meshes)
    ]
    return _Body(
        positions=np.concatenate([mesh.positions for mesh in meshes]),
        normals=np.concatenate([mesh.normals for mesh in meshes]),
        texels=np.concatenate(texels),
        triangles=np.concatenate([mesh.triangles + start for mesh, start in zip(meshes, starts, strict=False)]),
        is_double_sided=np.concatenate([np.full(len(mesh.triangles), mesh.is_double_sided) for mesh in meshes]),
    )


def _subdivided(body: _Body, longest: float) -> _Body:
    """Triangles cut across their longest edge until no edge is longer, or until there are too many vertices."""
    while True:
        corners = body.positions[body.triangles]
        lengths = np.linalg.norm(corners[:, (1, 2, 0)] - corners, axis=2)
        cut = np.flatnonzero(lengths.max(axis=1) > longest)
        if len(body.positions) + len(cut) > _MOST_VERTICES:
            if len(body.positions) > _MOST_VERTICES:
                raise ModelError(f"the model has more than {_MOST_VERTICES} vertices")
            return body
        if not len(cut):
            return body
        body = _cut(body, cut, lengths[cut].argmax(axis=1))


def _cut(body: _Body, cut: Indices, edges: Indices) -> _Body:
    """Each triangle of `cut` in two, by the middle of its edge 0, 1 or 2. Neighbours share the new vertex's place."""
    triangles = body.triangles[cut]
    rows = np.arange(len(cut))
    first, second, apex = (triangles[rows, (edges + turn) % 3] for turn in range(3))
    middle = len(body.positions) + rows
    halves = np.concatenate([np.stack([first, middle, apex], axis=1), np.stack([middle, second, apex], axis=1)])
    kept = np.delete(np.arange(len(body.triangles)), cut)

    def between(values: Floats) -> Floats:
        return np.concatenate([values, (values[first] + values[second]) / 2])

    return replace(
        body,
        positions=between(body.positions),
        normals=unit(between(body.normals)),
        texels=between(body.texels),
        triangles=np.concatenate([body.triangles[kept], halves]),
        is_double_sided=np.concatenate([body.is_double_sided[kept], np.tile(body.is_double_sided[cut], 2)]),
    )


class _Scene:
    """A body before a camera: where its points lie on the frame, and the directions of the studio."""

    def __init__(self, body: _Body, towards_camera: Floats, size: int) -> None:
        self.body = body
        self.size = size
        self.eye = body.middle + towards_camera * body.radius * _DISTANCE
        right = unit(np.cross([0.0, 1.0, 0.0], towards_camera))
        self._axes = np.stack([right, np.cross(towards_camera, right), towards_camera])
        self.studio = np.stack([right, np.array([0.0, 1.0, 0.0]), np.cross(right, [0.0, 1.0, 0.0])])
        """Rows: rightwards, upwards, towards the camera along the table. Lamps move with the camera."""
        seen = self._perspective(body.positions)
        low, high = seen.min(axis=0), seen.max(axis=0)
        self._scale = size * _FILLED / float((high - low).max())
        self._shift = np.array([size * 0.485, size * 0.49]) - (low + high) / 2 * self._scale

    def project(self, positions: Floats) -> Floats:
        """Where points of the world lie on the frame, in pixels."""
        placed: Floats = self._perspective(positions) * self._scale + self._shift
        return placed

    def _perspective(self, positions: Floats) -> Floats:
        seen = (positions - self.eye) @ self._axes.T
        flat: Floats = seen[:, :2] * (1, -1) / -seen[:, 2:]
        return flat


def _camera(printed: Mesh, design: NDArray[np.uint8] | None) -> Floats:
    """Direction towards the camera, turned about the upright axis as far as the design asks for."""
    front = float(np.arctan2(_FRONT[0], _FRONT[2]))
    turn = 0.0
    if (looks := _design_direction(printed, design)) is not None:
        away = (looks - front + np.pi) % (2 * np.pi) - np.pi
        turn = away - float(np.clip(away, -_MOST_TURN_AWAY, _MOST_TURN_AWAY))
    reach = float(np.hypot(_FRONT[0], _FRONT[2]))
    azimuth = front + turn
    return unit(np.array([reach * np.sin(azimuth), _FRONT[1], reach * np.cos(azimuth)]))


def _design_direction(printed: Mesh, design: NDArray[np.uint8] | None) -> float | None:
    """The compass direction that the drawn part of the design looks in; None if it has none."""
    if design is None or printed.uvs is None:
        return None
    width = design.shape[1]
    columns = np.clip((printed.uvs[:, 0] * width).astype(int), 0, width - 1)
    # The vertices of one column of the mesh share its ink, whatever their height.
    weights = design[..., 3].mean(axis=0)[columns]
    x, _, z = (printed.normals * weights[:, np.newaxis]).sum(axis=0)
    return float(np.arctan2(x, z)) if np.hypot(x, z) > 1e-6 else None


def _draw_shadows(canvas: skia.Canvas, scene: _Scene) -> None:
    """A wide soft shadow away from the key light, and a tight dark one where the product stands."""
    body = scene.body
    floor, height = body.positions[:, 1].min(), np.ptp(body.positions[:, 1])
    above = body.positions[:, 1:2] - floor
    away = SHADOW_FROM @ scene.studio
    thrown = body.positions - away / away[1] * np.minimum(above, height * 0.6)
    thrown[:, 1] = floor
    low = (above[body.triangles] < height * 0.12).all(axis=(1, 2))
    standing = body.positions * (1, 0, 1) + (0, floor, 0)
    side = scene.size // _SHADOW_SCALE
    surface = skia.Surface.MakeRaster(skia_info(side, side))
    small = surface.getCanvas()
    small.scale(1 / _SHADOW_SCALE, 1 / _SHADOW_SCALE)
    _draw_shadow(small, scene, thrown, body.triangles, blur=0.032, strength=0.20)
    _draw_shadow(small, scene, standing, body.triangles[low], blur=0.008, strength=0.50)
    frame = skia.Rect.MakeWH(scene.size, scene.size)
    canvas.drawImageRect(surface.makeImageSnapshot(), frame, skia.SamplingOptions(skia.FilterMode.kLinear))


def _draw_shadow(
    canvas: skia.Canvas, scene: _Scene, positions: Floats, triangles: Indices, *, blur: float, strength: float
) -> None:
    sigma = blur * scene.size
    paint = skia.Paint(ImageFilter=skia.ImageFilters.Blur(sigma, sigma, skia.TileMode.kDecal), Alphaf=strength)
    canvas.saveLayer(None, paint)
    vertices = _vertices(scene.project(positions), triangles)
    canvas.drawVertices(vertices, skia.Paint(Color=_SHADOW_COLOUR), skia.BlendMode.kDst)
    canvas.restore()


def _draw_body(canvas: skia.Canvas, scene: _Scene, texture: _Texture) -> None:
    """One call: the texture, dimmed by 1 − alpha of the vertex's colour, plus that colour, which is the gloss.

    texture × shade × (1 − gloss) + gloss is the screen blend of gloss over the shaded texture, so a glaze gleams
    over the darkest print; and it is exactly what "source over" does with a colour of gloss and that alpha.
    """
    body = _subdivided(scene.body, scene.body.radius * _LONGEST_EDGE)
    used, triangles = np.unique(_visible_from_far_to_near(body, scene.eye), return_inverse=True)
    positions, normals = body.positions[used], body.normals[used]
    shade, gloss = light_body(positions, normals, eye=scene.eye, studio=scene.studio)
    alpha = 1 - shade * (1 - gloss)
    colours = _argb(alpha, gloss / np.maximum(alpha, 1e-6))
    vertices = _vertices(scene.project(positions), triangles, texels=body.texels[used], colours=colours)
    canvas.drawVertices(vertices, skia.Paint(Shader=texture.shader()), skia.BlendMode.kDstOver)


def _visible_from_far_to_near(body: _Body, eye: Floats) -> Indices:
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


def _to_srgb(linear: Floats) -> NDArray[np.uint8]:
    curve = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.maximum(linear, 1e-9) ** (1 / 2.4) - 0.055)
    coded: NDArray[np.uint8] = np.rint(np.clip(curve, 0, 1) * 255).astype(np.uint8)
    return coded


def _halve(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Means of 2 × 2 pixels."""
    wide = pixels.astype(np.uint16)
    total = wide[::2, ::2] + wide[1::2, ::2] + wide[::2, 1::2] + wide[1::2, 1::2]
    halved: NDArray[np.uint8] = ((total + 2) >> 2).astype(np.uint8)
    return halved
