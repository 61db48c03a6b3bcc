"""The light of the studio for a glazed product: a large window at the upper left, a weak one at the right, a room.

The numbers were set by eye against the studio's photographs of the same mug. Directions are (rightwards, upwards,
towards the camera): the lamps move with the camera, so the product looks alike from every side.
"""

from __future__ import annotations

import numpy as np

from monogram.rendering.gltf import Floats

SHADOW_FROM = np.array([-0.55, 1.0, 0.25])
_KEY = np.array([-0.74, 0.56, 0.50])
_FILL = np.array([0.85, 0.25, 0.45])
_EXPOSURE = 1.2


def light_body(positions: Floats, normals: Floats, *, eye: Floats, studio: Floats) -> tuple[Floats, Floats]:
    """(shade, gloss) of each vertex, 0…1: how bright its own colour is in sRGB, and what its glaze mirrors.

    `studio` holds the three directions that lamps are given in, a row each, in the frame of `positions`.
    """
    normals = normals @ studio.T
    view = unit(eye - positions) @ studio.T
    key = np.clip((normals @ unit(_KEY) + 0.35) / 1.35, 0, 1)
    fill = np.clip((normals @ unit(_FILL) + 0.5) / 1.5, 0, 1)
    sky = 0.5 + 0.5 * normals[:, 1]
    light = (0.28 + 0.16 * sky + 0.54 * key + 0.10 * fill) * _openness(positions, normals, studio)
    shade = np.clip(light * _EXPOSURE, 0, 1) ** (1 / 2.2)
    facing = (normals * view).sum(axis=1)
    mirrored = 2 * facing[:, np.newaxis] * normals - view
    fresnel = 0.05 + 0.95 * (1 - np.clip(facing, 0, 1)) ** 5
    lamps = _window(mirrored, -1.15, half_width=0.26) + 0.30 * _window(mirrored, 1.25, half_width=0.12)
    gloss = np.clip(lamps * (0.20 + fresnel) + 0.16 * (fresnel - 0.05), 0, 0.9)
    return shade, np.where(facing > 0, gloss, 0)


def unit(vectors: Floats) -> Floats:
    """Vectors at length 1; none stays none."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    directions: Floats = vectors / np.maximum(lengths, 1e-12)
    return directions


def _openness(positions: Floats, normals: Floats, studio: Floats) -> Floats:
    """How much of the room a vertex sees: less close to the table, less deep inside a vessel."""
    low, high = positions.min(axis=0), positions.max(axis=0)
    rise = (positions[:, 1] - low[1]) / max(float(high[1] - low[1]), 1e-9)
    outwards = unit((positions - (low + high) / 2) * (1, 0, 1)) @ studio.T
    inside = np.clip(-(normals * outwards).sum(axis=1), 0, 1) * np.clip((1 - rise) * 2.2, 0, 1)
    near_table = 1 - 0.22 * np.clip(1 - rise / 0.22, 0, 1) ** 2
    openness: Floats = near_table * (1 - 0.5 * inside)
    return openness


def _window(directions: Floats, azimuth: float, *, half_width: float) -> Floats:
    """How much of a tall soft window at a compass direction (radians, 0 at the camera) is seen: 1 inside, then fading.

    It reaches below the horizon: an upright wall that is seen from above mirrors what lies low.
    """
    across = np.arctan2(directions[:, 0], directions[:, 2]) - azimuth
    across = np.abs((across + np.pi) % (2 * np.pi) - np.pi)
    up = np.arcsin(np.clip(directions[:, 1], -1, 1))
    seen: Floats = _fade(across, half_width) * _fade(np.abs(up - 0.15), 0.75)
    return seen


def _fade(distance: Floats, edge: float) -> Floats:
    step = np.clip((edge * 1.25 - distance) / (edge * 0.5), 0, 1)
    smooth: Floats = step * step * (3 - 2 * step)
    return smooth
