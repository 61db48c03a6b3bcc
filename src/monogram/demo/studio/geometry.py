"""Plain meshes in numpy: lathes, sweeps, rounded plates. Metres, Z up."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass
class Mesh:
    """Vertices, polygons and, where wanted, one UV per vertex."""

    vertices: Array
    faces: Sequence[tuple[int, ...]]
    uvs: Array | None = None
    face_material: list[int] = field(default_factory=list)

    def moved(self, offset: Sequence[float]) -> "Mesh":
        return Mesh(self.vertices + np.asarray(offset), self.faces, self.uvs, self.face_material)


def grid_faces(rows: int, columns: int, *, close_columns: bool = False) -> list[tuple[int, ...]]:
    """Quads between the neighbouring points of a row-major grid of vertices."""
    faces: list[tuple[int, ...]] = []
    for row in range(rows - 1):
        for column in range(columns if close_columns else columns - 1):
            right = (column + 1) % columns
            faces.append(
                (
                    row * columns + column,
                    row * columns + right,
                    (row + 1) * columns + right,
                    (row + 1) * columns + column,
                )
            )
    return faces


def grid_uvs(rows: int, columns: int) -> Array:
    v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing="ij")
    return np.stack([u.ravel(), v.ravel()], axis=1)


def lathe(profile: Array, segments: int, start: float = 0.0, stop: float = 2 * np.pi) -> Mesh:
    """Turn a profile of (radius, height) points around Z; a part turn when start and stop are given."""
    closed = bool(np.isclose(stop - start, 2 * np.pi))
    angles = np.linspace(start, stop, segments, endpoint=not closed)
    radius, height = profile[:, :1], profile[:, 1:]
    ring = np.stack([radius * np.cos(angles), radius * np.sin(angles), np.repeat(height, segments, axis=1)], axis=2)
    rows = len(profile)
    return Mesh(ring.reshape(-1, 3), grid_faces(rows, segments, close_columns=closed), grid_uvs(rows, segments))


def smooth_curve(points: Array, samples: int) -> Array:
    """A Catmull-Rom curve through the points, sampled at equal steps of its length."""
    padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    pieces = []
    t = np.linspace(0, 1, 48, endpoint=False)[:, None]
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        pieces.append(
            0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * (p1 - p2) + p3 - p0) * t**3)
        )
    return resample(np.vstack([*pieces, points[-1:]]), samples)


def resample(line: Array, samples: int) -> Array:
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    length = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = np.linspace(0, length[-1], samples)
    return np.stack([np.interp(wanted, length, line[:, axis]) for axis in range(line.shape[1])], axis=1)


def sweep(path: Array, across: Array, section: Array, scale: Array | None = None) -> Mesh:
    """Carry a closed section (a, b) along a path; ``a`` lies along ``across``, ``b`` square to both."""
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    across = np.broadcast_to(across, path.shape)
    side = across - tangent * np.sum(across * tangent, axis=1, keepdims=True)
    side = side / np.linalg.norm(side, axis=1, keepdims=True)
    normal = np.cross(tangent, side)
    scale = np.ones((len(path), 2)) if scale is None else scale
    points = (
        path[:, None]
        + side[:, None] * (section[None, :, :1] * scale[:, None, :1])
        + normal[:, None] * (section[None, :, 1:] * scale[:, None, 1:])
    )
    rows, columns = points.shape[:2]
    return Mesh(points.reshape(-1, 3), grid_faces(rows, columns, close_columns=True), grid_uvs(rows, columns))


def capped(mesh: Mesh, around: int) -> Mesh:
    """Close both ends of a sweep whose section has ``around`` points."""
    last = len(mesh.vertices) - around
    ends = [tuple(reversed(range(around))), tuple(range(last, last + around))]
    return Mesh(mesh.vertices, [*mesh.faces, *ends])


def rounded_rectangle(width: float, height: float, radius: float, corner_points: int = 16) -> Array:
    """Outline, anti-clockwise, centred on the origin."""
    quarter = np.linspace(0, np.pi / 2, corner_points)
    corners = []
    for turn, (sign_x, sign_y) in enumerate([(1, 1), (-1, 1), (-1, -1), (1, -1)]):
        angle = quarter + turn * np.pi / 2
        centre = np.array([sign_x * (width / 2 - radius), sign_y * (height / 2 - radius)])
        corners.append(centre + radius * np.stack([np.cos(angle), np.sin(angle)], axis=1))
    return np.vstack(corners)


def plate(outline_at: Sequence[tuple[Array, float]]) -> Mesh:
    """Stack outlines of equal point count at their heights; cap the last (top) and the first (bottom)."""
    count = len(outline_at[0][0])
    rings = [np.column_stack([outline, np.full(count, z)]) for outline, z in outline_at]
    faces = grid_faces(len(rings), count, close_columns=True)
    faces.append(tuple(range((len(rings) - 1) * count, len(rings) * count)))
    faces.append(tuple(reversed(range(count))))
    return Mesh(np.vstack(rings), faces)


def soft_box(
    width: float, height: float, depth: float, radius: float, bevel: float, *, corner_points: int = 16
) -> Mesh:
    """A plate with rounded corners and rounded upper and lower edges, standing on z = 0."""
    turn = np.linspace(0, np.pi / 2, 7)
    layers = [(bevel * (1 - np.sin(a)), bevel * (1 - np.cos(a))) for a in turn]
    stack = [(inset, z) for inset, z in layers] + [(inset, depth - z) for inset, z in reversed(layers)]
    return plate(
        [(rounded_rectangle(width - 2 * i, height - 2 * i, max(radius - i, 1e-4), corner_points), z) for i, z in stack]
    )
