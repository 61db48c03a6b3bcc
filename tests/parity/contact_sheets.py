"""Sheets of small pictures: a design as the browser draws it, as the server draws it, and what is between them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyvips
import skia
from numpy.typing import NDArray
from tests.parity.measure import Drawings, on_white
from tests.parity.pictures import at, words

from monogram.rendering.pictures import PictureBook, skia_info, to_skia
from monogram.rendering.playing import Player

TILE = 150
GAP = 8
LABEL = 20
COLUMNS = 2
ROWS = 12
AMPLIFIED = 16
_PAPER = 0xFFF3F4F6
_QUALITY = 72


def write_sheets(kind: str, entries: Sequence[tuple[str, Drawings]], folder: Path) -> list[str]:
    """WebP files of a few dozen entries each; their names."""
    names = []
    per_sheet = COLUMNS * ROWS
    for start in range(0, len(entries), per_sheet):
        name = f"{kind}s-{start // per_sheet + 1}.webp"
        pixels = _sheet(entries[start : start + per_sheet])
        height, width = pixels.shape[:2]
        picture = pyvips.Image.new_from_memory(pixels, width, height, 4, "uchar").copy(interpretation="srgb")
        picture.flatten().webpsave(str(folder / name), Q=_QUALITY, effort=6)
        names.append(name)
    return names


def _sheet(entries: Sequence[tuple[str, Drawings]]) -> NDArray[np.uint8]:
    """Rows of entries, as high as their highest; an entry is its name over three tiles."""
    across = 3 * TILE + 4 * GAP
    shown = [(name, _tiles(drawings)) for name, drawings in entries]
    rows = [shown[start : start + COLUMNS] for start in range(0, len(shown), COLUMNS)]
    heights = [LABEL + max(tiles[0].shape[0] for _, tiles in row) + GAP for row in rows]
    width, height = COLUMNS * across + GAP, sum(heights) + GAP
    pixels = np.zeros((height, width, 4), dtype=np.uint8)
    canvas = skia.Surface.MakeRasterDirect(skia_info(width, height), pixels, width * 4).getCanvas()
    canvas.clear(_PAPER)
    player = Player(PictureBook({}))
    y = GAP
    for row, down in zip(rows, heights, strict=True):
        for column, (name, tiles) in enumerate(row):
            x = column * across + GAP
            player.play(canvas, words(name, "inter-regular", 12, at(x, y + LABEL - 7), "#374151"))
            for place, tile in enumerate(tiles):
                canvas.drawImage(to_skia(tile), x + place * (TILE + GAP), y + LABEL)
        y += down
    return pixels


def _tiles(drawings: Drawings) -> list[NDArray[np.uint8]]:
    browser, server = on_white(drawings.browser), on_white(drawings.server)
    apart = np.clip(np.abs(browser - server) * AMPLIFIED, 0, 255)
    return [_small(pixels) for pixels in (browser, server, apart)]


def _small(pixels: NDArray[np.float64]) -> NDArray[np.uint8]:
    whole = np.rint(pixels).astype(np.uint8)
    height, width = whole.shape[:2]
    picture = pyvips.Image.new_from_memory(np.ascontiguousarray(whole), width, height, 3, "uchar")
    small: NDArray[np.uint8] = picture.thumbnail_image(TILE, height=TILE).bandjoin(255).numpy()
    return np.ascontiguousarray(small)
