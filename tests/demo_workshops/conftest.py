"""Suppliers' machines as they run: their servers on loopback, their folders and store below a fresh data folder."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.common.ports import free_port

from monogram.demo import world
from monogram.demo.site import settings as sites
from monogram.demo.site import store
from monogram.demo.site.inbox import news
from monogram.demo.workshops import ftps, s3, sftp
from monogram.demo.workshops.identity import HOST, Identity, made_once
from monogram.demo.world import Channel
from monogram.transports.host_keys import new_key_pair
from monogram.transports.settings import FolderProtocol, FolderSettings


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Path:
    """The data folder. In demo mode the platform may speak to loopback."""
    settings.MONOGRAM_DEMO = True
    monkeypatch.setattr(sites, "DATA_DIR", tmp_path / "demo-sites")
    monkeypatch.setattr(sites, "WORKSHOPS_DIR", tmp_path / "workshops")
    monkeypatch.setattr(store, "_local", threading.local())
    return tmp_path


@pytest.fixture
def identity(data: Path) -> Identity:
    return made_once(data / "workshops" / "identity")


@dataclass(frozen=True)
class Machine:
    """A supplier's machine. `settings` are how the platform opens its folder; `look` has its programs work once."""

    supplier: int
    settings: FolderSettings
    look: Callable[[], None] = lambda: None

    @property
    def folder(self) -> Path:
        return news.folder_of(self.supplier)

    @property
    def kind(self) -> str:
        return world.FOLDER_FORMATS[world.CHANNELS[self.supplier]]


@pytest.fixture(params=[Channel.SFTP, Channel.FTPS, Channel.S3], ids=str)
def machine(request: pytest.FixtureRequest, identity: Identity) -> Iterator[Machine]:
    """Each of those that have a folder."""
    with running(request.param, identity) as made:
        yield made


@contextmanager
def running(channel: Channel, identity: Identity) -> Iterator[Machine]:
    """The machine of the supplier on that channel."""
    supplier = next(supplier for supplier, its in world.CHANNELS.items() if its == channel)
    folder, port = news.folder_of(supplier), free_port()
    folder.mkdir(parents=True, exist_ok=True)
    user = world.FOLDER_USERS.get(channel, "")
    match channel:
        case Channel.SFTP:
            pair = new_key_pair()
            identity.authorized_keys.write_text(f"{pair.public}\n")
            with sftp.serving(folder, port, identity):
                yield Machine(
                    supplier,
                    FolderSettings(
                        FolderProtocol.SFTP, host=HOST, port=port, username=user, private_key=pair.private,
                        host_key=identity.known_host(port),
                    ),
                )  # fmt: skip
        case Channel.FTPS:
            with ftps.serving(folder, port, identity):
                yield Machine(
                    supplier,
                    FolderSettings(
                        FolderProtocol.FTPS, host=HOST, port=port, username=user, password=world.FOLDER_PASSWORD,
                        certificate=identity.public_certificate(),
                    ),
                )  # fmt: skip
        case _:
            with s3.serving(port) as client:
                yield Machine(
                    supplier,
                    FolderSettings(
                        FolderProtocol.S3, endpoint=f"http://{HOST}:{port}", bucket=world.BUCKET,
                        region=world.BUCKET_REGION, access_key=world.BUCKET_ACCESS_KEY,
                        secret_key=world.BUCKET_SECRET_KEY,
                    ),
                    s3.Mirror(client, folder).look,
                )  # fmt: skip
