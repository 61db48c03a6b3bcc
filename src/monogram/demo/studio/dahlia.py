"""A customer's photo: a dahlia in the garden, close up."""

from typing import Any

import numpy as np

from . import stage
from .geometry import Array, Mesh, grid_faces, grid_uvs
from .stage import Picture, Quality

PETALS, LONG, WIDE = 230, 17, 9
GOLDEN = np.radians(137.508)


def petal(length: float, width: float, cup: float, curl: float, random: np.random.Generator) -> Array:
    """A petal along +x from the origin, its inside up."""
    s = np.linspace(0, 1, LONG)[:, None]
    a = np.linspace(-1, 1, WIDE)[None]
    half = width / 2 * (0.30 + 0.70 * np.sin(np.pi * np.clip(s * 0.93 + 0.03, 0, 1)) ** 0.75) * (1 - s**9 * 0.75)
    lift = cup * half * a**2 * (1.1 - 0.5 * s) + curl * length * s**2.2
    ripple = 0.012 * length * np.sin(7 * s + random.uniform(0, 6)) * a * s
    x = length * s * np.ones_like(a) - 0.10 * length * (a**2) * s**4
    return np.stack([x, half * a, lift + ripple], axis=2).reshape(-1, 3)


def bloom(random: np.random.Generator) -> Mesh:
    vertices, faces, uvs = [], [], []
    for number in range(PETALS):
        t = (number + 4) / (PETALS + 3)
        length = 0.010 + 0.038 * t**0.75
        width = 0.0052 + 0.0105 * t**0.8
        raised = np.radians(96 - 104 * t**0.72 + random.normal(0, 3.0))
        sheet = petal(length, width, 1.35 - 0.75 * t, 0.20 * (1 - t) - 0.10 * t + random.normal(0, 0.02), random)
        c, s = np.cos(raised), np.sin(raised)
        sheet = sheet @ np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
        sheet += [0.0035 + 0.0085 * t, 0, 0.006 * (1 - t)]
        turn = number * GOLDEN + random.normal(0, 0.035)
        c, s = np.cos(turn), np.sin(turn)
        vertices.append(sheet @ np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]]))
        faces += [tuple(i + number * LONG * WIDE for i in f) for f in grid_faces(LONG, WIDE)]
        along = grid_uvs(LONG, WIDE)
        uvs.append(np.column_stack([along[:, 0], along[:, 1] * 0.9 + 0.1 * random.random()]))
    return Mesh(np.vstack(vertices), faces, np.vstack(uvs))


def petal_material() -> Any:
    made = stage.material(
        "petal", (0.8, 0.3, 0.25), Roughness=0.55, Subsurface_Weight=0.25, Subsurface_Scale=0.004, Sheen_Weight=0.2
    )
    coordinates = stage.node(made, "ShaderNodeTexCoord")
    parts = stage.node(made, "ShaderNodeSeparateXYZ")
    stage.link(made, coordinates.outputs["UV"], parts.inputs[0])
    ramp = stage.node(made, "ShaderNodeValToRGB")
    stops = [
        (0.0, (0.30, 0.015, 0.05)),
        (0.38, (0.62, 0.06, 0.07)),
        (0.72, (0.86, 0.24, 0.16)),
        (1.0, (0.95, 0.62, 0.44)),
    ]
    ramp.color_ramp.elements.new(0.38)
    ramp.color_ramp.elements.new(0.72)
    for element, (at, tone) in zip(ramp.color_ramp.elements, stops, strict=True):
        element.position, element.color = at, (*tone, 1)
    stage.link(made, parts.outputs[1], ramp.inputs[0])
    stage.link(made, ramp.outputs[0], stage.shader_of(made).inputs["Base Color"])
    mapping = stage.node(made, "ShaderNodeMapping")
    mapping.inputs["Scale"].default_value = (26.0, 1.6, 1.0)
    stage.link(made, coordinates.outputs["UV"], mapping.inputs[0])
    veins = stage.node(made, "ShaderNodeTexNoise", in_2=1.0, in_3=2.0)
    stage.link(made, mapping.outputs[0], veins.inputs["Vector"])
    stage.bump(made, veins.outputs[0], 0.0004, 0.5)
    return made


def leaf_material(name: str, tone: tuple[float, float, float]) -> Any:
    made = stage.material(name, tone, Roughness=0.42, Subsurface_Weight=0.1, Subsurface_Scale=0.003)
    coordinates = stage.node(made, "ShaderNodeTexCoord")
    mapping = stage.node(made, "ShaderNodeMapping")
    mapping.inputs["Scale"].default_value = (3.0, 12.0, 1.0)
    stage.link(made, coordinates.outputs["UV"], mapping.inputs[0])
    veins = stage.node(made, "ShaderNodeTexNoise", in_2=2.0, in_3=3.0)
    stage.link(made, mapping.outputs[0], veins.inputs["Vector"])
    stage.bump(made, veins.outputs[0], 0.002, 0.5)
    return made


def foliage(random: np.random.Generator, count: int) -> list[Mesh]:
    """Leaves scattered below and behind the flower, each with a folded midrib."""
    leaves = []
    for _ in range(count):
        length = random.uniform(0.05, 0.10)
        sheet = petal(length, length * 0.48, 0.9, -0.25, random)
        pitch, turn = random.uniform(-0.5, 0.6), random.uniform(0, 2 * np.pi)
        c, s = np.cos(pitch), np.sin(pitch)
        sheet = sheet @ np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
        c, s = np.cos(turn), np.sin(turn)
        sheet = sheet @ np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]])
        away = random.uniform(0.0, 0.30)
        spot = random.uniform(0, 2 * np.pi)
        at = np.array([away * np.cos(spot), 0.05 + away * np.sin(spot), random.uniform(-0.16, -0.045)])
        leaves.append(Mesh(sheet + at, grid_faces(LONG, WIDE), grid_uvs(LONG, WIDE)))
    return leaves


def photograph(quality: Quality) -> Picture:
    random = np.random.default_rng(4)
    stage.clear()
    flower = stage.add("bloom", bloom(random), petal_material())
    stage.soften(flower, levels=1)
    greens = [
        leaf_material(f"leaf {i}", t)
        for i, t in enumerate([(0.035, 0.10, 0.03), (0.05, 0.14, 0.045), (0.02, 0.065, 0.03)])
    ]
    for number, leaf in enumerate(foliage(random, 190)):
        stage.soften(stage.add("leaf", leaf, greens[number % 3]), levels=1)
    bud = petal_material()
    small = bloom(np.random.default_rng(9))
    for at, size in (((-0.125, 0.16, -0.055), 0.75), ((0.17, 0.24, -0.03), 0.9)):
        stage.add("far bloom", Mesh(small.vertices * size + np.array(at), small.faces, small.uvs), bud)
    ground = stage.material("soil", (0.012, 0.018, 0.010), Roughness=1.0)
    corners = np.array([[-3, -3, -0.2], [3, -3, -0.2], [3, 3, -0.2], [-3, 3, -0.2]], dtype=float)
    stage.add("soil", Mesh(corners, [(0, 1, 2, 3)]), ground)
    lens = stage.camera_hero((0.02, -0.225, 0.205), (0.012, 0.008, 0.006), 62)
    lens.data.dof.use_dof, lens.data.dof.focus_distance = True, 0.288
    lens.data.dof.aperture_fstop = 4.0
    stage.ambient(0.55, (0.80, 0.90, 1.0))
    stage.softbox((-0.7, 0.25, 0.75), (0.35, 0.35), 9.5, colour=(1.0, 0.93, 0.82))
    stage.softbox((0.5, 0.6, 0.35), (0.3, 0.3), 2.2, colour=(1.0, 0.88, 0.70))
    return stage.expose(quality, height=quality.size * 3 // 4)
