"""A background made see-through: what goes, what stays, and that no colour of it is left on the edge."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import pyvips

from monogram.images import background
from monogram.images.background import edge_colours, without_background

WHITE, BLUE, GREY = (255, 255, 255), (20, 60, 140), (128, 140, 150)
SIDE = 120


def ring(ground: tuple[int, int, int] = WHITE, side: int = SIDE) -> pyvips.Image:
    """A blue ring with smooth edges, whose hole shows the ground."""
    y, x = np.mgrid[:side, :side] + 0.5
    radius = np.hypot(x - side / 2, y - side / 2) / side
    share = np.clip((0.4 - radius) * side + 0.5, 0, 1) * np.clip((radius - 0.15) * side + 0.5, 0, 1)
    pixels = share[..., None] * np.array(BLUE) + (1 - share[..., None]) * np.array(ground)
    return pyvips.Image.new_from_array(np.round(pixels).astype(np.uint8), interpretation="srgb")


def at(picture: pyvips.Image, x: float, y: float) -> tuple[int, ...]:
    """A pixel, by parts of the sides."""
    return tuple(int(value) for value in picture.getpoint(x * picture.width, y * picture.height))


def alpha_of(picture: pyvips.Image) -> Any:
    return picture[3].numpy().reshape(picture.height, picture.width)


def test_what_is_reached_from_the_edges_goes_and_the_hole_stays() -> None:
    cut = without_background(ring(), None, 20)

    assert (cut.width, cut.height, cut.bands) == (SIDE, SIDE, 4)
    assert at(cut, 0.02, 0.02) == (0, 0, 0, 0)
    assert at(cut, 0.5, 0.5) == (255, 255, 255, 255)
    assert at(cut, 0.5, 0.2) == (*BLUE, 255)


def test_a_colour_goes_wherever_it_is() -> None:
    cut = without_background(ring(), WHITE, 20)

    assert at(cut, 0.02, 0.02)[3] == at(cut, 0.5, 0.5)[3] == 0
    assert at(cut, 0.5, 0.2) == (*BLUE, 255)


def test_the_edge_is_soft_and_has_the_objects_own_colour() -> None:
    picture = ring()

    cut = without_background(picture, WHITE, 20)

    soft = (alpha_of(cut) > 40) & (alpha_of(cut) < 250)
    assert soft.sum() > SIDE
    assert np.abs(cut.numpy()[soft][:, :3].astype(int) - BLUE).max() <= 24
    back_on_white = cut.flatten(background=list(WHITE)).numpy()
    assert np.abs(back_on_white.astype(int) - picture.numpy()).max() <= 40


def test_tolerance_says_how_much_goes() -> None:
    pixels = np.full((SIDE, SIDE, 3), 255, np.uint8)
    for step in range(10):
        pixels[10:-10, 10 + step * 10 : 20 + step * 10] = 255 - 16 * (step + 1)
    picture = pyvips.Image.new_from_array(pixels, interpretation="srgb")

    left = [float((alpha_of(without_background(picture, None, tolerance)) > 0).sum()) for tolerance in (0, 20, 50, 100)]

    assert left == sorted(left, reverse=True)
    assert left[0] == 100 * 100
    assert len(set(left)) == 4


def test_a_background_of_two_colours_goes_whole() -> None:
    pixels = ring(GREY).numpy().copy()
    below = (pixels == GREY).all(axis=2) & (np.arange(SIDE)[:, None] > SIDE * 0.7)
    pixels[below] = (230, 215, 190)
    picture = pyvips.Image.new_from_array(pixels, interpretation="srgb")

    cut = without_background(picture, None, 20)

    assert edge_colours(picture, 42) == [GREY, (230, 215, 190)]
    assert at(cut, 0.02, 0.02)[3] == at(cut, 0.02, 0.98)[3] == 0
    assert at(cut, 0.5, 0.2)[3] == 255


def test_what_was_see_through_stays_so_and_lets_the_flood_pass() -> None:
    rgba = np.dstack([ring().numpy(), np.full((SIDE, SIDE), 255, np.uint8)])
    rgba[:12] = (9, 9, 9, 0)
    picture = pyvips.Image.new_from_array(rgba, interpretation="srgb")

    cut = without_background(picture, None, 20)

    assert at(cut, 0.5, 0.05)[3] == 0
    assert at(cut, 0.02, 0.5)[3] == 0
    assert at(cut, 0.5, 0.2) == (*BLUE, 255)
    assert edge_colours(pyvips.Image.black(4, 4, bands=4), 42) == []


def test_a_picture_too_large_to_be_flooded_pixel_by_pixel_loses_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = ring(side=480)
    exact = alpha_of(without_background(picture, None, 20))
    monkeypatch.setattr(background, "_FLOODED_PIXELS", 480 * 480 // 9)

    in_blocks = alpha_of(without_background(picture, None, 20))

    assert np.array_equal(in_blocks, exact)


def test_a_thin_line_keeps_the_flood_out_also_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = np.full((400, 400, 3), 255, np.uint8)
    pixels[100:300, 100:300] = 0
    pixels[101:299, 101:299] = 255
    picture = pyvips.Image.new_from_array(pixels, interpretation="srgb")
    monkeypatch.setattr(background, "_FLOODED_PIXELS", 400 * 400 // 16)

    alpha = alpha_of(without_background(picture, None, 20))

    assert alpha[200, 200] == 255
    assert alpha[50, 50] == 0
    assert math.isclose((alpha > 0).mean(), 0.25, abs_tol=0.02)


def test_a_photographs_grain_leaves_no_specks() -> None:
    noise = np.random.default_rng(7).normal(0, 4, (1800, 1800, 3))
    grainy = np.clip(ring(GREY, 1800).numpy() + noise, 0, 255).astype(np.uint8)
    picture = pyvips.Image.new_from_array(grainy, interpretation="srgb")

    alpha = alpha_of(without_background(picture, None, 20))

    assert alpha[:150].max() == 0
    assert alpha[340:380, 890:910].min() == 255
