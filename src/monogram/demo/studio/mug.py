"""The 11 oz mug: one set of profiles for the photographs, the unrolled editing view and the glTF model."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from . import stage
from .geometry import Array, Mesh, capped, lathe, rounded_rectangle, smooth_curve, sweep
from .stage import Picture, Quality

RADIUS, INNER, HEIGHT = 0.041, 0.0375, 0.095
WRAP = (0.200, 0.090)
WRAP_BASE = 0.0025
GAP = 2 * np.pi - WRAP[0] / RADIUS
UNROLLED = 2 * np.pi * RADIUS
WRAP_VIEW = 0.280
FLAT_HALF = 0.1035
HERO_AT, HERO_TOWARDS, HERO_LENS = (-0.150, -0.62, 0.235), (0.0105, 0.0, 0.0440), 138.0


@dataclass(frozen=True)
class Part:
    name: str
    mesh: Mesh
    material: str = "ceramic"


def rim_profile(steps: int = 21) -> Array:
    turn = np.linspace(0, np.pi, steps)
    middle = (RADIUS + INNER) / 2
    top = WRAP_BASE + WRAP[1]
    return np.column_stack([middle + (RADIUS - middle) * np.cos(turn), top + (HEIGHT - top) * np.sin(turn)])


def inner_profile(steps: int = 11) -> Array:
    turn = np.linspace(0, np.pi / 2, steps)
    bend = 0.009
    fillet = np.column_stack([INNER - bend + bend * np.cos(turn), 0.005 + bend - bend * np.sin(turn)])
    return np.vstack([[INNER, WRAP_BASE + WRAP[1]], [INNER, 0.055], fillet, [0.012, 0.0049], [0.0, 0.0049]])


def bottom_profile(steps: int = 7) -> Array:
    turn = np.linspace(-np.pi / 2, 0, steps)
    corner = np.column_stack([RADIUS - WRAP_BASE + WRAP_BASE * np.cos(turn), WRAP_BASE + WRAP_BASE * np.sin(turn)])
    return np.vstack([[0.0, 0.0017], [0.0325, 0.0015], [0.0338, 0.0003], [0.0345, 0.0], corner])


def wall(start: float, stop: float, segments: int, rows: int = 5) -> Mesh:
    heights = np.linspace(WRAP_BASE, WRAP_BASE + WRAP[1], rows)
    return lathe(np.column_stack([np.full(rows, RADIUS), heights]), segments, start, stop)


def handle_path(samples: int) -> Array:
    """(outwards, height) of the handle's middle line, from the upper to the lower foot."""
    points = np.array(
        [[0.0385, 0.0770], [0.0460, 0.0785], [0.0560, 0.0785], [0.0650, 0.0735], [0.0695, 0.0625],
         [0.0690, 0.0490], [0.0640, 0.0370], [0.0555, 0.0275], [0.0460, 0.0215], [0.0385, 0.0185]]
    )  # fmt: skip
    return smooth_curve(points, samples)


def handle(samples: int = 64, around: int = 24) -> Mesh:
    """Swept ellipse with flared feet."""
    line = handle_path(samples)
    path = np.column_stack([line[:, 0], np.zeros(samples), line[:, 1]])
    turn = np.linspace(0, 2 * np.pi, around, endpoint=False)
    section = np.column_stack([0.0062 * np.cos(turn), 0.0040 * np.sin(turn)])
    foot = np.exp(-np.minimum(np.arange(samples), np.arange(samples)[::-1]) / samples / 0.035)
    scale = np.column_stack([1 + 0.55 * foot, 1 + 1.0 * foot])
    return sweep(path, np.array([0.0, 1.0, 0.0]), section, scale)


def parts() -> list[Part]:
    """All of the mug, standing on z = 0 with the handle towards +x."""
    return [
        Part("print_area", wall(GAP / 2, 2 * np.pi - GAP / 2, 129), "design"),
        Part("gap", wall(-GAP / 2, GAP / 2, 33)),
        Part("bottom", lathe(bottom_profile(), 96)),
        Part("rim", lathe(rim_profile(), 112)),
        Part("inner", lathe(inner_profile(), 96)),
        Part("handle", handle()),
    ]


def ceramic(white: float) -> Any:
    return stage.material(
        "ceramic",
        (white, white, white * 0.993),
        Roughness=0.16,
        Specular_IOR_Level=0.5,
        Coat_Weight=0.6,
        Coat_Roughness=0.04,
    )


def hero_lights() -> None:
    stage.ambient(0.34)
    stage.softbox((-0.75, -0.35, 0.75), (0.45, 0.6), 5.6, towards=(0, 0, 0.05))
    stage.softbox((0.9, -0.5, 0.35), (0.25, 0.7), 0.5, towards=(0, 0, 0.05))


def photograph_hero(quality: Quality) -> Picture:
    stage.clear()
    stage.sweep_paper(depth=0.5, radius=0.4)
    glaze = ceramic(0.67)
    for part in parts():
        stage.add(part.name, part.mesh, glaze)
    stage.camera_hero(HERO_AT, HERO_TOWARDS, HERO_LENS)
    hero_lights()
    return stage.expose(quality)


def bent(points: Array) -> Array:
    """Lay (along the wall, up the mug, out of the wall) flat on the table; the handle gap keeps its curve."""
    along, up, out = points.T
    beyond = np.maximum(np.abs(along) - FLAT_HALF, 0) / RADIUS
    x = np.sign(along) * (np.minimum(np.abs(along), FLAT_HALF) + (RADIUS + out) * np.sin(beyond))
    z = (RADIUS + out) * np.cos(beyond) - RADIUS
    return np.column_stack([x, up, z])


def unrolled_wall() -> Mesh:
    path = np.column_stack([np.linspace(-UNROLLED / 2, UNROLLED / 2, 161), np.zeros((161, 2))])
    thick = RADIUS - INNER
    section = rounded_rectangle(HEIGHT, thick, thick * 0.49, 10) - [0, thick / 2]
    wall_ = sweep(path, np.array([0.0, 1.0, 0.0]), section)
    return capped(Mesh(bent(wall_.vertices), wall_.faces), len(section))


def photograph_wrap(quality: Quality) -> Picture:
    """The mug cut open along its handle and laid flat: the wrap lies as a straight rectangle."""
    stage.clear()
    stage.floor()
    glaze = ceramic(0.79)
    wall_ = unrolled_wall()
    lift = -float(wall_.vertices[:, 2].min()) + 0.0003
    stage.add("panel", wall_.moved((0, 0, lift)), glaze)
    stage.camera_above(WRAP_VIEW)
    stage.ambient(0.40)
    stage.softbox((-0.80, 0.85, 1.10), (0.6, 0.6), 17)
    return stage.expose(quality)


def wrap_quad() -> list[list[float]]:
    middle = WRAP_BASE + WRAP[1] / 2 - HEIGHT / 2
    left, right, up, down = -WRAP[0] / 2, WRAP[0] / 2, middle + WRAP[1] / 2, middle - WRAP[1] / 2
    return [stage.pixel_above(x, y, WRAP_VIEW) for x, y in ((left, up), (right, up), (right, down), (left, down))]
