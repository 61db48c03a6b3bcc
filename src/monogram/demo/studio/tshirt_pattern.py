"""The cut of the T-shirt: outlines in metres, the meshed sheets, and the sewing drawn as a height map."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .blender import delaunay_2d_cdt, mathutils
from .geometry import Array, Mesh, resample, smooth_curve

NECK = np.array([0.085, 0.353])
SHOULDER = np.array([0.238, 0.308])
CUFF_TOP = np.array([0.392, 0.148])
CUFF_BOTTOM = np.array([0.302, 0.026])
ARMPIT = np.array([0.262, 0.092])
HEM = np.array([0.262, -0.358])
SPACING = 0.0070
RAISED = 11.0
STEPS = int(0.82 / SPACING) + 1
MIRROR = np.array([-1.0, 1.0])


@dataclass(frozen=True)
class Seams:
    """The lines of one sheet, right half (x > 0) unless it spans the middle."""

    neck: Array
    shoulder: Array
    cuff: Array
    side: Array
    hem: Array
    armhole: Array


def seams(neck_drop: float) -> Seams:
    """The front has a deep neck drop, the back a shallow one; all other lines agree."""
    low = NECK[1] - neck_drop
    flat = 0.42 if neck_drop > 0.05 else 0.55
    half_neck = np.array(
        [[0, low], [NECK[0] * flat, low + 0.05 * neck_drop], [NECK[0] * 0.82, low + 0.38 * neck_drop], NECK]
    )
    neck = np.vstack([half_neck[:0:-1] * MIRROR, half_neck])
    return Seams(
        neck=smooth_curve(neck, 56),
        shoulder=smooth_curve(np.array([NECK, (NECK + SHOULDER) / 2 + [0, 0.002], SHOULDER, CUFF_TOP]), 66),
        cuff=resample(np.array([CUFF_TOP, CUFF_BOTTOM]), 26),
        side=smooth_curve(
            np.array(
                [CUFF_BOTTOM, [0.282, 0.062], ARMPIT + np.array([0.004, -0.016]), [0.256, -0.06], [0.257, -0.21], HEM]
            ),
            84,
        ),
        hem=smooth_curve(np.array([HEM * MIRROR, [-0.13, -0.364], [0, -0.366], [0.13, -0.364], HEM]), 90),
        armhole=smooth_curve(
            np.array([SHOULDER, [0.214, 0.235], [0.212, 0.165], [0.236, 0.108], ARMPIT + np.array([0.008, -0.018])]), 60
        ),
    )


def outline(lines: Seams) -> tuple[Array, NDArray[np.bool_]]:
    """The closed outline, anti-clockwise from the left hem, and which of its points are sewn."""
    up_right = np.vstack([lines.side[::-1], lines.cuff[-2:0:-1], lines.shoulder[::-1]])
    sewn = np.concatenate(
        [
            np.ones(len(lines.side), bool),
            np.zeros(len(lines.cuff) - 2, bool),
            np.ones(len(lines.shoulder), bool),
        ]
    )
    points = np.vstack([lines.hem[1:-1], up_right, lines.neck[-2:0:-1], up_right[::-1] * MIRROR])
    closed = np.concatenate([np.zeros(len(lines.hem) - 2, bool), sewn, np.zeros(len(lines.neck) - 2, bool), sewn[::-1]])
    return points, closed


def distance_to(points: Array, line: Array) -> Array:
    """Distance of each point to a polyline."""
    best = np.full(len(points), np.inf)
    for start, stop in pairwise(line):
        along = stop - start
        t = np.clip(((points - start) @ along) / (along @ along), 0, 1)
        gap = points - start - t[:, None] * along
        best = np.minimum(best, np.sum(gap**2, axis=1))
    return np.asarray(np.sqrt(best))


def inside(points: Array, polygon: Array) -> NDArray[np.bool_]:
    result = np.zeros(len(points), bool)
    for (x0, y0), (x1, y1) in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
        crosses = (y0 > points[:, 1]) != (y1 > points[:, 1])
        with np.errstate(divide="ignore", invalid="ignore"):
            result ^= crosses & (points[:, 0] < (x1 - x0) * (points[:, 1] - y0) / (y1 - y0) + x0)
    return result


def sheet(neck_drop: float, seed: int) -> tuple[Array, list[tuple[int, ...]], int, NDArray[np.bool_]]:
    """Flat points (outline first), triangles, the outline's length and its sewn points."""
    edge, sewn = outline(seams(neck_drop))
    random = np.random.default_rng(seed)
    rows = np.arange(-0.38, 0.38, SPACING * 0.866)
    grid = np.vstack(
        [np.column_stack([np.arange(STEPS) * SPACING - 0.41 + (i % 2) * SPACING / 2, np.full(STEPS, y)])
         for i, y in enumerate(rows)]
    )  # fmt: skip
    grid += random.normal(0, SPACING * 0.09, grid.shape)
    grid = grid[inside(grid, edge)]
    grid = grid[distance_to(grid, np.vstack([edge, edge[:1]])) > SPACING * 0.62]
    points = np.vstack([edge, grid])
    count = len(edge)
    borders = [(i, (i + 1) % count) for i in range(count)]
    vectors = [mathutils.Vector(tuple(p)) for p in points]
    out, _, faces, origins, _, _ = delaunay_2d_cdt(vectors, borders, [], 1, 1e-6, True)
    back = {new: old[0] for new, old in enumerate(origins) if old}
    if len(out) != len(points):
        raise ValueError("the outline crosses itself")
    triangles = [tuple(back[i] for i in face) for face in faces]
    centres = points[np.array(triangles)].mean(axis=1)
    keep = inside(centres, edge)
    return points, [t for t, good in zip(triangles, keep, strict=True) if good], count, sewn


def worn(flat: Array, raise_by: float) -> Array:
    """The pattern with its sleeves raised, as they are cut: lowering them makes the folds under the arms."""
    reach = np.clip((np.abs(flat[:, 0]) - 0.17) / 0.13, 0, 1)
    angle = raise_by * reach * reach * (3 - 2 * reach)
    side = np.where(flat[:, 0] < 0, -1.0, 1.0)
    x, y = np.abs(flat[:, 0]) - 0.20, flat[:, 1] - 0.26
    turned_x = x * np.cos(angle) - y * np.sin(angle) + 0.20
    turned_y = x * np.sin(angle) + y * np.cos(angle) + 0.26
    return np.column_stack([side * turned_x, turned_y])


@dataclass(frozen=True)
class Garment:
    """Both sheets as laid down, the shape their cloth would like to have, and each sheet's outline and vertices."""

    mesh: Mesh
    rest: Array
    loops: tuple[NDArray[np.int64], NDArray[np.int64]]
    sheets: tuple[NDArray[np.int64], NDArray[np.int64]]


def tucked(flat: Array, lines: Seams, by: float = 0.0035) -> Array:
    """The lower sheet drawn back a little at hem and cuffs, so that it does not peep out."""
    right = np.column_stack([np.abs(flat[:, 0]), flat[:, 1]])
    hem = np.exp(-distance_to(right, lines.hem[44:]) / 0.02)
    cuff = np.exp(-distance_to(right, lines.cuff) / 0.02)
    side = np.where(flat[:, 0] < 0, -1.0, 1.0)
    return flat + by * np.column_stack([-0.77 * side * cuff, hem + 0.63 * cuff])


def garment(upper_drop: float, lower_drop: float, bulge: float, seed: int) -> Garment:
    """Both sheets, sewn along shoulders and sides, slightly puffed."""
    top, top_faces, count, sewn = sheet(upper_drop, seed)
    bottom, bottom_faces, _, _ = sheet(lower_drop, seed + 1)
    heights = [1 - np.exp(-_gap(points, top[:count][sewn]) / 0.08) for points in (top, bottom)]
    ids = np.arange(len(bottom)) + len(top)
    ids[:count][sewn] = np.arange(count)[sewn]
    kept = np.concatenate([~sewn, np.ones(len(bottom) - count, bool)])
    compact = np.full(len(top) + len(bottom), -1)
    compact[: len(top)] = np.arange(len(top))
    compact[len(top) + np.flatnonzero(kept)] = len(top) + np.arange(kept.sum())
    faces = list(top_faces) + [tuple(int(compact[ids[i]]) for i in reversed(face)) for face in bottom_faces]
    pattern = np.vstack([top, bottom[kept]])
    flat = np.vstack([top, tucked(bottom, seams(lower_drop))[kept]])
    height = np.concatenate([heights[0], -heights[1][kept]])
    materials = [0] * len(top_faces) + [1] * len(bottom_faces)
    rest = np.column_stack([worn(flat, np.radians(RAISED)), bulge * height])
    start = np.column_stack([flat, 0.6 * bulge * height])
    loops = (np.arange(count), compact[ids[:count]])
    sheets = (np.arange(len(top)), np.arange(len(top), len(pattern)))
    return Garment(Mesh(start, faces, pattern + 0.5, materials), rest, loops, sheets)


def _gap(points: Array, line: Array) -> Array:
    return np.asarray(np.min(np.linalg.norm(points[:, None] - line[None], axis=2), axis=1))


def sewing(neck_drop: float, size: int = 2304) -> tuple[NDArray[np.floating[Any]], NDArray[np.floating[Any]]]:
    """Height in metres and tone (1 = plain) of hems, neck rib and seams, over the pattern's square."""
    lines = seams(neck_drop)
    axis = (np.arange(size) + 0.5) / size - 0.5
    y, x = np.meshgrid(axis, axis, indexing="ij")
    points = np.column_stack([np.abs(x).ravel(), y.ravel()])
    height, tone = np.zeros(len(points)), np.ones(len(points))
    for line, width in ((lines.hem[44:], 0.024), (lines.cuff, 0.022)):
        _hem(points, line, width, height, tone)
    _rib(points, lines.neck[27:], height, tone)
    near = np.abs(points[:, 0] - 0.235) < 0.05
    gap = distance_to(points[near], lines.armhole)
    height[near] -= 0.0007 * np.exp(-((gap / 0.0013) ** 2))
    height[near] += 0.0005 * np.exp(-(((gap - 0.004) / 0.003) ** 2))
    tone[near] -= 0.10 * np.exp(-((gap / 0.0011) ** 2))
    return height.reshape(size, size).astype(np.float32), tone.reshape(size, size).astype(np.float32)


def along(points: Array, line: Array) -> Array:
    """How far along the line (metres) the nearest of its points lies, finely sampled."""
    fine = resample(line, 240)
    nearest = np.empty(len(points), dtype=int)
    for start in range(0, len(points), 20000):
        part = points[start : start + 20000]
        nearest[start : start + 20000] = np.argmin(
            (part[:, :1] - fine[:, 0]) ** 2 + (part[:, 1:] - fine[:, 1]) ** 2, axis=1
        )
    step = fine[1:] - fine[:-1]
    tangent = np.vstack([step, step[-1:]])
    unit = tangent / np.linalg.norm(tangent, axis=1, keepdims=True)
    lengths = np.concatenate([[0], np.cumsum(np.linalg.norm(step, axis=1))])
    return np.asarray(lengths[nearest] + np.sum((points - fine[nearest]) * unit[nearest], axis=1))


def _step(gap: Array, width: float, edge: float) -> Array:
    """1 within the width, 0 beyond it, with a soft edge."""
    return np.asarray(0.5 - 0.5 * np.tanh((gap - width) / edge))


def _hem(points: Array, line: Array, width: float, height: Array, tone: Array) -> None:
    gap = _near(points, line, width + 0.01)
    close = np.flatnonzero(gap < width + 0.006)
    gap = gap[close]
    height[close] += 0.0009 * _step(gap, width, 0.0010)
    stitch = np.clip(np.cos(along(points[close], line) / 0.0034 * 2 * np.pi) * 1.4 + 0.6, 0, 1)
    for row in (width - 0.0025, width - 0.0085):
        thread = np.exp(-(((gap - row) / 0.0008) ** 2))
        height[close] -= 0.0008 * thread * (0.35 + 0.65 * stitch)
        tone[close] -= thread * (0.05 + 0.10 * stitch)
    tone[close] -= 0.05 * np.exp(-(((gap - width - 0.0008) / 0.0009) ** 2))


def _near(points: Array, line: Array, reach: float) -> Array:
    """Distance, exact within reach of the line's bounding box, large elsewhere."""
    low, high = line.min(axis=0) - reach, line.max(axis=0) + reach
    box = np.all((points > low) & (points < high), axis=1)
    gap = np.full(len(points), 1.0)
    gap[box] = distance_to(points[box], line)
    return gap


def _rib(points: Array, line: Array, height: Array, tone: Array) -> None:
    gap = _near(points, line, 0.04)
    close = np.flatnonzero(gap < 0.030)
    gap, place = gap[close], along(points[close], line)
    band = _step(gap, 0.0195, 0.0009)
    ribs = 0.5 + 0.5 * np.cos(place / 0.0029 * 2 * np.pi)
    groove = np.exp(-(((gap - 0.0203) / 0.0011) ** 2))
    stitch = np.clip(np.cos(place / 0.0034 * 2 * np.pi) * 1.4 + 0.6, 0, 1)
    thread = np.exp(-(((gap - 0.0245) / 0.0007) ** 2)) * stitch
    height[close] += (0.0013 + 0.0005 * ribs) * band - 0.0009 * groove - 0.0006 * thread
    tone[close] -= 0.06 * (1 - ribs) * band + 0.12 * groove + 0.08 * thread


def relaxed(
    settled: Array, loop: NDArray[np.int64], sheet: NDArray[np.int64], pattern: Array, rounds: int = 120
) -> Array:
    """Take the puckers out of a sheet's outline: it wanders slowly from the pattern; cloth nearby follows."""
    drawn = np.column_stack([pattern, np.zeros(len(pattern))])
    wander = settled[loop] - drawn[loop]
    for _ in range(rounds):
        wander = 0.5 * wander + 0.25 * (np.roll(wander, 1, axis=0) + np.roll(wander, -1, axis=0))
    shift = drawn[loop] + wander - settled[loop]
    members = np.union1d(sheet, loop)
    gaps = np.linalg.norm(pattern[members, None] - pattern[loop][None], axis=2)
    nearest = np.argmin(gaps, axis=1)
    pull = np.exp(-((np.min(gaps, axis=1) / 0.014) ** 2))
    settled = settled.copy()
    settled[members] += shift[nearest] * pull[:, None]
    return settled
