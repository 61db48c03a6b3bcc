"""A design with all that is needed to draw it: the product's geometry, fonts, pictures, the chosen colour."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, cast

from django.db.models.fields.files import FieldFile

from monogram.artwork.errors import DesignNotDrawableError
from monogram.catalogue.models import AspectOption, PrintArea, Product, View
from monogram.catalogue.print_sizes import print_areas_of
from monogram.common.signing import sha256_hex
from monogram.designs.sources import LayoutSources
from monogram.files import services as files
from monogram.images import queries as images
from monogram.images.models import Picture
from monogram.layout import Operation, images_used, layout_area
from monogram.layout.document import Document, document_hash
from monogram.layout.operations import Ink
from monogram.rendering.mockup import MOCKUP_VERSION
from monogram.rendering.print_file import PrintFileSpec, PrintFormat
from monogram.rendering.raster import RENDERER_VERSION


@dataclass(frozen=True)
class AreaScene:
    """One print area that has something on it."""

    print_area: PrintArea
    operations: Sequence[Operation]
    mask: bytes | None


class DesignScene:
    """A document of a product, with options and print size chosen. Reads what it needs once, when it is asked for.

    Raises DesignNotDrawableError where the document names what is not there, UnknownFontError for its fonts.
    """

    def __init__(
        self,
        product: Product,
        document: Document,
        options: Sequence[Mapping[str, Any]] = (),
        print_size: Mapping[str, Any] | None = None,
        pictures: Mapping[str, Picture] | None = None,
    ) -> None:
        """`pictures`: those of the document, where it names them by what they hold and not by the ids of rows."""
        self.product = product
        self.document = document
        self._options = options
        self._print_size = print_size
        self._pictures = pictures
        self._sources = LayoutSources(document)

    @cached_property
    def print_areas(self) -> list[PrintArea]:
        """All of the product's print areas, as they are made in the design's print size."""
        return print_areas_of(self.product, self._print_size)

    @cached_property
    def areas(self) -> list[AreaScene]:
        """The print areas with ink, in the document's order."""
        known = {area.name: area for area in self.print_areas}
        scenes = []
        for area in self.document.areas:
            if operations := layout_area(area, self._sources.resources):
                if area.name not in known:
                    raise DesignNotDrawableError(f"The product has no print area “{area.name}”")
                print_area = known[area.name]
                scenes.append(AreaScene(print_area, operations, content_of(print_area.mask)))
        return scenes

    @cached_property
    def print_images(self) -> dict[str, bytes]:
        """The pictures as they are printed, by id."""
        return {image_id: files.read(image.print_copy) for image_id, image in self._images.items()}

    @cached_property
    def working_images(self) -> dict[str, bytes]:
        """The pictures as the browser draws them, by id: enough for thumbnails."""
        return {image_id: files.read(image.working_copy) for image_id, image in self._images.items()}

    @cached_property
    def tint(self) -> str | None:
        """The colour of the product that was chosen, if its options have colours."""
        chosen = {option["option_id"] for option in self._options}
        colours = AspectOption.objects.filter(pk__in=chosen, aspect__product=self.product).exclude(colour="")
        return colours.order_by("aspect__position").values_list("colour", flat=True).first()

    def print_file_spec(self, scene: AreaScene) -> PrintFileSpec:
        """What the product says that an area's print file shall be."""
        area = scene.print_area
        profile = area.press_profile
        return PrintFileSpec(
            width=area.width,
            height=area.height,
            title=area.name,
            document_hash=document_hash(self.document),
            format=cast("PrintFormat", area.output_format),
            bleed=area.bleed,
            dpi=area.dpi,
            mask=scene.mask,
            press_profile=content_of(profile.file) if profile else None,
            press_condition=profile.condition if profile else "Custom",
            converts_to_cmyk=area.converts_to_cmyk,
            has_marks=area.has_marks,
            underbase_choke=area.underbase_choke,
        )

    def area_source(self, scene: AreaScene, ink: Ink | None = None) -> str:
        """The hash of all that goes into an area's print file, or one ink's plate: the same source, the same print."""
        wanted = asdict(self.print_file_spec(scene))
        for content in ("mask", "press_profile"):
            wanted[content] = _digest(wanted[content])
        return source_hash({"kind": "output", "file": wanted, "ink": ink, **self._ingredients})

    def view_source(self, name: str, pictures: Sequence[bytes | None], *, displacement: float = 0) -> str:
        """The hash of all that goes into a thumbnail over these pictures of the product."""
        quads = [
            [area.name, area.width, area.height, area.quad, _digest(content_of(area.mask))] for area in self.print_areas
        ]
        seen = {
            "view": name,
            "pictures": [_digest(picture) for picture in pictures],
            "quads": quads,
            "tint": self.tint,
            "displacement": displacement,
            "mockup": MOCKUP_VERSION,
        }
        return source_hash({"kind": "thumbnail", **seen, **self._ingredients})

    @cached_property
    def _ingredients(self) -> dict[str, Any]:
        drawings = self._sources.drawings
        return {
            "document": document_hash(self.document),
            "fonts": {font_id: digest for font_id, (_, digest) in self._sources.fonts.items()},
            **({"drawings": drawings} if drawings else {}),
            "images": {image_id: self._content(image) for image_id, image in self._images.items()},
            "renderer": RENDERER_VERSION,
        }

    def _content(self, image: Picture) -> str:
        """What stands for the picture's bytes: of a row that is named by its id, the key of its file."""
        return image.print_copy if self._pictures is None else image.sha256

    @cached_property
    def _images(self) -> Mapping[str, Picture]:
        wanted = images_used(self.document)
        found = images.images_by_id(wanted) if self._pictures is None else self._pictures
        if missing := [image_id for image_id in wanted if image_id not in found]:
            raise DesignNotDrawableError(f"The design's picture {missing[0]} is no longer there")
        return found


def views_with_areas(scene: DesignScene) -> list[tuple[View, list[PrintArea]]]:
    """The photographs on which print areas lie, each with those areas, in the product's order."""
    areas = [area for area in scene.print_areas if area.quad]
    views = [(view, [area for area in areas if area.view_id == view.pk]) for view in scene.product.views.all()]
    return [(view, shown) for view, shown in views if shown]


def content_of(file: FieldFile) -> bytes | None:
    """The bytes of a catalogue file; None where there is none."""
    return files.read(str(file.name)) if file else None


def source_hash(source: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of what a file is made from."""
    return hashlib.sha256(json.dumps(source, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _digest(content: bytes | None) -> str:
    return "" if content is None else sha256_hex(content)
