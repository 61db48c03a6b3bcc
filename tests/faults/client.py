"""A shop's or a supplier's program: it asks again, by the same key, until it hears something definite."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any

from tests.orders.world import POTTERY_ID, POTTERY_KEY, PRINTER_ID, PRINTER_KEY, RETAILER_ID, RETAILER_KEY

RETAILER = f"Basic {RETAILER_ID}:{RETAILER_KEY}"
PRINTER = f"Basic {PRINTER_ID}:{PRINTER_KEY}"
POTTERY = f"Basic {POTTERY_ID}:{POTTERY_KEY}"
_ACCIDENT = re.compile(r"An unexpected error occured [0-9A-Fa-f]{32}\Z")
_PATIENCE_SECONDS = 60.0
"""Longer than the platform may take to say that its database is gone."""


@dataclass(frozen=True)
class Answer:
    """What the platform has said."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> Any:
        """The error code; None for an unexpected error, and for an answer that is no error."""
        return self.json["error"]["code"] if self.status >= 400 else None

    @property
    def is_documented_accident(self) -> bool:
        """Whether it is the published form of an unexpected error, with a reference (`contract.md §1`)."""
        try:
            error = self.json["error"]
        except (ValueError, KeyError, TypeError):
            return False
        return (
            self.status == 500
            and set(error) == {"code", "message"}
            and error["code"] is None
            and bool(_ACCIDENT.match(error["message"]))
        )


@dataclass
class Trouble:
    """What stood in a client's way until it had its answer."""

    requests: int = 0
    broken: int = 0
    silent: int = 0
    accidents: list[float] = field(default_factory=list)
    undocumented: list[Answer] = field(default_factory=list)

    def add(self, other: Trouble) -> None:
        self.requests += other.requests
        self.broken += other.broken
        self.silent += other.silent
        self.accidents += other.accidents
        self.undocumented += other.undocumented


class Client:
    """One connection, kept open while it lasts. `trouble` counts what happened on it."""

    def __init__(self, port: int, authorization: str) -> None:
        self._port = port
        self._authorization = authorization
        self._connection: HTTPConnection | None = None
        self.trouble = Trouble()

    def ask(self, method: str, path: str, body: bytes | Iterator[bytes] = b"", **headers: str) -> Answer:
        """One request and its answer. Raises OSError or HTTPException when there is none."""
        self._connection = self._connection or HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE_SECONDS)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            self._connection.request(method, path, body, {"Authorization": self._authorization, **sent})
            answer = self._connection.getresponse()
            return Answer(answer.status, answer.read())
        except (OSError, HTTPException):
            self.close()
            raise

    def insist(
        self, method: str, path: str, body: bytes, *, headers: Mapping[str, str] | None = None,
        may_stop: Callable[[], bool] = lambda: False,
    ) -> Answer | None:  # fmt: skip
        """Ask until the answer is definite: done, or refused. None if `may_stop` said so before."""
        while not may_stop():
            self.trouble.requests += 1
            try:
                answer = self.ask(method, path, body, **(headers or {}))
            except TimeoutError:
                self.trouble.silent += 1
            except (OSError, HTTPException):
                self.trouble.broken += 1
                time.sleep(0.02)  # nobody listens at the moment
            else:
                if answer.status < 500:
                    return answer
                self.trouble.accidents.append(time.time())
                if not answer.is_documented_accident:
                    self.trouble.undocumented.append(answer)
        return None

    def place(self, order: Mapping[str, Any], *, key: str = "") -> Answer:
        """Post one order, once."""
        return self.ask("POST", "/order", json.dumps(order).encode(), **({"Idempotency_Key": key} if key else {}))

    def close(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None
