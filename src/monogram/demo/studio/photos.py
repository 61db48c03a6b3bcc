"""Sample photos of customers, 4000 × 3000: ``python -m monogram.demo.studio.photos [name …]``."""

import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import dahlia, darkroom, landscape, plush
from .stage import Quality

PHOTOS = Path(__file__).resolve().parent.parent / "assets" / "photos"
WIDTH = 4000


def camera_jpeg(light: NDArray[np.floating[Any]], exposure: float, colour: float = 1.12) -> NDArray[np.floating[Any]]:
    """Develop as a phone would: exposure, a gentle contrast curve, richer colour, a little grain."""
    linear = darkroom.enlarge(light[..., :3], WIDTH) * exposure
    tone = darkroom.to_srgb(darkroom.shoulder(linear))
    tone = tone + 0.30 * (tone - 0.5) * (1 - (2 * tone - 1) ** 2)
    grey = tone.mean(axis=2, keepdims=True)
    tone = grey + (tone - grey) * colour
    noise = np.random.default_rng(1).normal(0, 0.008, tone.shape[:2]).astype(np.float32)
    return np.asarray(np.clip(darkroom.sharpen(np.clip(tone, 0, 1), 90) + noise[..., None], 0, 1), dtype=np.float32)


def hills() -> NDArray[np.floating[Any]]:
    return landscape.paint()


def flower() -> NDArray[np.floating[Any]]:
    return camera_jpeg(dahlia.photograph(Quality(1500, 24)), 1.30, 1.25)


def puppy() -> NDArray[np.floating[Any]]:
    return camera_jpeg(plush.photograph(Quality(1500, 24)), 1.6)


PICTURES = {"landscape": hills, "dahlia": flower, "plush-puppy": puppy}


def main() -> None:
    for name in sys.argv[1:] or PICTURES:
        darkroom.save_photo(PICTURES[name](), PHOTOS / f"{name}.jpg", limit=1_450_000)


if __name__ == "__main__":
    main()
