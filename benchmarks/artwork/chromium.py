"""The same operations on a Canvas2D of warm headless Chromium: what a renderer built on a browser would take."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import skia
from playwright.sync_api import Page, sync_playwright

from monogram.layout.operations import GroupOperation, ImageOperation, Operation, PathOperation
from monogram.rendering.outlines import BuiltPaths
from monogram.rendering.sheets import covered_by_members

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

_PAGE = """<!doctype html><style>*{margin:0}canvas{display:block}</style><canvas></canvas><script>
const canvas = document.querySelector("canvas");
const onCpu = { willReadFrequently: true };
const context = canvas.getContext("2d", onCpu);
let bitmap, encoded, scene, scale;
const built = (step) => ({ ...step, path: step.path && new Path2D(step.path), steps: step.steps?.map(built) });
async function prepare(steps, photo, across, down, pixels) {
  canvas.width = across; canvas.height = down; scale = pixels;
  encoded = await (await fetch(photo)).blob(); await decode();
  scene = steps.map(built);
}
async function decode() { bitmap?.close(); bitmap = await createImageBitmap(encoded); }
function play(target, steps, left, top) {
  for (const step of steps) {
    target.globalAlpha = step.opacity;
    if (step.steps) {
      const [x, y, width, height] = step.box;
      const sheet = new OffscreenCanvas(width, height);
      play(sheet.getContext("2d", onCpu), step.steps, x, y);
      target.resetTransform(); target.globalAlpha = step.opacity; target.drawImage(sheet, x - left, y - top);
      continue;
    }
    target.setTransform(scale, 0, 0, scale, -left, -top); target.transform(...step.matrix);
    if (step.picture) {
      target.save(); if (step.path) target.clip(step.path);
      target.imageSmoothingQuality = "high"; target.drawImage(bitmap, 0, 0, 1, 1); target.restore();
      continue;
    }
    if (step.fill) { target.fillStyle = step.fill; target.fill(step.path); }
    if (step.stroke) {
      target.strokeStyle = step.stroke; target.lineWidth = step.width; target.lineJoin = "round";
      target.stroke(step.path);
    }
  }
}
function draw() {
  context.resetTransform(); context.clearRect(0, 0, canvas.width, canvas.height);
  play(context, scene, 0, 0);
  return context.getImageData(0, 0, 1, 1).data[3];
}
async function toBlob() { draw(); return (await new Promise((done) => canvas.toBlob(done, "image/png"))).size; }
async function wholly() { await decode(); return toBlob(); }
</script>"""


class Canvas:
    """A canvas that holds the scene, its photograph decoded already."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def draw(self) -> None:
        self._page.evaluate("draw()")

    def to_blob(self) -> None:
        """Draws and encodes. The bytes stay in the browser."""
        self._page.evaluate("toBlob()")

    def decode_to_blob(self) -> None:
        """The same from the encoded photograph, which differs from print to print."""
        self._page.evaluate("wholly()")

    def screenshot(self) -> bytes:
        """Draws and takes the bytes out."""
        self._page.evaluate("draw()")
        return self._page.screenshot(omit_background=True, timeout=120_000)


@contextmanager
def canvas_in_chromium(
    operations: Sequence[Operation], photo: bytes, *, across: int, down: int, scale: float
) -> Iterator[Canvas]:
    """A browser with the scene; `scale` is pixels a millimetre."""
    steps = [_step(operation, scale) for operation in operations]
    address = "data:image/jpeg;base64," + base64.b64encode(photo).decode()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": across, "height": down})
        page.set_content(_PAGE)
        page.evaluate("(all) => prepare(...all)", [json.loads(json.dumps(steps)), address, across, down, scale])
        yield Canvas(page)
        browser.close()


def _step(operation: Operation, scale: float) -> dict[str, Any]:
    if isinstance(operation, GroupOperation):
        box = covered_by_members(operation, skia.Matrix.Scale(scale, scale), BuiltPaths().of).roundOut()
        return {
            "steps": [_step(member, scale) for member in operation.operations],
            "opacity": operation.opacity,
            "box": [box.x(), box.y(), box.width(), box.height()],
        }
    if isinstance(operation, ImageOperation):
        mask = _svg(operation.mask) if operation.mask else None
        return {"picture": True, "path": mask, "matrix": operation.matrix, "opacity": operation.opacity}
    return _outline(operation)


def _outline(operation: PathOperation) -> dict[str, Any]:
    stroke = operation.stroke
    return {
        "path": _svg(operation.path),
        "matrix": operation.matrix,
        "opacity": operation.opacity,
        "fill": operation.fill,
        "stroke": stroke and stroke.paint,
        "width": stroke and stroke.width,
    }


def _svg(path: Any) -> str:
    return "".join(letter + " ".join(map(repr, numbers)) for letter, *numbers in path)
