"""The sender of files: takes the messages for folders, writes them there, writes down what came of it.

A server at a time, each in a thread of its own: one connection for all that is due there, message by message.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from django.db import close_old_connections

from monogram.callbacks import claims, outcomes, policy, queries
from monogram.callbacks.claims import Claim, Turn
from monogram.callbacks.destinations import destinations
from monogram.callbacks.requests import Outcome, Request, kept_text
from monogram.common import clock
from monogram.files import services as files
from monogram.suppliers.formats.orders import order_file
from monogram.suppliers.models import FolderIntegration
from monogram.suppliers.queries import FolderTarget
from monogram.transports.deadline import allowance
from monogram.transports.errors import TransportError
from monogram.transports.folder import RemoteFolder, open_folder
from monogram.transports.services import note_trouble
from monogram.transports.settings import FolderSettings

logger = logging.getLogger(__name__)

_AT_ONCE = 20  # messages taken together, all within one lease
_SERVERS_AT_ONCE = 8
_LOOK_SECONDS = 0.2
_AFTER_TROUBLE_SECONDS = 1.0
_OPERATION_SECONDS = 30.0
_MOST_FAILURES = 3
_RECORD_SECONDS = 1.0  # how long outcomes are gathered; were they lost, the same files would be written again
_LEAST = policy.LEASE + timedelta(seconds=_OPERATION_SECONDS)
_LEASE = 2 * _LEAST


def run(stop: threading.Event) -> None:
    """Write files in this process until `stop` is set; a message that has been begun is finished."""
    busy: dict[str, Future[int]] = {}
    with ThreadPoolExecutor(_SERVERS_AT_ONCE, "drops") as threads:
        while not stop.is_set():
            busy = {server: work for server, work in busy.items() if not work.done()}
            try:
                close_old_connections()
                due = _due_servers()
            except Exception:
                logger.exception("Files could not be looked for; it is tried again")
                stop.wait(_AFTER_TROUBLE_SECONDS)
                continue
            finally:
                close_old_connections()
            for server in sorted(due - busy.keys())[: _SERVERS_AT_ONCE - len(busy)]:
                busy[server] = threads.submit(_serve_in_thread, server, stop)
            stop.wait(_LOOK_SECONDS)


def deliver_due() -> int:
    """Write everything that is due, here and now. How many attempts. For tests and for single steps by hand."""
    return sum(_serve(server, threading.Event()) for server in _due_servers())


def _due_servers() -> set[str]:
    return {name for names in claims.due_receivers(of_folders=True).values() for name in names}


def _serve_in_thread(server: str, stop: threading.Event) -> int:
    close_old_connections()
    try:
        return _serve(server, stop)
    except Exception:
        logger.exception("Files for %s could not be written; it is tried again", server)
        stop.wait(_AFTER_TROUBLE_SECONDS)
        return 0
    finally:
        close_old_connections()


def _serve(server: str, stop: threading.Event) -> int:
    """Write all that is due at one server. How many attempts, with those that turned out to belong elsewhere."""
    served = 0
    with _Folders() as folders, _Outcomes() as came:
        while not stop.is_set() and (batch := _take(server)):
            targets = destinations(batch, of=FolderTarget)
            served += len(batch)
            for claim in batch:
                if stop.is_set():
                    break  # what is left is due again when its lease ends
                if claim.delivery_id in targets:
                    came.add(_deliver(claim, targets[claim.delivery_id], folders))
            came.record()
    return served


def _take(server: str) -> list[Claim]:
    turns: tuple[Turn, ...] = ("replay_at", "next_attempt_at")
    for turn in turns:
        if batch := claims.take(turn, {server: _AT_ONCE}, lease=_LEASE):
            return batch
    return []


def _deliver(claim: Claim, target: FolderTarget | str, folders: _Folders) -> Outcome | None:
    """What came of one message. None if it is no longer ours: nothing is written for an order that has moved on."""
    held = claims.renew(claim, least=_LEAST)
    if held is None:
        return None
    if isinstance(target, str):
        return Outcome(_request(held, None), 0, error=target)
    return _Drop(held, target, folders).written()


class _Outcomes:
    """What came of messages, written down some at a time: a commit for each would take longer than the files."""

    def __init__(self) -> None:
        self._came: list[Outcome] = []
        self._began = 0.0

    def __enter__(self) -> _Outcomes:
        return self

    def __exit__(self, *ended: object) -> None:
        self.record()

    def add(self, outcome: Outcome | None) -> None:
        """Keep it, and write down what has been gathered for long enough."""
        if outcome is None:
            return
        self._began = self._began if self._came else time.monotonic()
        self._came.append(outcome)
        if time.monotonic() - self._began > _RECORD_SECONDS:
            self.record()

    def record(self) -> None:
        """Write all of them down, and wait for whoever has one of the messages locked at this moment."""
        while self._came:
            self._came = outcomes.record(self._came)
            if self._came:
                time.sleep(_LOOK_SECONDS)


def _request(claim: Claim, target: FolderTarget | None) -> Request:
    if target is None:
        return Request(claim, clock.now(), "", {}, b"", folder=claim.receiver)
    url = f"{target.settings.server}/{claim.url}.{target.file_format}"
    return Request(claim, clock.now(), url, {}, b"", folder=queries.receiver_of_folder(target.settings))


class _Folders:
    """The folders that are open. One that failed is opened anew, as long as that may help."""

    def __init__(self) -> None:
        self._open: dict[FolderSettings, tuple[RemoteFolder, contextlib.ExitStack]] = {}
        self._failures: Counter[FolderSettings] = Counter()
        self._refused: dict[FolderSettings, TransportError] = {}

    def __enter__(self) -> _Folders:
        return self

    def __exit__(self, *ended: object) -> None:
        for _, closing in self._open.values():
            closing.close()

    @contextlib.contextmanager
    def use(self, settings: FolderSettings) -> Iterator[RemoteFolder]:
        """The folder. Where it could not be opened, or failed again and again, it fails for the same reason at once."""
        if settings in self._refused:
            raise self._refused[settings]
        try:
            if settings not in self._open:
                closing = contextlib.ExitStack()
                folder = closing.enter_context(open_folder(settings, seconds=_OPERATION_SECONDS))
                self._open[settings] = folder, closing
            yield self._open[settings][0]
        except TransportError as error:
            self._failures[settings] += 1
            could_be_opened = settings in self._open
            if could_be_opened:
                self._open.pop(settings)[1].close()
            if not could_be_opened or not error.is_temporary or self._failures[settings] >= _MOST_FAILURES:
                self._refused[settings] = error
            raise


class _Drop:
    """One message on its way into a folder."""

    def __init__(self, claim: Claim, target: FolderTarget, folders: _Folders) -> None:
        self._claim = claim
        self._target = target
        self._folders = folders
        self._started = time.monotonic()

    def written(self) -> Outcome | None:
        """Write the artwork, if it is wanted, then the order. None if the message was taken back meanwhile."""
        if self._target.stopped:
            return self._failed(self._target.stopped, is_lasting=True)
        try:
            with self._folders.use(self._target.settings) as folder:
                size = self._write(folder)
        except _TakenAwayError:
            return None
        except TransportError as error:
            if not error.is_temporary:
                note_trouble(FolderIntegration, self._target.integration_id, error.text)
            return self._failed(error.text, is_lasting=not error.is_temporary)
        except Exception as error:
            # Ours, such as a file that is not there: it must end as a failed attempt, not as one made for ever.
            logger.exception("Message %s could not be written", self._claim.delivery_id)
            return self._failed(f"The file could not be made: {error!r}")
        return self._outcome(body=f"{size:,} bytes were written", is_written=True)

    def _write(self, folder: RemoteFolder) -> int:
        if self._target.with_artwork:
            for attachment in self._claim.attachments:
                content = files.path(attachment["key"]) or files.read(attachment["key"])
                self._hold(content.stat().st_size if isinstance(content, Path) else len(content))
                folder.write(attachment["path"], content)
        content = order_file(self._claim.body, self._target.file_format)
        self._hold(len(content))
        folder.write(f"{self._claim.url}.{self._target.file_format}", content)
        return len(content)

    def _hold(self, size: int) -> None:
        """Keep the message for as long as so many bytes may take."""
        held = claims.renew(self._claim, least=_LEAST + timedelta(seconds=allowance(0, size)))
        if held is None:
            raise _TakenAwayError
        self._claim = held

    def _failed(self, why: str, *, is_lasting: bool = False) -> Outcome:
        return self._outcome(error=kept_text(why), is_lasting=is_lasting)

    def _outcome(
        self, *, body: str = "", error: str = "", is_written: bool = False, is_lasting: bool = False
    ) -> Outcome:
        took = round((time.monotonic() - self._started) * 1000)
        request = _request(self._claim, self._target)
        return Outcome(request, took, body=body, error=error, is_written=is_written, is_lasting=is_lasting)


class _TakenAwayError(Exception):
    """The message is no longer ours to write."""
