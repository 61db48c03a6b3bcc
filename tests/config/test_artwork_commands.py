"""`monogram render`, `preflight` and `mockup`: every sample, every format, and what is said when something is wrong."""

from __future__ import annotations

import io
import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
import pyvips
from PIL import Image as Pillow
from tests.rendering.pdf_files import PRESS_PROFILE
from typer.testing import CliRunner, Result

from monogram.config.cli import app

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "spec/examples"
SAMPLES = sorted(path.stem for path in EXAMPLES.glob("*.json"))
PRODUCTS = ROOT / "src/monogram/demo/assets/products"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def design(tmp_path: Path) -> Path:
    """A design in a folder of its own: a word, and a photo that the folder lacks is added by tests."""
    path = tmp_path / "design.json"
    shutil.copytree(EXAMPLES / "fonts", tmp_path / "fonts")
    write(path, {"type": "text", "text": "Hello", "font": "inter-bold", "size": 10})
    return path


def write(path: Path, *layers: dict[str, Any]) -> None:
    placed = [{"id": f"l{index}", "transform": [1, 0, 0, 1, 40, 20], **layer} for index, layer in enumerate(layers)]
    area = {"name": "Front", "width": 80, "height": 40, "layers": placed}
    path.write_text(json.dumps({"version": 2, "product_id": 1, "areas": [area]}))


def test_there_are_at_least_forty_samples() -> None:
    assert len(SAMPLES) >= 40


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_drawn(name: str, tmp_path: Path) -> None:
    target = tmp_path / "sample.png"

    done = run("render", EXAMPLES / f"{name}.json", "--area", "Front", "--dpi", "60", "--ink", "all", "-o", target)

    assert (done.exit_code, done.output) == (0, "")
    area = json.loads((EXAMPLES / f"{name}.json").read_text())["areas"][0]
    picture = Pillow.open(target)
    assert picture.size == (round(area["width"] / 25.4 * 60), round(area["height"] / 25.4 * 60))
    assert (np.asarray(picture)[..., 3] > 0).mean() > 0.01


def test_formats(design: Path, tmp_path: Path) -> None:
    for name, beginning in (
        ("png", b"\x89PNG"), ("jpeg", b"\xff\xd8\xff"), ("tiff", b"II*\x00"), ("pdf", b"%PDF-1.6"), ("svg", b"<?xml"),
    ):  # fmt: skip
        target = tmp_path / f"out.{name}"
        done = run("render", design, "--format", name, "--dpi", "100", "--bleed", "2", "-o", target)
        assert (done.exit_code, done.output) == (0, "")
        assert target.read_bytes().startswith(beginning)
    assert Pillow.open(tmp_path / "out.png").size == (round(84 / 25.4 * 100), round(44 / 25.4 * 100))


def test_a_press_pdf_and_a_cmyk_tiff(design: Path, tmp_path: Path) -> None:
    common: list[str | Path] = ["--profile", PRESS_PROFILE, "--cmyk", "--dpi", "100"]

    pdf = run("render", design, "--format", "pdfx", *common, "--marks", "--underbase", "0.2", "-o", tmp_path / "a.pdf")
    tiff = run("render", design, "--format", "tiff", *common, "-o", tmp_path / "a.tif")

    assert (pdf.exit_code, tiff.exit_code) == (0, 0)
    with pikepdf.open(tmp_path / "a.pdf") as opened:
        assert str(opened.Root.OutputIntents[0].S) == "/GTS_PDFX"
    assert pyvips.Image.new_from_file(str(tmp_path / "a.tif")).interpretation == "cmyk"


def test_the_same_design_gives_the_same_bytes(design: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("render", design, "--format", "pdf", "-o", tmp_path / name).exit_code == 0

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_plate_is_black_where_the_ink_is(tmp_path: Path) -> None:
    target = tmp_path / "foil.png"

    done = run("render", EXAMPLES / "foil-card.json", "--ink", "foil", "--dpi", "100", "-o", target)

    assert done.exit_code == 0
    plate = np.asarray(Pillow.open(target))
    assert plate.shape == (217, 354)
    assert (plate[0, 0], plate.min()) == (255, 0)


def test_the_output_may_be_the_standard_output(design: Path) -> None:
    command = [sys.executable, "-m", "monogram.config.cli", "render", str(design), "--dpi", "50", "-o", "-"]

    done = subprocess.run(command, capture_output=True, check=True)

    assert Pillow.open(io.BytesIO(done.stdout)).size == (157, 79)
    assert done.stderr == b""


def test_long_work_shows_how_far_it_is(tmp_path: Path) -> None:
    """On a terminal: a bar that grows and is wiped away in the end."""
    main, terminal = pty.openpty()
    sample = EXAMPLES / "shirt-large.json"
    command = [sys.executable, "-m", "monogram.config.cli", "render", str(sample), "-o", str(tmp_path / "a.png")]

    with subprocess.Popen(command, stderr=terminal, stdout=subprocess.DEVNULL) as process:
        os.close(terminal)
        shown = b""
        while chunk := _read(main):
            shown += chunk
    os.close(main)

    assert process.returncode == 0
    assert "Drawing “Front”  ".encode() in shown
    assert b"100 %" in shown
    assert shown.endswith(b"\r\x1b[K")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # what Linux says when the last writer has gone
        return b""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nope.json"], "nope.json cannot be read: No such file or directory."),
        ([EXAMPLES / "two-areas.json"], "The design has 2 print areas: choose one by --area (“Front”, “Back”)."),
        ([EXAMPLES / "wave.json", "--area", "Top"], "The design has no print area “Top”; it has “Front”."),
        ([EXAMPLES / "wave.json", "--ink", "foil"], "Nothing in “Front” is of the ink foil."),
        ([EXAMPLES / "wave.json", "--ink", "foil", "--format", "pdf"],
         "A plate is a PNG: leave --format out. A PDF holds every ink under its name."),
        ([EXAMPLES / "wave.json", "--format", "pdfx"], "This cannot be drawn: "),
        ([EXAMPLES / "wave.json", "--profile", __file__, "--format", "pdfx"],
         "This cannot be drawn: the press profile is not an ICC profile."),
        ([EXAMPLES / "wave.json", "--mask", "gone.png"], "gone.png cannot be used: No such file or directory."),
        ([EXAMPLES / "wave.json", "--fonts", "gone"], "The font “caveat-bold” is not in gone."),
        ([EXAMPLES / "photo-crop.json", "--images", "gone"],
         "The picture “0000000000000000000000000000da41” is not in gone."),
        ([EXAMPLES / "shirt-large.json", "--dpi", "4800"], "This cannot be drawn: 72000 × 86400 pixels are more than"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_written(
    tmp_path: Path, arguments: list[str | Path], sentence: str
) -> None:
    done = run("render", *arguments, "-o", tmp_path / "out")

    assert done.exit_code == 1
    assert done.output.startswith(sentence)
    assert done.output.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "is not JSON: "),
        ("[" * 100_000, "is nested too deep."),
        ('{"version": 2, "product_id": 1, "areas": [{"name": "A", "width": NaN, "height": 9}]}',
         "areas[0].width: must be a finite number"),
        ('{"version": 2, "product_id": 1, "areas": [{"name": "A", "width": 1e999, "height": 9}]}',
         "areas[0].width: must be a finite number"),
        ('{"version": 3}', "version: must be"),
    ],
)  # fmt: skip
def test_a_bad_document_is_refused_with_its_place(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content)

    done = run("render", path, "-o", tmp_path / "out.png")

    assert (done.exit_code, (tmp_path / "out.png").exists()) == (1, False)
    assert sentence in done.output


def test_a_broken_picture_leaves_what_was_there(design: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.png"
    assert run("render", design, "-o", target).exit_code == 0
    before = target.read_bytes()
    write(design, {"type": "image", "image": "ab" * 16, "width": 20, "height": 20})
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / f"{'ab' * 16}.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")

    done = run("render", design, "-o", target)

    assert done.exit_code == 1
    assert "This picture is damaged or incomplete" in done.output
    assert target.read_bytes() == before


def test_preflight_lists_what_it_finds(design: Path) -> None:
    write(design, {"type": "text", "text": "tiny", "font": "inter-bold", "size": 1})

    done = run("preflight", design)

    assert done.exit_code == 0
    assert done.output == (
        "warn    Front · l0: This text may be too small to read: 1 mm here, 2 mm needed. Make it larger.\n"
    )


def test_preflight_as_json_with_the_products_own_limits(design: Path, tmp_path: Path) -> None:
    product = tmp_path / "product.json"
    area = {
        "name": "Front",
        "width": 80,
        "height": 40,
        "preflight": {"text_size": {"severity": "block", "minimum": 20}},
    }
    product.write_text(json.dumps({"areas": [area]}))

    done = run("preflight", design, "--product", product, "--json")

    (verdict,) = json.loads(done.output)
    assert done.exit_code == 1
    assert (verdict["rule"], verdict["severity"], verdict["area"], verdict["layer"]) == (
        "text_size", "block", "Front", "l0",
    )  # fmt: skip


def test_preflight_of_what_can_be_printed(design: Path) -> None:
    done = run("preflight", design)

    assert (done.exit_code, done.output) == (0, "Nothing to say: it can be printed.\n")


def test_a_mockup_on_a_photograph(design: Path, tmp_path: Path) -> None:
    scene = tmp_path / "shirt.json"
    quad = [[688.9, 537.8], [1311.1, 537.8], [1311.1, 848.9], [688.9, 848.9]]
    photo, tint = (os.path.relpath(PRODUCTS / "tshirt" / name, tmp_path) for name in ("front.jpg", "front-tint.png"))
    scene.write_text(json.dumps({"photo": photo, "tint_mask": tint, "placements": [{"area": "Front", "quad": quad}]}))

    plain = run("mockup", design, "--scene", scene, "--size", "300", "-o", tmp_path / "a.png")
    navy = run("mockup", design, "--scene", scene, "--size", "300", "--tint", "#24304d", "-o", tmp_path / "b.png")

    assert (plain.exit_code, navy.exit_code) == (0, 0)
    light, dark = (np.asarray(Pillow.open(tmp_path / name)) for name in ("a.png", "b.png"))
    assert light.shape == dark.shape == (300, 300, 3)
    assert light[200, 150].mean() > 200 > 100 > dark[200, 150].mean()


def test_a_mockup_on_a_model(design: Path, tmp_path: Path) -> None:
    scene = tmp_path / "mug.json"
    model = os.path.relpath(PRODUCTS / "mug" / "mug.glb", tmp_path)
    scene.write_text(json.dumps({"model": model, "print_mesh": "print_area", "area": "Front"}))

    done = run("mockup", design, "--scene", scene, "--size", "400", "-o", tmp_path / "mug.jpg")

    assert done.exit_code == 0
    assert Pillow.open(tmp_path / "mug.jpg").size == (400, 400)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ({"photo": "gone.jpg", "placements": []}, "gone.jpg cannot be read: No such file or directory."),
        ({"placements": []}, "needs a “photo” and a list of “placements”."),
        ({"photo": "a", "placements": [], "shade": 1}, "“shade” is not a known field"),
        ([], "must hold one JSON object."),
    ],
)
def test_a_bad_scene_is_refused(design: Path, tmp_path: Path, raw: Any, sentence: str) -> None:
    scene = tmp_path / "scene.json"
    scene.write_text(json.dumps(raw))

    done = run("mockup", design, "--scene", scene, "-o", tmp_path / "a.jpg")

    assert (done.exit_code, (tmp_path / "a.jpg").exists()) == (1, False)
    assert sentence in done.output
