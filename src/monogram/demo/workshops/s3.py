"""Cobalt Cases' S3: a server with its bucket in memory, and the program that keeps a folder the same as the bucket.

The folder is what lasts: at the next start the bucket is filled from it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import boto3
from botocore.config import Config
from moto import settings
from moto.iam.models import iam_backends
from moto.s3.models import s3_backends
from moto.server import ThreadedMotoServer

from monogram.demo import world
from monogram.demo.workshops.identity import HOST

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_ACCOUNT = "123456789012"  # the one that moto's servers take everybody for
_MAY_USE_S3 = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'
_REGION: Final = "eu-west-2"


@contextmanager
def serving(port: int) -> Iterator[S3Client]:
    """Serve an empty bucket to one user, whose signatures are checked. Yields that user's client."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = ThreadedMotoServer(HOST, port, verbose=False)
    server.start()
    unchecked = settings.INITIAL_NO_AUTH_ACTION_COUNT
    try:
        client = _client(f"http://{HOST}:{port}")
        client.create_bucket(Bucket=world.BUCKET, CreateBucketConfiguration={"LocationConstraint": _REGION})
        _let_in()
        settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
        yield client
    finally:
        settings.INITIAL_NO_AUTH_ACTION_COUNT = unchecked
        s3_backends.bucket_accounts.pop(world.BUCKET, None)
        s3_backends[_ACCOUNT]["aws"].buckets.pop(world.BUCKET, None)
        iam_backends[_ACCOUNT]["aws"].users.pop(world.BUCKET, None)
        server.stop()


def _client(endpoint: str) -> S3Client:
    session = boto3.session.Session(world.BUCKET_ACCESS_KEY, world.BUCKET_SECRET_KEY, region_name=_REGION)
    return session.client("s3", endpoint_url=endpoint, config=Config(s3={"addressing_style": "path"}, proxies={}))


def _let_in() -> None:
    """moto makes keys up: ours are to be the same at every start."""
    people = iam_backends[_ACCOUNT]["aws"]
    user = people.create_user(_REGION, world.BUCKET)
    people.put_user_policy(world.BUCKET, "s3", _MAY_USE_S3)
    key = people.create_access_key(world.BUCKET)
    key.access_key_id, key.secret_access_key = world.BUCKET_ACCESS_KEY, world.BUCKET_SECRET_KEY
    user.access_keys = [key]


class Mirror:
    """Keeps a folder and the bucket the same, both ways: what is new on one side comes, what has gone there goes."""

    def __init__(self, client: S3Client, folder: Path) -> None:
        self._client = client
        self._folder = folder
        self._known: set[str] = set()

    def look(self) -> None:
        """Make both sides the same. A file's content never changes under its name."""
        here, there = self._files(), self._objects()
        for key in here - there:
            if key in self._known:
                (self._folder / key).unlink(missing_ok=True)
            else:
                self._client.upload_file(str(self._folder / key), world.BUCKET, key)
        for key in there - here:
            if key in self._known:
                self._client.delete_object(Bucket=world.BUCKET, Key=key)
            else:
                self._download(key)
        self._known = (here & there) | ((here ^ there) - self._known)

    def _files(self) -> set[str]:
        return {
            file.relative_to(self._folder).as_posix()
            for file in self._folder.rglob("*")
            if file.is_file() and not file.name.startswith(".")
        }

    def _objects(self) -> set[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=world.BUCKET)
        keys = {entry["Key"] for page in pages for entry in page.get("Contents", [])}
        return {key for key in keys if not {"", "..", "."} & set(key.split("/"))}

    def _download(self, key: str) -> None:
        file = self._folder / key
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f".{file.name}")
        self._client.download_file(world.BUCKET, key, str(fresh))
        fresh.replace(file)
