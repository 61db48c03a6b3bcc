"""Requests to the platform, exactly as any retailer or supplier makes them (`contract.md §1–4`)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from monogram.common import http
from monogram.common.errors import MonogramError
from monogram.demo.site import settings


@dataclass(frozen=True)
class Failure:
    """One element of `error.errors[]`; code None where there was no answer at all."""

    code: int | None
    message: str
    path: str = ""


class PlatformRefusedError(Exception):
    """The platform answered with errors, or did not answer."""

    def __init__(self, failures: list[Failure]) -> None:
        self.failures = failures
        super().__init__("; ".join(failure.message for failure in failures))

    @property
    def is_answer(self) -> bool:
        """Whether the platform has said no; otherwise it may have done what it was asked to."""
        return all(failure.code is not None for failure in self.failures)


def place_order(*, company: int, key: str, submission: dict[str, Any], request_key: str) -> list[dict[str, Any]]:
    """`POST /order`. The same `request_key` again gives the first answer. Raises PlatformRefusedError."""
    orders = _call(
        "POST", "/order", company=company, key=key, body=submission, headers={"Idempotency-Key": request_key}
    )
    if not isinstance(orders, list):
        raise PlatformRefusedError([Failure(None, "The answer is not an array of orders")])
    return orders


def change_status(*, company: int, key: str, order_id: int, status: dict[str, Any]) -> dict[str, Any]:
    """`PUT /order/{id}/status`. Gives the order as it is then. Raises PlatformRefusedError."""
    order = _call("PUT", f"/order/{order_id}/status", company=company, key=key, body=status)
    return order if isinstance(order, dict) else {}


def _call(
    method: str, path: str, *, company: int, key: str, body: dict[str, Any], headers: dict[str, str] | None = None
) -> Any:
    # The pair goes raw behind "Basic", as the platform's documentation has it.
    sent = {"Authorization": f"Basic {company}:{key}", "Content-Type": "application/json", **(headers or {})}
    try:
        answer = http.request(
            method, settings.PLATFORM_URL + path, headers=sent, body=json.dumps(body).encode(), timeout=15
        )
    except MonogramError as error:
        raise PlatformRefusedError([Failure(None, error.text)]) from error
    return _read(answer)


def _read(answer: http.HttpAnswer) -> Any:
    try:
        content = json.loads(answer.body)
    except ValueError as error:
        raise PlatformRefusedError([Failure(None, f"HTTP {answer.status}, and the answer is not JSON")]) from error
    if answer.status < 300:
        return content
    refusal = content.get("error", {}) if isinstance(content, dict) else {}
    raise PlatformRefusedError(_failures(refusal) or [Failure(None, f"HTTP {answer.status}")])


def _failures(error: dict[str, Any]) -> list[Failure]:
    """All failures where the platform lists them, else the one it names."""
    listed = error.get("errors") or [error]
    return [
        Failure(failure.get("code"), str(failure.get("message", "")), str(failure.get("path", "")))
        for failure in listed
        if failure
    ]
