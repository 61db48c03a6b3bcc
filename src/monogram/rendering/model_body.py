"""The meshes of a product's model as one body of small triangles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from monogram.rendering.gltf import Floats, Indices, Mesh, ModelError
from monogram.rendering.studio_light import unit

MOST_VERTICES = 65_535
"""Skia numbers vertices by 16 bits."""
PRINT_ROWS = 2
"""Of the chart of texels belong to the print; two more to each mesh."""
_LONGEST_EDGE = 0.15
"""In radii of the product: triangles are sorted by their middles, which is right only for small ones."""


@dataclass(frozen=True)
class Body:
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


def body_of(meshes: Sequence[Mesh], printed: Mesh) -> Body:
    """The meshes as one body of small triangles. Raises ModelError if they have too many vertices.

    Its texels are those of a chart of two columns (`model_exposure`): the print mesh's UVs lie on the first two rows,
    from the middle of the first texel to that of the second; each mesh's own colour has two rows further down.
    """
    starts = np.cumsum([0, *(len(mesh.positions) for mesh in meshes)])
    body = Body(
        positions=np.concatenate([mesh.positions for mesh in meshes]),
        normals=np.concatenate([mesh.normals for mesh in meshes]),
        texels=np.concatenate([_texels(mesh, number, mesh is printed) for number, mesh in enumerate(meshes)]),
        triangles=np.concatenate([mesh.triangles + start for mesh, start in zip(meshes, starts, strict=False)]),
        is_double_sided=np.concatenate([np.full(len(mesh.triangles), mesh.is_double_sided) for mesh in meshes]),
    )
    return _subdivided(body, body.radius * _LONGEST_EDGE)


def _texels(mesh: Mesh, number: int, is_printed: bool) -> Floats:
    if is_printed and mesh.uvs is not None:
        return np.clip(mesh.uvs, 0, 1) + 0.5
    return np.tile(np.array([1.0, 2.0 * number + 3]), (len(mesh.positions), 1))


def _subdivided(body: Body, longest: float) -> Body:
    """Triangles cut across their longest edge until no edge is longer, or until there are too many vertices."""
    while True:
        corners = body.positions[body.triangles]
        lengths = np.linalg.norm(corners[:, (1, 2, 0)] - corners, axis=2)
        cut = np.flatnonzero(lengths.max(axis=1) > longest)
        if len(body.positions) + len(cut) > MOST_VERTICES:
            if len(body.positions) > MOST_VERTICES:
                raise ModelError(f"the model has more than {MOST_VERTICES} vertices")
            return body
        if not len(cut):
            return body
        body = _cut(body, cut, lengths[cut].argmax(axis=1))


def _cut(body: Body, cut: Indices, edges: Indices) -> Body:
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
