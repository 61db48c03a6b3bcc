"""How much of a roll 200 pieces use, and how long it takes to find out.

    python -m benchmarks.nesting [--pieces 200] [--runs 5] [--rectpack]

The sets are in `sets.py`. Use is the pieces' area divided by the roll's width times the length that is used, so gaps
count as waste. Prints JSON: use, sheets, metres and seconds (median) of each set; with `--rectpack` the best of all
of rectpack's ways on the mixed set, with and without turning, and the seconds of that one way.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Sequence
from typing import Any

from benchmarks.nesting import sets

from monogram.rendering.imposition.nesting import Medium, Piece, nest


def measure(pieces: Sequence[Piece], medium: Medium, runs: int) -> dict[str, Any]:
    """One set on one medium."""
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        layout = nest(pieces, medium)
        seconds.append(time.perf_counter() - begun)
    return {
        "use": round(layout.utilisation, 4),
        "sheets": len(layout.sheets),
        "metres": round(sum(sheet.length for sheet in layout.sheets) / 1000, 3),
        "seconds": round(statistics.median(seconds), 3),
    }


def referee(pieces: Sequence[Piece]) -> dict[str, Any]:
    """The best of rectpack's ways."""
    from benchmarks.nesting.referee import attempts

    tried = list(attempts(pieces, sets.ROLL))
    best = max(tried, key=lambda attempt: attempt.utilisation)
    return {
        "use": round(best.utilisation, 4),
        "way": best.name,
        "seconds": round(best.seconds, 3),
        "ways": len({attempt.name for attempt in tried}),
        "seconds_of_all": round(sum(attempt.seconds for attempt in tried)),
    }


def main() -> None:
    """Prints what is measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nesting")
    parser.add_argument("--pieces", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rectpack", action="store_true")
    wish = parser.parse_args()
    pieces = sets.mixed(wish.pieces)
    found: dict[str, Any] = {
        "mixed": measure(pieces, sets.ROLL, wish.runs),
        "mixed, none turned": measure(sets.upright(pieces), sets.ROLL, wish.runs),
        "whole areas": measure(sets.whole_areas(wish.pieces), sets.ROLL, wish.runs),
        "mixed, on sheets": measure(pieces, sets.SHEET, wish.runs),
        "mixed, other seeds": [measure(sets.mixed(wish.pieces, seed), sets.ROLL, 1) for seed in range(10)],
    }
    if wish.rectpack:
        found["rectpack, mixed"] = referee(pieces)
        found["rectpack, mixed, none turned"] = referee(sets.upright(pieces))
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
