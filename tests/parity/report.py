"""The page with the results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import skia
from tests.parity.designs import Kind
from tests.parity.measure import PREVIEW_SIDES, PRINT_FACTOR, Result

Results = Mapping[Kind, Sequence[tuple[str, Result]]]

_INTRODUCTION = """# What you see is what is printed

The browser and the server draw the same list of operations. This page shows how far apart they are: every sample design
of `spec/examples`, every effect by itself, and every layout vector, drawn by the browser's own code in Chromium and by
the server, and the print reduced to the preview's size.

It is written by `python -m tests.parity`, with Chromium {chromium} and skia-python {skia}. The tests of `tests/parity`
measure it anew in every run and hold designs and effects to these limits, vectors to the first and the third; the
other figures of a vector are only measured for this page:

| what | limit |
|---|---|
| any channel of any pixel, browser against server | 8 of 255 |
| the same, letters drawn alone without effects | 2 of 255 |
| structural similarity (SSIM), browser against server | at least 0.9999 |
| SSIM, print reduced to the preview against the browser's preview | at least 0.99 |
| shift of the print, in pixels of the preview | at most 0.05 |

- The browser draws on a canvas of the CPU (`willReadFrequently`), as it does for views of a design. On a canvas of the
  graphics card, as on the stage while something moves, edges are anti-aliased otherwise and pictures are sampled more
  quickly; geometry, paints and order are the same.
- Previews have {design} px on their longer side, effects and vectors {effect}; prints {factor} times as many. The
  browser and the server's preview draw from the working copy of a picture, the print from the original.
- Where a picture is turned to black and white by a threshold, SSIM of the print may be 0.98: the threshold meets each
  pixel of the original in print, and of the working copy on the screen, and in grain those are not the same.
- An effect shows one shape alone. Skia lays the edges of small shapes to an eighth of a pixel; in a design that evens
  out, by itself it may shift a shape by 0.15 px. In print that is a few hundredths of a millimetre.
- What limits the rest: Chromium and the server carry different versions of Skia, which round alike in its general
  pipeline and not in its short cuts; both sides keep to the former (`rendering/previewing.py`).
"""

_HEADINGS: dict[Kind, tuple[str, str]] = {
    "design": ("Sample designs", "Each in three pictures: the browser's, the server's, and the difference × 16."),
    "effect": ("Effects", "Single operations and groups of them, straight into the two players."),
    "vector": ("Layout vectors", "The scenes that both layouts are held to, number by number, drawn as well."),
}


def report(results: Results, sheets: Mapping[Kind, Sequence[str]], chromium: str) -> str:
    """The page in Markdown."""
    parts = [
        _INTRODUCTION.format(
            chromium=chromium,
            skia=skia.__version__,
            design=PREVIEW_SIDES["design"],
            effect=PREVIEW_SIDES["effect"],
            factor=PRINT_FACTOR,
        )
    ]
    for kind, (title, words) in _HEADINGS.items():
        parts.append(f"## {title}\n\n{words}\n\n{_table(results[kind])}")
        parts.extend(f"![{title}](parity/{name})\n" for name in sheets.get(kind, ()))
    return "\n".join(parts)


def _table(rows: Sequence[tuple[str, Result]]) -> str:
    lines = [
        f"| {name} | {one.most:.1f} | {_text(one)} | {one.ssim:.6f} | {one.print_ssim:.4f} | {one.shift:.3f} |"
        for name, one in rows
    ]
    head = ["| design | most | in text | SSIM | SSIM of the print | shift, px |", "|---|---|---|---|---|---|"]
    return "\n".join([*head, *lines]) + "\n"


def _text(result: Result) -> str:
    return "–" if result.most_in_text is None else f"{result.most_in_text:.1f}"
