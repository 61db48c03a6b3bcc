"""What the browser and the server draw side by side: sample designs, layout vectors, and single effects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import pyvips
from tests.layout.scenes import IMAGE, SPEC, demo_fonts
from tests.parity.effects import EFFECTS, HEIGHT, WIDTH
from tests.parity.pictures import PHOTO, pictures

from monogram.images.copies import save_working_copy
from monogram.images.vector.plain_drawing import plain_drawing
from monogram.images.vector.svg import read_svg
from monogram.layout import Resources, layout_area
from monogram.layout.document import load
from monogram.layout.drawing import load_drawing
from monogram.layout.operations import Operation

Kind = Literal["design", "vector", "effect"]
EXAMPLES = SPEC / "examples"


@dataclass(frozen=True)
class Scene:
    """A print area that a document lays out, in the form that both loaders take."""

    document: dict[str, Any]
    area: int
    drawings: Mapping[str, Any]


@dataclass(frozen=True)
class Design:
    """Something to draw. Lengths in millimetres; without a scene the operations go straight into the players."""

    kind: Kind
    name: str
    width: float
    height: float
    operations: tuple[Operation, ...]
    images: Mapping[str, bytes] = field(default_factory=dict)
    """Originals, which the print is drawn from."""
    working_copies: Mapping[str, bytes] = field(default_factory=dict)
    """What the preview is drawn from, by both."""
    scene: Scene | None = None


@cache
def designs() -> dict[str, Design]:
    """Every design by its name."""
    return {design.name: design for design in [*_examples(), *_vectors(), *_effects()]}


def names(kind: Kind) -> list[str]:
    """The designs' names, without laying them out."""
    if kind == "effect":
        return [f"effect {name}" for name in EFFECTS]
    if kind == "vector":
        return [f"vector {path.stem}" for path in _files(SPEC / "layout-vectors")]
    return [_name(path, area["name"], number) for path in _files(EXAMPLES) for number, area in _areas(path)]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def _areas(path: Path) -> list[tuple[int, Any]]:
    return list(enumerate(json.loads(path.read_text())["areas"]))


def _name(path: Path, area: str, number: int) -> str:
    return path.stem if number == 0 else f"{path.stem} {area}"


def _examples() -> list[Design]:
    images = {path.stem: path.read_bytes() for path in (EXAMPLES / "images").iterdir()}
    copies = {name: _working_copy(content) for name, content in images.items()}
    drawings = {path.stem: _drawing(path) for path in (EXAMPLES / "clipart").iterdir()}
    found = []
    for path in _files(EXAMPLES):
        document = json.loads(path.read_text())
        for number, area in _areas(path):
            scene = Scene(document, number, drawings)
            found.append(_laid_out("design", _name(path, area["name"], number), scene, images, copies))
    return found


def _vectors() -> list[Design]:
    found = []
    for path in _files(SPEC / "layout-vectors"):
        vector = json.loads(path.read_text())
        fallback = vector["fallback_fonts"]
        document = {"version": 2, "product_id": 1, "areas": [vector["area"]], "fallback_fonts": fallback}
        scene = Scene(document, 0, vector["drawings"])
        images = {IMAGE: pictures()[PHOTO]}
        found.append(_laid_out("vector", f"vector {path.stem}", scene, images, images))
    return found


def _effects() -> list[Design]:
    return [
        Design("effect", f"effect {name}", WIDTH, HEIGHT, shown, pictures(), pictures())
        for name, shown in EFFECTS.items()
    ]


def _laid_out(kind: Kind, name: str, scene: Scene, images: Mapping[str, bytes], copies: Mapping[str, bytes]) -> Design:
    document = load(scene.document)
    area = document.areas[scene.area]
    drawings = {key: load_drawing(raw) for key, raw in scene.drawings.items()}
    operations = layout_area(area, Resources(demo_fonts(), document.fallback_fonts, drawings))
    return Design(kind, name, area.width, area.height, tuple(operations), images, copies, scene)


def _working_copy(original: bytes) -> bytes:
    """A picture as the browser gets it after its upload."""
    with TemporaryDirectory() as folder:
        picture = pyvips.Image.new_from_buffer(original, "")
        saved = save_working_copy(picture, Path(folder), is_drawn=False)
        return Path(folder, str(saved["working_copy"])).read_bytes()


def _drawing(path: Path) -> dict[str, Any]:
    """Clipart as it comes out of the door for uploads."""
    return plain_drawing(read_svg(path.read_bytes()))
