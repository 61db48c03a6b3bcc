"""The T-shirt: two sheets of jersey sewn together, dropped on the table and photographed from above."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import stage
from .blender import bpy
from .geometry import Array, Mesh
from .stage import Quality
from .tshirt_pattern import Garment, garment, relaxed, sewing

FRONT_DROP, BACK_DROP = 0.100, 0.021
DROPS = {"front": (FRONT_DROP, BACK_DROP), "back": (BACK_DROP, FRONT_DROP)}
BULGE = 0.034
WIDTH = 0.90
PRINT_MM = (280, 350)


def drop(mesh: Mesh, rest: Array, frames: int) -> Array:
    """Let the garment fall on the table and settle; its vertices afterwards."""
    stage.clear()
    table = stage.floor(3.0)
    table.modifiers.new("collision", "COLLISION")
    table.collision.thickness_outer, table.collision.cloth_friction = 0.001, 12
    table.collision.damping = 0.9
    lift = float(-mesh.vertices[:, 2].min()) + 0.004
    shirt = stage.add("shirt", mesh.moved((0, 0, lift)))
    cloth = shirt.modifiers.new("cloth", "CLOTH")
    jersey, crash = cloth.settings, cloth.collision_settings
    jersey.quality, jersey.mass, jersey.air_damping = 7, 0.16, 2.5
    jersey.tension_stiffness = jersey.compression_stiffness = 22
    jersey.shear_stiffness, jersey.bending_stiffness = 8, 5.0
    crash.collision_quality, crash.distance_min = 2, 0.0012
    crash.use_self_collision, crash.self_distance_min, crash.self_friction = True, 0.0014, 6
    shirt.shape_key_add(name="start")
    wanted = shirt.shape_key_add(name="rest")
    wanted.data.foreach_set("co", (rest + np.array([0, 0, lift])).astype(np.float32).ravel())
    jersey.rest_shape_key = wanted
    scene = bpy.context.scene
    scene.frame_end = cloth.point_cache.frame_end = frames
    for frame in range(1, frames + 1):
        scene.frame_set(frame)
    evaluated = shirt.evaluated_get(bpy.context.evaluated_depsgraph_get())
    settled = np.empty(len(mesh.vertices) * 3, dtype=np.float32)
    evaluated.data.vertices.foreach_get("co", settled)
    return settled.reshape(-1, 3).astype(np.float64)


def jersey_material(name: str, height: NDArray[np.floating[Any]], tone: NDArray[np.floating[Any]]) -> Any:
    """Soft white cotton with the sewing of one sheet."""
    made = stage.material(name, (0.77, 0.77, 0.77), Roughness=0.95, Specular_IOR_Level=0.1, Sheen_Weight=0.25)
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
    mix.inputs["A"].default_value = (0.77, 0.77, 0.77, 1)
    stage.link(made, parts.outputs[1], mix.inputs["B"])
    stage.link(made, mix.outputs["Result"], shader.inputs["Base Color"])
    sewn = stage.bump(made, parts.outputs[0], 0.002)
    coordinates = stage.node(made, "ShaderNodeTexCoord")
    knit = stage.node(made, "ShaderNodeTexNoise", in_2=420.0, in_3=3.0)
    stage.link(made, coordinates.outputs["UV"], knit.inputs["Vector"])
    stage.bump(made, knit.outputs[0], 0.0006, 0.35, after=sewn)
    return made


def lay_out(piece: Garment, settled: Array, upper: float, lower: float) -> Any:
    """The settled shirt on fresh paper under the window light."""
    stage.clear()
    stage.floor()
    centre = (settled.max(axis=0) + settled.min(axis=0)) / 2
    cut = piece.mesh
    for loop, sheet in zip(piece.loops, piece.sheets, strict=True):
        settled = relaxed(settled, loop, sheet, cut.vertices[:, :2])
    placed = Mesh(settled - [centre[0], centre[1], 0], cut.faces, cut.uvs, cut.face_material)
    materials = [jersey_material(n, *sewing(d)) for n, d in (("upper", upper), ("lower", lower))]
    shirt = stage.add("shirt", placed, *materials)
    smooth = shirt.modifiers.new("smooth", "SMOOTH")
    smooth.factor, smooth.iterations = 0.5, 9
    stage.soften(shirt, levels=1)
    thick = shirt.modifiers.new("thick", "SOLIDIFY")
    thick.thickness, thick.offset = 0.0011, 0.0
    stage.camera_above(WIDTH)
    stage.ambient(0.30)
    stage.softbox((-2.9, 2.2, 2.3), (1.2, 1.2), 190)
    return shirt


def simulate(view: str, cache: Path | None = None) -> tuple[Garment, Array]:
    """The garment of a view, settled; kept in a cache folder between experiments when one is given."""
    drops = DROPS[view]
    piece = garment(*drops, bulge=BULGE, seed=3 if view == "front" else 11)
    kept = cache / f"tshirt-{view}.npy" if cache else None
    if kept is not None and kept.exists():
        return piece, np.load(kept)
    settled = drop(piece.mesh, piece.rest, 55)
    if kept is not None:
        np.save(kept, settled)
    return piece, settled


def photograph(view: str, quality: Quality, cache: Path | None = None) -> tuple[stage.Picture, stage.Picture]:
    """Linear light and the coverage of the cloth."""
    piece, settled = simulate(view, cache)
    shirt = lay_out(piece, settled, *DROPS[view])
    light = stage.expose(quality)
    return light, stage.silhouette([shirt], quality)


def quad(view: str) -> list[list[float]]:
    """The print area, a hand's width below the collar."""
    top = 0.208 if view == "front" else 0.262
    half, bottom = PRINT_MM[0] / 2000, top - PRINT_MM[1] / 1000
    return [stage.pixel_above(x, y, WIDTH) for x, y in ((-half, top), (half, top), (half, bottom), (-half, bottom))]
