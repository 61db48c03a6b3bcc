"""The T-shirt: two sheets of jersey sewn together, dropped on the table and photographed from above."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import stage
from .blender import bpy
from .geometry import Array, Mesh
from .stage import Quality
from .tshirt_pattern import garment, outline, relaxed, seams, sewing

FRONT_DROP, BACK_DROP = 0.108, 0.022
WIDTH = 0.93


def drop(mesh: Mesh, frames: int, wind: float, seed: int) -> Array:
    """Let the garment fall on the table and settle; its vertices afterwards."""
    stage.clear()
    table = stage.floor(3.0)
    table.modifiers.new("collision", "COLLISION")
    table.collision.thickness_outer, table.collision.cloth_friction = 0.001, 12
    table.collision.damping = 0.9
    lifted = mesh.moved((0, 0, float(-mesh.vertices[:, 2].min()) + 0.004))
    shirt = stage.add("shirt", lifted)
    cloth = shirt.modifiers.new("cloth", "CLOTH")
    jersey, crash = cloth.settings, cloth.collision_settings
    jersey.quality, jersey.mass, jersey.air_damping = 7, 0.16, 1.5
    jersey.tension_stiffness = jersey.compression_stiffness = 22
    jersey.shear_stiffness, jersey.bending_stiffness = 8, 4.0
    crash.collision_quality, crash.distance_min = 2, 0.0012
    crash.use_self_collision, crash.self_distance_min, crash.self_friction = True, 0.0014, 6
    if wind:
        bpy.ops.object.effector_add(type="TURBULENCE", location=(0, 0, 0.1))
        field = bpy.context.object.field
        field.strength, field.size, field.noise, field.seed = wind, 0.35, 0.6, seed
        field.keyframe_insert("strength", frame=int(frames * 0.3))
        field.strength = 0.0
        field.keyframe_insert("strength", frame=int(frames * 0.55))
    scene = bpy.context.scene
    scene.frame_end = cloth.point_cache.frame_end = frames
    for frame in range(1, frames + 1):
        scene.frame_set(frame)
    evaluated = shirt.evaluated_get(bpy.context.evaluated_depsgraph_get())
    settled = np.empty(len(mesh.vertices) * 3, dtype=np.float32)
    evaluated.data.vertices.foreach_get("co", settled)
    return settled.reshape(-1, 3).astype(np.float64)


def jersey_material(name: str, height: NDArray[np.float32], tone: NDArray[np.float32]) -> Any:
    """Soft white cotton with the sewing of one sheet."""
    made = stage.material(name, (0.80, 0.80, 0.80), Roughness=0.95, Specular_IOR_Level=0.1, Sheen_Weight=0.25)
    shader = stage.shader_of(made)
    stacked = np.ones((*height.shape, 4), dtype=np.float32)
    stacked[..., 0], stacked[..., 1] = height * 500, tone
    image = bpy.data.images.new(name, height.shape[1], height.shape[0], float_buffer=True, is_data=True)
    image.pixels.foreach_set(stacked.ravel())
    image.pack()
    texture = stage.node(made, "ShaderNodeTexImage", image=image, interpolation="Cubic")
    parts = stage.node(made, "ShaderNodeSeparateColor")
    stage.link(made, texture.outputs[0], parts.inputs[0])
    mix = stage.node(made, "ShaderNodeMix", data_type="RGBA", blend_type="MULTIPLY")
    mix.inputs["Factor"].default_value = 1.0
    mix.inputs["A"].default_value = (0.80, 0.80, 0.80, 1)
    stage.link(made, parts.outputs[1], mix.inputs["B"])
    stage.link(made, mix.outputs["Result"], shader.inputs["Base Color"])
    sewn = stage.bump(made, parts.outputs[0], 0.002)
    coordinates = stage.node(made, "ShaderNodeTexCoord")
    knit = stage.node(made, "ShaderNodeTexNoise", in_2=420.0, in_3=3.0)
    stage.link(made, coordinates.outputs["UV"], knit.inputs["Vector"])
    stage.bump(made, knit.outputs[0], 0.0006, 0.35, after=sewn)
    return made


def lay_out(mesh: Mesh, settled: Array, upper: float, lower: float) -> Any:
    """The settled shirt on fresh paper under the window light."""
    stage.clear()
    stage.floor()
    centre = (settled.max(axis=0) + settled.min(axis=0)) / 2
    settled = relaxed(settled, len(outline(seams(upper))[0]))
    placed = Mesh(settled - [centre[0], centre[1], 0], mesh.faces, mesh.uvs, mesh.face_material)
    materials = [jersey_material(n, *sewing(d)) for n, d in (("upper", upper), ("lower", lower))]
    shirt = stage.add("shirt", placed, *materials)
    smooth = shirt.modifiers.new("smooth", "SMOOTH")
    smooth.factor, smooth.iterations = 0.5, 8
    stage.soften(shirt, levels=1)
    thick = shirt.modifiers.new("thick", "SOLIDIFY")
    thick.thickness, thick.offset = 0.0011, 0.0
    stage.camera_above(WIDTH)
    stage.ambient(0.30)
    stage.softbox((-2.9, 2.2, 2.3), (1.2, 1.2), 190)
    return shirt


def simulate(view: str, cache: Path | None = None) -> tuple[Mesh, Array]:
    """The garment of a view, settled; kept in a cache folder between experiments when one is given."""
    drops = (FRONT_DROP, BACK_DROP) if view == "front" else (BACK_DROP, FRONT_DROP)
    seed = 3 if view == "front" else 11
    mesh, _ = garment(*drops, bulge=0.030, seed=seed)
    kept = cache / f"tshirt-{view}.npy" if cache else None
    if kept is not None and kept.exists():
        return mesh, np.load(kept)
    settled = drop(mesh, 60, 0.0, seed)
    if kept is not None:
        np.save(kept, settled)
    return mesh, settled


def photograph(view: str, quality: Quality, cache: Path | None = None) -> tuple[stage.Picture, stage.Picture]:
    """Linear light and the coverage of the cloth."""
    mesh, settled = simulate(view, cache)
    drops = (FRONT_DROP, BACK_DROP) if view == "front" else (BACK_DROP, FRONT_DROP)
    shirt = lay_out(mesh, settled, *drops)
    light = stage.expose(quality)
    return light, stage.silhouette([shirt], quality)
