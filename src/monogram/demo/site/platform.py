"""Requests to the platform, exactly as any retailer or supplier makes them (`contract.md §1–4`)."""

from __future__ import annotations

import json
import re
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


def print_label(*, company: int, key: str, order_id: int) -> list[dict[str, Any]]:
    """`POST /order/{id}/shipment` for all that is still to leave. Gives the parcels. Raises PlatformRefusedError."""
    parcels = _call("POST", f"/order/{order_id}/shipment", company=company, key=key)
    if not isinstance(parcels, list):
        raise PlatformRefusedError([Failure(None, "The answer is not an array of parcels")])
    return parcels


def fetch_orders(*, company: int, key: str, address: str) -> tuple[list[str], str]:
    """`GET /supplier/orders`: the documents, each as it was written, and the address to ask next time.

    Raises PlatformRefusedError.
    """
    answer = _ask("GET", address, company=company, key=key)
    _read(answer)
    link = re.match(r'<([^>]+)>; *rel="next"', answer.headers.get("link", ""))
    return _elements(answer.body.decode()), link[1] if link else address


def acknowledge(*, company: int, key: str, order_id: int) -> None:
    """`POST /supplier/orders/{id}/acknowledge`. Raises PlatformRefusedError."""
    _call("POST", f"/supplier/orders/{order_id}/acknowledge", company=company, key=key)


def _elements(array: str) -> list[str]:
    """The elements of a JSON array, word for word."""
    found: list[str] = []
    decoder, at = json.JSONDecoder(), array.index("[") + 1
    while array[at:].lstrip()[:1] not in {"]", ""}:
        at = len(array) - len(array[at:].lstrip(" \t\r\n,"))
        _, end = decoder.raw_decode(array, at)
        found.append(array[at:end])
        at = end
    return found


def _call(
    method: str,
    path: str,
    *,
    company: int,
    key: str,
    body: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> Any:
    return _read(_ask(method, path, company=company, key=key, body=body, headers=headers))


def _ask(
    method: str,
    path: str,
    *,
    company: int,
    key: str,
    body: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> http.HttpAnswer:
    # The pair goes raw behind "Basic", as the platform's documentation has it.
    sent = {"Authorization": f"Basic {company}:{key}", "Content-Type": "application/json", **(headers or {})}
    content = b"" if body is None else json.dumps(body).encode()
    try:
        return http.request(method, settings.PLATFORM_URL + path, headers=sent, body=content, timeout=15)
    except MonogramError as error:
        raise PlatformRefusedError([Failure(None, error.text)]) from error


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
