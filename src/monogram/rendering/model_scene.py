"""Where the camera stands before a product's model, and what it sees where."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from monogram.rendering.gltf import Floats, Mesh
from monogram.rendering.model_body import Body
from monogram.rendering.studio_light import unit

_FILLED = 0.72
"""Share of the frame that the product takes."""
_MIDDLE = (0.485, 0.49)
"""Of the product, in the frame: a little to the left and up, since its shadow falls to the right."""
_FRONT = (-0.20, 0.30, 1.0)
"""Towards the camera: a little from the left and from above, as the studio photographs."""
_DISTANCE = 6.0
"""Of the camera, in radii of the product: a long lens, which keeps upright edges nearly upright."""
_MOST_TURN_AWAY = 12
"""Degrees by which the middle of the design may look away from the camera before the camera walks round to it."""
_STEP = 10
"""Degrees that the camera walks at once: few places to stand, so that what it sees from each can be kept."""
_DESIGN_ROWS = 64
"""Of the design are looked at to find where its ink is; more of them say the same."""


class Scene:
    """A body before a camera: where its points lie on the frame, and the directions of the studio."""

    def __init__(self, body: Body, turn: int, size: int) -> None:
        towards_camera = _towards_camera(turn)
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
        self._shift = np.array(_MIDDLE) * size - (low + high) / 2 * self._scale

    def project(self, positions: Floats) -> Floats:
        """Where points of the world lie on the frame, in pixels."""
        placed: Floats = self._perspective(positions) * self._scale + self._shift
        return placed

    def _perspective(self, positions: Floats) -> Floats:
        seen = (positions - self.eye) @ self._axes.T
        flat: Floats = seen[:, :2] * (1, -1) / -seen[:, 2:]
        return flat


def turn_to_design(printed: Mesh, design: NDArray[np.uint8] | None) -> int:
    """Degrees by which the camera walks round the product, from its front, to see what is drawn in a design."""
    looks = _design_direction(printed, design)
    if looks is None:
        return 0
    away = (math.degrees(looks) - _front_azimuth() + 180) % 360 - 180
    return round((away - min(max(away, -_MOST_TURN_AWAY), _MOST_TURN_AWAY)) / _STEP) * _STEP


def _towards_camera(turn: int) -> Floats:
    azimuth = math.radians(_front_azimuth() + turn)
    reach = math.hypot(_FRONT[0], _FRONT[2])
    return unit(np.array([reach * math.sin(azimuth), _FRONT[1], reach * math.cos(azimuth)]))


def _front_azimuth() -> float:
    return math.degrees(math.atan2(_FRONT[0], _FRONT[2]))


def _design_direction(printed: Mesh, design: NDArray[np.uint8] | None) -> float | None:
    """The compass direction that the drawn part of the design looks in; None if it has none."""
    if design is None or printed.uvs is None:
        return None
    width = design.shape[1]
    columns = np.clip((printed.uvs[:, 0] * width).astype(int), 0, width - 1)
    # The vertices of one column of the mesh share its ink, whatever their height.
    ink = design[:: max(1, len(design) // _DESIGN_ROWS), :, 3].mean(axis=0)
    x, _, z = (printed.normals * ink[columns][:, np.newaxis]).sum(axis=0)
    return math.atan2(x, z) if math.hypot(x, z) > 1e-6 else None
