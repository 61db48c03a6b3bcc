"""A design on disk: a document, and in folders beside it the fonts, pictures and clipart that it names.

`fonts/<id>.ttf` or `.otf`, `images/<id>.*`, `clipart/<id>.*` (SVG, PDF, or a drawing's JSON). Pictures and clipart
pass the same door as uploads do, so that the command line draws what the platform would draw.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from monogram.common.errors import MonogramError
from monogram.config.artwork_cli.problems import DesignFileError
from monogram.images.examination import ExaminedImage, examine_image
from monogram.layout import Drawing, FontSet, Operation, Resources, drawings_used, fonts_used, images_used, layout_area
from monogram.layout.document import Area, Document, DocumentError, load
from monogram.layout.drawing import load_drawing

LARGEST_JSON = 50_000_000


class DesignFolder:
    """A document and all that it needs, read when it is asked for. Raises DesignFileError."""

    def __init__(self, path: Path, *, fonts: Path | None = None, images: Path | None = None) -> None:
        self.path = path
        self.document: Document = _document(path)
        self._fonts = fonts or path.parent / "fonts"
        self._images = images or path.parent / "images"
        self._clipart = path.parent / "clipart"

    @cached_property
    def resources(self) -> Resources:
        """Fonts and drawings, as layout takes them."""
        fonts = {font: content for font in self._font_ids if (content := self._font(font)) is not None}
        if missing := [font for font in fonts_used(self.document) if font not in fonts]:
            raise DesignFileError(f"The font “{missing[0]}” is not in {self._fonts}.")
        fallback = tuple(font for font in self.document.fallback_fonts if font in fonts)
        drawings = {name: self._drawing(name) for name in drawings_used(self.document)}
        return Resources(FontSet(fonts), fallback, drawings)

    @cached_property
    def pictures(self) -> dict[str, Picture]:
        """The pictures that the document shows, by id."""
        return {image: self._picture(image) for image in images_used(self.document)}

    def area(self, name: str | None) -> Area:
        """The print area of that name; without one, the only area."""
        areas = self.document.areas
        names = ", ".join(f"“{area.name}”" for area in areas)
        if name is None:
            if len(areas) == 1:
                return areas[0]
            raise DesignFileError(f"The design has {len(areas)} print areas: choose one by --area ({names}).")
        for area in areas:
            if area.name == name:
                return area
        raise DesignFileError(f"The design has no print area “{name}”; it has {names or 'none'}.")

    def operations(self, area: Area) -> list[Operation]:
        """What to draw for a print area."""
        return layout_area(area, self.resources)

    @property
    def _font_ids(self) -> list[str]:
        return list(dict.fromkeys([*fonts_used(self.document), *self.document.fallback_fonts]))

    def _font(self, font: str) -> bytes | None:
        found = next((file for suffix in ("ttf", "otf") if (file := self._fonts / f"{font}.{suffix}").is_file()), None)
        return None if found is None else found.read_bytes()

    def _drawing(self, name: str) -> Drawing:
        file = _file(self._clipart, name) or _file(self._images, name)
        if file is None:
            raise DesignFileError(f"The clipart “{name}” is not in {self._clipart}.")
        raw = _json(file) if file.suffix == ".json" else None
        if raw is None:
            examined = _examined(file)
            if examined.drawing is None:
                raise DesignFileError(f"{file} holds no vector drawing that clipart could be made of.")
            raw = json.loads(examined.drawing.content)
        try:
            return load_drawing(raw)
        except DocumentError as error:
            raise DesignFileError(f"{file}: {error}") from error

    def _picture(self, image: str) -> Picture:
        file = _file(self._images, image)
        if file is None:
            raise DesignFileError(f"The picture “{image}” is not in {self._images}.")
        examined = _examined(file)
        return Picture(
            print_copy=examined.print_copy.content if examined.print_copy else file.read_bytes(),
            working_copy=examined.working_copy.content,
            width=examined.width,
            height=examined.height,
        )


@dataclass(frozen=True)
class Picture:
    """A picture that has passed the door: its size upright in pixels, and its copies."""

    print_copy: bytes
    working_copy: bytes
    width: int
    height: int


def _document(path: Path) -> Document:
    try:
        return load(_json(path))
    except DocumentError as error:
        raise DesignFileError(f"{path}: {error}") from error


def _json(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST_JSON:
            raise DesignFileError(f"{path} is larger than {LARGEST_JSON // 1_000_000} MB: that is no design.")
        return json.loads(path.read_bytes())
    except OSError as error:
        raise DesignFileError(f"{path} cannot be read: {error.strerror}.") from error
    except RecursionError as error:
        raise DesignFileError(f"{path} is nested too deep.") from error
    except ValueError as error:
        raise DesignFileError(f"{path} is not JSON: {error}.") from error


def _file(folder: Path, name: str) -> Path | None:
    """The file of that name with any suffix."""
    return next((file for file in sorted(folder.glob(f"{name}.*")) if file.is_file()), None)


def _examined(file: Path) -> ExaminedImage:
    try:
        return _examined_once(file, file.stat().st_mtime_ns)
    except MonogramError as error:
        raise DesignFileError(f"{file}: {error.text}") from error


@lru_cache(maxsize=16)
def _examined_once(file: Path, changed_at: int) -> ExaminedImage:
    """Whoever draws many designs shows the same pictures in them again and again."""
    return examine_image(file.read_bytes())
