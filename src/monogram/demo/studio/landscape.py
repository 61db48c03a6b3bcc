"""A customer's photo: first light over misty hills, painted ridge by ridge in numpy."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from .darkroom import blur

Grey = NDArray[np.floating[Any]]
WIDTH, HEIGHT = 4000, 3000
SUN = (0.64, 0.437)
RIDGES = 8


def colour(value: str) -> Grey:
    return np.array([int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)], dtype=np.float32)


def noise(random: np.random.Generator, columns: float, rows: float, octaves: int, gain: float = 0.5) -> Grey:
    """Fractal noise over the picture, about 0…1; ``columns`` by ``rows`` are the cells of its first octave."""
    total, weight = np.zeros((HEIGHT, WIDTH), dtype=np.float32), 0.0
    for octave in range(octaves):
        cells = (max(2, int(rows * 2**octave)) + 3, max(2, int(columns * 2**octave)) + 3)
        grid = Image.fromarray(random.random(cells).astype(np.float32))
        box = (1.0, 1.0, cells[1] - 1.5, cells[0] - 1.5)
        layer = np.asarray(grid.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC, box=box))
        total += layer * gain**octave
        weight += gain**octave
    return np.asarray(total / weight, dtype=np.float32)


def line(random: np.random.Generator, waves: float, octaves: int, sharp: float) -> Grey:
    """A ridge seen from afar: one-dimensional noise, 0…1, with peaks where ``sharp`` is large."""
    x = np.linspace(0, 1, WIDTH, dtype=np.float32)
    total, weight = np.zeros(WIDTH, dtype=np.float32), 0.0
    for octave in range(octaves):
        cells = int(waves * 2**octave) + 4
        points = random.random(cells).astype(np.float32)
        place = x * (cells - 3) + 1
        cell = place.astype(int)
        t = place - cell
        t = t * t * (3 - 2 * t)
        layer = points[cell] * (1 - t) + points[cell + 1] * t
        layer = (1 - sharp) * layer + sharp * (1 - np.abs(2 * layer - 1))
        total += layer * 0.47**octave
        weight += 0.47**octave
    return total / weight


def sky(random: np.random.Generator) -> Grey:
    y = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    stops = [0.0, 0.16, 0.30, 0.40, 0.47, 1.0]
    tones = [colour(c) for c in ("#4a6a96", "#7f95b3", "#c3b7b8", "#efc8a4", "#f9dcb2", "#f9dcb2")]
    base = np.stack([np.interp(y[:, 0, 0], stops, [t[i] for t in tones]) for i in range(3)], axis=1)[:, None]
    picture = np.broadcast_to(base, (HEIGHT, WIDTH, 3)).astype(np.float32)
    wisps = noise(random, 3, 16, 7, 0.55)
    veil = np.clip((wisps - 0.47) * 4.0, 0, 1)[..., None] * np.clip(1.15 - 1.9 * np.abs(y - 0.20) / 0.30, 0, 1)
    below = np.clip((np.roll(wisps, -26, axis=0) - wisps) * 9, -1, 1)[..., None]
    cloud = colour("#e9b79b") * (0.93 + 0.16 * below) + np.array([0.05, 0.0, -0.02]) * below
    picture = picture * (1 - 0.75 * veil) + cloud * 0.75 * veil
    return glow(picture.astype(np.float32), 1.0)


def glow(picture: Grey, strength: float) -> Grey:
    """The sun's halo, and at full strength its face, added as a screen."""
    yy, xx = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    gap = np.hypot(xx / WIDTH - SUN[0], (yy / HEIGHT - SUN[1]) * HEIGHT / WIDTH)
    disc = 1 / (1 + np.exp(np.clip((gap - 0.0155) / 0.0011, -40, 40)))
    halo = 0.75 * np.exp(-((gap / 0.045) ** 1.1)) + 0.42 * np.exp(-((gap / 0.22) ** 1.2))
    face = disc[..., None] * colour("#fff6df") if strength == 1 else 0
    light = strength * (face + halo[..., None] * colour("#ffca8a"))
    return np.asarray(1 - (1 - picture) * (1 - np.clip(light, 0, 1)), dtype=np.float32)


def tree(draw: ImageDraw.ImageDraw, random: np.random.Generator, x: float, foot: float, tall: float) -> None:
    """A conifer: whorls of drooping branches around a stem."""
    half = tall * random.uniform(0.15, 0.21)
    lean = random.normal(0, 0.008) * tall
    draw.polygon([(x - tall * 0.012, foot), (x + tall * 0.012, foot), (x + lean, foot - tall)], fill=255)
    whorls = max(7, int(tall / 11))
    for number in range(whorls):
        t = (number + 0.5) / whorls
        middle, height = x + lean * (1 - t), foot - tall * (1 - t) * 0.97
        for side in (-1, 1):
            reach = half * t**0.85 * random.uniform(0.62, 1.12)
            droop = reach * random.uniform(0.28, 0.55)
            thick = tall / whorls * random.uniform(1.1, 1.7)
            tip = (middle + side * reach, height + droop)
            under = (middle + side * reach * 0.45, height + droop * 0.55 + thick * 0.75)
            draw.polygon([(middle, height - thick * 0.5), tip, under, (middle, height + thick)], fill=255)


def wood(random: np.random.Generator, edge: Grey, tall: float, count: int) -> Grey:
    """Coverage of a ridge with trees along its edge."""
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    draw = ImageDraw.Draw(image)
    clumps = line(random, 7, 3, 0.0)
    for x in np.sort(random.uniform(0, WIDTH, count)):
        here = int(x)
        if random.random() < 0.15 + 1.1 * clumps[here]:
            size = tall * random.uniform(0.45, 1.0) * (0.55 + 0.75 * clumps[here])
            tree(draw, random, float(x), float(edge[here] + tall * 0.12), float(size))
    rows = np.arange(HEIGHT, dtype=np.float32)[:, None]
    ground = np.clip(rows - edge[None], 0, 1)
    return np.asarray(np.maximum(np.asarray(image, dtype=np.float32) / 255, ground), dtype=np.float32)


def ridge(random: np.random.Generator, number: int) -> tuple[Grey, Grey]:
    """Coverage and edge of one ridge; 0 is the farthest."""
    depth = number / (RIDGES - 1)
    middle = HEIGHT * (0.455 + 0.47 * depth**1.25)
    swing = HEIGHT * (0.085 + 0.075 * depth)
    edge = middle - swing * (line(random, 2.2 + 2.2 * (1 - depth), 9 - number // 2, 0.55 * (1 - depth)) - 0.5) * 2
    tilt = random.uniform(-0.5, 0.5) * swing
    edge = (edge + np.linspace(-tilt, tilt, WIDTH)).astype(np.float32)
    if number < 3:
        rows = np.arange(HEIGHT, dtype=np.float32)[:, None]
        return np.clip(rows - edge[None], 0, 1).astype(np.float32), edge
    tall = (0, 0, 0, 26, 52, 105, 215, 440)[number]
    count = (0, 0, 0, 1500, 1000, 620, 330, 130)[number]
    return wood(random, edge, tall, count), edge


def paint() -> Grey:
    """The whole picture, sRGB 0…1."""
    random = np.random.default_rng(20)
    picture = sky(random)
    haze, far, near = colour("#f3cfae"), colour("#9a9fb4"), colour("#15211f")
    middle = colour("#46606a")
    rows = np.arange(HEIGHT, dtype=np.float32)[:, None]
    columns = np.linspace(0, 1, WIDTH, dtype=np.float32)[None]
    for number in range(RIDGES):
        depth = number / (RIDGES - 1)
        cover, edge = ridge(random, number)
        body = (
            far * (1 - depth * 2) + middle * depth * 2
            if depth < 0.5
            else middle * (2 - 2 * depth) + near * (2 * depth - 1)
        )
        grain = noise(random, 14 + 30 * depth, 10 + 24 * depth, 6, 0.6)
        slope = np.clip((np.roll(grain, 9, axis=1) - grain) * (5 + 5 * depth), -1, 1)
        tone = body * (1 + (0.05 + 0.10 * depth) * slope[..., None])
        down = np.clip((rows - edge[None]) / (HEIGHT * (0.10 + 0.10 * depth)), 0, 1)
        mist = down * (0.95 - 0.93 * depth) * (0.55 + 0.9 * noise(random, 4, 9, 5))
        warm = np.exp(-(((columns - SUN[0]) / 0.35) ** 2))[..., None]
        veil = haze * (0.80 + 0.20 * warm) + np.array([0.0, 0.0, 0.05], dtype=np.float32) * (1 - warm)
        mist = np.clip(mist + (0.30 - 0.30 * depth) * warm[..., 0], 0, 0.96)[..., None]
        tone = tone * (1 - mist) + veil * mist
        picture = picture * (1 - cover[..., None]) + tone.astype(np.float32) * cover[..., None]
        if number in (2, 4):
            picture = glow(picture, 0.16)
    return finish(picture, random)


def finish(picture: Grey, random: np.random.Generator) -> Grey:
    """Lens and film: a little bloom, vignette and grain."""
    bloom = np.stack([blur(np.clip(picture[..., i] - 0.75, 0, 1), 60) for i in range(3)], axis=2)
    picture = picture + 0.55 * bloom
    yy, xx = np.meshgrid(np.linspace(-1, 1, HEIGHT), np.linspace(-1, 1, WIDTH), indexing="ij")
    picture = picture * (1 - 0.16 * (xx**2 + yy**2)[..., None] ** 1.2)
    film = random.normal(0, 0.010, (HEIGHT, WIDTH)).astype(np.float32)
    film = 0.6 * film + 0.9 * blur(film, 1.2)
    return np.clip(picture + film[..., None], 0, 1).astype(np.float32)
