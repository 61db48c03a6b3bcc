"""How long until an editor can be used, on a slow phone and a slow network, with an empty cache."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

CPU_SLOWER = 4
# DevTools' "Fast 3G".
LATENCY_MS = 562.5
DOWNLOAD = 1.6e6 * 0.9 / 8
UPLOAD = 750e3 * 0.9 / 8
QUIET_MS = 3000
PATIENCE_MS = 90_000

# Long tasks with their ends, and when something that may be drawn on was first seen with something on it.
_WATCH = """(selector) => {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.longTasks.push([task.startTime, task.duration]);
  }).observe({ type: "longtask", buffered: true });
  window.canvasSeen = 0;
  const look = () => {
    for (const canvas of document.querySelectorAll(selector)) {
      const { width, height } = canvas.getBoundingClientRect();
      if (width < 100 || height < 100) continue;
      const own = canvas instanceof HTMLCanvasElement ? canvas : null;
      if (!own || own.width > 0) { window.canvasSeen = performance.now(); return; }
    }
    requestAnimationFrame(look);
  };
  const begin = () => requestAnimationFrame(look);
  document.readyState === "loading" ? addEventListener("DOMContentLoaded", begin) : begin();
}"""


@dataclass
class Load:
    """One visit. Milliseconds since navigation; kilobytes as they crossed the wire."""

    interactive: float
    canvas: float
    blocking: float
    script_kb: float
    all_kb: float
    requests: int
    long_tasks: list[list[float]] = field(default_factory=list, repr=False)


def visit(browser: Browser, address: str, selector: str) -> Load:
    """Open an editor with throttled processor and network.

    Interactive: the canvas stands, and the last task of more than 50 ms before three quiet seconds is over.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY_MS, "downloadThroughput": DOWNLOAD, "uploadThroughput": UPLOAD},
    )
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWER})
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    cdp.on("Network.responseReceived", lambda event: kinds.__setitem__(event["requestId"], event["type"]))
    cdp.on("Network.loadingFinished", lambda event: sizes.__setitem__(event["requestId"], event["encodedDataLength"]))
    page.add_init_script(f"({_WATCH})({selector!r})")
    page.goto(address, wait_until="commit")
    canvas, tasks = _until_quiet(page)
    scripts = sum(size for request, size in sizes.items() if kinds.get(request) == "Script")
    load = Load(
        interactive=max([canvas, *(start + length for start, length in tasks)]),
        canvas=canvas,
        blocking=sum(length - 50 for _, length in tasks),
        script_kb=scripts / 1000,
        all_kb=sum(sizes.values()) / 1000,
        requests=len(sizes),
        long_tasks=tasks,
    )
    context.close()
    return load


# Quiet: for three seconds no long task, no arrival, and the canvas stands.
_QUIET = """(quiet) => {
  const arrivals = performance.getEntriesByType("resource").map((entry) => entry.responseEnd);
  const ends = window.longTasks.map(([start, length]) => start + length);
  const last = Math.max(window.canvasSeen, ...arrivals, ...ends);
  return window.canvasSeen > 0 && performance.now() - last > quiet;
}"""


def _until_quiet(page: Page) -> tuple[float, list[list[float]]]:
    """When the canvas stood, and the long tasks before the first three quiet seconds."""
    page.wait_for_function(_QUIET, arg=QUIET_MS, polling=250, timeout=PATIENCE_MS)
    canvas: float = page.evaluate("window.canvasSeen")
    tasks: list[list[float]] = page.evaluate("window.longTasks")
    return canvas, tasks
