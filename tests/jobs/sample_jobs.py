"""Jobs that leave marks in a folder, so that another process can see how far they came."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import pyvips
import skia
from django_tasks import task

from monogram.jobs.cron import cron

runs: list[Any] = []


@task()
def note(*args: Any, **kwargs: Any) -> None:
    """Remember the arguments in this process."""
    runs.append([list(args), kwargs])


@task()
def fail(times: int) -> None:
    """Raise on the first so many runs."""
    runs.append(times)
    if len(runs) <= times:
        raise ValueError(f"run {len(runs)}")


@task()
def note_after(name: str, then: str) -> None:
    """Note a name, and enqueue a note of another."""
    runs.append(name)
    note.enqueue(then)


@task(priority=10)
def urgent(name: str) -> None:
    runs.append(name)


def mark(folder: str, name: str) -> None:
    with (Path(folder) / name).open("a") as file:
        file.write("x")


@task()
def touch(folder: str, name: str) -> None:
    mark(folder, name)


@task()
def wait_for(folder: str, name: str) -> None:
    """Mark `<name>-begun`, wait for the file `<name>-go`, mark `<name>-done`."""
    mark(folder, f"{name}-begun")
    while not (Path(folder) / f"{name}-go").exists():
        time.sleep(0.01)
    mark(folder, f"{name}-done")


@task()
def draw(folder: str, name: str) -> None:
    """Use the native libraries of the artwork: they must survive the fork that makes a worker process."""
    pyvips.Image.black(400, 400, bands=3).gaussblur(2).resize(0.5).write_to_buffer(".png")
    surface = skia.Surface(200, 200)
    surface.getCanvas().drawCircle(100, 100, 80, skia.Paint(Color=skia.ColorRED))
    np.dot(np.ones((200, 200)), surface.toarray()[:, :, 0])
    mark(folder, name)


@cron("*/5 * * * *")
@task()
def every_five_minutes() -> None:
    runs.append("cron")
