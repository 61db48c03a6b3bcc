"""The same operations on a Canvas2D of warm headless Chromium: what a renderer built on a browser would take."""

from __future__ import annotations

import base64
import json
import statistics
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import sync_playwright

from monogram.layout import Operation, PathOperation

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RUNS = 3

_PAGE = """<!doctype html><style>*{margin:0}canvas{display:block}</style><canvas></canvas><script>
const canvas = document.querySelector("canvas");
async function prepare(scene, photo, across, down, scale) {
  canvas.width = across; canvas.height = down;
  window.context = canvas.getContext("2d", { willReadFrequently: true });
  window.bitmap = await createImageBitmap(await (await fetch(photo)).blob());
  window.scene = scene.map((step) => ({ ...step, path: step.path && new Path2D(step.path) }));
  window.scale = scale;
}
function draw() {
  context.resetTransform(); context.clearRect(0, 0, canvas.width, canvas.height);
  for (const step of scene) {
    context.setTransform(scale, 0, 0, scale, 0, 0); context.transform(...step.matrix);
    context.globalAlpha = step.opacity;
    if (!step.path || step.picture) {
      context.save(); if (step.path) context.clip(step.path);
      context.imageSmoothingQuality = "high"; context.drawImage(bitmap, 0, 0, 1, 1); context.restore(); continue;
    }
    if (step.fill) { context.fillStyle = step.fill; context.fill(step.path); }
    if (step.stroke) {
      context.strokeStyle = step.stroke; context.lineWidth = step.width; context.lineJoin = "round";
      context.stroke(step.path);
    }
  }
  return context.getImageData(0, 0, 1, 1).data[3];
}
async function timed(encode) {
  const start = performance.now(); draw();
  const drawn = performance.now();
  if (encode) await new Promise((done) => canvas.toBlob(done, "image/png"));
  return [drawn - start, performance.now() - start];
}
</script>"""


def measure(operations: Sequence[Operation], photo: bytes, *, across: int, down: int, scale: float) -> dict[str, float]:
    """Medians in ms of drawing, drawing with `toBlob`, and drawing with a screenshot; the photo is decoded before."""
    steps = [_step(operation) for operation in operations]
    address = "data:image/jpeg;base64," + base64.b64encode(photo).decode()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": across, "height": down})
        page.set_content(_PAGE)
        page.evaluate("(all) => prepare(...all)", [json.loads(json.dumps(steps)), address, across, down, scale])
        drawn, encoded = zip(*(page.evaluate("timed(true)") for _ in range(RUNS + 1)), strict=True)
        screenshots = [_timed_screenshot(page) for _ in range(RUNS + 1)]
        browser.close()
    return {
        "draw": round(statistics.median(drawn[1:]), 1),
        "to_blob": round(statistics.median(encoded[1:]), 1),
        "screenshot": round(statistics.median(screenshots[1:]), 1),
    }


def _timed_screenshot(page: Any) -> float:
    import time

    start = time.perf_counter()
    page.evaluate("draw()")
    page.screenshot(omit_background=True, timeout=120_000)
    return (time.perf_counter() - start) * 1000


def _step(operation: Operation) -> dict[str, Any]:
    if isinstance(operation, PathOperation):
        stroke = operation.stroke
        return {
            "path": _svg(operation.path),
            "matrix": operation.matrix,
            "opacity": operation.opacity,
            "fill": operation.fill,
            "stroke": stroke and stroke.paint,
            "width": stroke and stroke.width,
        }
    mask = _svg(operation.mask) if operation.mask else None
    return {"picture": True, "path": mask, "matrix": operation.matrix, "opacity": operation.opacity}


def _svg(path: Any) -> str:
    return "".join(letter + " ".join(map(repr, numbers)) for letter, *numbers in path)
