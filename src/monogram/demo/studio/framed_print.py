"""The framed A3 print: oak frame with mitred corners on a plain wall, seen straight on."""

from typing import Any

import numpy as np

from . import stage
from .geometry import Array, Mesh, grid_faces
from .stage import Picture, Quality

PRINT = (0.297, 0.420)
BAR, DEPTH, SUNK = 0.0185, 0.0270, 0.0095
VIEW = 0.545


def oak(number: int) -> Any:
    """Light oak; u runs along the grain, in metres."""
    made = stage.material(f"oak {number}", (0.5, 0.35, 0.2), Roughness=0.55, Specular_IOR_Level=0.3)
    coordinates = stage.node(made, "ShaderNodeTexCoord")
    mapping = stage.node(made, "ShaderNodeMapping")
    mapping.inputs["Location"].default_value = (number * 3.7, number * 1.9, 0)
    mapping.inputs["Scale"].default_value = (5.0, 150.0, 1.0)
    stage.link(made, coordinates.outputs["UV"], mapping.inputs[0])
    broad = stage.node(made, "ShaderNodeTexNoise", in_2=1.1, in_3=4.0, in_4=0.6, in_8=0.8)
    stage.link(made, mapping.outputs[0], broad.inputs["Vector"])
    pores_map = stage.node(made, "ShaderNodeMapping")
    pores_map.inputs["Scale"].default_value = (60.0, 1900.0, 1.0)
    stage.link(made, coordinates.outputs["UV"], pores_map.inputs[0])
    pores = stage.node(made, "ShaderNodeTexNoise", in_2=1.0, in_3=2.0)
    stage.link(made, pores_map.outputs[0], pores.inputs["Vector"])
    ramp = stage.node(made, "ShaderNodeValToRGB")
    ramp.color_ramp.elements[0].position, ramp.color_ramp.elements[1].position = 0.30, 0.68
    ramp.color_ramp.elements[0].color = (0.40, 0.255, 0.135, 1)
    ramp.color_ramp.elements[1].color = (0.60, 0.425, 0.255, 1)
    stage.link(made, broad.outputs[0], ramp.inputs[0])
    dark = stage.node(made, "ShaderNodeValToRGB")
    dark.color_ramp.elements[0].position, dark.color_ramp.elements[1].position = 0.34, 0.46
    dark.color_ramp.elements[0].color = (0.60, 0.55, 0.50, 1)
    dark.color_ramp.elements[1].color = (1, 1, 1, 1)
    stage.link(made, pores.outputs[0], dark.inputs[0])
    mix = stage.node(made, "ShaderNodeMix", data_type="RGBA", blend_type="MULTIPLY")
    mix.inputs["Factor"].default_value = 0.8
    stage.link(made, ramp.outputs[0], mix.inputs["A"])
    stage.link(made, dark.outputs[0], mix.inputs["B"])
    stage.link(made, mix.outputs["Result"], stage.shader_of(made).inputs["Base Color"])
    stage.bump(made, pores.outputs[0], 0.0002, 0.25)
    return made


def bar_profile() -> Array:
    """(outwards from the opening, height) from the rebate over the face to the wall."""
    turn = np.linspace(0, np.pi / 2, 6)
    soft = 0.0012
    inner = np.column_stack([soft - soft * np.cos(turn), DEPTH - soft + soft * np.sin(turn)])
    outer = np.column_stack([BAR - soft + soft * np.sin(turn), DEPTH - soft + soft * np.cos(turn)])
    return np.vstack([[0, DEPTH - SUNK - 0.001], inner, outer, [BAR, 0.001]])


def member(width: float, height: float, quarter: int) -> Mesh:
    """One mitred member: the upper one for quarter 0, then anti-clockwise."""
    profile = bar_profile()
    along, across = (width, height) if quarter % 2 == 0 else (height, width)
    points, uvs = [], []
    for end in (1, -1):
        for out, z in profile:
            points.append((end * (along / 2 + out), across / 2 + out, z))
            uvs.append((end * (along / 2 + out), out - z))
    turn = quarter * np.pi / 2
    c, s = np.cos(turn), np.sin(turn)
    spun = np.array(points) @ np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]])
    return Mesh(spun, grid_faces(2, len(profile)), np.array(uvs))


def sheet() -> Any:
    w, h, z = PRINT[0] / 2 + 0.003, PRINT[1] / 2 + 0.003, DEPTH - SUNK
    corners = np.array([[-w, -h, z], [w, -h, z], [w, h, z], [-w, h, z]])
    art_paper = stage.material("art paper", (0.83, 0.83, 0.825), Roughness=0.85, Specular_IOR_Level=0.2)
    return stage.add("print", Mesh(corners, [(0, 1, 2, 3)]), art_paper, smooth=False)


def photograph(quality: Quality) -> Picture:
    stage.clear()
    stage.floor()
    sheet()
    for quarter in range(4):
        stage.add("frame", member(*PRINT, quarter), oak(quarter))
    stage.camera_above(VIEW)
    stage.ambient(0.36)
    stage.softbox((-0.95, 1.05, 1.15), (0.5, 0.5), 27)
    return stage.expose(quality)


def quad() -> list[list[float]]:
    w, h = PRINT[0] / 2, PRINT[1] / 2
    return [stage.pixel_above(x, y, VIEW) for x, y in ((-w, h), (w, h), (w, -h), (-w, -h))]
