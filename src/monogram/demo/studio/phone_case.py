"""The phone case: soft white shell around a graphite phone, camera window at the upper left."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from . import stage
from .blender import bpy
from .geometry import Mesh, lathe, plate, rounded_rectangle, soft_box
from .stage import Picture, Quality

CASE = (0.0745, 0.1510, 0.0112)
CORNER = 0.0120
PRINT = (0.070, 0.1465)
PRINT_CORNER = 0.0098
WINDOW = (0.0270, 0.0480)
WINDOW_AT = (-0.0185, 0.0460)
WINDOW_CORNER = 0.0130
VIEW = 0.180


def shell_material() -> Any:
    made = stage.material("shell", (0.76, 0.76, 0.755), Roughness=0.38, Specular_IOR_Level=0.45)
    coordinates = stage.node(made, "ShaderNodeTexCoord")
    grain = stage.node(made, "ShaderNodeTexNoise", in_2=6000.0, in_3=2.0)
    stage.link(made, coordinates.outputs["Object"], grain.inputs["Vector"])
    stage.bump(made, grain.outputs[0], 0.00002, 0.25)
    return made


def cut(thing: Any, cutter: Mesh) -> None:
    knife = stage.add("knife", cutter)
    modifier = thing.modifiers.new("cut", "BOOLEAN")
    modifier.operation, modifier.solver, modifier.object = "DIFFERENCE", "EXACT", knife
    knife.hide_render = True
    bpy.context.view_layer.objects.active = thing
    bpy.ops.object.modifier_apply(modifier="cut")
    bpy.data.objects.remove(knife)


def shell() -> Any:
    """The case with its camera window cut out and the rim of the window raised."""
    body = stage.add("case", soft_box(*CASE, CORNER, 0.0034), shell_material())
    x, y = WINDOW_AT
    window = plate([(rounded_rectangle(*WINDOW, WINDOW_CORNER), z) for z in (0.0072, 0.03)])
    cut(body, window.moved((x, y, 0)))
    inner = rounded_rectangle(*WINDOW, WINDOW_CORNER, 24)
    turn = np.linspace(0, np.pi, 9)
    rings = []
    for angle in turn:
        grow = 0.0011 * (1 - np.cos(angle))
        outline = rounded_rectangle(WINDOW[0] + grow, WINDOW[1] + grow, WINDOW_CORNER + grow / 2, 24)
        rings.append(np.column_stack([outline, np.full(len(inner), CASE[2] - 0.0001 + 0.0009 * np.sin(angle))]))
    count = len(inner)
    faces = [
        (r * count + c, r * count + (c + 1) % count, (r + 1) * count + (c + 1) % count, (r + 1) * count + c)
        for r in range(len(rings) - 1)
        for c in range(count)
    ]
    lip = Mesh(np.vstack(rings), faces)
    stage.add("lip", lip.moved((x, y, 0)), body.data.materials[0])
    for side, at, length in ((1, 0.028, 0.011), (-1, 0.036, 0.017), (-1, 0.014, 0.017)):
        button = soft_box(0.0018, length, 0.0042, 0.0008, 0.0007)
        stage.add("button", button.moved((-side * CASE[0] / 2, at, 0.0036)), body.data.materials[0])
    return body


def ring(x: float, y: float, z: float, profile: list[tuple[float, float]], *materials: Any) -> None:
    stage.add("ring", lathe(np.array(profile), 72).moved((x, y, z)), *materials)


def camera() -> None:
    """The phone's camera plate inside the window: three lenses, a flash and a microphone."""
    x, y = WINDOW_AT
    graphite = stage.material("graphite", (0.050, 0.052, 0.056), Roughness=0.34, Metallic=0.35)
    steel = stage.material("steel", (0.30, 0.30, 0.31), Roughness=0.24, Metallic=1.0)
    glass = stage.material("glass", (0.004, 0.004, 0.006), Roughness=0.03, Coat_Weight=1.0)
    iris = stage.material("iris", (0.016, 0.020, 0.045), Roughness=0.12, Metallic=0.6, Coat_Weight=1.0)
    plate_mesh = soft_box(WINDOW[0] - 0.0012, WINDOW[1] - 0.0012, 0.0022, WINDOW_CORNER - 0.0006, 0.0007)
    stage.add("plate", plate_mesh.moved((x, y, 0.0078)), graphite)
    top = 0.0100
    for dy in (0.0150, 0.0, -0.0150):
        px, py = x, y + dy
        ring(px, py, top, [(0.0070, 0), (0.0070, 0.0012), (0.0067, 0.0016), (0.0062, 0.0016), (0.0060, 0.0012)], steel)
        ring(px, py, top, [(0.0061, 0.0011), (0.0042, 0.0012), (0.0040, 0.0008), (0.0, 0.0008)], glass)
        ring(px, py, top + 0.0008, [(0.0032, 0.0001), (0.0026, 0.0003), (0.0, 0.00045)], iris)
    flash = stage.material("flash", (0.75, 0.68, 0.50), Roughness=0.25, Coat_Weight=1.0)
    ring(x + 0.0094, y + 0.0075, top, [(0.0018, 0), (0.0018, 0.0003), (0.0014, 0.0005), (0.0, 0.0005)], flash)
    ring(x + 0.0094, y - 0.0075, top, [(0.0008, 0.0002), (0.0, 0.0002)], glass)


def photograph(quality: Quality) -> Picture:
    stage.clear()
    stage.floor()
    shell()
    camera()
    stage.camera_above(VIEW)
    stage.ambient(0.34)
    stage.softbox((-0.34, 0.36, 0.40), (0.26, 0.26), 3.0)
    stage.softbox((0.05, 0.55, 0.75), (0.5, 0.12), 0.8)
    return stage.expose(quality)


def quad() -> list[list[float]]:
    w, h = PRINT[0] / 2, PRINT[1] / 2
    return [stage.pixel_above(x, y, VIEW) for x, y in ((-w, h), (w, h), (w, -h), (-w, -h))]


def area_mask(width: int = 1000) -> NDArray[np.floating[Any]]:
    """White where the shell can be printed: rounded corners, less the camera window and its lip."""
    fine = 4 * width / PRINT[0]
    size = (4 * width, round(PRINT[1] * fine))
    image = Image.new("L", size, 0)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), PRINT_CORNER * fine, fill=255)
    lip = 0.0013
    left = (WINDOW_AT[0] - WINDOW[0] / 2 - lip + PRINT[0] / 2) * fine
    top = (PRINT[1] / 2 - WINDOW_AT[1] - WINDOW[1] / 2 - lip) * fine
    box = (left, top, left + (WINDOW[0] + 2 * lip) * fine, top + (WINDOW[1] + 2 * lip) * fine)
    draw.rounded_rectangle(box, (WINDOW_CORNER + lip) * fine, fill=0)
    small = image.resize((width, size[1] // 4), Image.Resampling.LANCZOS)
    return np.asarray(small, dtype=np.float32) / 255
