"""The stage: paper, window light, cameras and the exposure itself."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .blender import bpy, mathutils
from .geometry import Mesh

Picture = NDArray[np.floating[Any]]
PAPER = (0.80, 0.782, 0.756)


@dataclass(frozen=True)
class Quality:
    """How large and how clean a picture is to be."""

    size: int = 2000
    samples: int = 32


def clear() -> None:
    """An empty scene, lit by nothing yet."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.cycles.use_denoising = True
    scene.cycles.denoiser = "OPENIMAGEDENOISE"
    scene.cycles.max_bounces = 5
    scene.cycles.caustics_reflective = False
    scene.cycles.caustics_refractive = False
    scene.view_settings.view_transform = "Standard"
    scene.render.threads_mode = "FIXED"
    scene.render.threads = min(2, os.cpu_count() or 1)
    scene.world = bpy.data.worlds.new("World")


def add(name: str, mesh: Mesh, *materials: Any, smooth: bool = True) -> Any:
    """Put a mesh on the stage; caps (faces of more than four corners) stay flat."""
    data = bpy.data.meshes.new(name)
    data.from_pydata([tuple(v) for v in mesh.vertices], [], mesh.faces)
    if mesh.uvs is not None:
        layer = data.uv_layers.new(name="UVMap")
        loops = np.empty(len(data.loops), dtype=np.int32)
        data.loops.foreach_get("vertex_index", loops)
        layer.data.foreach_set("uv", mesh.uvs[loops].astype(np.float32).ravel())
    for material in materials:
        data.materials.append(material)
    if mesh.face_material:
        data.polygons.foreach_set("material_index", mesh.face_material)
    data.polygons.foreach_set("use_smooth", [smooth and len(face) <= 4 for face in mesh.faces])
    data.update()
    thing = bpy.data.objects.new(name, data)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def soften(thing: Any, *, levels: int = 0, bevel: float = 0.0) -> None:
    """Round the edges of a thing and, if asked, subdivide it when it is rendered."""
    if bevel:
        modifier = thing.modifiers.new("bevel", "BEVEL")
        modifier.width, modifier.segments, modifier.limit_method = bevel, 4, "ANGLE"
    if levels:
        modifier = thing.modifiers.new("subdivision", "SUBSURF")
        modifier.levels = modifier.render_levels = levels


def material(name: str, colour: tuple[float, float, float], **inputs: Any) -> Any:
    """A principled material; further inputs by their name with spaces as underscores."""
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    shader = made.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*colour, 1)
    for key, value in inputs.items():
        shader.inputs[key.replace("_", " ")].default_value = value
    return made


def node(made: Any, kind: str, **settings: Any) -> Any:
    """A shader node of the material with attributes set; inputs as ``in_<number>``."""
    fresh = made.node_tree.nodes.new(kind)
    for key, value in settings.items():
        if key.startswith("in_"):
            fresh.inputs[int(key[3:])].default_value = value
        else:
            setattr(fresh, key, value)
    return fresh


def link(made: Any, output: Any, target: Any) -> None:
    made.node_tree.links.new(output, target)


def shader_of(made: Any) -> Any:
    return made.node_tree.nodes["Principled BSDF"]


def bump(made: Any, height: Any, distance: float, strength: float = 1.0, after: Any = None) -> Any:
    """Raise the surface by a height output; chains behind an earlier bump node."""
    fresh = node(made, "ShaderNodeBump")
    fresh.inputs["Strength"].default_value = strength
    fresh.inputs["Distance"].default_value = distance
    link(made, height, fresh.inputs["Height"])
    if after is not None:
        link(made, after.outputs[0], fresh.inputs["Normal"])
    link(made, fresh.outputs[0], shader_of(made).inputs["Normal"])
    return fresh


def paper_material(grain: float = 0.00012) -> Any:
    made = material("paper", PAPER, Roughness=0.9, Specular_IOR_Level=0.15)
    coordinates = node(made, "ShaderNodeTexCoord")
    noise = node(made, "ShaderNodeTexNoise", in_2=900.0, in_3=4.0)
    link(made, coordinates.outputs["Object"], noise.inputs["Vector"])
    bump(made, noise.outputs[0], grain, 0.35)
    return made


def floor(size: float = 8.0) -> Any:
    """Flat paper seen from above."""
    half = size / 2
    corners = np.array([[-half, -half, 0], [half, -half, 0], [half, half, 0], [-half, half, 0]], dtype=float)
    return add("paper", Mesh(corners, [(0, 1, 2, 3)]), paper_material(), smooth=False)


def sweep_paper(depth: float = 1.2, radius: float = 0.6, width: float = 8.0) -> Any:
    """A sheet that curves up behind the product (towards +y), so that no horizon shows."""
    turn = np.linspace(0, np.pi / 2, 40)
    line = [(-4.0, 0.0)] + [(depth + radius * np.sin(a), radius * (1 - np.cos(a))) for a in turn]
    line.append((depth + radius, 5.0))
    vertices = [(x, y, z) for y, z in line for x in (-width / 2, width / 2)]
    faces: list[tuple[int, ...]] = [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(len(line) - 1)]
    return add("paper", Mesh(np.array(vertices), faces), paper_material())


def ambient(strength: float, colour: tuple[float, float, float] = (1.0, 1.0, 1.0)) -> None:
    background = bpy.context.scene.world
    background.use_nodes = True
    background.node_tree.nodes["Background"].inputs[0].default_value = (*colour, 1)
    background.node_tree.nodes["Background"].inputs[1].default_value = strength


def softbox(
    at: tuple[float, float, float],
    size: tuple[float, float],
    watts: float,
    *,
    towards: tuple[float, float, float] = (0, 0, 0),
    colour: tuple[float, float, float] = (1.0, 1.0, 1.0),
) -> Any:
    lamp = bpy.data.lights.new("softbox", "AREA")
    lamp.shape, lamp.size, lamp.size_y, lamp.energy, lamp.color = "RECTANGLE", size[0], size[1], watts, colour
    thing = bpy.data.objects.new("softbox", lamp)
    aim(thing, at, towards)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def aim(thing: Any, at: tuple[float, float, float], towards: tuple[float, float, float]) -> None:
    direction = mathutils.Vector(towards) - mathutils.Vector(at)
    thing.location = at
    thing.rotation_euler = direction.to_track_quat("-Z", "Y").to_euler()


def camera_above(width: float) -> Any:
    """Straight down, parallel rays: ``width`` metres fill the picture, +y is up in it."""
    lens = bpy.data.cameras.new("above")
    lens.type, lens.ortho_scale, lens.clip_end = "ORTHO", width, 50
    thing = bpy.data.objects.new("above", lens)
    thing.location = (0, 0, 5)
    bpy.context.scene.collection.objects.link(thing)
    bpy.context.scene.camera = thing
    return thing


def camera_hero(at: tuple[float, float, float], towards: tuple[float, float, float], millimetres: float) -> Any:
    lens = bpy.data.cameras.new("hero")
    lens.lens, lens.clip_end, lens.clip_start = millimetres, 500, 0.01
    thing = bpy.data.objects.new("hero", lens)
    aim(thing, at, towards)
    bpy.context.scene.collection.objects.link(thing)
    bpy.context.scene.camera = thing
    return thing


def pixel_above(x: float, y: float, width: float, size: int = 2000) -> list[float]:
    """Where a point of the table lies in a picture taken by ``camera_above(width)``."""
    return [round((x / width + 0.5) * size, 1), round((0.5 - y / width) * size, 1)]


def expose(quality: Quality, *, height: int | None = None) -> Picture:
    """Take the picture: linear light, rows from the top, shape (height, width, 4)."""
    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y = quality.size, height or quality.size
    scene.cycles.samples = quality.samples
    scene.cycles.use_adaptive_sampling = True
    scene.cycles.adaptive_threshold = 0.02
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.image_settings.color_depth = "32"
    with tempfile.TemporaryDirectory() as folder:
        scene.render.filepath = str(Path(folder) / "shot.exr")
        bpy.ops.render.render(write_still=True)
        image = bpy.data.images.load(scene.render.filepath)
        pixels = np.empty(image.size[0] * image.size[1] * 4, dtype=np.float32)
        image.pixels.foreach_get(pixels)
        shape = (image.size[1], image.size[0], 4)
        bpy.data.images.remove(image)
    return pixels.reshape(shape)[::-1].copy()


def silhouette(things: list[Any], quality: Quality) -> Picture:
    """Coverage of the given things, 0…1 with soft edges, other things hiding what they hide."""
    bright, dark = material("bright", (0, 0, 0)), material("dark", (0, 0, 0), Specular_IOR_Level=0.0)
    shader_of(bright).inputs["Emission Color"].default_value = (1, 1, 1, 1)
    shader_of(bright).inputs["Emission Strength"].default_value = 1.0
    for thing in bpy.context.scene.objects:
        if thing.type in {"MESH", "CURVE"}:
            thing.data.materials.clear()
            thing.data.materials.append(bright if thing in things else dark)
        elif thing.type == "LIGHT":
            thing.hide_render = True
    ambient(0.0)
    bpy.context.scene.cycles.use_denoising = False
    bpy.context.scene.cycles.max_bounces = 0
    return np.clip(expose(Quality(quality.size, 12))[..., 0], 0, 1)
