"""Callbacks through one worker: `python -m benchmarks.callbacks [--orders 1000] [--messages 4] [--changes 200]`.

Receivers are real processes on loopback, the worker is `monogram worker`. In one run:

- `floor`: a bare aiohttp client sends the same bodies as fast as it can, with no database;
- `backlog`: orders × messages wait when the worker starts; messages a second, from the first arrival to the last;
- `backlog_beside_the_dead`: the same, while as many messages wait for a receiver that takes connections and never
  answers, and for one that answers after three seconds;
- `idle`: status changes, one after another, some time apart; from commit to arrival.

SQLite, or PostgreSQL where `MONOGRAM_DATABASE_URL` names one (`python tests/with_postgres.py python -m
benchmarks.callbacks`). Prints JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from typing import Any

import aiohttp

FAST_RECEIVERS = 4
_TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextlib.contextmanager
def receivers(number: int, seconds: float = 0) -> Iterator[list[str]]:
    """Receivers in processes of their own; their origins."""
    ports = [free_port() for _ in range(number)]
    command = [sys.executable, "-m", "benchmarks.callbacks.receiver"]
    processes = [subprocess.Popen([*command, str(port), str(seconds)]) for port in ports]
    origins = [f"http://127.0.0.1:{port}" for port in ports]
    try:
        for origin in origins:
            wait_until(lambda origin=origin: arrivals(origin) == {})
        yield origins
    finally:
        for process in processes:
            process.kill()
            process.wait()


def arrivals(origin: str) -> dict[str, float] | None:
    """When each message first arrived there; None while nobody listens."""
    try:
        with urllib.request.urlopen(origin) as answer:  # noqa: S310 - our own receiver
            return dict(reversed(json.load(answer)))
    except OSError:
        return None


@contextlib.contextmanager
def dead_receiver() -> Iterator[str]:
    """Takes connections, since the kernel does, and says nothing."""
    with socket.create_server(("127.0.0.1", 0), backlog=4096) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@contextlib.contextmanager
def worker(concurrency: int = 1) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "monogram.config.cli", "worker", "--concurrency", str(concurrency)],
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.send_signal(15)  # the same signal again: at once
            process.wait()


def cpu_seconds(parent: int) -> float:
    """What the worker's processes have used so far."""
    with open(f"/proc/{parent}/task/{parent}/children") as file:
        processes = [parent, *map(int, file.read().split())]
    used = 0
    for process in processes:
        with open(f"/proc/{process}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        used += int(fields[11]) + int(fields[12])
    return used / _TICKS


def wait_until(condition: Any, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


def floor(origins: Sequence[str], number: int) -> dict[str, float]:
    """The same bodies and headers by a bare client."""
    from benchmarks.callbacks.world import BODY

    headers = {"Content-Type": "application/json", "webhook-id": "floor", "webhook-signature": "v1," + "0" * 44}

    async def send() -> None:
        left = iter(range(number))
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:

            async def one_after_another() -> None:
                for index in left:
                    url = origins[index % len(origins)] + "/callback"
                    async with session.put(url, data=(BODY % index).encode(), headers=headers) as answer:
                        await answer.read()

            await asyncio.gather(*(one_after_another() for _ in range(64)))

    started, cpu = time.perf_counter(), time.process_time()
    asyncio.run(send())
    took = time.perf_counter() - started
    return {"per_second": round(number / took), "cpu_ms_each": round((time.process_time() - cpu) / number * 1000, 3)}


def backlog(origins: Sequence[str], orders: int, messages: int, *, beside: Sequence[str] = ()) -> dict[str, float]:
    """A worker starts, and everything for the fast receivers is sent and written down."""
    from benchmarks.callbacks.world import make_orders, pile_up
    from django.db import connection

    from monogram.callbacks.models import Delivery

    for origin in beside:
        pile_up(make_orders(orders, [origin + "/callback"]), 1)
    placed = make_orders(orders, [origin + "/callback" for origin in origins])
    total = pile_up(placed, messages)
    mine = Delivery.objects.filter(order__in=[placed[0].pk, placed[-1].pk]).values_list("pk", flat=True)
    first_and_last = list(mine)
    before = sum(len(arrivals(origin) or {}) for origin in origins)
    waiting = Delivery.objects.filter(order_id__gte=placed[0].pk, order_id__lte=placed[-1].pk, status="pending")
    with worker() as process:
        wait_until(lambda: not waiting.exists(), seconds=600)
        written = time.time()
        cpu = cpu_seconds(process.pid)
    connection.close()
    came = sorted(at for origin in origins for at in (arrivals(origin) or {}).values())[before:]
    assert len(came) == total, (len(came), total, first_and_last)
    return {
        "messages": total,
        "per_second": round(total / (came[-1] - came[0])),
        "per_second_until_written": round(total / (written - came[0])),
        "worker_cpu_ms_each": round(cpu / total * 1000, 3),
    }


def idle(origins: Sequence[str], number: int) -> dict[str, float]:
    """From the commit of a status change to its callback's arrival, one after another."""
    from benchmarks.callbacks.world import change, changes, make_orders

    from monogram.callbacks.models import Delivery

    orders = make_orders(-(-number // 4), [origin + "/callback" for origin in origins])
    committed: dict[tuple[int, int], float] = {}
    with worker() as process:
        time.sleep(3)
        before = cpu_seconds(process.pid)
        time.sleep(5)
        idle_cpu = (cpu_seconds(process.pid) - before) / 5
        for order_id, status in changes(orders)[:number]:
            change(order_id, status)
            committed[order_id, status] = time.time()
            time.sleep(random.uniform(0.02, 0.08))  # noqa: S311 - not in step with the worker
        wait_until(lambda: not Delivery.objects.filter(status="pending", order__in=orders).exists())
    came = {number: at for origin in origins for number, at in (arrivals(origin) or {}).items()}
    rows = Delivery.objects.filter(order__in=orders).values_list("pk", "order_id", "body")
    late = sorted(came[pk] - committed[order_id, json.loads(body)["status"]] for pk, order_id, body in rows)
    return {
        "changes": len(late),
        "p50_ms": round(statistics.median(late) * 1000, 1),
        "p99_ms": round(late[int(len(late) * 0.99)] * 1000, 1),
        "slowest_ms": round(late[-1] * 1000, 1),
        "worker_cpu_share_when_nothing_happens": round(idle_cpu, 3),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--orders", type=int, default=1000)
    arguments.add_argument("--messages", type=int, default=4)
    arguments.add_argument("--changes", type=int, default=200)
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="monogram-callbacks-") as folder:
        os.environ |= {
            "MONOGRAM_DATA_DIR": folder,
            "MONOGRAM_ALLOWED_NETWORKS": '["127.0.0.0/8"]',
            "DJANGO_SETTINGS_MODULE": "monogram.config.settings",
        }
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        total = wanted.orders * wanted.messages
        with receivers(FAST_RECEIVERS) as fast, receivers(1, seconds=3) as slow, dead_receiver() as dead:
            figures: dict[str, Any] = {
                "database": connection.vendor,
                "floor": floor(fast, total),
                "backlog": backlog(fast, wanted.orders, wanted.messages),
                "floor_again": floor(fast, total),
            }
            beside = [dead, *slow]
            figures["backlog_beside_the_dead"] = backlog(fast, wanted.orders, wanted.messages, beside=beside)
            figures["share_of_the_floor"] = round(figures["backlog"]["per_second"] / figures["floor"]["per_second"], 3)
            figures["share_kept_beside_the_dead"] = round(
                figures["backlog_beside_the_dead"]["per_second"] / figures["backlog"]["per_second"], 3
            )
            figures["idle"] = idle(fast, wanted.changes)
        connection.close()
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
