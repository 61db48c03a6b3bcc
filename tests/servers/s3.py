"""moto's S3 on loopback, which checks keys and signatures."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from typing import Final
from urllib.request import Request, urlopen

import boto3
from moto.server import ThreadedMotoServer

from monogram.transports.settings import FolderProtocol, FolderSettings

logging.getLogger("werkzeug").setLevel(logging.WARNING)

BUCKET = "factory"
REGION: Final = "eu-west-2"


@contextlib.contextmanager
def s3_server() -> Iterator[FolderSettings]:
    """A server in a thread with an empty bucket and a user who may use S3 and nothing else."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    origin = f"http://{host}:{port}"
    try:
        access_key, secret_key = _user_of_a_bucket(origin)
        _check_keys_after(origin, requests=0)
        yield FolderSettings(
            FolderProtocol.S3, endpoint=origin, bucket=BUCKET, region=REGION,
            access_key=access_key, secret_key=secret_key,
        )  # fmt: skip
    finally:
        _check_keys_after(origin, requests=float("inf"))
        server.stop()


def _user_of_a_bucket(origin: str) -> tuple[str, str]:
    anybody = boto3.session.Session("a", "b", region_name=REGION)
    anybody.client("s3", endpoint_url=origin).create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    people = anybody.client("iam", endpoint_url=origin)
    people.create_user(UserName=BUCKET)
    policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'
    people.put_user_policy(UserName=BUCKET, PolicyName="s3", PolicyDocument=policy)
    key = people.create_access_key(UserName=BUCKET)["AccessKey"]
    return key["AccessKeyId"], key["SecretAccessKey"]


def _check_keys_after(origin: str, requests: float) -> None:
    asked = Request(f"{origin}/moto-api/reset-auth", f"{requests}".encode(), {"Content-Type": "text/plain"})  # noqa: S310
    with urlopen(asked):  # noqa: S310 - our own server
        pass
