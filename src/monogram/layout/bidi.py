"""The Unicode Bidirectional Algorithm (UAX #9) for one paragraph: embedding levels, and their order on a line.

Written from the standard; rules are named as there. `spec/bidi-vectors.json` holds it to what the browser's side
(`web/src/layout/bidi.ts`, on bidi-js) finds. Characters that rule X9 removes get the level of the one before them,
so that they never cut a run. A paragraph holds no paragraph separator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monogram.layout.characters import CLOSING_BRACKETS, describe
from monogram.layout.model import Direction

DEEPEST = 125
MOST_OPEN_BRACKETS = 63
_EMBEDDINGS = frozenset(("LRE", "LRO", "RLE", "RLO"))
_REMOVED = frozenset(("PDF", "BN", *_EMBEDDINGS))
_ISOLATES = frozenset(("LRI", "RLI", "FSI"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "PDI", *_ISOLATES))
_TRAILING = frozenset(("WS", "PDI", *_ISOLATES, *_REMOVED))
_OVERRIDES = {"LRO": "L", "RLO": "R"}
_LEFT_TO_RIGHT = frozenset(("L", "EN", "ES", "ET", "CS", "NSM", "BN", "S", "WS", "ON"))
"""Classes that leave a text at level 0."""
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}
_CLOSING = {_CANONICAL.get(opening, opening): _CANONICAL.get(end, end) for opening, end in CLOSING_BRACKETS.items()}


@dataclass(frozen=True, slots=True)
class Levels:
    """The paragraph's own level, and that of each character: odd ones run from right to left."""

    base: int
    levels: tuple[int, ...]


def embedding_levels(text: str, direction: Direction) -> Levels:
    """The levels of one paragraph's characters."""
    classes = [character.bidi for character in describe(text)]
    if direction != "rtl" and _LEFT_TO_RIGHT.issuperset(classes):
        return Levels(0, (0,) * len(text))
    pairs = _isolate_pairs(classes)
    base = _first_strong(classes, pairs, 0, len(classes)) if direction == "auto" else int(direction == "rtl")
    levels, types = _explicit(classes, pairs, base)
    for sequence in _sequences(classes, levels, pairs, base):
        sequence.resolve(text, classes, types)
    _implicit(classes, types, levels, base)
    return Levels(base, tuple(levels))


def visual_order(levels: Sequence[int]) -> list[int]:
    """Rule L2: the indices of a line's runs (or characters) from left to right."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    for threshold in range(max(levels, default=0), min(odd, default=1) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= threshold:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


def _isolate_pairs(classes: Sequence[str]) -> dict[int, int]:
    """BD9: where each isolate ends; isolates without an end are not named."""
    pairs: dict[int, int] = {}
    open_isolates: list[int] = []
    for index, kind in enumerate(classes):
        if kind in _ISOLATES:
            open_isolates.append(index)
        elif kind == "PDI" and open_isolates:
            pairs[open_isolates.pop()] = index
    return pairs


def _first_strong(classes: Sequence[str], pairs: dict[int, int], start: int, end: int) -> int:
    """P2 and P3: the level that the first strong character outside isolates asks for."""
    index = start
    while index < end:
        kind = classes[index]
        if kind in ("L", "R", "AL"):
            return int(kind != "L")
        index = pairs.get(index, end) if kind in _ISOLATES else index + 1
    return 0


def _explicit(classes: list[str], pairs: dict[int, int], base: int) -> tuple[list[int], list[str]]:
    """X1 to X8: levels, and classes under overrides."""
    levels, types = [base] * len(classes), list(classes)
    stack = _DirectionalStack(base)
    for index, kind in enumerate(classes):
        if kind == "PDI":
            stack.end_isolate()
        elif kind == "PDF":
            stack.end_embedding()
        level, override, _ = stack.entries[-1]
        if kind not in _REMOVED:
            levels[index], types[index] = level, override or kind
        if kind == "FSI":
            rightwards = _first_strong(classes, pairs, index + 1, pairs.get(index, len(classes))) == 1
            stack.begin("RLI" if rightwards else "LRI")
        elif kind in _ISOLATES or kind in _EMBEDDINGS:
            stack.begin(kind)
    return levels, types


class _DirectionalStack:
    """The levels, overrides and isolates that are open, and how many could not be opened any more."""

    def __init__(self, base: int) -> None:
        self.entries: list[tuple[int, str | None, bool]] = [(base, None, False)]
        self._lost_isolates = self._lost_embeddings = self._isolates = 0

    def begin(self, kind: str) -> None:
        level, isolate = self.entries[-1][0], kind in _ISOLATES
        deeper = (level + 1) | 1 if kind in ("RLE", "RLO", "RLI") else (level + 2) & ~1
        if deeper <= DEEPEST and not self._lost_isolates and not self._lost_embeddings:
            self.entries.append((deeper, _OVERRIDES.get(kind), isolate))
            self._isolates += isolate
        elif isolate:
            self._lost_isolates += 1
        elif not self._lost_isolates:
            self._lost_embeddings += 1

    def end_isolate(self) -> None:
        if self._lost_isolates:
            self._lost_isolates -= 1
        elif self._isolates:
            self._isolates -= 1
            self._lost_embeddings = 0
            while not self.entries.pop()[2]:
                pass

    def end_embedding(self) -> None:
        if self._lost_isolates:
            return
        if self._lost_embeddings:
            self._lost_embeddings -= 1
        elif not self.entries[-1][2] and len(self.entries) > 1:
            self.entries.pop()


def _sequences(classes: list[str], levels: list[int], pairs: dict[int, int], base: int) -> list[_Sequence]:
    """X10: the isolating run sequences, with the directions that surround them."""
    kept = [index for index, kind in enumerate(classes) if kind not in _REMOVED]
    place = {index: position for position, index in enumerate(kept)}
    runs: dict[int, list[int]] = {}
    run: list[int] = []
    for index in kept:
        if not run or levels[run[-1]] != levels[index]:
            runs[index] = run = []
        run.append(index)
    continued = {pairs.get(run[-1]) for run in runs.values()}
    sequences: list[_Sequence] = []
    for start, run in runs.items():
        if start in continued:
            continue
        indices = list(run)
        while indices[-1] in pairs:
            indices.extend(runs[pairs[indices[-1]]])
        first, last = place[start], place[indices[-1]]
        level = levels[start]
        before_it = levels[kept[first - 1]] if first > 0 else base
        breaks_off = last + 1 == len(kept) or classes[indices[-1]] in _ISOLATES
        behind_it = base if breaks_off else levels[kept[last + 1]]
        sequences.append(
            _Sequence(indices, level, _direction(max(level, before_it)), _direction(max(level, behind_it)))
        )
    return sequences


def _direction(level: int) -> str:
    return "R" if level % 2 else "L"


@dataclass(frozen=True, slots=True)
class _Sequence:
    """An isolating run sequence: its characters, their level, and the directions before and behind it."""

    indices: list[int]
    level: int
    before: str
    behind: str

    def resolve(self, text: str, classes: list[str], types: list[str]) -> None:
        """W1 to N2 on the sequence's part of `types`."""
        kinds = [types[index] for index in self.indices]
        self._weak(kinds)
        self._numbers(kinds)
        self._brackets(kinds, [text[index] for index in self.indices], [classes[index] for index in self.indices])
        self._neutral(kinds)
        for index, kind in zip(self.indices, kinds, strict=True):
            types[index] = kind

    def _weak(self, kinds: list[str]) -> None:
        """W1 to W3."""
        previous = self.before
        for at, kind in enumerate(kinds):  # W1
            if kind == "NSM":
                kinds[at] = "ON" if previous in _ISOLATES or previous == "PDI" else previous
            previous = kinds[at]
        strong = self.before
        for at, kind in enumerate(kinds):  # W2
            strong = kind if kind in ("L", "R", "AL") else strong
            kinds[at] = "AN" if kind == "EN" and strong == "AL" else kind
        kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3

    def _numbers(self, kinds: list[str]) -> None:
        """W4 to W7."""
        for at in range(1, len(kinds) - 1):  # W4
            if kinds[at] in ("ES", "CS") and kinds[at - 1] == kinds[at + 1]:
                number = kinds[at - 1]
                if number == "EN" or (number == "AN" and kinds[at] == "CS"):
                    kinds[at] = number
        for start, end in _stretches(kinds, frozenset(("ET",))):  # W5
            if kinds[start - 1 : start] == ["EN"] or kinds[end : end + 1] == ["EN"]:
                kinds[start:end] = ["EN"] * (end - start)
        strong = self.before
        for at, kind in enumerate(kinds):  # W6 and W7
            if kind in ("ES", "ET", "CS"):
                kinds[at] = "ON"
            elif kind in ("L", "R"):
                strong = kind
            elif kind == "EN" and strong == "L":
                kinds[at] = "L"

    def _brackets(self, kinds: list[str], characters: list[str], classes: list[str]) -> None:
        """N0."""
        own = _direction(self.level)
        for opening, closing in _bracket_pairs(kinds, characters):
            inside = {_strong(kind) for kind in kinds[opening + 1 : closing]} - {None}
            if not inside:
                continue
            found = own
            if own not in inside:
                ahead = (strong for kind in reversed(kinds[:opening]) if (strong := _strong(kind)))
                found = next(ahead, self.before)
            for bracket in (opening, closing):
                kinds[bracket] = found
                mark = bracket + 1
                while mark < len(kinds) and classes[mark] == "NSM":
                    kinds[mark] = found
                    mark += 1

    def _neutral(self, kinds: list[str]) -> None:
        """N1 and N2."""
        for start, end in _stretches(kinds, _NEUTRAL):
            left = _strong(kinds[start - 1]) if start > 0 else self.before
            right = _strong(kinds[end]) if end < len(kinds) else self.behind
            found = left if left == right and left is not None else _direction(self.level)
            kinds[start:end] = [found] * (end - start)


def _strong(kind: str) -> str | None:
    """The direction that a resolved class gives to neutral neighbours; numbers count as right to left."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind)


def _stretches(kinds: list[str], wanted: frozenset[str]) -> list[tuple[int, int]]:
    """Start and end of every run of the wanted classes."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for at, kind in enumerate([*kinds, ""]):
        if kind in wanted:
            start = at if start is None else start
        elif start is not None:
            found.append((start, at))
            start = None
    return found


def _bracket_pairs(kinds: list[str], characters: list[str]) -> list[tuple[int, int]]:
    """BD16, in the order of the opening brackets."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    closings = frozenset(_CLOSING.values())
    for at, (kind, written) in enumerate(zip(kinds, characters, strict=True)):
        bracket = _CANONICAL.get(written, written)
        if kind != "ON":
            continue
        if bracket in _CLOSING:
            if len(waiting) == MOST_OPEN_BRACKETS:
                break
            waiting.append((_CLOSING[bracket], at))
        elif bracket in closings:
            depth = next((d for d in range(len(waiting) - 1, -1, -1) if waiting[d][0] == bracket), None)
            if depth is not None:
                pairs.append((waiting[depth][1], at))
                del waiting[depth:]
    return sorted(pairs)


def _implicit(classes: list[str], types: list[str], levels: list[int], base: int) -> None:
    """I1, I2 and L1; what X9 removed takes the level before it."""
    for index, kind in enumerate(types):
        if levels[index] % 2:
            levels[index] += kind in ("L", "EN", "AN")
        else:
            levels[index] += {"R": 1, "EN": 2, "AN": 2}.get(kind, 0)
    ends_line = True
    for index in reversed(range(len(classes))):
        ends_line = classes[index] == "S" or (ends_line and classes[index] in _TRAILING)
        if ends_line:
            levels[index] = base
    for index, kind in enumerate(classes):
        if kind in _REMOVED:
            levels[index] = levels[index - 1] if index > 0 else base
