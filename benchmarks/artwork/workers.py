"""Prints by processes of their own, as a platform's workers make them: how many a second, and in how much memory."""

from __future__ import annotations

import io
import multiprocessing
import time
from dataclasses import replace
from typing import Any

from benchmarks.artwork.measuring import peak_memory
from benchmarks.artwork.scene import HEIGHT, WIDTH, lay_out, print_area

from monogram.geometry.matrices import multiply, scaling
from monogram.layout import Operation
from monogram.layout.operations import GroupOperation
from monogram.rendering.bands import render_png

BANNER = {"width": 1693.3333, "height": 846.6667}
"""Millimetres: 20,000 × 10,000 pixels at 300 dpi."""


def print_file(operations: list[Operation], photo: bytes) -> bytes:
    """The product under test: operations and an encoded photograph in, a PNG out."""
    file = io.BytesIO()
    render_png(operations, into=file, **print_area(photo))
    return file.getvalue()


def throughput(processes: int, photo: bytes, each: int = 4) -> dict[str, float]:
    """Prints a second by that many processes together, and the largest one's peak of memory."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        pool.map(_work, [(1, photo)] * processes, chunksize=1)
        start = time.perf_counter()
        peaks = pool.map(_work, [(each, photo)] * processes, chunksize=1)
        rate = processes * each / (time.perf_counter() - start)
    return {"prints_a_second": round(rate, 2), "peak_mb": round(max(peaks))}


def _work(task: tuple[int, bytes]) -> float:
    times, photo = task
    operations = lay_out()
    for _ in range(times):
        print_file(operations, photo)
    return peak_memory()


def banners(photo: bytes) -> dict[str, dict[str, float]]:
    """Seconds, MB of memory and of the file, of two heights of a banner, each by a process that does nothing else."""
    heights = {"50_mp": BANNER["height"] / 4, "200_mp": BANNER["height"]}
    found = {}
    for name, height in heights.items():
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            found[name] = pool.apply(_banner, (photo, height))
    return found


def _banner(photo: bytes, height: float) -> dict[str, float]:
    operations = _stretched(lay_out(), BANNER["width"] / WIDTH, BANNER["height"] / HEIGHT)
    file = _Counted()
    start = time.perf_counter()
    size = render_png(operations, into=file, **print_area(photo, width=BANNER["width"], height=height))
    return {
        "pixels": size.width * size.height,
        "seconds": round(time.perf_counter() - start, 2),
        "peak_mb": round(peak_memory()),
        "file_mb": round(file.written / 1e6, 1),
    }


class _Counted(io.RawIOBase):
    """A file that is only counted: the disk is not what is measured."""

    written = 0

    def write(self, content: Any) -> int:
        self.written += len(content)
        return len(content)


def _stretched(operations: list[Operation], across: float, down: float) -> list[Operation]:
    return [
        replace(operation, operations=tuple(_stretched(list(operation.operations), across, down)))
        if isinstance(operation, GroupOperation)
        else replace(operation, matrix=multiply(scaling(across, down), operation.matrix))
        for operation in operations
    ]
