"""Storing an image that is fetched, against decoding and encoding alone.

    python -m benchmarks.hosted_images [--rounds 9]

`POST /user-image?url=` over real HTTP for photographs of 12 megapixels that a server on loopback serves, each with
bytes of its own so that none is known: as an editor saves them, and as a telephone does, with the turn in the EXIF,
which means a print copy too. The floor (`floor.py`) takes turns with it: one process that has the file already,
decodes it and encodes what has to be encoded. The answer to bytes that are known, a token, and a preview that is
fetched are told by themselves. Prints JSON: milliseconds of the clock and of processor time, the middle and the
longest of the rounds.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from benchmarks.artwork.scene import photograph
from benchmarks.hosted_images import floor
from benchmarks.hosted_images.world import COMPANY
from benchmarks.intake.__main__ import a_database, free_port, server
from tests.common.receiver import Receiver, answer, receiving

_WAIT = 300


def ask(port: int, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> bytes:
    """One request; raises RuntimeError for a refusal."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_WAIT)
    try:
        connection.request(method, path, body, dict(headers or {}))
        response = connection.getresponse()
        content = response.read()
    finally:
        connection.close()
    if response.status != 200:
        raise RuntimeError(content.decode("utf-8", "replace"))
    return content


def timed(do: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


def processor_ms(parent: int) -> float:
    """Of the server and its workers, with the processes that they have started and that have ended."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in [str(parent), *children]]
    return sum(sum(map(int, fields[11:15])) for fields in stats) * 1000 / os.sysconf("SC_CLK_TCK")


def told(times: list[float]) -> dict[str, float]:
    return {"median_ms": round(statistics.median(times)), "longest_ms": round(max(times))}


def measure(
    port: int, pid: int, key: str, host: Receiver, photo: bytes, rounds: int, *, is_turned: bool
) -> dict[str, Any]:
    """One kind of photograph: stored, and the floor, in turns. The first of each is not counted."""
    headers = {"Authorization": f"Basic {COMPANY}:{key}"}
    stored, alone, used, used_alone = list[float](), list[float](), list[float](), list[float]()
    for number in range(rounds + 1):
        content = floor.with_comment(photo, f"{time.time_ns()}")
        host.behaviour = answer(body=content, Content_Type="image/jpeg")
        path = f"/user-image?{urlencode({'url': f'{host.origin}/{number}.jpg'})}"
        before, before_alone = processor_ms(pid), time.process_time()
        stored.append(timed(partial(ask, port, "POST", path, headers=headers)))
        alone.append(timed(partial(floor.decode_and_encode, content, is_turned=is_turned)))
        used.append(processor_ms(pid) - before)
        used_alone.append((time.process_time() - before_alone) * 1000)
    again = [timed(partial(ask, port, "POST", path, headers=headers)) for _ in range(rounds)]
    preview = urlsplit(json.loads(ask(port, "POST", path, headers=headers))["urls"]["preview"]).path
    fetched = [timed(partial(ask, port, "GET", preview)) for _ in range(rounds)]
    processor, processor_alone = statistics.median(used[1:]), statistics.median(used_alone[1:])
    return {
        "bytes": len(photo),
        "stored": told(stored[1:]),
        "decode_and_encode_alone": told(alone[1:]),
        "processor_ms": round(processor),
        "processor_ms_alone": round(processor_alone),
        "times_the_floor": {
            "clock": round(statistics.median(stored[1:]) / statistics.median(alone[1:]), 2),
            "processor": round(processor / processor_alone, 2),
        },
        "the_same_bytes_again": told(again),
        "preview_fetched": told(fetched),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hosted_images", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    plain = photograph()
    with tempfile.TemporaryDirectory(prefix="monogram-images-") as folder, a_database():
        port = free_port()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "monogram.config.settings",
            "MONOGRAM_DATA_DIR": folder,
            "MONOGRAM_ALLOWED_NETWORKS": '["127.0.0.0/8"]',
            "MONOGRAM_PUBLIC_URL": f"http://127.0.0.1:{port}",
        }
        keys_file = Path(folder) / "keys.json"
        subprocess.run([sys.executable, "-m", "benchmarks.hosted_images.world", str(keys_file)], check=True)
        keys = json.loads(keys_file.read_text())
        form = urlencode({**keys["client"], "grant_type": "client_credentials"}).encode()
        as_form = {"Content-Type": "application/x-www-form-urlencoded"}
        command = [sys.executable, "-m", "monogram.config.cli", "serve", "--port", str(port), "--workers", "1"]
        with server(command, port) as pid, receiving() as host:
            results = {
                "photograph": measure(port, pid, keys["key"], host, plain, rounds, is_turned=False),
                "telephone": measure(port, pid, keys["key"], host, floor.turned(plain), rounds, is_turned=True),
                "token": told([timed(partial(ask, port, "POST", "/token", form, as_form)) for _ in range(50)]),
            }
    print(json.dumps(results, indent=2))


if __name__ == "__main__":
    main()
