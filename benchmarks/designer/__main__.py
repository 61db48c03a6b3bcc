"""The designer beside other editors: how soon it can be used, how it feels, what it weighs.

    python -m benchmarks.designer [--runs 5] [--peers FOLDER] [--no-peers]

Loading: processor four times slower, DevTools' "Fast 3G", empty cache, brotli over HTTP/1.1; ours is the T-shirt of a
real demo world with its photo. Peers from npm (`peers/`), built into FOLDER once; they take turns with ours, so that
all meet the same machine. Handling: 17 texts and three photographs of 12 megapixels. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.artwork.chromium import CHROMIUM, FLAGS
from benchmarks.designer import handling, peers
from benchmarks.designer.loading import Load, visit
from benchmarks.designer.world import designer
from playwright.sync_api import Browser, sync_playwright
from tests.browser.world import running_demo_world


def summary(loads: list[Load]) -> dict[str, float]:
    """Medians of visits, and the fastest and slowest time."""
    times = [load.interactive for load in loads]
    return {
        "interactive_ms": round(statistics.median(times)),
        "fastest_ms": round(min(times)),
        "slowest_ms": round(max(times)),
        "canvas_ms": round(statistics.median(load.canvas for load in loads)),
        "blocking_ms": round(statistics.median(load.blocking for load in loads)),
        "script_kb": round(statistics.median(load.script_kb for load in loads), 1),
        "all_kb": round(statistics.median(load.all_kb for load in loads), 1),
        "requests": round(statistics.median(load.requests for load in loads)),
    }


def compare_loading(browser: Browser, runs: int, editors: dict[str, tuple[str, str]]) -> dict[str, dict[str, float]]:
    """`editors`: address and canvas selector by name. They take turns."""
    loads: dict[str, list[Load]] = {name: [] for name in editors}
    for _ in range(runs):
        for name, (address, selector) in editors.items():
            loads[name].append(visit(browser, address, selector))
    return {name: summary(found) for name, found in loads.items()}


def handle(browser: Browser, platform: str) -> dict[str, Any]:
    """Dragging, memory and typing, at the machine's own speed and four times slower."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    ref = handling.scene(context.new_page(), platform)
    page = handling.open_scene(context, platform, ref)
    cdp = context.new_cdp_session(page)
    cdp.send("Performance.enable")
    found: dict[str, Any] = {
        "drag_1x": handling.drag(page, cdp, 1),
        "drag_4x": handling.drag(page, cdp, 4),
        "memory_mb": round(handling.memory_mb(browser)),
        "typing_1x": handling.typing(page, cdp, 1),
    }
    context.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", type=Path, help="where the peers are built, and found again")
    parser.add_argument("--no-peers", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, running_demo_world(Path(scratch) / "data") as world:
        platform = world.platform
        built = None if arguments.no_peers else peers.build(arguments.peers or Path(scratch) / "peers")
        with peers.serve(built or Path(scratch)) as origin, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            editors = {"monogram": (designer(platform), ".stage canvas")}
            if built:
                editors["excalidraw"] = (f"{origin}/excalidraw/index.html", "canvas")
                editors["tui-image-editor"] = (f"{origin}/tui/index.html", "canvas")
            loading = compare_loading(browser, arguments.runs, editors)
            ours = loading["monogram"]["interactive_ms"]
            answer = {
                "loading": loading,
                "ratios": {name: round(ours / one["interactive_ms"], 2) for name, one in loading.items()},
                "handling": handle(browser, platform),
            }
            browser.close()
    print(json.dumps(answer, indent=2))


if __name__ == "__main__":
    main()
