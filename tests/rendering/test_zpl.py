"""Bitmaps in ZPL: read back by a reader of its own."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.rendering.zpl_reading import read_labels

from monogram.rendering.documents.zpl import zpl_of

bitmaps = st.tuples(st.integers(1, 12), st.integers(1, 60)).flatmap(lambda shape: arrays(np.bool_, shape))


@given(bitmap=bitmaps)
@settings(max_examples=200, deadline=None)
def test_every_bitmap_comes_back(bitmap: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> None:
    (read,) = read_labels(zpl_of(bitmap))

    assert np.array_equal(read[:, : bitmap.shape[1]], bitmap)
    assert not read[:, bitmap.shape[1] :].any()


def test_runs_and_repeated_rows_are_short() -> None:
    # Given a white row, a black one, it again, and one of 1,700 dots with a bar of 8 at its end
    bitmap = np.zeros((4, 1704), bool)
    bitmap[1:3] = True
    bitmap[3, -8:] = True

    # Then white and black rows are one letter, the repeated one too, and 424 zeros are z, g, J and a zero
    assert zpl_of(bitmap) == "^XA\n^FO0,0^GFA,852,852,213,,!:z0gJ0!^FS\n^XZ\n"
    assert np.array_equal(read_labels(zpl_of(bitmap))[0], bitmap)


def test_it_changes_nothing_about_the_printer() -> None:
    commands = re.findall(r"[\^~][A-Z@][A-Z0-9@]", zpl_of(np.eye(40, dtype=bool)))

    assert commands == ["^XA", "^FO", "^GF", "^FS", "^XZ"]


def test_an_empty_bitmap_is_refused() -> None:
    with pytest.raises(ValueError, match="rows and columns"):
        zpl_of(np.zeros((0, 8), bool))
