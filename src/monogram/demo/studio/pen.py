"""The pen: brushed steel, lying on the paper with its tip to the right."""

from typing import Any

import numpy as np

from . import stage
from .geometry import Array, Mesh, lathe, rounded_rectangle, smooth_curve, sweep
from .stage import Picture, Quality

RADIUS = 0.0062
ENGRAVING = (0.060, 0.008)
ENGRAVING_MIDDLE = 0.0205
VIEW = 0.165


def brushed(name: str, colour: float, roughness: float) -> Any:
    """Steel with fine scratches along the barrel; u runs around, v along."""
    made = stage.material(name, (colour, colour * 0.99, colour * 0.975), Metallic=1.0, Roughness=roughness)
    coordinates = stage.node(made, "ShaderNodeTexCoord")
    mapping = stage.node(made, "ShaderNodeMapping")
    mapping.inputs["Scale"].default_value = (30.0, 9000.0, 9000.0)
    stage.link(made, coordinates.outputs["Object"], mapping.inputs[0])
    scratches = stage.node(made, "ShaderNodeTexNoise", in_2=1.0, in_3=3.0)
    stage.link(made, mapping.outputs[0], scratches.inputs["Vector"])
    spread = stage.node(made, "ShaderNodeMapRange")
    for number, value in enumerate((0.3, 0.7, roughness - 0.07, roughness + 0.09), start=1):
        spread.inputs[number].default_value = value
    stage.link(made, scratches.outputs[0], spread.inputs[0])
    stage.link(made, spread.outputs[0], stage.shader_of(made).inputs["Roughness"])
    stage.bump(made, scratches.outputs[0], 0.00001, 0.35)
    return made


def turned(points: list[tuple[float, float]], *, bevel: float = 0.0, segments: int = 128, steps: int = 6) -> Mesh:
    """A lathe part lying along x; points are (x, radius)."""
    line = np.array([(radius, x) for x, radius in points])
    if bevel:
        line = _eased(line, bevel, steps)
    mesh = lathe(line, segments)
    return Mesh(mesh.vertices[:, [2, 0, 1]], mesh.faces, mesh.uvs)


def _eased(line: Array, bevel: float, steps: int) -> Array:
    """Replace every inner corner of a profile by a short arc."""
    out = [line[0]]
    for before, corner, after in zip(line, line[1:], line[2:], strict=False):
        into, away = before - corner, after - corner
        reach_in = min(bevel, np.linalg.norm(into) / 2.2)
        reach_out = min(bevel, np.linalg.norm(away) / 2.2)
        start = corner + into / np.linalg.norm(into) * reach_in
        stop = corner + away / np.linalg.norm(away) * reach_out
        for t in np.linspace(0, 1, steps):
            out.append((1 - t) ** 2 * start + 2 * t * (1 - t) * corner + t**2 * stop)
    return np.array([*out, line[-1]])


def clip(steps: int = 80) -> Mesh:
    """A sprung strip above the cap, facing the camera."""
    points = np.array(
        [[-0.0630, 0, RADIUS - 0.001], [-0.0640, 0, RADIUS + 0.0022], [-0.0610, 0, RADIUS + 0.0031],
         [-0.040, 0, RADIUS + 0.0026], [-0.0270, 0, RADIUS + 0.0010], [-0.0235, 0, RADIUS + 0.0008],
         [-0.0215, 0, RADIUS + 0.0020]]
    )  # fmt: skip
    path = smooth_curve(points, steps)
    taper = np.linspace(1.0, 0.72, steps)
    section = rounded_rectangle(0.0044, 0.0011, 0.0005, 6)
    return sweep(path, np.array([0.0, 1.0, 0.0]), section, np.column_stack([taper, np.ones(steps)]))


def assemble() -> None:
    steel = brushed("brushed steel", 0.60, 0.30)
    bright = stage.material("polished steel", (0.66, 0.655, 0.645), Metallic=1.0, Roughness=0.10)
    r = RADIUS
    parts: list[tuple[Mesh, Any]] = [
        (turned([(-0.0115, 0.004), (-0.0115, r), (0.052, r), (0.0605, r - 0.0011), (0.0672, 0.0033),
                 (0.0675, 0.002)], bevel=0.0006), steel),
        (turned([(-0.0645, 0.001), (-0.0645, r - 0.0006), (-0.0630, r - 0.0001), (-0.0143, r),
                 (-0.0143, 0.004)], bevel=0.0006), steel),
        (turned([(-0.0145, 0.004), (-0.0145, r + 0.0002), (-0.0113, r + 0.0002), (-0.0113, 0.004)],
                bevel=0.0003), bright),
        (turned([(0.0670, 0.002), (0.0670, 0.0031), (0.0715, 0.0017), (0.0722, 0.0011), (0.0735, 0.0009),
                 (0.0740, 0.0004), (0.0741, 0.0)], bevel=0.0003), bright),
        (turned([(-0.0740, 0.0), (-0.0740, 0.0022), (-0.0730, 0.0028), (-0.0650, 0.0028), (-0.0640, 0.0028)],
                bevel=0.0005), bright),
        (clip(), bright),
    ]  # fmt: skip
    for mesh, metal in parts:
        stage.add("pen", mesh.moved((0, 0, RADIUS + 0.0002)), metal)


def photograph(quality: Quality) -> Picture:
    stage.clear()
    stage.floor()
    assemble()
    stage.camera_above(VIEW)
    stage.ambient(0.22)
    stage.softbox((-0.22, 0.34, 0.30), (0.30, 0.22), 2.2)
    stage.softbox((0.0, 0.06, 0.45), (0.40, 0.05), 0.35)
    return stage.expose(quality)


def quad() -> list[list[float]]:
    half = ENGRAVING[0] / 2
    rise = RADIUS * np.sin(ENGRAVING[1] / 2 / RADIUS)
    left, right = ENGRAVING_MIDDLE - half, ENGRAVING_MIDDLE + half
    return [stage.pixel_above(x, y, VIEW) for x, y in ((left, rise), (right, rise), (right, -rise), (left, -rise))]
