"""What a vector file draws, as an SVG of our own making: numbers, colours and nothing else, safe to give to librsvg."""

from __future__ import annotations

from monogram.geometry.paths import Path
from monogram.images.vector.drawn import Clip, Drawn, Entry, Gradient, Group, Shape


def clean_svg(drawn: Drawn, width: int, height: int) -> bytes:
    """The picture at a size in pixels."""
    writer = _Writer()
    body = "".join(writer.entry(entry) for entry in drawn.entries)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {_number(drawn.width)} {_number(drawn.height)}" preserveAspectRatio="none">'
    )
    return f"{head}<defs>{''.join(writer.defined)}</defs>{body}</svg>".encode("ascii")


class _Writer:
    """Collects gradients and clips, which SVG defines apart, while it writes shapes."""

    def __init__(self) -> None:
        self.defined: list[str] = []

    def entry(self, entry: Entry) -> str:
        """One shape or group."""
        if isinstance(entry, Group):
            members = "".join(self.entry(member) for member in entry.members)
            clip = f' clip-path="url(#{self._clip(entry.clip)})"' if entry.clip else ""
            style = f' style="mix-blend-mode:{entry.blend};isolation:isolate"'
            return f'<g opacity="{_number(entry.opacity)}"{clip}{style}>{members}</g>'
        rule = ' fill-rule="evenodd"' if entry.even_odd else ""
        return f'<path d="{_path(entry.path)}" opacity="{_number(entry.opacity)}"{rule}{self._ink(entry)}/>'

    def _ink(self, shape: Shape) -> str:
        ink = shape.ink if isinstance(shape.ink, str) else f"url(#{self._gradient(shape.ink)})"
        pen = shape.pen
        if pen is None:
            return f' fill="{ink}"'
        return (
            f' fill="none" stroke="{ink}" stroke-width="{_number(pen.width)}" stroke-linecap="{pen.cap}" '
            f'stroke-linejoin="{pen.join}" stroke-miterlimit="{_number(pen.miter_limit)}"'
        )

    def _clip(self, clip: Clip) -> str:
        rule = ' clip-rule="evenodd"' if clip.even_odd else ""
        return self._define("clipPath", "", f'<path d="{_path(clip.path)}"{rule}/>')

    def _gradient(self, gradient: Gradient) -> str:
        names = ("x1", "y1", "x2", "y2") if gradient.kind == "linear" else ("cx", "cy", "r", "fx", "fy", "fr")
        numbers = "".join(f' {name}="{_number(number)}"' for name, number in zip(names, gradient.numbers, strict=True))
        matrix = " ".join(_number(number) for number in gradient.matrix)
        stops = "".join(
            f'<stop offset="{_number(stop.offset)}" stop-color="{stop.colour}" stop-opacity="{_number(stop.opacity)}"/>'
            for stop in gradient.stops
        )
        given = f'{numbers} gradientUnits="userSpaceOnUse" spreadMethod="{gradient.spread}"'
        return self._define(f"{gradient.kind}Gradient", f'{given} gradientTransform="matrix({matrix})"', stops)

    def _define(self, tag: str, attributes: str, content: str) -> str:
        name = f"d{len(self.defined)}"
        self.defined.append(f'<{tag} id="{name}"{attributes}>{content}</{tag}>')
        return name


def _path(path: Path) -> str:
    return "".join(segment[0] + " ".join([_number(number) for number in segment[1:]]) for segment in path)


def _number(number: float) -> str:
    return f"{number:.9g}"
