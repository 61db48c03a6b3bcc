"""A customer's photo: a plush puppy by the window, every hair of it ours."""

from typing import Any

import numpy as np

from . import stage
from .blender import bpy
from .geometry import Array, Mesh, lathe
from .stage import Picture, Quality

Point = tuple[float, float, float]
TAN, CREAM, DARK = (0.40, 0.205, 0.085), (0.78, 0.66, 0.50), (0.17, 0.080, 0.035)


def ball(size: Point, at: Point, lean: tuple[float, float] = (0, 0), taper: float = 0.0) -> Mesh:
    """An ellipsoid; ``lean`` turns it about y, then x; ``taper`` narrows its upper end."""
    turn = np.linspace(-np.pi / 2, np.pi / 2, 33)
    profile = np.column_stack([np.maximum(np.cos(turn), 1e-4), np.sin(turn)])
    mesh = lathe(profile, 64)
    points = mesh.vertices.copy()
    points[:, :2] *= (1 - taper * (points[:, 2:] * 0.5 + 0.5)) if taper else 1
    points *= np.array(size)
    return Mesh(points @ rotation(*lean) + np.array(at), mesh.faces, mesh.uvs)


def rotation(about_y: float, about_x: float) -> Array:
    cy, sy, cx, sx = np.cos(about_y), np.sin(about_y), np.cos(about_x), np.sin(about_x)
    around_y = np.array([[cy, 0, -sy], [0, 1, 0], [sy, 0, cy]])
    around_x = np.array([[1, 0, 0], [0, cx, sx], [0, -sx, cx]])
    return np.asarray(around_y @ around_x)


def pile(name: str, colour: tuple[float, float, float]) -> Any:
    """Soft acrylic plush, each hair a shade of its own."""
    made = stage.material(name, colour, Roughness=0.75, Specular_IOR_Level=0.2, Sheen_Weight=0.3)
    hair = stage.node(made, "ShaderNodeHairInfo")
    ramp = stage.node(made, "ShaderNodeValToRGB")
    ramp.color_ramp.elements[0].color = (*[c * 0.72 for c in colour], 1)
    ramp.color_ramp.elements[1].color = (*[min(1.0, c * 1.22) for c in colour], 1)
    stage.link(made, hair.outputs["Random"], ramp.inputs[0])
    stage.link(made, ramp.outputs[0], stage.shader_of(made).inputs["Base Color"])
    return made


def furry(mesh: Mesh, coat: Any, length: float, density: float, seed: int) -> None:
    thing = stage.add("fur", mesh, coat)
    thing.modifiers.new("fur", "PARTICLE_SYSTEM")
    fur = thing.particle_systems[0].settings
    extent = mesh.vertices.max(axis=0) - mesh.vertices.min(axis=0)
    thing.particle_systems[0].seed = seed
    fur.type, fur.count, fur.hair_length, fur.hair_step = "HAIR", int(density * float(extent @ extent)), length, 4
    fur.use_advanced_hair, fur.normal_factor, fur.brownian_factor = True, 0.0052, 0.0032
    fur.object_align_factor = (0.0, -0.0008, -0.0018)
    fur.child_type, fur.rendered_child_count, fur.child_length = "INTERPOLATED", 14, 1.0
    fur.clump_factor, fur.roughness_2, fur.roughness_2_size = 0.35, 0.012, 0.6
    fur.roughness_1, fur.roughness_endpoint = 0.006, 0.010
    fur.root_radius, fur.tip_radius, fur.radius_scale, fur.render_step = 1.0, 0.25, 0.0011, 3
    fur.material = 1


def puppy() -> None:
    tan, cream, dark = pile("tan", TAN), pile("cream", CREAM), pile("dark", DARK)
    pieces: list[tuple[Mesh, Any, float]] = [
        (ball((0.105, 0.092, 0.125), (0, 0.01, 0.118), taper=0.22), tan, 0.020),
        (ball((0.070, 0.030, 0.082), (0, -0.066, 0.112)), cream, 0.019),
        (ball((0.106, 0.096, 0.094), (0, -0.018, 0.298)), tan, 0.020),
        (ball((0.056, 0.052, 0.043), (0, -0.098, 0.272)), cream, 0.016),
        (ball((0.020, 0.016, 0.046), (0, -0.092, 0.338), (0, -0.40)), cream, 0.014),
    ]
    for side in (-1, 1):
        pieces += [
            (ball((0.036, 0.024, 0.084), (side * 0.112, -0.012, 0.288), (side * -0.30, 0), 0.35), dark, 0.021),
            (ball((0.036, 0.036, 0.082), (side * 0.078, -0.062, 0.125), (side * -0.42, 0.35)), tan, 0.018),
            (ball((0.040, 0.040, 0.034), (side * 0.050, -0.112, 0.066)), cream, 0.016),
            (ball((0.050, 0.085, 0.046), (side * 0.105, -0.070, 0.044), (0, 0)), tan, 0.019),
            (ball((0.048, 0.036, 0.050), (side * 0.112, -0.150, 0.050)), cream, 0.016),
        ]
    for number, (mesh, coat, length) in enumerate(pieces):
        furry(mesh, coat, length, 62000, number)
    face()


def face() -> None:
    black = stage.material("eye", (0.006, 0.004, 0.003), Roughness=0.05, Coat_Weight=1.0)
    brown = stage.material("iris", (0.055, 0.020, 0.006), Roughness=0.08, Coat_Weight=1.0)
    nose = stage.material("nose", (0.018, 0.013, 0.012), Roughness=0.32, Coat_Weight=0.3)
    stage.add("nose", ball((0.023, 0.017, 0.016), (0, -0.161, 0.292)), nose)
    for side in (-1, 1):
        stage.add("iris", ball((0.0155, 0.0125, 0.0155), (side * 0.045, -0.119, 0.324)), brown)
        stage.add("pupil", ball((0.0115, 0.0100, 0.0115), (side * 0.0445, -0.1228, 0.324)), black)


def room() -> None:
    """A knitted blanket to sit on and a plain wall, far out of focus."""
    wool = stage.material("wool", (0.62, 0.55, 0.46), Roughness=0.95, Sheen_Weight=0.4)
    coordinates = stage.node(wool, "ShaderNodeTexCoord")
    knit = stage.node(wool, "ShaderNodeTexVoronoi")
    knit.inputs["Scale"].default_value = 60.0
    stage.link(wool, coordinates.outputs["Object"], knit.inputs["Vector"])
    stage.bump(wool, knit.outputs[0], 0.004, 0.5)
    x, y = np.meshgrid(np.linspace(-1.2, 1.2, 160), np.linspace(-0.8, 1.4, 160))
    swell = 0.010 * np.sin(9 * x + 3 * y) * np.sin(5 * y - 2 * x) + 0.006 * np.sin(17 * x - 8 * y)
    calm = 1 - np.exp(-((x**2 + (y + 0.05) ** 2) / 0.05))
    points = np.column_stack([x.ravel(), y.ravel(), (swell * calm).ravel()])
    faces = [
        (r * 160 + c, r * 160 + c + 1, (r + 1) * 160 + c + 1, (r + 1) * 160 + c) for r in range(159) for c in range(159)
    ]
    stage.add("blanket", Mesh(points, faces), wool)
    wall = stage.material("wall", (0.20, 0.27, 0.27), Roughness=0.9)
    corners = np.array([[-3, 1.4, -0.5], [3, 1.4, -0.5], [3, 1.4, 2.5], [-3, 1.4, 2.5]], dtype=float)
    stage.add("wall", Mesh(corners, [(0, 1, 2, 3)]), wall)


def photograph(quality: Quality) -> Picture:
    stage.clear()
    bpy.context.scene.cycles.max_bounces = 4
    puppy()
    room()
    lens = stage.camera_hero((0.16, -1.02, 0.36), (0.02, 0, 0.195), 46)
    lens.data.dof.use_dof, lens.data.dof.focus_distance = True, 0.92
    lens.data.dof.aperture_fstop = 2.8
    stage.ambient(0.30, (0.85, 0.92, 1.0))
    stage.softbox((-1.1, -0.55, 0.95), (0.7, 0.9), 22, towards=(0, 0, 0.2), colour=(1.0, 0.95, 0.86))
    stage.softbox((0.8, 0.7, 0.8), (0.4, 0.4), 8, towards=(0, 0, 0.25), colour=(1.0, 0.80, 0.58))
    return stage.expose(quality, height=quality.size * 3 // 4)
