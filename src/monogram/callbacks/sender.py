"""The sender: takes what is due, sends it, writes down what came of it, all at the same time.

One event loop holds the connections; two threads speak to the database, one to take messages and one to write
outcomes, so that neither waits for the other. Whatever arrives while one batch is written makes the next batch: under
load they grow by themselves.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import ParamSpec, TypeVar

from django.db import DataError, close_old_connections, connections

from monogram.callbacks import claims, outcomes, policy, requests
from monogram.callbacks.claims import Claim
from monogram.callbacks.receivers import Receivers
from monogram.callbacks.requests import Outcome, Request
from monogram.common.async_http import Client
from monogram.common.errors import MonogramError

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

_LOOK_SECONDS = 0.05  # how long a new message may lie there until it is seen
_GATHER_SECONDS = 0.005  # between two batches, so that there are several to a batch
_AFTER_TROUBLE_SECONDS = 1.0  # the database is away
_LAST_TRIES_SECONDS = 20.0  # how long an ending sender tries to write its outcomes to a database that is away

_NOT_KEPT = "The answer cannot be shown"
_OVERLOADED = {429, 502, 503, 504}  # answers that ask for fewer requests, as Standard Webhooks has them


def run(stop: threading.Event) -> None:
    """Send messages in this process until `stop` is set; those on their way are finished and written down."""
    asyncio.run(Sender().run(stop))


def deliver_due() -> int:
    """Send everything that is due, and what that makes due, and write it down, here and now. How many were taken.

    For tests and for single steps by hand; `run` does the same without an end.
    """
    receivers, sent = Receivers(), 0
    while taken := _take_due(receivers):
        batch = requests.build(taken)
        with ThreadPoolExecutor(1) as elsewhere:  # a thread that may have an event loop, even if this one has one
            came = elsewhere.submit(asyncio.run, _send_all(batch, receivers)).result()
        while came:
            came = outcomes.record(came)
        sent += len(taken)
    return sent


def _take_due(receivers: Receivers) -> list[Claim]:
    for turn, names in claims.due_receivers().items():
        if taken := claims.take(turn, receivers.room(names)):
            return taken
    return []


async def _send_all(batch: Sequence[Request], receivers: Receivers) -> list[Outcome]:
    for request in batch:
        receivers.sending(request.claim.receiver)
    async with Client() as client:
        return await asyncio.gather(*(_attempt(client, request, receivers) for request in batch))


def _take(turn: claims.Turn, room: Mapping[str, int]) -> list[Request]:
    return requests.build(claims.take(turn, room))


async def _attempt(client: Client, request: Request, receivers: Receivers) -> Outcome:
    """The request itself, and what it teaches about the receiver."""
    outcome = await _send(client, request)
    took = timedelta(milliseconds=outcome.duration_ms)
    is_well = outcome.status is not None and outcome.status not in _OVERLOADED
    receivers.answered(request.claim.receiver, took=took, is_well=is_well)
    return outcome


async def _send(client: Client, request: Request) -> Outcome:
    if request.trouble:
        return Outcome(request, 0, error=request.trouble)
    started = time.monotonic()
    try:
        answer = await client.request(
            request.claim.method,
            request.url,
            headers=request.headers,
            body=request.body,
            timeout=policy.TIME_LIMIT.total_seconds(),
            max_bytes=policy.KEPT_ANSWER_BYTES,
        )
    except MonogramError as error:
        return Outcome(request, _milliseconds_since(started), error=requests.kept_text(error.text))
    except Exception as error:
        # Whatever a receiver can make go wrong here must end as a failed attempt, not as one that is made for ever.
        logger.exception("Message %s could not be sent", request.claim.delivery_id)
        return Outcome(request, _milliseconds_since(started), error=requests.kept_text(repr(error)))
    return Outcome(
        request,
        _milliseconds_since(started),
        answer.status,
        requests.kept_headers(answer.headers),
        requests.kept_text(answer.body.decode(errors="replace")),
    )


def _milliseconds_since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


class Sender:
    """One process's sender. Several may run; each knows what it has learnt of the receivers itself."""

    def __init__(self) -> None:
        self._receivers = Receivers()
        self._on_their_way: set[asyncio.Task[None]] = set()
        self._came: list[Outcome] = []
        self._something_came = asyncio.Event()
        self._look_again = asyncio.Event()
        self._has_ended = False

    async def run(self, stop: threading.Event) -> None:
        """As the module's `run`."""
        with ThreadPoolExecutor(1, "claims") as self._claims, ThreadPoolExecutor(1, "outcomes") as self._outcomes:
            async with Client() as self._client:
                recorder = asyncio.create_task(self._record())
                while not stop.is_set():
                    await self._step()
                while self._on_their_way:
                    await asyncio.wait(self._on_their_way)
                self._has_ended = True
                self._something_came.set()
                await recorder
            for executor in (self._claims, self._outcomes):
                executor.submit(connections.close_all)

    async def _step(self) -> None:
        """Take and send one batch, or wait until it is worth looking again."""
        self._look_again.clear()
        try:
            started = await self._start_what_is_due()
        except Exception:
            logger.exception("Messages could not be taken; it is tried again")
            await asyncio.sleep(_AFTER_TROUBLE_SECONDS)
            return
        if started:
            await asyncio.sleep(_GATHER_SECONDS)
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(self._look_again.wait(), _LOOK_SECONDS)

    async def _start_what_is_due(self) -> int:
        """How many messages were taken and are on their way now."""
        started = 0
        for turn, names in (await _in(self._claims, claims.due_receivers)).items():
            room = self._receivers.room(names)
            batch = await _in(self._claims, _take, turn, room) if room else []
            for request in batch:
                self._receivers.sending(request.claim.receiver)
                task = asyncio.create_task(self._send(request))
                self._on_their_way.add(task)
                task.add_done_callback(self._on_their_way.discard)
            started += len(batch)
        return started

    async def _send(self, request: Request) -> None:
        outcome = await _attempt(self._client, request, self._receivers)
        self._came.append(outcome)  # not in one line with `await`: the list may have become another one meanwhile
        self._something_came.set()

    async def _record(self) -> None:
        """Write outcomes as long as any may come."""
        give_up_at = float("inf")
        while not self._has_ended or self._came:
            await self._something_came.wait()
            self._something_came.clear()
            if self._has_ended and give_up_at == float("inf"):
                give_up_at = time.monotonic() + _LAST_TRIES_SECONDS
            batch, self._came = self._came, []
            left = await self._recorded(batch) if batch else []
            if left and time.monotonic() > give_up_at:
                logger.error("%s outcomes were not written; the messages are sent again", len(left))
                return
            if left:
                self._came += left
                self._something_came.set()
                await asyncio.sleep(_GATHER_SECONDS)

    async def _recorded(self, batch: Sequence[Outcome]) -> Sequence[Outcome]:
        """Those of the batch that have to be written later."""
        try:
            left = await _in(self._outcomes, _record_what_can_be, batch)
        except Exception:
            logger.exception("%s outcomes could not be written; it is tried again", len(batch))
            await asyncio.sleep(_AFTER_TROUBLE_SECONDS)
            return batch
        self._look_again.set()  # for the messages that waited for these
        return left


def _record_what_can_be(batch: Sequence[Outcome]) -> list[Outcome]:
    """As `outcomes.record`, and not stopped by an answer that the database does not take."""
    try:
        return outcomes.record(batch)
    except (DataError, ValueError):
        if len(batch) > 1:
            return [left for outcome in batch for left in _record_alone(outcome)]
        logger.exception("The answer to message %s could not be kept", batch[0].request.claim.delivery_id)
        return outcomes.record([replace(batch[0], headers={}, body="", error=_NOT_KEPT)])


def _record_alone(outcome: Outcome) -> list[Outcome]:
    """What goes wrong with one outcome is that one's: those written before it must not be written again."""
    try:
        return _record_what_can_be([outcome])
    except Exception:
        logger.exception("The outcome of message %s could not be written", outcome.request.claim.delivery_id)
        return [outcome]


def _in(executor: ThreadPoolExecutor, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
    """Do something with the database in a thread of its own, and leave no pooled connection behind."""

    def do() -> T:
        close_old_connections()
        try:
            return work(*args, **kwargs)
        finally:
            close_old_connections()

    return asyncio.get_running_loop().run_in_executor(executor, do)
