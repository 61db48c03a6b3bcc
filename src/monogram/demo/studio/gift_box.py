"""The gift box: rigid kraft card, lid, teal satin ribbon and a tied bow."""

from itertools import pairwise
from typing import Any

import numpy as np

from . import stage
from .blender import bpy
from .geometry import Array, Mesh, grid_faces, grid_uvs, smooth_curve, soft_box
from .stage import Picture, Quality

SIDE, BASE, LID, RIBBON = 0.200, 0.098, 0.040, 0.028
TOP = BASE + 0.004


def kraft() -> Any:
    made = stage.material("kraft", (0.46, 0.315, 0.19), Roughness=0.82, Specular_IOR_Level=0.25)
    coordinates = stage.node(made, "ShaderNodeTexCoord")
    mapping = stage.node(made, "ShaderNodeMapping")
    mapping.inputs["Scale"].default_value = (1.0, 1.0, 0.35)
    stage.link(made, coordinates.outputs["Object"], mapping.inputs[0])
    fibre = stage.node(made, "ShaderNodeTexNoise", in_2=520.0, in_3=6.0, in_4=0.7)
    stage.link(made, mapping.outputs[0], fibre.inputs["Vector"])
    ramp = stage.node(made, "ShaderNodeValToRGB")
    ramp.color_ramp.elements[0].position, ramp.color_ramp.elements[1].position = 0.30, 0.72
    ramp.color_ramp.elements[0].color = (0.40, 0.268, 0.158, 1)
    ramp.color_ramp.elements[1].color = (0.53, 0.375, 0.235, 1)
    stage.link(made, fibre.outputs[0], ramp.inputs[0])
    stage.link(made, ramp.outputs[0], stage.shader_of(made).inputs["Base Color"])
    stage.bump(made, fibre.outputs[0], 0.00015, 0.3)
    return made


def satin() -> Any:
    """Woven ribbon: fine ribs across, a sheen along."""
    made = stage.material(
        "satin", (0.010, 0.135, 0.125), Roughness=0.47, Specular_IOR_Level=0.35, Anisotropic=0.55,
        Sheen_Weight=0.2, Sheen_Roughness=0.4,
    )  # fmt: skip
    coordinates = stage.node(made, "ShaderNodeTexCoord")
    ribs = stage.node(made, "ShaderNodeTexWave", bands_direction="X")
    ribs.inputs["Scale"].default_value = 110.0
    stage.link(made, coordinates.outputs["UV"], ribs.inputs["Vector"])
    stage.bump(made, ribs.outputs[1], 0.00015, 0.45)
    return made


def band(path: Array, across: Array, width: Array, pleats: Array) -> Mesh:
    """A ribbon along a path; ``pleats`` is the depth of its gathers at each point."""
    columns = 29
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    side = across - tangent * np.sum(across * tangent, axis=1, keepdims=True)
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    normal = np.cross(side, tangent)
    a = np.linspace(-1, 1, columns)
    wave = np.cos(a * np.pi * 2.5) * (1 - 0.3 * a**2)
    sheet = (
        path[:, None]
        + side[:, None] * (a[None, :, None] * width[:, None, None] / 2)
        + normal[:, None] * (wave[None, :, None] * pleats[:, None, None])
    )
    rows = len(path)
    uv = grid_uvs(rows, columns)[:, ::-1] * [rows / 30, 1]
    return Mesh(sheet.reshape(-1, 3), grid_faces(rows, columns), uv)


def place(mesh: Mesh, turn: float) -> Mesh:
    """Turn around the knot and set on the lid."""
    c, s = np.cos(turn), np.sin(turn)
    rotated = mesh.vertices @ np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]])
    return Mesh(rotated, mesh.faces, mesh.uvs).moved((0, 0, TOP + 0.001))


def loop(length: float, rise: float) -> Mesh:
    points = np.array(
        [[0.000, 0.012], [0.30, 0.45], [0.62, 0.92], [0.90, 0.98], [1.0, 0.62], [0.86, 0.26], [0.50, 0.16],
         [0.18, 0.14], [0.0, 0.10]]
    )  # fmt: skip
    line = smooth_curve(points * [length, rise], 90)
    t = np.linspace(0, 1, 90)
    middle = np.sin(np.pi * t) ** 0.6
    path = np.column_stack([line[:, 0], 0.004 * np.sin(3 * t), line[:, 1]])
    across = np.column_stack([0.10 * np.sin(4 * t), np.ones(90), 0.16 * (t - 0.5)])
    return band(path, across, RIBBON * (0.42 + 0.62 * middle), 0.0028 * (1 - middle) + 0.0004)


def tail(length: float, lift: float, sway: float) -> Mesh:
    t = np.linspace(0, 1, 70)
    height = 0.010 * np.exp(-t * 6) + lift * np.sin(np.pi * np.clip(t * 1.2, 0, 1)) ** 2 + 0.0016
    path = np.column_stack([length * t, sway * t**1.6, height])
    across = np.column_stack([np.zeros(70), np.ones(70), 0.25 * np.sin(3.5 * t)])
    mesh = band(path, across, RIBBON * (0.45 + 0.55 * np.clip(t * 4, 0, 1)), 0.0022 * np.exp(-t * 7))
    sheet = mesh.vertices.reshape(70, 29, 3)
    notch = 1 - np.abs(np.linspace(-1, 1, 29))
    fade = np.clip((t - 0.72) / 0.28, 0, 1)[:, None] ** 1.0
    sheet[..., 0] -= fade * notch * RIBBON * 0.5
    return Mesh(sheet.reshape(-1, 3), mesh.faces, mesh.uvs)


def knot() -> Mesh:
    turn = np.linspace(0, 2 * np.pi, 60)
    path = np.column_stack([0.0095 * np.cos(turn), np.zeros(60), 0.0095 + 0.0085 * np.sin(turn)])
    width = np.full(60, 0.021)
    mesh = band(path, np.array([[0.12, 1.0, 0.0]]).repeat(60, axis=0), width, np.full(60, 0.0011))
    sheet = mesh.vertices.reshape(60, 29, 3)
    bulge = 1 - 0.22 * np.linspace(-1, 1, 29) ** 2
    sheet[..., 0] *= bulge
    sheet[..., 2] = 0.0095 + (sheet[..., 2] - 0.0095) * bulge
    return Mesh(sheet.reshape(-1, 3), mesh.faces, mesh.uvs)


def wrapped_band(along_x: bool, gap: float) -> Mesh:
    """The ribbon over the lid and down two sides."""
    half = SIDE / 2 + 0.0016 + gap
    edge = np.array(
        [[-SIDE / 2 - gap, 0.0005], [-SIDE / 2 - gap, TOP - LID - 0.006], [-half, TOP - LID],
         [-half, TOP - 0.0010], [-half + 0.0010, TOP + gap], [half - 0.0010, TOP + gap], [half, TOP - 0.0010],
         [half, TOP - LID], [SIDE / 2 + gap, TOP - LID - 0.006], [SIDE / 2 + gap, 0.0005]]
    )  # fmt: skip
    dense = np.vstack([np.linspace(p, q, 12, endpoint=False) for p, q in pairwise(edge)])
    zero = np.zeros(len(dense))
    path = np.column_stack([dense[:, 0], zero, dense[:, 1]] if along_x else [zero, dense[:, 0], dense[:, 1]])
    across = np.array([[0.0, 1, 0]] if along_x else [[1.0, 0, 0]]).repeat(len(dense), axis=0)
    return band(path, across, np.full(len(dense), RIBBON), zero)


def photograph(quality: Quality) -> Picture:
    stage.clear()
    stage.sweep_paper(depth=1.0, radius=0.6)
    card, ribbon = kraft(), satin()
    stage.add("base", soft_box(SIDE, SIDE, BASE, 0.002, 0.0012), card)
    lid = soft_box(SIDE + 0.0032, SIDE + 0.0032, LID, 0.0024, 0.0014)
    stage.add("lid", lid.moved((0, 0, TOP - LID)), card)
    pieces = [wrapped_band(True, 0.0007), wrapped_band(False, 0.0012)]
    angle = np.radians(22)
    pieces += [place(loop(0.078, 0.046), angle), place(loop(0.074, 0.043), angle + np.pi - 0.10)]
    pieces += [place(tail(0.105, 0.006, 0.012), angle - 0.85), place(tail(0.100, 0.008, -0.010), angle + np.pi + 0.75)]
    pieces.append(place(knot(), angle))
    for piece in pieces:
        thing = stage.add("ribbon", piece, ribbon)
        thick = thing.modifiers.new("thick", "SOLIDIFY")
        thick.thickness, thick.offset = 0.0006, 0.0
    for thing in bpy.context.scene.objects:
        if thing.name.startswith(("base", "lid", "ribbon")):
            thing.rotation_euler = (0, 0, np.radians(33))
    stage.camera_hero((0.0, -1.30, 0.80), (0.0, 0.0, 0.050), 118)
    stage.ambient(0.36)
    stage.softbox((-1.2, 0.05, 1.15), (0.7, 0.7), 26, towards=(0, 0, 0.05))
    stage.softbox((0.9, -1.2, 0.6), (0.6, 0.6), 2.5, towards=(0, 0, 0.05))
    return stage.expose(quality)
