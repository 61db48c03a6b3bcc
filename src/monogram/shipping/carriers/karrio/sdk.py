"""karrio itself: imported when a carrier is first asked, made silent, and kept from the network."""

from __future__ import annotations

import importlib
import logging
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import metadata
from types import SimpleNamespace
from typing import Any

from monogram.shipping.carriers.karrio import pictures, wire

_log = logging.getLogger(__name__)
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Connector:
    """One carrier's part of karrio, with the credentials of one connection."""

    settings: Any
    mapper: Any
    proxy: Any


def is_installed(package: str) -> bool:
    """Whether pip has put a connector there; nothing is imported for it."""
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def connect(name: str, settings: Mapping[str, Any], *, token_key: str) -> Connector:
    """A connector with its settings. Sign-ins are kept in memory under `token_key` until they run out.

    karrio's own gateway is not used: it runs whatever lies in a folder `plugins` where the process was started.
    """
    mappers = _load(name)
    from karrio import lib

    known = {one.name for one in mappers.Settings.__attrs_attrs__}
    held = lib.to_object(mappers.Settings, {key: value for key, value in settings.items() if key in known})
    held.cache = _tokens(token_key)
    held.tracer = SimpleNamespace(with_metadata=lambda _metadata: lambda *_record, **_format: None, context={})
    held.system_config = lib.SystemConfig()
    return Connector(held, mappers.Mapper(held), mappers.Proxy(held))


def shipment(request: Mapping[str, Any]) -> Any:
    """karrio's `ShipmentRequest` of a plain one."""
    from karrio import lib
    from karrio.core import models

    return lib.to_object(models.ShipmentRequest, dict(request))


def cancellation(identifier: str) -> Any:
    """karrio's `ShipmentCancelRequest` of a shipment."""
    from karrio.core import models

    return models.ShipmentCancelRequest(shipment_identifier=identifier)


def sendable(body: Any, context: Mapping[str, Any]) -> Any:
    """A body as karrio's proxies take it, with what its mapper has to say besides."""
    from karrio import lib

    return lib.Serializable(body, ctx=dict(context))


def forget_sign_ins() -> None:
    """The next request of each connection signs in anew."""
    _tokens.cache_clear()


@lru_cache(maxsize=256)
def _tokens(_key: str) -> Any:
    from karrio import lib

    return lib.Cache()


@cache
def _load(name: str) -> Any:
    """The connector's module. The first import takes about a second."""
    with _loading:
        from loguru import logger

        verifying = ssl._create_default_https_context
        logger.disable("karrio")
        try:
            from karrio import lib
            from karrio.core.utils import helpers

            mappers = importlib.import_module(f"karrio.mappers.{name}")
        finally:
            ssl._create_default_https_context = verifying
        helpers.urlopen = helpers._urlopen_with_span = wire.send
        helpers.PIL.ImageFile.LOAD_TRUNCATED_IMAGES = False
        lib.image_to_pdf = pictures.page_of
        _log_as_we_do(logger)
        return mappers


def _log_as_we_do(logger: Any) -> None:
    """Warnings and worse go to `logging` as plain sentences: karrio's debugging would write out whole requests."""
    logger.remove()
    logger.add(_pass_on, level="WARNING", format="{message}", backtrace=False, diagnose=False)
    logger.enable("karrio")
    logging.getLogger("jstruct.utils").setLevel(logging.ERROR)  # it writes out what it does not know of an answer


def _pass_on(message: Any) -> None:
    _log.log(message.record["level"].no, "karrio: %s", message.record["message"])
