"""Folders in S3 buckets, at Amazon or elsewhere."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator, Mapping
from datetime import UTC
from functools import cache
from itertools import takewhile
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import boto3
import botocore.session
from boto3.s3.transfer import TransferConfig
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from monogram.common import http
from monogram.common.errors import MonogramError
from monogram.transports.deadline import Deadline, allowance
from monogram.transports.errors import FileTakenError, HostRefusedError, NoFolderError, SignInError, TransportError
from monogram.transports.folder import MAX_ENTRIES, RemoteFile, counted, opened, too_large, too_many
from monogram.transports.names import folder_path, is_safe, safe_path
from monogram.transports.network import resolve
from monogram.transports.s3_errors import explained
from monogram.transports.settings import FolderSettings
from monogram.transports.steps import Progress, Step

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

DEFAULT_REGION = "us-east-1"
_MAX_ANSWER = 10_000_000  # a page of a listing has a thousand keys of up to a kilobyte
_MAX_REFUSAL = 100_000  # one instead of a small file is longer than that
_PART = 16 << 20
_PARTS = TransferConfig(multipart_threshold=_PART, multipart_chunksize=_PART, use_threads=False)
_UNPROVED = "http proves nothing and sends files readably: https is safe"
_making = Lock()  # sessions are not made for threads


class _Body(io.BytesIO):
    """A whole answer, as botocore reads one."""

    def stream(self, *_: object, **__: object) -> Iterator[bytes]:
        yield self.read()


class S3Folder:
    """boto3 signs, writes and reads the messages; the platform's guarded client carries them.

    An object is there whole or not at all, so writing needs no temporary name. S3 cannot rename: the object is
    copied and deleted, and who looks in between sees both.
    """

    def __init__(self, settings: FolderSettings, seconds: float, progress: Progress) -> None:
        self._seconds = seconds
        self._deadline = Deadline(seconds)
        self._max_answer = _MAX_ANSWER
        self._bucket = _required(settings.bucket, "a bucket", NoFolderError)
        self._prefix = folder_path(settings.folder).strip("/")
        self._client = _client(settings)
        # The answer of this event's handler is taken for the server's.
        self._client.meta.events.register("before-send.s3", self._send)  # type: ignore[arg-type]  # which the types do not know
        self._client.meta.events.register("before-call.s3", _follow_nothing)
        self._look_in(settings, progress)

    def files(self, folder: str = "") -> list[RemoteFile]:
        prefix = self._key(safe_path(folder) if folder else "")
        prefix = f"{prefix}/" if prefix else ""
        found: list[RemoteFile] = []
        with self._operation(folder):
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._bucket, Prefix=prefix, Delimiter="/"):
                for item in page.get("Contents", []):
                    name = item["Key"].removeprefix(prefix)
                    if is_safe(name):
                        found.append(RemoteFile(name, item["Size"], item["LastModified"].astimezone(UTC)))
                if len(found) > MAX_ENTRIES:
                    raise too_many(folder)
        return counted(found, folder)

    def read(self, path: str, *, max_bytes: int) -> bytes:
        key = self._key(safe_path(path))
        with self._operation(path, size=max_bytes):
            size = self._client.head_object(Bucket=self._bucket, Key=key)["ContentLength"]
            if size > max_bytes:
                raise too_large(path, size, max_bytes)
            self._max_answer = max(max_bytes, _MAX_REFUSAL)
            try:
                content = self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
            finally:
                self._max_answer = _MAX_ANSWER
        if len(content) > max_bytes:
            raise too_large(path, len(content), max_bytes)
        return content

    def write(self, path: str, content: bytes | Path) -> None:
        key = self._key(safe_path(path))
        source, size = opened(content)
        with source, self._operation(path, size=size):
            self._client.upload_fileobj(source, self._bucket, key, Config=_PARTS)

    def rename(self, path: str, to: str) -> None:
        key, target = self._key(safe_path(path)), self._key(safe_path(to))
        with self._operation(path):
            if self._exists(target):
                raise FileTakenError(f"There is already a file {to}: move it away")
            self._client.copy_object(Bucket=self._bucket, Key=target, CopySource={"Bucket": self._bucket, "Key": key})
            self._client.delete_object(Bucket=self._bucket, Key=key)

    def delete(self, path: str) -> None:
        with self._operation(path):
            self._client.delete_object(Bucket=self._bucket, Key=self._key(safe_path(path)))

    def close(self) -> None:
        self._client.close()

    def _look_in(self, settings: FolderSettings, progress: Progress) -> None:
        """One small request shows everything; how far it came is in its answer."""
        host = http.checked_url(self._client.meta.endpoint_url).host
        progress(Step.ADDRESS, ", ".join(map(str, resolve(host, self._deadline))))
        identity = "" if settings.endpoint.startswith("https:") or not settings.endpoint else _UNPROVED
        steps = {Step.CONNECTION: host, Step.IDENTITY: identity, Step.SIGN_IN: settings.access_key}
        try:
            with self._operation(""):
                self._client.list_objects_v2(Bucket=self._bucket, Prefix=self._key(""), MaxKeys=1)
        except TransportError as error:
            if error.step in {*steps, Step.FOLDER}:
                _tell(progress, steps, until=error.step)
            raise
        _tell(progress, steps)
        progress(Step.FOLDER, f"{self._bucket}/{self._prefix}".rstrip("/"))

    def _key(self, path: str) -> str:
        return "/".join(part for part in (self._prefix, path) if part)

    def _exists(self, key: str) -> bool:
        try:
            self._client.head_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                return False
            raise
        return True

    @contextlib.contextmanager
    def _operation(self, path: str, *, size: int = 0) -> Iterator[None]:
        """One operation within its time, its failures in our words."""
        self._deadline = Deadline(allowance(self._seconds, size))
        try:
            yield
        except TransportError:
            raise
        except (ClientError, BotoCoreError, MonogramError, KeyError, ValueError) as error:
            raise explained(error, path, bucket=self._bucket, seconds=self._deadline.seconds) from error

    def _send(self, request: AWSPreparedRequest, **_: object) -> AWSResponse:
        """Carry one signed request. botocore takes what a handler of this event answers instead of asking itself."""
        body: Any = request.body or b""
        headers = {name: _text(value) for name, value in request.headers.items() if name.lower() != "expect"}
        answer = http.request(
            str(request.method), str(request.url), headers=headers,
            body=body if isinstance(body, bytes) else body.read(),
            timeout=self._deadline.remaining(), max_bytes=self._max_answer,
        )  # fmt: skip
        return AWSResponse(
            request.url, answer.status, HTTPHeaders.from_pairs(answer.headers.items()), _Body(answer.body)
        )


@cache
def _session() -> boto3.session.Session:
    """One for all, since reading S3's description takes time. It knows no keys and no profile of the machine's."""
    none = {"config_file": (None, None, os.devnull, None), "credentials_file": (None, None, os.devnull, None)}
    plain = botocore.session.Session(session_vars={"profile": (None, None, None, None), **none})
    return boto3.session.Session("none", "none", region_name=DEFAULT_REGION, botocore_session=plain)


def _client(settings: FolderSettings) -> S3Client:
    if settings.endpoint:
        try:
            http.checked_url(settings.endpoint)
        except http.UrlNotAllowedError as error:
            raise HostRefusedError(f"{error.text}: correct the endpoint") from error
    config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "path" if settings.endpoint else "auto"},
        request_checksum_calculation="when_required",  # many other servers refuse the newer checksums
        response_checksum_validation="when_required",
        retries={"total_max_attempts": 1},  # who has a deadline decides about a second attempt
        ignore_configured_endpoint_urls=True,  # type: ignore[call-arg]  # which the types do not know
        proxies={},
    )
    access_key = _required(settings.access_key, "an access key", SignInError)
    secret_key = _required(settings.secret_key, "a secret key", SignInError)
    try:
        with _making:
            return _session().client(
                "s3",
                region_name=settings.region or DEFAULT_REGION,
                endpoint_url=settings.endpoint or None,
                aws_access_key_id=access_key,
                aws_secret_access_key=secret_key,
                config=config,
            )
    except (BotoCoreError, ValueError) as error:
        raise HostRefusedError(f"Region and endpoint lead nowhere ({error}): correct them") from error


def _follow_nothing(context: dict[str, Any], **_: object) -> None:
    """botocore asks for a bucket's region whenever it is sent elsewhere, and of a liar until the stack is full."""
    context["s3_redirect"]["redirected"] = True


def _tell(progress: Progress, steps: Mapping[Step, str], *, until: Step | None = None) -> None:
    for step in takewhile(lambda step: step != until, steps):
        progress(step, steps[step])


def _required(value: str, what: str, failure: type[TransportError]) -> str:
    if not value:
        raise failure(f"The settings lack {what}: enter it")
    return value


def _text(value: str | bytes) -> str:
    return value.decode("ascii") if isinstance(value, bytes) else str(value)
