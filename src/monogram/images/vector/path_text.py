"""SVG path data of every command, as browsers read it: up to the first error, arcs as cubics, all absolute."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from monogram.geometry.paths import Path, Segment
from monogram.images.refusals import RefusedError
from monogram.images.vector.curves import arc_curves

_LETTERS = "MmZzLlHhVvCcSsQqTtAa"
_COMMAND = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])([^MmZzLlHhVvCcSsQqTtAa]*)")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_FLAG = re.compile(r"[01]")
_SEPARATOR = re.compile(r"[\s,]*")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def read_path(text: str, most: int) -> Path:
    """The outline, of about `most` segments; empty where nothing is drawn. Raises RefusedError for more."""
    if sum(map(text.count, _LETTERS)) > most:
        raise RefusedError("vector_too_detailed")
    pen = _Pen()
    for command, numbers in _commands(text):
        if not all(math.isfinite(number) for number in numbers):
            break
        pen.draw(command, numbers)
        if len(pen.segments) > most:
            raise RefusedError("vector_too_detailed")
    segments = pen.segments
    while segments and segments[-1][0] == "M":
        segments.pop()
    return tuple(segments)


def read_numbers(text: str) -> list[float] | None:
    """A list of numbers and nothing else; None where there is something else."""
    numbers = [float(number) for number in _NUMBER.findall(text)]
    if _NUMBER.sub(" ", text).strip(" \t\r\n\f,") or not all(math.isfinite(number) for number in numbers):
        return None
    return numbers


def _commands(text: str) -> Iterator[tuple[str, list[float]]]:
    """One command with its own numbers each, repeated ones written out."""
    start = _SEPARATOR.match(text)
    position = start.end() if start else 0
    first = True
    while match := _COMMAND.match(text, position):
        position = match.end()
        command, rest = match.groups()
        if first and command not in "Mm":
            return
        first = False
        count = _COUNTS[command.upper()]
        numbers, is_whole = _flagged(rest) if count == 7 else _plain(rest)
        if count == 0:
            yield command, []
        for index in range(0, len(numbers) - count + 1, count) if count else ():
            yield command, numbers[index : index + count]
            command = {"M": "L", "m": "l"}.get(command, command)
        has_all = len(numbers) % count == 0 and len(numbers) > 0 if count else not numbers
        if not is_whole or not has_all:
            return


def _plain(text: str) -> tuple[list[float], bool]:
    """The numbers, and whether there is nothing else."""
    numbers = read_numbers(text)
    if numbers is not None:
        return numbers, True
    found: list[float] = []
    position = 0
    while match := _NUMBER.match(text, _after_separator(text, position)):
        found.append(float(match.group()))
        position = match.end()
    return found, False


def _flagged(text: str) -> tuple[list[float], bool]:
    """The numbers of arcs, whose flags may stand without anything between them."""
    found: list[float] = []
    position = _after_separator(text, 0)
    while position < len(text):
        match = (_FLAG if len(found) % 7 in {3, 4} else _NUMBER).match(text, position)
        if match is None:
            return found, False
        found.append(float(match.group()))
        position = _after_separator(text, match.end())
    return found, True


def _after_separator(text: str, position: int) -> int:
    match = _SEPARATOR.match(text, position)
    return match.end() if match else position


class _Pen:
    """Where the pen is, where the sub-path began, and the last control point for smooth curves."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._x = self._y = self._start_x = self._start_y = 0.0
        self._smooth: tuple[str, float, float] = ("", 0.0, 0.0)

    def draw(self, command: str, numbers: list[float]) -> None:
        """Adds one command with as many numbers as it takes."""
        kind = command.upper()
        dx, dy = (self._x, self._y) if command != kind else (0.0, 0.0)
        if kind == "Z":
            self._close()
        elif kind == "M":
            self._move(numbers[0] + dx, numbers[1] + dy)
        elif kind == "H":
            self._line(numbers[0] + dx, self._y)
        elif kind == "V":
            self._line(self._x, numbers[0] + dy)
        elif kind == "A":
            self._arc(numbers, numbers[5] + dx, numbers[6] + dy)
        else:
            self._curve(kind, [number + (dy if index % 2 else dx) for index, number in enumerate(numbers)])

    def _move(self, x: float, y: float) -> None:
        self.segments.append(("M", x, y))
        self._start_x, self._start_y = self._x, self._y = x, y
        self._smooth = ("", 0.0, 0.0)

    def _close(self) -> None:
        if self.segments[-1][0] != "Z":
            self.segments.append(("Z",))
        self._x, self._y = self._start_x, self._start_y
        self._smooth = ("", 0.0, 0.0)

    def _line(self, x: float, y: float) -> None:
        self._add(("L", x, y), x, y)

    def _arc(self, numbers: list[float], x: float, y: float) -> None:
        radii = (numbers[0], numbers[1])
        start = (self._x, self._y)
        for segment in arc_curves(start, radii, numbers[2], bool(numbers[3]), bool(numbers[4]), (x, y)):
            self._add(segment, x, y)

    def _curve(self, kind: str, p: list[float]) -> None:
        if kind == "L":
            self._line(p[0], p[1])
        elif kind in "CS":
            ax, ay = (p[0], p[1]) if kind == "C" else self._reflected("C")
            bx, by, x, y = p[-4:]
            self._add(("C", ax, ay, bx, by, x, y), x, y, ("C", bx, by))
        else:
            cx, cy = (p[0], p[1]) if kind == "Q" else self._reflected("Q")
            x, y = p[-2:]
            self._add(("Q", cx, cy, x, y), x, y, ("Q", cx, cy))

    def _reflected(self, kind: str) -> tuple[float, float]:
        last, x, y = self._smooth
        return (2 * self._x - x, 2 * self._y - y) if last == kind else (self._x, self._y)

    def _add(self, segment: Segment, x: float, y: float, smooth: tuple[str, float, float] = ("", 0.0, 0.0)) -> None:
        if self.segments[-1][0] == "Z":  # what follows a closed sub-path begins where that began
            self.segments.append(("M", self._x, self._y))
        self.segments.append(segment)
        self._x, self._y = x, y
        self._smooth = smooth
