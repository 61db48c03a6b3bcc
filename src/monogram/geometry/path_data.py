"""SVG path data, the part that artwork needs: M L H V C S Q T Z, absolute and relative. Elliptical arcs are refused.

The parser takes hostile text: it looks at each character once, keeps nothing but numbers, and stops at a limit.
`web/src/geometry/pathData.ts` is its twin, with the same sentences and the same order of arithmetic.
"""

from __future__ import annotations

import re

from monogram.geometry.paths import Path, Segment

SEGMENT_LIMIT = 20_000
COORDINATE_LIMIT = 1_000_000.0

_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtZz])|([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)")
_SEPARATOR = re.compile(r"[ ,\n]*")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "Z": 0}


class PathDataError(ValueError):
    """Text that is not path data within the limits; its message is a sentence about the path."""


def parse_path_data(data: str, segment_limit: int = SEGMENT_LIMIT) -> Path:
    """The outline that SVG path data describes, in absolute coordinates. Raises PathDataError."""
    pen = _Pen(segment_limit)
    command = ""
    numbers: list[float] = []
    position = _skip(data, 0)
    while position < len(data):
        token = _TOKEN.match(data, position)
        if token is None:
            raise PathDataError(f"is not path data at character {position + 1}")
        position = _skip(data, token.end())
        if token.group(1):
            if numbers or (command and not pen.drew_command):
                raise PathDataError("has a command with too few numbers")
            command, pen.drew_command = token.group(1), False
            if command in "Zz":
                pen.draw(command, [])
            continue
        if command == "" or command in "Zz":
            raise PathDataError("has numbers without a command")
        numbers.append(_coordinate(token.group(2)))
        if len(numbers) == _COUNTS[command.upper()]:
            pen.draw(command, numbers)
            numbers = []
            command = {"M": "L", "m": "l"}.get(command, command)
    if command == "":
        raise PathDataError("is empty")
    if numbers or not pen.drew_command:
        raise PathDataError("has a command with too few numbers")
    return tuple(pen.segments)


def _skip(data: str, position: int) -> int:
    match = _SEPARATOR.match(data, position)
    return match.end() if match else position


def _coordinate(text: str) -> float:
    number = float(text)
    if not -COORDINATE_LIMIT <= number <= COORDINATE_LIMIT:
        raise PathDataError("has a coordinate out of range")
    return number


class _Pen:
    """Where the pen is, where the subpath began, and the last control point for smooth curves."""

    def __init__(self, segment_limit: int) -> None:
        self.segments: list[Segment] = []
        self.segment_limit = segment_limit
        self.drew_command = False
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.control: tuple[str, float, float] = ("", 0.0, 0.0)

    def draw(self, command: str, numbers: list[float]) -> None:
        """Adds one segment; `numbers` are as many as the command takes."""
        self.drew_command = True
        kind = command.upper()
        if not self.segments and kind != "M":
            raise PathDataError("must begin with a move")
        if len(self.segments) == self.segment_limit:
            raise PathDataError(f"has more than {self.segment_limit} segments")
        dx, dy = (self.x, self.y) if command != kind else (0.0, 0.0)
        if kind == "Z":
            self._close()
        elif kind == "H":
            self._line(numbers[0] + dx, self.y)
        elif kind == "V":
            self._line(self.x, numbers[0] + dy)
        else:
            self._draw_points(kind, [number + (dy if index % 2 else dx) for index, number in enumerate(numbers)])

    def _draw_points(self, kind: str, p: list[float]) -> None:
        if kind == "M":
            self.segments.append(("M", p[0], p[1]))
            self.start_x, self.start_y = p[0], p[1]
            self._arrive(p[0], p[1], "")
        elif kind == "L":
            self._line(p[0], p[1])
        elif kind == "C":
            self._cubic(p[0], p[1], p[2], p[3], p[4], p[5])
        elif kind == "S":
            cx, cy = self._reflected("C")
            self._cubic(cx, cy, p[0], p[1], p[2], p[3])
        elif kind == "Q":
            self._quadratic(p[0], p[1], p[2], p[3])
        else:
            cx, cy = self._reflected("Q")
            self._quadratic(cx, cy, p[0], p[1])

    def _reflected(self, kind: str) -> tuple[float, float]:
        last, cx, cy = self.control
        return (2 * self.x - cx, 2 * self.y - cy) if last == kind else (self.x, self.y)

    def _line(self, x: float, y: float) -> None:
        self.segments.append(("L", x, y))
        self._arrive(x, y, "")

    def _cubic(self, ax: float, ay: float, bx: float, by: float, x: float, y: float) -> None:
        self.segments.append(("C", ax, ay, bx, by, x, y))
        self._arrive(x, y, "C", bx, by)

    def _quadratic(self, cx: float, cy: float, x: float, y: float) -> None:
        self.segments.append(("Q", cx, cy, x, y))
        self._arrive(x, y, "Q", cx, cy)

    def _close(self) -> None:
        self.segments.append(("Z",))
        self._arrive(self.start_x, self.start_y, "")

    def _arrive(self, x: float, y: float, kind: str, cx: float = 0.0, cy: float = 0.0) -> None:
        if not (abs(x) <= COORDINATE_LIMIT and abs(y) <= COORDINATE_LIMIT):
            raise PathDataError("has a coordinate out of range")
        self.x, self.y = x, y
        self.control = (kind, cx, cy)
