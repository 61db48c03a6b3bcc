"""Pictures in print areas, for the vectors that hold both ways of placing them together."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from monogram.designs.placing import Placement, placed_box
from monogram.layout.canonical import round_number


@dataclass(frozen=True)
class Box:
    """A picture in pixels, or a print area in mm."""

    width: float
    height: float
    bleed: float = 0.0
    safe_margin: float = 0.0


AREAS = (Box(280.0, 360.0, 0.0, 5.0), Box(200.0, 90.0, 2.0, 4.0), Box(74.5, 74.5, 3.0), Box(1200.0, 12.25, 1.0, 5.0))
PICTURES = (Box(4000, 3000), Box(2000, 900), Box(997, 991), Box(40, 7000))
PLACEMENTS = (
    Placement(),
    Placement(fit="contain"),
    Placement(fit="cover"),
    Placement(scale=0.6, offset_y=-0.15),
    Placement(fit="cover", scale=1.25, offset_x=0.5, offset_y=0.125, rotation=90),
    Placement(scale=0.333, rotation=-30, offset_x=-0.2),
    Placement(scale=20, rotation=180, offset_x=2, offset_y=-2),
    Placement(fit="cover", scale=0.01, rotation=359.5),
    Placement(rotation=45),
)


def placement_cases() -> Iterator[dict[str, Any]]:
    """Area in mm, picture in pixels, placement, and the layer's box in mm with its transform, to the millionth."""
    for area, picture, placement in itertools.product(AREAS, PICTURES, PLACEMENTS):
        box = placed_box(area, picture, placement)
        yield {
            "area": asdict(area),
            "picture": [picture.width, picture.height],
            "placement": {
                "fit": placement.fit,
                "scale": placement.scale,
                "offset_x": placement.offset_x,
                "offset_y": placement.offset_y,
                "rotation": placement.rotation,
            },
            "width": round_number(box.width),
            "height": round_number(box.height),
            "transform": [round_number(number) for number in box.transform],
        }
