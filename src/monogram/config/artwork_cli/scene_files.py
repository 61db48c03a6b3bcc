"""A mock-up's scene on disk: JSON that names a product's photograph or its 3D model, and where designs lie on it.

    {"photo": "front.jpg", "tint_mask": "tint.png", "tint": "#24304d", "shading_map": "shade.png",
     "displacement_map": "folds.png", "displacement": 1.5,
     "placements": [{"area": "Front", "quad": [[x, y], …4], "mask": "mask.png"}]}
    {"model": "mug.glb", "print_mesh": "print_area", "area": "Wrap"}

Paths are relative to the file; of a photo's fields only `photo` and `placements` must be there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monogram.config.artwork_cli.problems import DesignFileError

_PHOTO_FIELDS = {
    "photo", "tint_mask", "tint", "shading_map", "displacement_map", "displacement", "placements",
}  # fmt: skip
_MODEL_FIELDS = {"model", "print_mesh", "area"}


@dataclass(frozen=True)
class AreaOnPhoto:
    """A print area's corners on the photo, in its pixels, clockwise from top left."""

    area: str
    quad: list[tuple[float, float]]
    mask: bytes | None


@dataclass(frozen=True)
class PhotoScene:
    """A product's photograph."""

    photo: bytes
    tint_mask: bytes | None
    tint: str | None
    shading_map: bytes | None
    displacement_map: bytes | None
    displacement: float
    placements: list[AreaOnPhoto]


@dataclass(frozen=True)
class ModelScene:
    """A product's 3D model."""

    model: bytes
    print_mesh: str
    area: str


def read_scene(path: Path) -> PhotoScene | ModelScene:
    """The scene of a file. Raises DesignFileError."""
    try:
        raw = json.loads(path.read_bytes())
    except OSError as error:
        raise DesignFileError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise DesignFileError(f"{path} is not JSON: {error}.") from error
    if not isinstance(raw, dict):
        raise DesignFileError(f"{path} must hold one JSON object.")
    return _model(path, raw) if "model" in raw else _photo(path, raw)


def _model(path: Path, raw: Mapping[str, Any]) -> ModelScene:
    _refuse_unknown(path, raw, _MODEL_FIELDS)
    mesh, area = (_words(path, raw, field) for field in ("print_mesh", "area"))
    return ModelScene(_content(path, raw, "model") or b"", mesh, area)


def _photo(path: Path, raw: Mapping[str, Any]) -> PhotoScene:
    _refuse_unknown(path, raw, _PHOTO_FIELDS)
    photo = _content(path, raw, "photo")
    placements = raw.get("placements")
    if photo is None or not isinstance(placements, list):
        raise DesignFileError(f"{path} needs a “photo” and a list of “placements”.")
    displacement = raw.get("displacement", 0)
    if isinstance(displacement, bool) or not isinstance(displacement, int | float):
        raise DesignFileError(f"{path}: “displacement” must be a number of millimetres.")
    return PhotoScene(
        photo=photo,
        tint_mask=_content(path, raw, "tint_mask"),
        tint=_words(path, raw, "tint") if raw.get("tint") is not None else None,
        shading_map=_content(path, raw, "shading_map"),
        displacement_map=_content(path, raw, "displacement_map"),
        displacement=displacement,
        placements=[_placement(path, entry, f"placements[{index}]") for index, entry in enumerate(placements)],
    )


def _placement(path: Path, raw: object, where: str) -> AreaOnPhoto:
    if not isinstance(raw, dict):
        raise DesignFileError(f"{path}: {where} must be an object.")
    _refuse_unknown(path, raw, {"area", "quad", "mask"})
    try:
        quad = [(float(x), float(y)) for x, y in raw["quad"]]
    except (KeyError, TypeError, ValueError) as error:
        raise DesignFileError(f"{path}: {where}.quad must be four corners [x, y].") from error
    if len(quad) != 4:
        raise DesignFileError(f"{path}: {where}.quad must be four corners [x, y].")
    return AreaOnPhoto(_words(path, raw, "area"), quad, _content(path, raw, "mask"))


def _refuse_unknown(path: Path, raw: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(raw) - known):
        raise DesignFileError(f"{path}: “{unknown[0]}” is not a known field; there are {', '.join(sorted(known))}.")


def _words(path: Path, raw: Mapping[str, Any], field: str) -> str:
    value = raw.get(field)
    if not isinstance(value, str) or not value:
        raise DesignFileError(f"{path}: “{field}” must be text.")
    return value


def _content(path: Path, raw: Mapping[str, Any], field: str) -> bytes | None:
    """The bytes of the file that a field names."""
    if raw.get(field) is None:
        return None
    file = path.parent / _words(path, raw, field)
    try:
        return file.read_bytes()
    except OSError as error:
        raise DesignFileError(f"{file} cannot be read: {error.strerror}.") from error
