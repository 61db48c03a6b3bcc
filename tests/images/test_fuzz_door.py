"""Damaged files of every format: each is answered or refused, and the process that opened it lives to open the next."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pillow
from tests.images import pictures, vectors
from tests.images.svg_features import FEATURES

from monogram.images.errors import VECTOR_SENTENCES
from monogram.images.formats import Format
from monogram.layout.drawing import load_drawing

MOST_PIXELS = 40_000
MUTANTS = 40
OUR_FAULTS = ("TypeError", "IndexError", "KeyError", "AttributeError", "NameError", "UnboundLocalError", "Recursion")
"""What no file may bring about, damaged or not, in code of our own."""
REFUSALS = {"not_an_image", "too_many_pixels", "corrupt", "too_demanding", *VECTOR_SENTENCES}

SAMPLES: dict[Format, list[bytes]] = {
    Format.JPEG: [
        pictures.encoded("JPEG", quality=80),
        pictures.encoded("JPEG", quality=80, progressive=True),
        pictures.turned_jpeg(),
        pictures.cmyk_jpeg(),
        pictures.profiled_jpeg(pictures.display_p3_profile()),
    ],
    Format.PNG: [pictures.encoded("PNG"), pictures.sixteen_bit_png(with_alpha=True)],
    Format.WEBP: [pictures.encoded("WEBP", lossless=True), pictures.encoded("WEBP", quality=70)],
    Format.AVIF: [pictures.encoded("AVIF", quality=70)],
    Format.GIF: [pictures.encoded("GIF")],
    Format.TIFF: [pictures.encoded("TIFF"), pictures.encoded("TIFF", compression="tiff_lzw")],
    Format.HEIC: [pictures.heic_of_quarters()],
    Format.SVG: list(FEATURES.values()),
    Format.PDF: [
        vectors.pdf(b"q 1 0 0 rg 10 10 30 20 re W n 4 w [5 3] 1 d 60 10 m 90 40 l S Q BT /F 20 Tf 10 10 Td (Ab) Tj ET",
                    resources=vectors.HELVETICA),
        vectors.form_pdf(b"q 2 0 0 2 10 10 cm /X Do Q", b"1 0 0 rg 1 1 5 5 re f", b"/Matrix[1 0 0 1 3 0]"),
        vectors.pdf(b"/S sh", resources=b"/Shading<</S" + vectors.RAMP + b">>"),
    ],
}  # fmt: skip


def flipped(content: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.choice([1, 3, 30])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def cut(content: bytearray, chance: random.Random) -> bytes:
    return bytes(content[: chance.randrange(len(content))])


def holed(content: bytearray, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return bytes(content[:place] + content[place + chance.randrange(1, 64) :])


def repeated(content: bytearray, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return bytes(content[:place] + content[place : place + chance.randrange(1, 99)] * 50 + content[place:])


def spliced(content: bytearray, chance: random.Random) -> bytes:
    other = chance.choice(chance.choice(list(SAMPLES.values())))
    return bytes(content[: chance.randrange(len(content))]) + other[chance.randrange(len(other)) :]


def overwritten(content: bytearray, chance: random.Random) -> bytes:
    place, width = chance.randrange(len(content)), chance.choice([1, 2, 4, 8])
    content[place : place + width] = chance.choice([b"\x00", b"\xff", b"\x7f", b"9", b"-", b"<"]) * width
    return bytes(content)


MUTATIONS: list[Callable[[bytearray, random.Random], bytes]] = [flipped, cut, holed, repeated, spliced, overwritten]


def mutants(found: Format) -> list[bytes]:
    """Damaged files, the same with every run."""
    chance = random.Random(found.name)  # noqa: S311  # damage, no secret
    return [chance.choice(MUTATIONS)(bytearray(chance.choice(SAMPLES[found])), chance) for _ in range(MUTANTS)]


def opened(folder: Path, files: list[bytes]) -> dict[str, dict[str, Any]]:
    """The door's answers by the files' names, out of one child process."""
    for number, content in enumerate(files):
        place = folder / f"{number:03}"
        place.mkdir()
        (place / "upload").write_bytes(content)
    child = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("fuzz_batch.py")), str(folder), str(MOST_PIXELS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stderr[-2000:]
    return {line[:3]: json.loads(line[4:]) for line in child.stdout.splitlines()}


@pytest.mark.parametrize("found", SAMPLES)
def test_every_damaged_file_is_answered_or_refused(tmp_path: Path, found: Format) -> None:
    sound = SAMPLES[found]

    answers = opened(tmp_path, [*sound, *mutants(found)])

    assert len(answers) == len(sound) + MUTANTS
    names = sorted(answers)
    assert all(answers[name].get("format") == found.name for name in names[: len(sound)])
    for name in names:
        check_answer(tmp_path / name, answers[name])


def check_answer(place: Path, answer: dict[str, Any]) -> None:
    """A refusal by a name that the parent knows, or copies that are what the answer says."""
    if "refusal" in answer:
        assert answer["refusal"] in REFUSALS
        assert not answer.get("detail", "").startswith(OUR_FAULTS)
        return
    size = (answer["width"], answer["height"])
    assert 0 < size[0] * size[1] <= MOST_PIXELS
    assert Pillow.open(place / answer["print_copy"]).size == size
    with Pillow.open(place / answer["working_copy"]) as working:
        working.load()
        assert working.size == (answer["working_width"], answer["working_height"])
    if answer["drawing"]:
        assert load_drawing((place / answer["drawing"]).read_bytes()).shapes
