"""Virtual products by the thousand: `python -m benchmarks.virtual_products [--artworks 10] [--blanks 10 50 100]`.

So many artworks on so many blanks, each blank with photos of its own, by a real `monogram worker` of two processes:

- `accepted_seconds`: until the task is written down, which is what a caller waits for;
- `made_at_once_seconds`: the same drafts by `create_virtual_products`, checked and written while the caller waits;
- `seconds`: from the acceptance until the last product has its picture of 600 × 600, the worker running already;
  `each_ms` is that by product;
- `large_seconds`: until the last one of 1,600 × 1,600, which are drawn behind;
- `worker_cpu_seconds` for all of it, and `floor_cpu_seconds`: decoding each photo, its masks and each artwork once, and
  encoding two JPEGs for each product, without drawing anything. `times_floor` is the ratio: it alone travels between
  machines.

SQLite, or PostgreSQL where `MONOGRAM_DATABASE_URL` names one (`python tests/with_postgres.py python -m
benchmarks.virtual_products`). Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from typing import Any

from benchmarks.callbacks.__main__ import cpu_seconds, wait_until, worker

MOST_SECONDS = 1800


def measured(artworks: int, counts: list[int]) -> dict[str, Any]:
    """The figures, with a database that is there and empty."""
    from benchmarks.virtual_products.world import build

    company, category, blanks, images = build(max(counts), artworks)
    figures: dict[str, Any] = {}
    with worker(concurrency=2) as process:
        _one(company, category, blanks[:1], images[:1], process.pid)  # until it listens, and has read its code
        for count in counts:
            figures[f"{artworks}x{count}"] = _one(company, category, blanks[:count], images, process.pid)
    return figures


def _one(company: Any, category: Any, blanks: list[Any], images: list[Any], worker_pid: int) -> dict[str, Any]:
    from benchmarks.virtual_products.floor import floor_cpu_seconds

    from monogram.designs.models import VirtualDesign
    from monogram.virtual_products.drafts import VirtualDraft
    from monogram.virtual_products.models import CreationTask, TaskState
    from monogram.virtual_products.queries import progress_of
    from monogram.virtual_products.services import create_virtual_products, request_virtual_products

    drafts = [
        VirtualDraft(blank=blank.pk, name=f"Design {number}", image=image.pk)
        for blank in blanks
        for number, image in enumerate(images)
    ]
    used, began = cpu_seconds(worker_pid), time.perf_counter()
    task = request_virtual_products(company=company, requested_by="benchmark", drafts=drafts, category=category.pk)
    accepted = time.perf_counter()
    tasks = CreationTask.objects.filter(pk=task.pk)
    wait_until(lambda: tasks.exclude(state__in=[TaskState.WAITING, TaskState.RUNNING]).exists(), MOST_SECONDS)
    seconds = time.perf_counter() - accepted
    designs = VirtualDesign.objects.filter(virtual__in=task.lines.values("product"))
    wait_until(lambda: all(len(drawn) == 2 for drawn in designs.values_list("snapshots", flat=True)), MOST_SECONDS)
    large_seconds, cpu = time.perf_counter() - accepted, cpu_seconds(worker_pid) - used
    floor = floor_cpu_seconds(blanks, images)
    at_once = _at_once(lambda: create_virtual_products(company=company, drafts=drafts, category=category.pk))
    return {
        "products": len(drafts),
        "state": tasks.get().state,
        "pictured": progress_of(task).pictured,
        "accepted_seconds": round(accepted - began, 2),
        "made_at_once_seconds": round(at_once, 2),
        "seconds": round(seconds, 1),
        "each_ms": round(1000 * seconds / len(drafts), 1),
        "large_seconds": round(large_seconds, 1),
        "worker_cpu_seconds": round(cpu, 1),
        "floor_cpu_seconds": round(floor, 1),
        "times_floor": round(cpu / floor, 2),
    }


def _at_once(work: Any) -> float:
    """Seconds of a piece of work that leaves nothing behind, so that no worker is busy with it."""
    from django.db import transaction

    began = time.perf_counter()
    with transaction.atomic():
        work()
        took = time.perf_counter() - began
        transaction.set_rollback(True)
    return took


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--artworks", type=int, default=10)
    arguments.add_argument("--blanks", type=int, nargs="+", default=[10, 50, 100])
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="monogram-virtual-products-") as place:
        os.environ |= {"MONOGRAM_DATA_DIR": place, "DJANGO_SETTINGS_MODULE": "monogram.config.settings"}
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        print(json.dumps({"database": connection.vendor} | measured(given.artworks, given.blanks), indent=2))
        connection.close()


if __name__ == "__main__":
    main()
