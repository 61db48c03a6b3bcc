"""Write the products' 3D models: ``python -m monogram.demo.studio.models [product …]``. Needs no Blender."""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from . import framed_print, mug, pen, phone_case
from .geometry import Array, Mesh, grid_faces, lathe, resample, rounded_rectangle, soft_box
from .gltf import PRINT_MESH, UP, Finish, Part, turned, with_uvs, write_glb

PRODUCTS = Path(__file__).resolve().parent.parent / "assets" / "products"
GLAZE = Finish("ceramic", (0.92, 0.92, 0.91), 0.13)
SHELL = Finish("shell", (0.86, 0.86, 0.855), 0.42)


def mug_parts() -> list[Part]:
    """Standing, the handle to the right of whoever looks at its front."""
    parts = []
    for one in mug.parts():
        finish = Finish("design", GLAZE.colour, GLAZE.roughness) if one.name == PRINT_MESH else GLAZE
        flipped = with_uvs(one.mesh, (1, -1), (0, 1))
        parts.append(Part(one.name, turned(flipped, UP), finish))
    return parts


# --------------------------------------------------------------------------- phone case


def _rays() -> Array:
    """Directions from the camera window's middle that meet every corner of the case and of the window well."""
    outer = rounded_rectangle(*phone_case.CASE[:2], phone_case.CORNER, 9) - phone_case.WINDOW_AT
    inner = rounded_rectangle(*phone_case.WINDOW, phone_case.WINDOW_CORNER, 8)
    angles = [np.arctan2(outline[:, 1], outline[:, 0]) for outline in (outer, inner)]
    return np.unique(np.round(np.concatenate([*angles, np.linspace(-np.pi, np.pi, 30, endpoint=False)]), 4))


def _outline(width: float, height: float, corner: float, middle: tuple[float, float], angles: Array) -> Array:
    """A rounded rectangle about `middle` where the rays from the camera window's middle meet it."""
    around = rounded_rectangle(width, height, corner, 90)
    fine = resample(np.vstack([around, around[:1]]), 3000)[:-1] + middle - np.array(phone_case.WINDOW_AT)
    turn = np.arctan2(fine[:, 1], fine[:, 0])
    order = np.argsort(turn)
    reach = np.interp(angles, turn[order], np.linalg.norm(fine, axis=1)[order], period=2 * np.pi)
    points: Array = reach[:, None] * np.column_stack([np.cos(angles), np.sin(angles)]) + phone_case.WINDOW_AT
    return points


def _stacked(rings: list[tuple[Array, float]]) -> Mesh:
    """Outlines at their heights, from the outermost in: a surface seen from outside."""
    count = len(rings[0][0])
    points = np.vstack([np.column_stack([ring, np.full(count, z)]) for ring, z in rings])
    return Mesh(points, grid_faces(len(rings), count, close_columns=True))


def _with_print_uvs(mesh: Mesh) -> Mesh:
    across, down = phone_case.PRINT
    x, y, _ = mesh.vertices.T
    return Mesh(mesh.vertices, mesh.faces, np.column_stack([x / across + 0.5, 0.5 - y / down]))


def _case_shell() -> list[Part]:
    width, height, depth = phone_case.CASE
    bevel, angles = 0.0034, _rays()

    def ring(turn: float, *, is_low: bool = False) -> tuple[Array, float]:
        inset, fall = bevel * (1 - np.cos(turn)), bevel * (1 - np.sin(turn))
        size = (width - 2 * inset, height - 2 * inset)
        outline = _outline(*size, max(phone_case.CORNER - inset, 1e-4), (0, 0), angles)
        return outline, fall if is_low else depth - fall

    # The print reaches over the bevel to where the case is as wide as the print area.
    edge = float(np.arccos(1 - (width - phone_case.PRINT[0]) / 2 / bevel))
    sides = [ring(turn, is_low=True) for turn in np.linspace(np.pi / 2, 0, 7)]
    sides += [ring(turn) for turn in np.linspace(0, edge, 5)]
    lip = 0.0011
    window = [(phone_case.WINDOW[0] + 2 * grow, phone_case.WINDOW[1] + 2 * grow) for grow in (lip, 0.0)]
    outer, inner = (
        _outline(*size, phone_case.WINDOW_CORNER + grow, phone_case.WINDOW_AT, angles)
        for size, grow in zip(window, (lip, 0.0), strict=True)
    )
    printed = [ring(turn) for turn in np.linspace(edge, np.pi / 2, 5)]
    printed += [(printed[-1][0] * (1 - t) + outer * t, depth) for t in (0.34, 0.67, 1.0)]
    arch = np.linspace(0, np.pi, 9)
    rim = [(outer + (inner - outer) * (1 - np.cos(turn)) / 2, depth + 0.0008 * np.sin(turn)) for turn in arch]
    rim += [(inner, 0.0075)]
    shell = [_stacked(sides), _stacked(rim)]
    back = _with_print_uvs(_stacked(printed))
    return [
        Part(PRINT_MESH, back, Finish("design", SHELL.colour, SHELL.roughness)),
        *(Part("shell", mesh, SHELL) for mesh in shell),
    ]


def _disc_parts(x: float, y: float, z: float, profiles: list[tuple[list[tuple[float, float]], Finish]]) -> list[Part]:
    return [Part(finish.name, lathe(np.array(profile), 32).moved((x, y, z)), finish) for profile, finish in profiles]


def _camera() -> list[Part]:
    graphite = Finish("graphite", (0.05, 0.052, 0.056), 0.34, 0.35)
    steel = Finish("steel", (0.34, 0.34, 0.35), 0.26, 1.0)
    glass = Finish("glass", (0.005, 0.005, 0.008), 0.06)
    flash = Finish("flash", (0.75, 0.68, 0.5), 0.3)
    x, y = phone_case.WINDOW_AT
    width, height = (side - 0.0012 for side in phone_case.WINDOW)
    plate = soft_box(width, height, 0.0022, phone_case.WINDOW_CORNER - 0.0006, 0.0007, corner_points=9).moved(
        (x, y, 0.0078)
    )
    parts = [Part("camera", plate, graphite)]
    collar = [(0.0070, 0), (0.0070, 0.0012), (0.0067, 0.0016), (0.0062, 0.0016), (0.0060, 0.0012)]
    lens = [(0.0061, 0.0011), (0.0042, 0.0012), (0.0040, 0.0008), (0.0, 0.0008)]
    for dy in (0.0150, 0.0, -0.0150):
        parts += _disc_parts(x, y + dy, 0.0100, [(collar, steel), (lens, glass)])
    lamp = [(0.0018, 0), (0.0018, 0.0003), (0.0014, 0.0005), (0.0, 0.0005)]
    return [*parts, *_disc_parts(x + 0.0094, y + 0.0075, 0.0100, [(lamp, flash)])]


def phone_case_parts() -> list[Part]:
    """Upright, its back towards whoever looks; the phone's dark glass shows from behind."""
    screen = Finish("screen", (0.006, 0.006, 0.008), 0.08)
    width, height, _ = phone_case.CASE
    glass = soft_box(width - 0.006, height - 0.006, 0.002, phone_case.CORNER - 0.003, 0.0006, corner_points=9).moved(
        (0, 0, -0.0002)
    )
    parts = [*_case_shell(), Part("screen", glass, screen), *_camera()]
    for side, at, length in ((1, 0.028, 0.011), (-1, 0.036, 0.017), (-1, 0.014, 0.017)):
        button = soft_box(0.0018, length, 0.0042, 0.0008, 0.0007, corner_points=3)
        parts.append(Part("button", button.moved((-side * width / 2, at, 0.0036)), SHELL))
    return parts


# ------------------------------------------------------------------------- framed print


def oak_grain(length: int = 1024, across: int = 128) -> NDArray[np.uint8]:
    """Light oak: long streaks of growth, fine dark pores. Grey levels to multiply a colour with; seamless along."""
    source = np.random.default_rng(7)
    streaks = np.zeros((across, length))
    for scale, weight in ((6, 0.55), (18, 0.3), (50, 0.15)):
        line = np.interp(np.arange(across), np.linspace(0, across, scale + 1), source.normal(size=scale + 1))
        sway = 1.6 * np.sin(2 * np.pi * (np.arange(length) / length + source.random()))
        rows = (np.arange(across)[:, None] + sway[None, :] * scale / 12) % (across - 1)
        streaks += weight * np.interp(rows.ravel(), np.arange(across), line).reshape(across, length)
    pores = np.zeros((across, length))
    for row, start, reach in zip(
        source.integers(0, across, 900), source.integers(0, length, 900), source.integers(8, 46, 900), strict=True
    ):
        pores[row, np.arange(start, start + reach) % length] = 1
    grey = 222 + 17 * streaks - 34 * pores + source.normal(scale=2.2, size=streaks.shape)
    return np.clip(grey, 0, 255).astype(np.uint8)


def framed_print_parts() -> list[Part]:
    """Upright, as it hangs, with a board behind it."""
    paper = Finish("design", (0.9, 0.9, 0.895), 0.8)
    oak = Finish("oak", (0.62, 0.44, 0.265), 0.5, grain=oak_grain())
    board = Finish("board", (0.34, 0.25, 0.16), 0.85)
    width, height = framed_print.PRINT
    level = framed_print.DEPTH - framed_print.SUNK
    rows, columns = 9, 7
    v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing="ij")
    sheet = np.column_stack([(u.ravel() - 0.5) * width, (0.5 - v.ravel()) * height, np.full(rows * columns, level)])
    faces = [face[::-1] for face in grid_faces(rows, columns)]
    parts = [Part(PRINT_MESH, Mesh(sheet, faces, np.column_stack([u.ravel(), v.ravel()])), paper)]
    for quarter in range(4):
        member = framed_print.member(width, height, quarter)
        # A metre along the grain is twice the picture's length; across, it is as wide as a member.
        grained = with_uvs(member, (2.0, 24.0), (0.37 * quarter, 0.21 * quarter))
        parts.append(Part("frame", grained, oak))
    x, y = width / 2 + framed_print.BAR - 0.001, height / 2 + framed_print.BAR - 0.001
    corners = np.array([[-x, -y, 0.0012], [-x, y, 0.0012], [x, y, 0.0012], [x, -y, 0.0012]])
    return [*parts, Part("board", Mesh(corners, [(0, 1, 2, 3)]), board)]


# --------------------------------------------------------------------------------- pen

_TILT = np.radians(42)
"""By which the engraving leans back from straight ahead."""


def _lying(mesh: Mesh) -> Mesh:
    """From the studio's pose, engraving upwards, to lying before whoever looks, the engraving turned to the eye."""
    back = np.pi / 2 - _TILT
    c, s = np.cos(back), np.sin(back)
    lean = np.array([[1.0, 0, 0], [0, c, s], [0, -s, c]])
    return turned(mesh, UP @ lean)


def _barrel_part(x: tuple[float, float], angles: tuple[float, float], columns: int) -> Mesh:
    """A piece of the straight barrel; angles from the engraving's middle towards its foot. UVs run over the piece."""
    rows = 25
    v, u = np.meshgrid(np.linspace(0, 1, columns), np.linspace(0, 1, rows), indexing="ij")
    turn = angles[0] + (angles[1] - angles[0]) * v.ravel()
    along = x[0] + (x[1] - x[0]) * u.ravel()
    points = np.column_stack([along, -pen.RADIUS * np.sin(turn), pen.RADIUS * np.cos(turn)])
    return Mesh(points, [face[::-1] for face in grid_faces(columns, rows)], np.column_stack([u.ravel(), v.ravel()]))


def pen_parts() -> list[Part]:
    """Lying, its tip to the right, the engraving towards whoever looks at it from a little above."""
    steel = Finish("steel", (0.66, 0.655, 0.645), 0.3, 1.0)
    bright = Finish("bright steel", (0.74, 0.735, 0.725), 0.12, 1.0)
    engraved = Finish("design", steel.colour, steel.roughness, 1.0)
    r, half = pen.RADIUS, pen.ENGRAVING[1] / 2 / pen.RADIUS
    left, right = (pen.ENGRAVING_MIDDLE + side * pen.ENGRAVING[0] / 2 for side in (-1, 1))
    lathed: list[tuple[list[tuple[float, float]], float, Finish]] = [
        ([(-0.0115, 0.004), (-0.0115, r), (left, r)], 0.0006, steel),
        ([(right, r), (0.052, r), (0.0605, r - 0.0011), (0.0672, 0.0033), (0.0675, 0.002)], 0.0006, steel),
        ([(-0.0645, 0.001), (-0.0645, r - 0.0006), (-0.0630, r - 0.0001), (-0.0143, r), (-0.0143, 0.004)],
         0.0006, steel),
        ([(-0.0145, 0.004), (-0.0145, r + 0.0002), (-0.0113, r + 0.0002), (-0.0113, 0.004)], 0.0003, bright),
        ([(0.0670, 0.002), (0.0670, 0.0031), (0.0715, 0.0017), (0.0722, 0.0011), (0.0735, 0.0009),
          (0.0740, 0.0004), (0.0741, 0.0)], 0.0003, bright),
        ([(-0.0740, 0.0), (-0.0740, 0.0022), (-0.0730, 0.0028), (-0.0650, 0.0028), (-0.0640, 0.0028)],
         0.0005, bright),
    ]  # fmt: skip
    parts = [Part(PRINT_MESH, _lying(_barrel_part((left, right), (-half, half), 17)), engraved)]
    parts.append(Part("barrel", _lying(_barrel_part((left, right), (half, 2 * np.pi - half), 49)), steel))
    for points, bevel, finish in lathed:
        parts.append(Part("pen", _lying(pen.turned(points, bevel=bevel, segments=48, steps=4)), finish))
    return [*parts, Part("clip", _lying(pen.clip(40)), bright)]


MODELS: dict[str, Callable[[], list[Part]]] = {
    "mug": mug_parts,
    "phone-case": phone_case_parts,
    "framed-print": framed_print_parts,
    "pen": pen_parts,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("products", nargs="*", choices=[*MODELS, []], help="all when none is named")
    for slug in parser.parse_args().products or MODELS:
        write_glb(PRODUCTS / slug / f"{slug}.glb", slug, MODELS[slug]())


if __name__ == "__main__":
    main()
