"""Designs that nobody would make, drawn by lot from a fixed seed: everything at once, turned, squeezed and nested.

Their verdicts are what the server says. They are no rule's test, but where the two languages part, they part here.
"""

from __future__ import annotations

import math
import random
from typing import Any

from preflight_cases import COMING, GONE, HEIGHT, PHOTO, SMALL, WIDTH

Raw = dict[str, Any]
SEED = 20_261_125
TEXTS = ("Ada", "Your text", "Happy birthday", "one\ntwo three", "no ☃ here", " ", "AVATAR To We, LT", "i")
PROCESSES = ("print", "print", "screen", "engraving", "foil")


class Lots:
    """Draws everything from one source of chance."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - it is to be foreseen
        self._count = 0

    def design(self) -> Raw:
        """A case without a name: a document of one area, and what its product asks for."""
        self._count = 0
        layers = [self._layer(2) for _ in range(self._chance.randint(1, 6))]
        area = {"name": "Front", "width": WIDTH, "height": HEIGHT, "background": self._fill(0.6), "layers": layers}
        spec = {
            "name": "Front",
            "width": WIDTH,
            "height": HEIGHT,
            "dpi": self._chance.choice((100, 300)),
            "bleed": self._chance.choice((0, 2, 3)),
            "safe_margin": self._chance.choice((0, 4, 8)),
            "process": self._chance.choice(PROCESSES),
            "max_colours": self._chance.choice((None, 2)),
            "inks": self._chance.choice(([], ["foil", "white"])),
            "text_areas": [{"name": "Wish", "default_text": "Happy birthday", "required": self._is(0.2)}],
            "preflight": self._chance.choice(({}, {"resolution": {"block_below": 90}}, {"bleed": "block"})),
        }
        return {"areas": [area], "specs": [spec]}

    def _is(self, share: float) -> bool:
        return self._chance.random() < share

    def _number(self, low: float, high: float) -> float:
        return round(self._chance.uniform(low, high), 3)

    def _transform(self) -> list[float]:
        angle = math.radians(self._chance.choice((0, 0, 0, 90, 180, self._number(-180, 180))))
        across, down = self._number(0.1, 1.6), self._number(0.1, 1.6)
        skew = self._chance.choice((0, 0, self._number(-0.4, 0.4)))
        cosine, sine = math.cos(angle), math.sin(angle)
        place = [self._number(-20, WIDTH + 20), self._number(-20, HEIGHT + 20)]
        placed = [cosine * across, sine * across, (skew * cosine - sine) * down, (skew * sine + cosine) * down, *place]
        return [round(number, 6) for number in placed]

    def _colour(self) -> str:
        return self._chance.choice(("#000000", "#ffffff", "#b3262e", "#c8c8c8", "#0f6b66"))

    def _fill(self, nothing: float = 0.0) -> Any:
        if self._is(nothing):
            return None
        kind = self._chance.choice(("colour", "colour", "linear", "pattern"))
        if kind == "colour":
            return self._colour()
        if kind == "linear":
            stops = [{"offset": 0, "colour": self._colour()}, {"offset": 1, "colour": self._colour()}]
            return {"type": "linear", "angle": self._number(0, 360), "stops": stops}
        tile = {
            "type": "pattern",
            "image": self._picture(),
            "width": self._number(5, 120),
            "height": self._number(5, 80),
        }
        return {**tile, "angle": self._number(0, 90), "offset_x": self._number(0, 9), "gap_x": self._number(0, 5)}

    def _picture(self) -> str:
        return self._chance.choice((PHOTO, SMALL, SMALL, COMING, GONE))

    def _filters(self) -> list[Raw]:
        filters: list[Raw] = []
        if self._is(0.4):
            filters.append({"type": "threshold", "level": 0.5})
        if self._is(0.3):
            filters.append({"type": "duotone", "dark": self._colour(), "light": self._colour()})
        if self._is(0.2):
            filters.append({"type": "brightness", "amount": self._number(-1, 1)})
        return filters

    def _effects(self) -> Raw:
        effects: Raw = {}
        if self._is(0.2):
            effects["opacity"] = self._number(0.2, 1)
        if self._is(0.15):
            effects["blend"] = "multiply"
        if self._is(0.15):
            blur = self._chance.choice((0, 1.5))
            effects["shadow"] = {"colour": self._colour(), "opacity": 1, "dx": 1, "dy": 2, "blur": blur}
        return effects

    def _layer(self, deeper: int, *, is_member: bool = False) -> Raw:
        self._count += 1
        base: Raw = {"id": f"l{self._count}", "transform": self._transform(), **self._effects()}
        if not is_member and self._is(0.2):
            base["ink"] = self._chance.choice(("white", "cut", "foil", "engrave"))
        kinds = ["text", "text", "image", "shape", "shape", "code"] + (["group"] if deeper else [])
        kind = self._chance.choice(kinds)
        if kind == "group":
            base["transform"] = [1, 0, 0, 1, self._number(-20, 20), self._number(-20, 20)]
            members = [self._layer(deeper - 1, is_member=True) for _ in range(self._chance.randint(1, 3))]
            return {**base, "type": "group", "layers": members}
        made: Raw = {"text": self._text, "image": self._image, "shape": self._shape, "code": self._code}[kind]()
        return {**base, "type": kind, **made}

    def _stroke(self) -> Raw | None:
        return {"colour": self._colour(), "width": self._number(0.05, 2)} if self._is(0.4) else None

    def _text(self) -> Raw:
        box = {
            "width": self._number(5, 60),
            "height": self._number(3, 30),
            "fit": self._chance.choice(("none", "shrink")),
        }
        form = self._chance.choice(({}, {"box": box}, {"arc": {"radius": self._number(15, 80)}}))
        fill = {"colour": self._fill(), "stroke": self._stroke(), "text_area": self._chance.choice((None, "Wish"))}
        size = self._number(2, 30)
        return {"text": self._chance.choice(TEXTS), "font": "inter-bold", "size": size, **fill, **form}

    def _image(self) -> Raw:
        crop = {"x": 0.1, "y": 0.2, "width": self._number(0.2, 0.9), "height": self._number(0.2, 0.8)}
        mask = self._chance.choice(("none", "none", "ellipse", "rounded", "heart", "star"))
        size = {"width": self._number(20, 240), "height": self._number(20, 140)}
        return {"image": self._picture(), **size, "crop": crop, "mask": mask, "filters": self._filters()}

    def _shape(self) -> Raw:
        stroke = self._stroke()
        size = {"width": self._number(0.1, 240), "height": self._number(0.1, 140)}
        kind = self._chance.choice(("rectangle", "rectangle", "ellipse", "star", "heart"))
        return {"shape": kind, **size, "fill": self._fill(0.3 if stroke else 0), "stroke": stroke}

    def _code(self) -> Raw:
        symbology, content = self._chance.choice(
            (("qr", "https://example.com/"), ("code128", "AB-12"), ("ean13", "590123412345"))
        )
        size = {"width": self._number(8, 60), "height": self._number(8, 60)}
        colours = {"colour": self._colour(), "background": self._chance.choice((None, "#ffffff", "#f0e0c0"))}
        return {"symbology": symbology, "content": content, **size, **colours, "quiet_zone": self._is(0.6)}


def mixed(count: int) -> list[Raw]:
    """So many designs."""
    lots = Lots(SEED)
    return [{"name": f"by lot, {number}", **lots.design()} for number in range(1, count + 1)]
