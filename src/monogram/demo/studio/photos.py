"""Sample photos of customers, 4000 × 3000: ``python -m monogram.demo.studio.photos [name …]``."""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from . import dahlia, darkroom, landscape
from .stage import Quality

PHOTOS = Path(__file__).resolve().parent.parent / "assets" / "photos"
WIDTH = 4000


def camera_jpeg(light: NDArray[np.float32], exposure: float) -> NDArray[np.float32]:
    """Develop as a phone would: exposure, a gentle contrast curve, a little grain."""
    linear = darkroom.enlarge(light[..., :3], WIDTH) * exposure
    tone = darkroom.to_srgb(darkroom.shoulder(linear))
    tone = tone + 0.10 * (tone - 0.5) * (1 - (2 * tone - 1) ** 2)
    noise = np.random.default_rng(1).normal(0, 0.008, tone.shape[:2]).astype(np.float32)
    return np.clip(darkroom.sharpen(np.clip(tone, 0, 1), 90) + noise[..., None], 0, 1).astype(np.float32)


def hills() -> NDArray[np.float32]:
    return landscape.paint()


def flower() -> NDArray[np.float32]:
    return camera_jpeg(dahlia.photograph(Quality(1600, 32)), 1.15)


PICTURES = {"misty-hills": hills, "dahlia": flower}


def main() -> None:
    for name in sys.argv[1:] or PICTURES:
        darkroom.save_photo(PICTURES[name](), PHOTOS / f"{name}.jpg", limit=1_450_000)


if __name__ == "__main__":
    main()
