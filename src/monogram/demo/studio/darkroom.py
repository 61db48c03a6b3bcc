"""From linear light to files: white balance, tone, masks and shading maps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

if TYPE_CHECKING:
    from .stage import Picture  # the stage needs Blender

PAPER_SRGB = (0xF4, 0xF1, 0xEC)
SHOULDER = 0.86


def to_srgb(linear: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    linear = np.clip(linear, 0, 1)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055).astype(np.float32)


def to_linear(srgb: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4).astype(np.float32)


def shoulder(linear: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Straight up to the shoulder, then bent so that highlights never clip hard; hues stay as they are."""
    room = 1 - SHOULDER
    peak = np.max(linear, axis=-1, keepdims=True)
    over = np.maximum(peak - SHOULDER, 0) / room
    bent = np.where(peak < SHOULDER, peak, SHOULDER + room * (over / (1 + over)))
    return np.asarray(linear * bent / np.maximum(peak, 1e-6), dtype=np.float32)


def unshoulder(tone: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    room = 1 - SHOULDER
    peak = np.max(tone, axis=-1, keepdims=True)
    over = np.clip((peak - SHOULDER) / room, 0, 0.98)
    straight = np.where(peak < SHOULDER, peak, SHOULDER + room * over / (1 - over))
    return np.asarray(tone * straight / np.maximum(peak, 1e-6), dtype=np.float32)


def develop(light: Picture, paper: tuple[float, float, float], *, grain: float = 0.004) -> NDArray[np.floating[Any]]:
    """sRGB 0…1, balanced so that light of colour ``paper`` comes out as the studio's paper."""
    target = unshoulder(to_linear(np.array(PAPER_SRGB, dtype=np.float32) / 255))
    balance: Picture = np.asarray(target / np.asarray(paper, dtype=np.float32))
    balanced: Picture = np.asarray(light[..., :3] * balance)
    tone = to_srgb(shoulder(balanced))
    noise = np.random.default_rng(7).normal(0, grain, tone.shape[:2]).astype(np.float32)
    return np.asarray(np.clip(tone + noise[..., None], 0, 1))


def enlarge(light: Picture, size: int) -> Picture:
    """The picture at ``size`` pixels across; one or more channels."""
    if light.shape[1] == size:
        return light
    height = round(light.shape[0] * size / light.shape[1])
    channels = light[..., None] if light.ndim == 2 else light
    grown = [
        np.asarray(
            Image.fromarray(np.ascontiguousarray(channels[..., c])).resize((size, height), Image.Resampling.BICUBIC)
        )
        for c in range(channels.shape[2])
    ]
    return grown[0] if light.ndim == 2 else np.stack(grown, axis=2)


def paper_of(light: Picture, edge: float = 0.04) -> tuple[float, float, float]:
    """The colour of the bare paper: the median of the picture's rim."""
    rim = max(2, int(len(light) * edge))
    sides = (light[:rim], light[-rim:], light[:, :rim], light[:, -rim:])
    red, green, blue = np.median(np.vstack([s[..., :3].reshape(-1, 3) for s in sides]), axis=0)
    return float(red), float(green), float(blue)


def blur(grey: NDArray[np.floating[Any]], radius: float) -> NDArray[np.floating[Any]]:
    image = Image.fromarray(grey.astype(np.float32))
    small = max(1, int(radius / 4))
    width, height = image.size
    reduced = np.asarray(image.resize((max(1, width // small), max(1, height // small)), Image.Resampling.BOX))
    for axis in (0, 1):
        reduced = _blur_axis(reduced, radius / small, axis)
    return np.asarray(Image.fromarray(reduced).resize((width, height), Image.Resampling.BICUBIC), dtype=np.float32)


def _blur_axis(grey: NDArray[np.floating[Any]], sigma: float, axis: int) -> NDArray[np.floating[Any]]:
    reach = max(1, int(3 * sigma))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(sigma, 1e-6)) ** 2)
    kernel /= kernel.sum()
    pad = [(reach, reach) if a == axis else (0, 0) for a in (0, 1)]
    padded = np.pad(grey, pad, mode="edge")
    total = np.zeros_like(grey)
    for offset, weight in enumerate(kernel):
        window = slice(offset, offset + grey.shape[axis])
        total += weight * (padded[window] if axis == 0 else padded[:, window])
    return total.astype(np.float32)


def save_photo(picture: NDArray[np.floating[Any]], path: Path, limit: int = 350_000, best: int = 88) -> None:
    """Write a JPEG of at most ``limit`` bytes, at the highest quality up to ``best`` that fits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.fromarray((picture * 255 + 0.5).astype(np.uint8))
    for quality in range(best, 60, -2):
        image.save(path, quality=quality, optimize=True, progressive=True, subsampling=0)
        if path.stat().st_size <= limit:
            return


def save_map(grey: NDArray[np.floating[Any]], path: Path, size: int | None = None) -> None:
    """Write an 8-bit greyscale PNG, reduced to ``size`` pixels when given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.fromarray((np.clip(grey, 0, 1) * 255 + 0.5).astype(np.uint8))
    if size is not None and size != image.width:
        image = image.resize((size, round(image.height * size / image.width)), Image.Resampling.LANCZOS)
    image.save(path, optimize=True)


def sharpen(picture: NDArray[np.floating[Any]], amount: int = 60) -> NDArray[np.floating[Any]]:
    image = Image.fromarray((picture * 255 + 0.5).astype(np.uint8))
    crisp = image.filter(ImageFilter.UnsharpMask(radius=1.6, percent=amount, threshold=2))
    return np.asarray(crisp, dtype=np.float32) / 255
