"""Working in the designer: frames while an object is dragged, memory, and the time that a key takes."""

from __future__ import annotations

import itertools
import json
import re
import statistics
from pathlib import Path
from typing import Any

import numpy as np
import pyvips
from benchmarks.designer.world import designer
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

TEXTS, PHOTOS = 17, 3
PHOTO_SIZE = (4000, 3000)
KEYS = 60
GLYPHS = 200


def photograph(seed: int) -> bytes:
    """A JPEG of 12 megapixels with detail everywhere, as a camera's."""
    random = np.random.default_rng(seed)
    coarse = pyvips.Image.new_from_array(random.integers(0, 255, (30, 40, 3), dtype=np.uint8))
    smooth = coarse.resize(PHOTO_SIZE[0] / 40, kernel="cubic")
    grain = pyvips.Image.gaussnoise(*PHOTO_SIZE, sigma=6)
    jpeg: bytes = (smooth + grain).cast("uchar").jpegsave_buffer(Q=88)
    return jpeg


def scene(page: Page, platform: str) -> str:
    """A print job with 17 texts and three photographs on the shirt's front. Its reference."""
    product = page.request.get(f"{platform}/s/data/products/1007644?company=99999").json()
    photos = [
        page.request.post(
            f"{platform}/s/data/images",
            multipart={
                "company": "99999",
                "file": {"name": f"{seed}.jpg", "mimeType": "image/jpeg", "buffer": photograph(seed)},
            },
        ).json()["id"]
        for seed in range(PHOTOS)
    ]
    layers: list[dict[str, Any]] = [
        {"id": f"photo{n}", "type": "image", "image": image, "width": 80, "height": 60,
         "transform": [1, 0, 0, 1, 60 + 80 * n, 60]}
        for n, image in enumerate(photos)
    ]  # fmt: skip
    layers += [
        {"id": f"text{n}", "type": "text", "text": f"Object number {n}", "font": "inter-bold", "size": 9,
         "colour": "#1c1b1a", "transform": [1, 0, 0, 1, 80 + 120 * (n % 2), 110 + 11 * n]}
        for n in range(TEXTS)
    ]  # fmt: skip
    areas = [
        {"name": area["name"], "width": area["width"], "height": area["height"],
         "layers": layers if area["name"] == "Front" else []}
        for area in product["areas"]
    ]  # fmt: skip
    options = [{"aspect_id": one["id"], "option_id": one["options"][0]["id"]} for one in product["aspects"]]
    body = {
        "company": "99999",
        "product_id": 1007644,
        "quantity": 1,
        "options": options,
        "document": {"version": 2, "product_id": 1007644, "areas": areas},
    }
    answer = page.request.post(
        f"{platform}/s/data/print-jobs", data=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    if not answer.ok:
        raise RuntimeError(answer.text())
    return str(answer.json()["ref"])


def open_scene(context: BrowserContext, platform: str, ref: str) -> Page:
    page = context.new_page()
    page.goto(designer(platform, pj=ref))
    page.locator(".stage__canvas canvas").first.wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")
    _rest(page)
    return page


def _rest(page: Page) -> None:
    """Until the browser has nothing to do, twice in a row."""
    page.evaluate("() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))")


def drag(page: Page, cdp: CDPSession, slower: int) -> dict[str, float]:
    """Three seconds of dragging the last text: frames a second, frame times, the main thread's work a frame."""
    bar = page.locator(".floating-bar")
    if not bar.is_visible():
        page.get_by_role("button", name="Layers", exact=True).click()
        page.get_by_role("button", name=re.compile(f"^Object number {TEXTS - 1}")).first.click()
    bar.wait_for()
    _rest(page)
    middle = _place_of_selection(page)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.mouse.move(*middle)
    page.mouse.down()
    page.evaluate(
        """() => { window.frames_ = []; const tick = (at) => { window.frames_.push(at); window.ticking =
        requestAnimationFrame(tick) }; window.ticking = requestAnimationFrame(tick) }"""
    )
    before = _script_seconds(cdp)
    for step in range(180):
        # The browser takes a move with its next frame, and answers then.
        page.mouse.move(middle[0] + 60 * np.sin(step / 12), middle[1] - 40 * np.sin(step / 17))
    frames: list[float] = page.evaluate("() => { cancelAnimationFrame(window.ticking); return window.frames_ }")
    work = _script_seconds(cdp) - before
    page.mouse.up()
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    times = sorted(after - one for one, after in itertools.pairwise(frames))
    return {
        "fps": round(1000 * len(times) / sum(times), 1),
        "p50_ms": round(times[len(times) // 2], 1),
        "p95_ms": round(times[int(len(times) * 0.95)], 1),
        "main_thread_ms_a_frame": round(1000 * work / len(times), 1),
    }


def _script_seconds(cdp: CDPSession) -> float:
    metrics = {one["name"]: one["value"] for one in cdp.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def _place_of_selection(page: Page) -> tuple[float, float]:
    """Just under the floating bar or, where there is none, the stage's middle: the middle of the selected object."""
    bar = page.locator(".floating-bar").bounding_box()
    assert bar
    below = bar["y"] + bar["height"] + 18 + 12
    return bar["x"] + bar["width"] / 2, below


def memory_mb(browser: Browser) -> float:
    """The largest share of memory (PSS) among this browser's renderer processes: that of the designer's page."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    rollups = [Path(f"/proc/{one['id']}/smaps_rollup").read_text() for one in processes if one["type"] == "renderer"]
    return max(int(re.findall(r"Pss:\s+(\d+) kB", rollup)[0]) / 1000 for rollup in rollups)


# From the first to the last listener of an input event; from the first to the last callback of the frame which shows
# the letter; and until that frame is painted.
_WATCH_KEYS = """() => {
  window.scripts = [];
  window.frames_ = [];
  addEventListener("input", () => {
    const began = performance.now();
    let event = 0;
    let frame = 0;
    addEventListener("input", () => {
      event = performance.now() - began;
      requestAnimationFrame(() => window.scripts.push(event + performance.now() - frame));
    }, { once: true });
    requestAnimationFrame(() => {
      frame = performance.now();
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.frames_.push(event + performance.now() - frame);
      channel.port2.postMessage(0);
    });
  }, true);
}"""


def typing(page: Page, cdp: CDPSession, slower: int) -> dict[str, float]:
    """What a key costs in a text of 200 letters, in milliseconds.

    `script`: the work of our code, in the event and in the frame that shows the letter; `frame`: the same with the
    browser's, until the frame is painted (here by the processor, as there is no graphics card); `all_work`: everything
    that the main thread does until it is idle again.
    """
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Text", exact=True).click()
    page.get_by_role("button", name="Simple", exact=True).click()
    field = page.locator("textarea").first
    field.fill("The quick brown fox jumps over the lazy dog. " * 4 + "Pack my box with xyz")
    _rest(page)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.evaluate(_WATCH_KEYS)
    field.focus()
    field.press("End")
    before = _script_seconds(cdp)
    works = []
    for key in range(KEYS):
        start = _script_seconds(cdp)
        page.keyboard.press("abcdefghij"[key % 10])
        _rest(page)
        works.append(1000 * (_script_seconds(cdp) - start))
    total = _script_seconds(cdp) - before
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    times = {"script": page.evaluate("window.scripts"), "frame": page.evaluate("window.frames_"), "all_work": works}
    found = {"all_work_mean_ms": round(1000 * total / KEYS, 2)}
    for name, milliseconds in times.items():
        milliseconds.sort()
        found[f"{name}_p50_ms"] = round(statistics.median(milliseconds), 2)
        found[f"{name}_p95_ms"] = round(milliseconds[int(len(milliseconds) * 0.95)], 2)
    return found
